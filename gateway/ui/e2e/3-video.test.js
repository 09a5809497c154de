import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { choose, heading, launch, profile, signedIn, VIDEO_MS } from './support.js';

const STAGES = ['script', 'script_check', 'voice', 'footage', 'captions', 'render', 'video_check', 'thumbnail', 'approval', 'publish'];
const brief = readFileSync(new URL('brief.txt', import.meta.url), 'utf8');

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** Writes down every state of every stage in the order in which it stood on the screen. */
function witness() {
  globalThis.seen = [];
  const look = () => {
    for (const { dataset } of document.querySelectorAll('li[data-stage]')) {
      const word = `${dataset.stage} ${dataset.state}`;
      if (!globalThis.seen.includes(word)) globalThis.seen.push(word);
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] });
}

async function channelWithReview(page, id) {
  await page.goto('/channels/new');
  await page.getByLabel('Name', { exact: false }).fill('Honey Desk');
  await page.getByLabel('Id', { exact: true }).fill(id);
  await choose(page, 'Approval', /every video/);
  await page.getByRole('button', { name: 'Make the channel' }).click();
  await heading(page, 'Channels');
}

test('a brief becomes a video: each stage passes by, a person looks at it, and it is out', { timeout: 2 * VIDEO_MS }, async () => {
  const context = await profile(browser);
  await context.addInitScript(witness);
  const page = await signedIn(context);
  const channel = `honey-${Date.now()}`;
  await channelWithReview(page, channel);

  await page.goto(`/videos/new?channel=${channel}`);
  await page.getByLabel('Topic', { exact: false }).fill('Why honey never spoils');
  await page.getByLabel('Brief', { exact: true }).fill(brief);
  await page.getByLabel('Length in seconds').fill('12');
  await page.getByRole('button', { name: 'Make the video' }).click();
  await page.getByRole('tab', { name: 'Timeline' }).waitFor();
  await page.evaluate(() => (globalThis.sameDocument = true));

  await page.getByRole('button', { name: 'Approve' }).waitFor({ timeout: VIDEO_MS });
  await plays(page);
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Approve and publish' }).click();
  await page.locator('[data-now]', { hasText: 'Published' }).waitFor({ timeout: VIDEO_MS });
  await page.locator('li[data-stage="publish"][data-state="completed"]').waitFor();

  const seen = await page.evaluate(() => globalThis.sameDocument && globalThis.seen);
  assert.ok(seen, 'the page was never loaded again');
  const completed = seen.filter((word) => word.endsWith(' completed')).map((word) => word.split(' ')[0]);
  assert.deepEqual(completed, STAGES, 'each stage ended on the screen, in order');
  for (const long of ['voice', 'render']) assert.ok(seen.includes(`${long} running`), `${long} was seen running`);

  const cost = Number(await page.locator('[data-cost]').getAttribute('data-cost'));
  assert.ok(cost > 0, 'work on this machine has its price too');
  await everyTab(page);
  assert.deepEqual(page.errors, []);
});

/** A press on a sentence starts the film there; the browser decodes it and its time runs. */
async function plays(page) {
  await page.getByRole('tab', { name: 'Script' }).click();
  await page.getByRole('button', { name: /^Play from/ }).first().click();
  await page.waitForFunction(() => document.querySelector('video')?.readyState >= 2);
  await page.waitForFunction(() => document.querySelector('video').currentTime > 0.5);
  const { width, height, captions } = await page.evaluate(() => {
    const video = document.querySelector('video');
    video.pause();
    return { width: video.videoWidth, height: video.videoHeight, captions: video.textTracks.length };
  });
  assert.deepEqual([width, height], [1080, 1920]);
  assert.equal(captions, 1);
}

async function everyTab(page) {
  await page.getByRole('tab', { name: 'Checks' }).click();
  await page.getByText('Passed').first().waitFor();
  await page.getByRole('tab', { name: 'Costs' }).click();
  await page.getByRole('cell', { name: 'Render' }).waitFor();
  await page.getByRole('tab', { name: 'Events' }).click();
  await page.locator('[data-event="video_published"]').waitFor();
  await page.getByRole('tab', { name: 'Files' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: /^Download .*\.mp4$/ }).first().click();
  assert.equal(await (await saved).failure(), null);
}
