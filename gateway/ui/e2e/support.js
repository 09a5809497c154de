// What the end-to-end tests share: the running product, a browser, waiting for what a person would see.
//
//   YTEMPIRE_TEST_DATA      data folder of a running `ytempire serve`; its run.json says where everything is
//   YTEMPIRE_TEST_BIN       the binary, for requests that come over Kafka
//   YTEMPIRE_TEST_CHROMIUM  a Chromium [default: /usr/bin/chromium]
//   YTEMPIRE_TEST_PICTURES  folder for pictures of the screens [default: none are kept]
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';

const data = process.env.YTEMPIRE_TEST_DATA;
if (!data) throw new Error('YTEMPIRE_TEST_DATA names the data folder of a running ytempire');

export const run = JSON.parse(readFileSync(join(data, 'run.json'), 'utf8'));
export const pictures = process.env.YTEMPIRE_TEST_PICTURES;
if (pictures) mkdirSync(pictures, { recursive: true });

/** A video takes this long at most on a slow, busy machine. */
export const VIDEO_MS = 420_000;
const PATIENCE_MS = 30_000;

export const launch = () =>
  chromium.launch({
    executablePath: process.env.YTEMPIRE_TEST_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--mute-audio'],
  });

/** A browser profile of its own; what its pages log as an error is kept in `page.errors`. */
export async function profile(browser, options = {}) {
  const context = await browser.newContext({ baseURL: run.gateway, viewport: { width: 1440, height: 900 }, locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

export async function newPage(context) {
  const page = await context.newPage();
  page.errors = [];
  page.on('pageerror', (error) => page.errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && /Content Security Policy|Refused to/.test(message.text()) && page.errors.push(message.text()));
  return page;
}

/** Signs in where the page stands; afterwards it stands where it was to go. */
export async function signIn(page, path = '/', { email, password } = run.operator) {
  await page.goto(path);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: false }).first().fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function signedIn(context, path = '/') {
  const page = await newPage(context);
  await signIn(page, path);
  await live(page);
  return page;
}

export const live = (page) => page.locator('[data-live="live"]').waitFor();

export const heading = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();

export async function choose(page, label, option) {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

/** The product's own command line, on the running instance's data folder. */
async function ytempire(command, ...flags) {
  const bin = process.env.YTEMPIRE_TEST_BIN;
  assert.ok(bin, 'YTEMPIRE_TEST_BIN names the binary');
  await promisify(execFile)(bin, [command, '--data', data, ...flags]);
}

/** A request for a video as another program sends it: over Kafka. Answers with its topic. */
export async function requestOverKafka(channel, topic, brief) {
  await ytempire('request', '--channel', channel, '--topic', topic, '--brief', brief, '--seconds', '8');
  return topic;
}

/** Records as another program sends them: from a file, over Kafka. */
export async function replayed(records, topic = 'youtube-analytics') {
  const file = join(mkdtempSync(join(tmpdir(), 'ytempire-records-')), 'records.jsonl');
  writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  await ytempire('replay', '--topic', topic, file);
}

/** A channel that nobody has used, made as a person makes one. */
export async function newChannel(page, name) {
  const id = `${name.toLowerCase().replace(/[^a-z]+/g, '-')}-${Date.now()}`;
  await page.goto('/channels/new');
  await page.getByLabel('Name', { exact: false }).fill(name);
  await page.getByLabel('Id', { exact: true }).fill(id);
  await page.getByRole('button', { name: 'Make the channel' }).click();
  await heading(page, 'Channels');
  return id;
}

/** No violation of WCAG A and AA that axe can see. */
export async function accessible(page, where) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html.slice(0, 160)} (${node.failureSummary})`).join('\n  ')}`);
  assert.deepEqual(found, [], `accessibility of ${where}`);
}

export async function fits(page, where) {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(content <= window, `${where} is ${content} px wide in a window of ${window}`);
}

export async function picture(page, name, fullPage = false) {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage });
}
