import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { choose, heading, launch, newPage, profile, run, signedIn } from './support.js';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test('a channel is made, paused and resumed, and a second of the same id is refused at its field', async () => {
  const page = await signedIn(await profile(browser), '/channels/new');
  const id = `e2e-${Date.now()}`;
  const fill = async () => {
    await page.getByLabel('Name', { exact: false }).fill('Kitchen Science');
    await page.getByLabel('Id', { exact: true }).fill(id);
    await page.getByLabel('Niche').fill('Chemistry that one can eat');
    await choose(page, 'Format', 'Square 1:1');
    await page.getByRole('button', { name: 'Make the channel' }).click();
  };
  await fill();
  await heading(page, 'Channels');
  const row = page.locator(`[data-row="${id}"]`);
  await row.waitFor();
  await row.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Pause' }).click();
  await row.getByText('Paused').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await row.getByText('Active').waitFor();

  await page.goto('/channels/new');
  await fill();
  await page.getByRole('alert').waitFor();
  assert.equal(new URL(page.url()).pathname, '/channels/new');
  assert.deepEqual(page.errors, []);
});

test('two tabs that edit one channel: the second learns what the first changed and loses nothing', async () => {
  const context = await profile(browser);
  const path = `/channels/${run.channel}/settings`;
  const first = await signedIn(context, path);
  const second = await newPage(context);
  await second.goto(path);
  const niche = (page) => page.getByLabel('Niche');
  await niche(second).waitFor();
  const [mine, theirs] = [`mine ${Date.now()}`, `theirs ${Date.now()}`];
  await niche(first).fill(theirs);
  await first.getByRole('button', { name: 'Save' }).click();
  await first.getByText('Saved', { exact: true }).first().waitFor();

  await niche(second).fill(mine);
  await second.getByRole('button', { name: 'Save' }).click();
  const conflict = second.getByRole('alert').filter({ hasText: 'changed elsewhere' });
  await conflict.getByText(theirs).waitFor();
  assert.equal(await niche(second).inputValue(), mine);
  await conflict.getByRole('button', { name: 'Overwrite with mine' }).click();
  await conflict.waitFor({ state: 'detached' });
  await first.reload();
  await niche(first).waitFor();
  assert.equal(await niche(first).inputValue(), mine);
});
