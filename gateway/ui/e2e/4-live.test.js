import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';

import { heading, launch, live, newPage, profile, requestOverKafka, run, signedIn, signIn } from './support.js';

const brief = fileURLToPath(new URL('brief.txt', import.meta.url));

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const row = (page, topic) => page.locator('[data-row]', { hasText: topic });

/** Only one of these videos must be made: the others are cancelled as a person does it. */
async function cancel(page, topic) {
  await row(page, topic).getByRole('link').first().click();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the video' }).click();
  await page.getByRole('button', { name: 'Retry' }).waitFor();
}

test('a request that another program sends over Kafka appears by itself, and can be cancelled', async () => {
  const page = await signedIn(await profile(browser), '/videos');
  await heading(page, 'Videos');
  await page.evaluate(() => (globalThis.sameDocument = true));
  const topic = await requestOverKafka(run.channel, `Honey over Kafka ${Date.now()}`, brief);
  await row(page, topic).waitFor();
  await cancel(page, topic);
  assert.ok(await page.evaluate(() => globalThis.sameDocument), 'the page was never loaded again');
});

test('a cut socket is said in a bar above everything, and after it no event is lost or doubled', async () => {
  const page = await newPage(await profile(browser));
  const wire = await tapSocket(page);
  await signIn(page, '/videos');
  await live(page);
  await wire.cut();
  const bar = page.locator('[role="status"][data-connection]');
  await bar.getByText(/Connection lost|No live connection/).waitFor();
  const main = await page.getByRole('main').boundingBox();
  const said = await bar.boundingBox();
  assert.ok(said.y + said.height <= main.y, 'the bar covers nothing');

  const topic = await requestOverKafka(run.channel, `Honey in the dark ${Date.now()}`, brief);
  wire.mend();
  // Unless the page was quicker by itself.
  await page.evaluate(() => document.querySelector('[data-connection] button')?.click());
  await live(page);
  await bar.getByRole('button').waitFor({ state: 'detached' });
  await row(page, topic).waitFor();
  await cancel(page, topic);

  const id = page.url().split('/').at(-1);
  await page.getByRole('tab', { name: 'Events' }).click();
  await page.locator('[data-event="video_status_changed"]', { hasText: 'cancelled' }).waitFor();
  const logged = await page.locator('[data-event] pre').allTextContents();
  const ids = logged.map((text) => JSON.parse(text).id);
  const heard = wire.events.filter((event) => event.subject === `video:${id}`).map((event) => event.id);
  assert.deepEqual(heard, [...new Set(heard)], 'no event twice');
  assert.deepEqual(ids.filter((each) => !heard.includes(each)), [], 'every event of the log came over the socket');
});

/** Stands between the page and the gateway's socket: hears every durable event, and can cut the wire. */
async function tapSocket(page) {
  const wire = { events: [], open: true, sockets: new Set() };
  const hear = (text) => {
    const message = JSON.parse(text);
    wire.events.push(...(message.events ?? [message]).filter((event) => event.id !== undefined && event.subject));
  };
  await page.routeWebSocket(/\/ws(\?|$)/, (socket) => {
    if (!wire.open) return socket.close({ code: 1012 });
    const gateway = socket.connectToServer();
    wire.sockets.add(() => Promise.all([socket.close({ code: 1012 }), gateway.close()]));
    gateway.onMessage((message) => {
      if (!wire.open) return;
      hear(String(message));
      socket.send(message);
    });
  });
  wire.cut = async () => {
    wire.open = false;
    await Promise.all([...wire.sockets].map((close) => close()));
    wire.sockets.clear();
  };
  wire.mend = () => (wire.open = true);
  return wire;
}
