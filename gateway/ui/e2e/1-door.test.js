import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { heading, launch, live, newPage, profile, run, signedIn, signIn } from './support.js';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test('a wrong password is refused in words, the right one leads to the page that was asked for', async () => {
  const page = await newPage(await profile(browser));
  await signIn(page, '/system', { ...run.operator, password: 'not-the-password' });
  await page.getByRole('alert').waitFor();
  assert.match(await page.getByRole('alert').innerText(), /password/i);
  assert.equal(await page.getByLabel('E-mail').inputValue(), run.operator.email);
  await page.getByLabel('Password', { exact: false }).first().fill(run.operator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await heading(page, 'System');
  assert.equal(new URL(page.url()).pathname, '/system');
  await page.reload();
  await heading(page, 'System');
  assert.deepEqual(page.errors, []);
});

test('an unknown address keeps the shell and leads back', async () => {
  const page = await signedIn(await profile(browser), '/nowhere/at/all');
  await heading(page, 'There is no such page');
  await page.getByRole('main').getByRole('link', { name: 'To the overview' }).click();
  await heading(page, 'Overview');
});

test('a video that is not there says so', async () => {
  const page = await signedIn(await profile(browser), '/videos/vid_01890000-0000-7000-8000-000000000000');
  await heading(page, 'There is no such video');
});

test('the keyboard reaches everything: skip link, chords, help', async () => {
  const page = await signedIn(await profile(browser));
  await heading(page, 'Overview');
  await page.reload();
  await live(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await heading(page, 'Channels');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('n');
  await heading(page, 'New video');
});

test('signing out in one tab signs out the other', async () => {
  const context = await profile(browser);
  const one = await signedIn(context);
  const other = await newPage(context);
  await other.goto('/videos');
  await live(other);
  await one.getByRole('button', { name: /^Account of/ }).click();
  await one.getByRole('menuitem', { name: 'Sign out' }).click();
  await heading(one, 'Sign in');
  await heading(other, 'Sign in');
  await one.reload();
  await heading(one, 'Sign in');
});
