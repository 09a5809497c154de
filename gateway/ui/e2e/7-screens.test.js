import { after, before, test } from 'node:test';

import { accessible, fits, heading, launch, live, newPage, picture, profile, run, signedIn, signIn } from './support.js';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 360, height: 780 } };
/** A window of 1280 points at 400 percent. */
const ZOOMED = { width: 320, height: 640 };
const SCREENS = [
  ['overview', '/', 'Overview'],
  ['videos', '/videos', 'Videos'],
  ['videos-filtered', '/videos?q=nothing-has-this-name', 'Videos'],
  ['new-video', '/videos/new', 'New video'],
  ['channels', '/channels', 'Channels'],
  ['channel-figures', `/channels/${run.channel}`, /./],
  ['ideas', '/ideas', 'Ideas'],
  ['ideas-dismissed', '/ideas?state=dismissed&niche=nothing-has-this-name', 'Ideas'],
  ['analytics', '/analytics?compare=previous&metric=revenue&metric=spend&metric=views', 'Analytics'],
  ['analytics-year', '/analytics?range=year&metric=spend&by=stage', 'Analytics'],
  ['analytics-videos', '/analytics/videos', 'Videos compared'],
  ['analytics-heatmap', '/analytics/heatmap', 'Heat map'],
  ['api-keys', '/settings/api-keys', 'API keys'],
  ['new-channel', '/channels/new', 'New channel'],
  ['channel', `/channels/${run.channel}/settings`, / settings$/],
  ['system', '/system', 'System'],
  ['unknown', '/nowhere', 'There is no such page'],
];
const TABS = ['', '/script', '/checks', '/costs', '/files', '/events'];

for (const mode of ['light', 'dark']) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    test(`every screen, ${mode} and ${size}`, { timeout: 600_000 }, async (t) => {
      const page = await newPage(await profile(browser, { viewport, colorScheme: mode }));
      const look = async (name) => {
        await settled(page);
        await picture(page, `${name}-${mode}-${size}`, size === 'narrow');
        await fits(page, name);
        await accessible(page, `${name}, ${mode}, ${size}`);
      };
      for (const [name, title] of [['register', /owner/], ['login', 'Sign in']]) {
        await page.goto(`/${name}`);
        await heading(page, title);
        await look(name);
      }
      await signIn(page);
      await live(page);
      for (const [name, path, title] of SCREENS) {
        await page.goto(path);
        await heading(page, title);
        await live(page);
        await look(name);
      }
      await published(page, look, t);
    });
  }
}

test('every screen of figures at 400 percent is one column', { timeout: 120_000 }, async () => {
  const page = await signedIn(await profile(browser, { viewport: ZOOMED }));
  for (const [name, path, title] of SCREENS) {
    await page.goto(path);
    await heading(page, title);
    await settled(page);
    await fits(page, `${name}, zoomed`);
  }
});

/** Nothing is loading any more. A picture below the fold is not loaded before somebody scrolls there. */
async function settled(page) {
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
  await page.evaluate(() => {
    const wanted = ({ complete, loading, y }) => !complete && (loading !== 'lazy' || y < innerHeight);
    const loaded = (image) => new Promise((done) => ['load', 'error'].forEach((end) => image.addEventListener(end, done)));
    return Promise.all([document.fonts.ready, ...[...document.images].filter(wanted).map(loaded)]);
  });
}

async function published(page, look, t) {
  await page.goto('/videos?status=published');
  await heading(page, 'Videos');
  await settled(page);
  const link = page.locator('[data-row]').first().getByRole('link').first();
  if ((await link.count()) === 0) return t.diagnostic('no video is published: its page was not looked at');
  const path = await link.getAttribute('href');
  for (const tab of TABS) {
    await page.goto(path + tab);
    await page.getByRole('tabpanel').waitFor();
    await page.waitForFunction(() => document.querySelector('video')?.readyState >= 1);
    await look(`video${tab.replace('/', '-')}`);
  }
}
