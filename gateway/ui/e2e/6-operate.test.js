import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';

import { accessible, heading, launch, live, profile, requestOverKafka, run, signedIn } from './support.js';

const brief = fileURLToPath(new URL('brief.txt', import.meta.url));

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test('the system page says how far reports are read and which stores have them', async () => {
  const page = await signedIn(await profile(browser), '/system');
  await heading(page, 'System');
  const topic = page.locator('[data-topic="youtube-analytics"]');
  await topic.locator('summary').click();
  await topic.getByText(/^Partition 0$/).waitFor();
  await page.locator('[data-sink="postgres"]').waitFor();
  assert.deepEqual(page.errors, []);
});

test('a record that cannot be used is found by its reason, replayed, and comes back with the same reason', async () => {
  const stranger = `nobody-${Date.now()}`;
  await requestOverKafka(stranger, 'Honey for nobody', brief);
  const page = await signedIn(await profile(browser), '/system?topic=video-requests&code=unknown_channel');
  await heading(page, 'System');
  const letters = page.locator('[data-letter]', { hasText: stranger });
  await letters.first().waitFor();
  assert.equal(await letters.count(), 1);
  await letters.locator('summary').click();
  await letters.getByRole('region', { name: /^Value of/ }).getByText('Honey for nobody').waitFor();
  await letters.getByRole('button', { name: 'Replay' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Replay' }).click();
  await page.locator('[data-replay="replayed"]', { hasText: stranger }).waitFor();
  await letters.nth(1).waitFor();
  assert.equal(await page.locator('[data-replay=""]', { hasText: stranger }).count(), 1, 'once sent, it came back once');

  await page.getByRole('combobox', { name: 'Topic' }).click();
  await page.getByRole('option', { name: 'trend-signals' }).click();
  await page.waitForURL(/topic=trend-signals/);
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await letters.first().waitFor();
});

test('a key is shown once, reads the figures and nothing else, and is refused once it is revoked', async () => {
  const context = await profile(browser);
  const page = await signedIn(context, '/settings/api-keys');
  await heading(page, 'API keys');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByRole('button', { name: 'Make the key' }).click();
  await page.getByText('A name is needed').waitFor();
  const name = `Notebook ${Date.now()}`;
  await page.getByLabel('Name', { exact: false }).fill(name);
  await page.getByRole('button', { name: 'Make the key' }).click();
  const key = await page.locator('[data-key]').innerText();
  assert.match(key, /^yte_/);
  await accessible(page, 'a new key');

  const ask = async (path) => (await fetch(new URL(path, run.gateway), { headers: { Authorization: `Bearer ${key}` } })).status;
  assert.equal(await ask('/api/v1/analytics/overview'), 200);
  assert.ok([401, 403].includes(await ask('/api/v1/channels')));

  await page.reload();
  await live(page);
  const row = page.locator('[data-row]', { hasText: name });
  await row.waitFor();
  assert.equal(await page.getByText(key).count(), 0, 'it is never shown again');
  await row.getByRole('button', { name: `Revoke ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke the key' }).click();
  await row.waitFor({ state: 'detached' });
  assert.equal(await ask('/api/v1/analytics/overview'), 401);
});
