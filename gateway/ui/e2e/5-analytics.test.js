import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { byDay, day, DAYS, reportsOf, restated, rowsOf, sum } from './reports.js';
import { heading, launch, live, newChannel, profile, replayed, signedIn } from './support.js';

let browser, context, page, channel, reports;

before(async () => {
  browser = await launch();
  context = await profile(browser);
  page = await signedIn(context);
  channel = await newChannel(page, 'Honey Figures');
  reports = reportsOf(channel);
});
after(() => browser.close());

const kpi = (metric, value) => page.locator(`[data-kpi="${metric}"][data-value="${value}"]`).waitFor();
const parameter = (name) => new URL(page.url()).searchParams.getAll(name);
const menu = (title) => page.getByRole('button', { name: `${title}: table and export` });

async function opened(path, title) {
  await page.goto(path);
  await heading(page, title);
  await live(page);
}

async function exported(title, item) {
  await menu(title).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: item }).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

test('reports appear as they arrive, and every sum is that of the file', async () => {
  await opened(`/analytics?channel_id=${channel}`, 'Analytics');
  await page.evaluate(() => (globalThis.sameDocument = true));
  await replayed(reports);
  await kpi('views', sum(reports, 'views'));
  await kpi('revenue', sum(reports, 'revenue_micros'));
  await kpi('subscribers_net', sum(reports, 'subscribers_gained') - sum(reports, 'subscribers_lost'));
  // Nothing was made for this channel, so nothing was spent.
  await kpi('profit', sum(reports, 'revenue_micros'));

  const newer = restated(reports.at(-1), { views: 5000, revenue_micros: 9_000_000 });
  reports = [...reports.slice(0, -1), newer];
  await replayed([newer, reports[0], newer]);
  await kpi('views', sum(reports, 'views'));
  await kpi('revenue', sum(reports, 'revenue_micros'));
  assert.ok(await page.evaluate(() => globalThis.sameDocument), 'the page was never loaded again');
  assert.deepEqual(page.errors, []);
});

test('a chart as a table and as a file says what the file of the reports said, day by day', async () => {
  await opened(`/analytics?channel_id=${channel}&metric=views&metric=revenue`, 'Analytics');
  await page.locator('[data-chart="views"] .recharts-surface').waitFor();
  const wanted = byDay(reports, 'views');
  await menu('Views').click();
  await page.getByRole('menuitem', { name: 'View as table' }).click();
  const rows = page.getByRole('region', { name: 'Views as a table' }).locator('[data-row]');
  await rows.first().waitFor();
  const shown = await rows.evaluateAll((all) => all.map((row) => [row.dataset.row, row.cells[1].textContent]));
  assert.equal(shown.length, 28);
  for (const [start, text] of shown) assert.equal(text, start in wanted ? wanted[start].toLocaleString('en-GB') : '–', start);

  const csv = await exported('Revenue', 'Export CSV');
  assert.match(csv.name, /^revenue_\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d\.csv$/);
  const told = Object.fromEntries(rowsOf(csv.text).filter(({ value }) => value !== '').map(({ start, value }) => [start, Number(value)]));
  assert.deepEqual(told, byDay(reports, 'revenue_micros'));
  const json = JSON.parse((await exported('Revenue', 'Export JSON')).text);
  assert.equal(json.series[0].points.reduce((total, { value }) => total + (value ?? 0), 0), sum(reports, 'revenue_micros'));
});

test('the period is in the address: keys choose it, reloading and going elsewhere keep it', async () => {
  await opened(`/analytics?channel_id=${channel}`, 'Analytics');
  await page.keyboard.press('w');
  await page.waitForURL(/range=7d/);
  const week = reports.filter((report) => report.day >= day(7));
  await kpi('views', sum(week, 'views'));
  await page.keyboard.press('[');
  await page.waitForURL(new RegExp(`from=${day(14)}&to=${day(8)}`));
  await kpi('views', sum(reports.filter((report) => report.day < day(7)), 'views'));
  await page.keyboard.press(']');
  await page.waitForURL(/range=7d/);
  await page.keyboard.press('c');
  await page.waitForURL(/compare=previous/);
  await page.locator('[data-chart="revenue"]').getByText('Period before').waitFor();
  await page.reload();
  await kpi('views', sum(week, 'views'));
  assert.deepEqual(parameter('compare'), ['previous']);
  await page.getByRole('link', { name: 'Channels' }).click();
  await heading(page, 'Channels');
  await page.waitForURL(/\/channels\?.*range=7d/);
});

