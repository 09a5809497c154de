import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { accessible, fits, heading, launch, live, newChannel, picture, profile, replayed, signedIn } from './support.js';
import { signalsOf } from './signals.js';

let browser, context, page, channel;
const stamp = Date.now();
/** Of this run only, so that nothing else is in its list. */
const niche = `Honey ${stamp}`;
/** Numbers of their own: names that mean nearly the same, with the same numbers, are ranked as one topic. */
const topics = { fast: `Honey soars ${stamp}1`, slow: `Honey creeps ${stamp}2`, flat: `Honey rests ${stamp}3`, late: `Honey comes late ${stamp}4` };

before(async () => {
  browser = await launch();
  context = await profile(browser);
  page = await signedIn(context);
  channel = await newChannel(page, 'Honey Ideas');
  // What is accepted here must not be made: a paused channel starts no video.
  await page.locator(`[data-row="${channel}"]`).getByRole('button', { name: /^Actions/ }).click();
  await page.getByRole('menuitem', { name: 'Pause' }).click();
  await page.locator('[data-toast]', { hasText: 'starts no more videos' }).waitFor();
});
after(() => browser.close());

const signals = (topic, points) => replayed(signalsOf(niche, topic, points), 'trend-signals');
const idea = (topic) => page.locator('[data-idea]', { hasText: topic });
const toast = (text) => page.locator('[data-toast]', { hasText: text });
const ranked = () => page.locator('[data-idea] [data-title]').allTextContents();

async function opened(state = 'new') {
  const query = new URLSearchParams({ niche, ...(state === 'new' ? {} : { state }) });
  await page.goto(`/ideas?${query}`);
  await heading(page, 'Ideas');
  await live(page);
}

test('topics that another program sends over Kafka appear by themselves, the likeliest first, with who scored them', async () => {
  await opened();
  await page.getByText(`No new idea in ${niche}`).waitFor();
  await page.evaluate(() => (globalThis.sameDocument = true));
  await signals(topics.fast, [10, 20, 60]);
  await idea(topics.fast).waitFor();
  await signals(topics.slow, [100, 104, 110]);
  await signals(topics.flat, [50, 50, 50]);
  await idea(topics.slow).waitFor();
  await idea(topics.flat).waitFor();
  const scores = await page.locator('[data-chance]').evaluateAll((all) => all.map((one) => Number(one.dataset.chance)));
  assert.equal(scores.length, 3);
  assert.deepEqual(scores, [...scores].sort((a, b) => b - a), 'the best first');
  assert.equal((await ranked())[0], topics.fast);

  const first = idea(topics.fast);
  const source = await first.locator('[data-source]').getAttribute('data-source');
  await first.getByText(source === 'model' ? 'Model' : 'Rule', { exact: true }).waitFor();
  await first.getByText('10 → 60 points in 2 h').waitFor();
  await first.getByText(/rises within \d+ h/).waitFor();
  assert.ok(await page.evaluate(() => globalThis.sameDocument), 'the page was never loaded again');
  assert.deepEqual(page.errors, []);
});

test('the ideas that are shown are saved as a file', async () => {
  await opened();
  await idea(topics.fast).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export CSV' }).click()]);
  assert.equal(download.suggestedFilename(), `ideas_honey-${stamp}_new.csv`);
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
  assert.ok(lines[0].startsWith('id,niche,place,topic,'), lines[0]);
  assert.deepEqual(lines.slice(1).map((line) => line.split(',')[3]), await ranked());
});

test('a new ranking takes neither the focus nor the place in the page', async () => {
  await opened();
  const button = page.getByRole('button', { name: `Dismiss ${topics.flat}` });
  await button.focus();
  await signals(topics.late, [5, 40, 300]);
  await idea(topics.late).waitFor();
  assert.ok(await button.evaluate((element) => element === document.activeElement), 'the focus stays');
});

test('an accepted idea is a video of the channel that was chosen, with the way to it', async () => {
  await opened();
  await page.getByRole('button', { name: `Accept ${topics.fast}` }).click();
  const dialog = page.getByRole('dialog', { name: 'Make a video of it' });
  await dialog.getByRole('combobox', { name: 'Channel' }).click();
  await page.getByRole('option', { name: /^Honey Ideas/ }).last().click();
  await dialog.getByRole('button', { name: 'Make the video' }).click();
  await toast(`${topics.fast} is queued`).getByRole('link', { name: 'Open the video' }).click();
  await heading(page, topics.fast);
  const video = new URL(page.url()).pathname;

  await opened('accepted');
  const link = idea(topics.fast).getByRole('link', { name: /^Open the video/ });
  assert.equal(await link.getAttribute('href'), video.split('/').slice(0, 3).join('/'));
  await page.goto(`/videos?channel_id=${channel}`);
  await page.locator('[data-row]', { hasText: topics.fast }).waitFor();
});

test('an idea is snoozed, dismissed, taken back at once and from its list', async () => {
  await opened();
  await page.getByRole('button', { name: `Snooze ${topics.slow}` }).click();
  await page.getByRole('menuitem', { name: '3 days' }).click();
  await idea(topics.slow).waitFor({ state: 'detached' });
  await toast(`${topics.slow} is snoozed`).waitFor();
  await page.getByRole('button', { name: `Dismiss ${topics.flat}` }).click();
  await idea(topics.flat).waitFor({ state: 'detached' });
  await toast(`${topics.flat} is dismissed`).getByRole('button', { name: 'Undo' }).click();
  await idea(topics.flat).waitFor();
  await page.getByRole('button', { name: `Dismiss ${topics.flat}` }).click();
  await idea(topics.flat).waitFor({ state: 'detached' });

  // Decided is decided: a new reading of the topic does not bring it back.
  await signals(topics.flat, [50, 50, 51]);
  await signals(topics.late, [6, 41, 302]);
  await idea(topics.late).getByText('6 → 302 points in 2 h').waitFor();
  assert.equal(await idea(topics.flat).count(), 0);

  await page.getByRole('button', { name: 'Snoozed' }).click();
  await page.waitForURL(/state=snoozed/);
  await idea(topics.slow).getByText(/^new again/).waitFor();
  await page.getByRole('button', { name: 'Dismissed' }).click();
  await page.getByRole('button', { name: `Restore ${topics.flat}` }).click();
  await page.getByText(`No idea was dismissed in ${niche}`).waitFor();
  await page.getByRole('group', { name: 'State' }).getByRole('button', { name: 'New' }).click();
  await idea(topics.flat).waitFor();
});

for (const mode of ['light', 'dark']) {
  test(`ideas in every state are accessible and fit a phone, ${mode}`, { timeout: 180_000 }, async () => {
    const other = await signedIn(await profile(browser, { viewport: { width: 360, height: 780 }, colorScheme: mode }));
    for (const state of ['new', 'accepted', 'snoozed', 'dismissed']) {
      await other.goto(`/ideas?${new URLSearchParams({ niche, state })}`);
      await heading(other, 'Ideas');
      await other.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
      await fits(other, `ideas ${state}`);
      await accessible(other, `ideas ${state}, ${mode}`);
      await picture(other, `ideas-${state}-${mode}-narrow`, true);
    }
    await other.goto(`/ideas?${new URLSearchParams({ niche })}`);
    await other.getByRole('button', { name: /^Accept / }).first().click();
    await other.getByRole('dialog').getByRole('combobox', { name: 'Channel' }).waitFor();
    await fits(other, 'the question for a channel');
    await accessible(other, `the question for a channel, ${mode}`);
    assert.deepEqual(other.errors, []);
  });
}