test('channels are compared, in the order of the address, the pinned one on top', async () => {
  await opened('/channels?sort=-views', 'Channels');
  const row = page.locator(`[data-row="${channel}"]`);
  await row.getByText(`$${(sum(reports, 'revenue_micros') / 1e6).toFixed(2)}`).first().waitFor();
  await page.getByRole('columnheader', { name: 'Revenue' }).getByRole('button').click();
  await page.waitForURL((url) => !url.searchParams.has('sort'));
  // The address changes a little before the table is drawn anew.
  await page.getByRole('columnheader', { name: 'Revenue' }).and(page.locator('[aria-sort="descending"]')).waitFor();
  await row.getByRole('button', { name: /^Pin/ }).click();
  await page.reload();
  await page.locator(`tbody tr:first-child[data-row="${channel}"]`).waitFor();
  await row.getByRole('button', { name: /^Pin/ }).click();
  const csv = rowsOf((await exported('Comparison', 'Export CSV')).text).find(({ channel_id: id }) => id === channel);
  assert.equal(Number(csv.revenue_micros), sum(reports, 'revenue_micros'));
  await row.getByRole('link', { name: 'Honey Figures' }).click();
  await heading(page, 'Honey Figures');
  await kpi('views', sum(reports, 'views'));
});

test('videos are compared at equal age, and days by channel', async () => {
  await opened(`/analytics/videos?channel_id=${channel}&age=7`, 'Videos compared');
  for (const id of new Set(reports.map(({ video_id: id }) => id))) {
    const first = reports.filter((report) => report.video_id === id && report.day < day(DAYS - 7));
    await page.locator(`[data-row="${channel} ${id}"]`).getByText(sum(first, 'views').toLocaleString('en-GB'), { exact: true }).waitFor();
  }
  await opened(`/analytics/heatmap?channel_id=${channel}`, 'Heat map');
  const cells = page.locator('[data-chart="activity"] td[data-value]');
  await cells.first().waitFor();
  const values = await cells.evaluateAll((all) => all.map((cell) => Number(cell.dataset.value)).filter((value) => value > 0));
  assert.deepEqual(values, Object.values(byDay(reports, 'views')));
});

test('a video that was reported with a curve shows where its viewers leave', async (t) => {
  await opened('/videos?status=published', 'Videos');
  await page.locator('[data-row], [data-empty]').first().waitFor();
  const link = page.locator('[data-row]').first().getByRole('link').first();
  if ((await link.count()) === 0) return t.diagnostic('no video is published: no curve was looked at');
  await link.click();
  await page.getByRole('tab', { name: 'Timeline' }).waitFor();
  const id = new URL(page.url()).pathname.split('/')[2];
  const [, owner] = /\/channels\/([^/]+)$/.exec(await page.getByRole('main').locator('a[href^="/channels/"]').first().getAttribute('href'));
  const retention = Array.from({ length: 20 }, (_, n) => [(n + 1) / 20, 1 - n / 40]);
  const metrics = { views: 10, retention };
  await replayed([{ channel_id: owner, video_id: id, day: day(2), observed_at: new Date().toISOString(), metrics }]);
  const tab = page.getByRole('tab', { name: 'Retention' });
  for (let tries = 0; tries < 20 && (await tab.count()) === 0; tries += 1) {
    await page.reload();
    await page.getByRole('tab', { name: 'Events' }).waitFor();
    await page.waitForLoadState('networkidle');
  }
  await tab.click();
  await page.getByText('53 % are there at the end').waitFor();
  await page.getByRole('region', { name: 'Retention by scene' }).locator('[data-lost]').first().waitFor();
});

test('a channel without reports has no forecast and says why, one of a quarter has one with its maker and its error', async () => {
  const id = await newChannel(page, 'Days Ahead');
  await opened(`/channels/${id}`, 'Days Ahead');
  await page.getByText(/Too little history: 0 days are known/).first().waitFor();
  const week = [900, 700, 720, 800, 950, 1500, 1400];
  const past = Array.from({ length: 90 }, (_, index) => ({ channel_id: id, day: day(94 - index), observed_at: new Date().toISOString(), complete: true, metrics: { views: week[index % 7] + ((index * index * 7919) % 101) } }));
  await replayed(past);
  await page.locator('[data-chart="forecast views"] .recharts-surface').waitFor();
  await page.getByText(/On past weeks this was wrong by 0\.\d\d of what repeating the last week would have been/).waitFor();
  const maker = await page.locator('[data-maker]').textContent();
  assert.match(maker, /^By (the method|rule)/);
  const { text } = await exported('Forecast', 'Export CSV');
  assert.equal(text.trim().split('\r\n').filter((line) => line.startsWith('forecast,')).length, 14);
});
