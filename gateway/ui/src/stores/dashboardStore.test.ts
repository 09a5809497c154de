// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { seeded } from '../../test/random';
import { keyOf, type Question } from '../services/analytics';
import { LEAST_PAUSE_MS, POLL_MS, useDashboardStore } from './dashboardStore';

const store = useDashboardStore.getState;
const QUESTION: Question = { path: '/api/v1/analytics/overview', query: { from: '2026-11-01', to: '2026-11-02' } };
const OTHER: Question = { path: '/api/v1/analytics/overview', query: { from: '2026-10-01', to: '2026-10-02' } };
const UPDATED = { type: 'metrics_updated', time: '2026-11-25T10:00:00Z', subject: 'dashboard', version: 0, data: {} };

/** A gateway whose figures have a revision, and which hears every question. */
const gateway = { revision: 1, down: false, asked: [] as (string | null)[] };

async function answer(request: Request): Promise<Response> {
  gateway.asked.push(request.headers.get('If-None-Match'));
  if (gateway.down) return Response.json({ title: 'Away', status: 503, code: 'x', request_id: 'req_1', type: 'x', instance: 'x' }, { status: 503 });
  const etag = `"${gateway.revision}"`;
  if (request.headers.get('If-None-Match') === etag) return new Response(null, { status: 304, headers: { ETag: etag } });
  return Response.json({ revision: gateway.revision }, { headers: { ETag: etag } });
}

const held = (question = QUESTION) => store().held[keyOf(question)];
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const look = (visible: boolean) => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visible ? 'visible' : 'hidden');
  document.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', answer);
  Object.assign(gateway, { revision: 1, down: false, asked: [] });
});

afterEach(() => {
  store().clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the figures that are shown', () => {
  it('are asked once for all who show them, and no more when nobody does', async () => {
    const [one, other] = [store().show(QUESTION), store().show(QUESTION)];
    await pass(0);
    expect(gateway.asked).toEqual([null]);
    expect(held()).toMatchObject({ data: { revision: 1 }, error: null, loading: false });
    one();
    await pass(POLL_MS);
    expect(gateway.asked).toHaveLength(2);
    other();
    await pass(3 * POLL_MS);
    expect(gateway.asked).toHaveLength(2);
  });

  it('are asked again every minute under their ETag, and stay what they are on a 304', async () => {
    store().show(QUESTION);
    await pass(0);
    const data = held()?.data;
    await pass(POLL_MS);
    expect(gateway.asked).toEqual([null, '"1"']);
    expect(held()?.data).toBe(data);
    gateway.revision = 2;
    await pass(POLL_MS);
    expect(held()?.data).toEqual({ revision: 2 });
  });

  it('stay under an error, which the next answer takes away', async () => {
    store().show(QUESTION);
    await pass(0);
    gateway.down = true;
    await pass(POLL_MS);
    expect(held()).toMatchObject({ data: { revision: 1 }, error: { status: 503 } });
    gateway.down = false;
    store().reload(QUESTION);
    await pass(0);
    expect(held()).toMatchObject({ data: { revision: 1 }, error: null });
  });

  it('are kept apart by their questions', async () => {
    store().show(QUESTION);
    store().show(OTHER);
    await pass(0);
    expect(gateway.asked).toHaveLength(2);
    expect(keyOf({ ...QUESTION, query: { to: '2026-11-02', from: '2026-11-01' } })).toBe(keyOf(QUESTION));
    expect(keyOf(OTHER)).not.toBe(keyOf(QUESTION));
  });
});

describe('news of reports', () => {
  it('bring what is shown up to date, at most every two seconds, the last of a burst included', async () => {
    store().show(QUESTION);
    await pass(LEAST_PAUSE_MS);
    gateway.asked = [];
    for (let n = 0; n < 40; n += 1) {
      gateway.revision += 1;
      store().frames([UPDATED]);
      await pass(250);
    }
    expect(gateway.asked.length).toBeLessThanOrEqual(6);
    await pass(LEAST_PAUSE_MS);
    expect(held()?.data).toEqual({ revision: gateway.revision });
  });

  it('are never lost, whenever they come and however long an answer takes', async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = seeded(seed);
      vi.stubGlobal('fetch', async (request: Request) => {
        const told = await answer(request);
        await new Promise((done) => setTimeout(done, random.below(3000)));
        return told;
      });
      const hide = store().show(QUESTION);
      for (let news = 0; news < 6; news += 1) {
        await pass(random.below(1500));
        gateway.revision += 1;
        store().frames([UPDATED]);
      }
      await pass(5 * LEAST_PAUSE_MS);
      expect(held()?.data, `seed ${seed}`).toEqual({ revision: gateway.revision });
      hide();
    }
  });

  it('of anything else change nothing', async () => {
    store().show(QUESTION);
    await pass(LEAST_PAUSE_MS);
    store().frames([{ ...UPDATED, type: 'video_progress' }]);
    await pass(LEAST_PAUSE_MS);
    expect(gateway.asked).toHaveLength(1);
  });
});

describe('while nobody looks', () => {
  it('nothing is asked, and all of it at once when somebody does again', async () => {
    store().show(QUESTION);
    await pass(0);
    look(false);
    gateway.revision = 5;
    store().frames([UPDATED]);
    await pass(5 * POLL_MS);
    expect(gateway.asked).toHaveLength(1);
    look(true);
    await pass(0);
    expect(held()?.data).toEqual({ revision: 5 });
  });

  it('news that came in a short while are made up for', async () => {
    store().show(QUESTION);
    await pass(LEAST_PAUSE_MS);
    look(false);
    gateway.revision = 5;
    store().frames([UPDATED]);
    await pass(100);
    look(true);
    await pass(0);
    expect(held()?.data).toEqual({ revision: 5 });
  });

  it('a glance away costs nothing', async () => {
    store().show(QUESTION);
    await pass(0);
    look(false);
    await pass(1000);
    look(true);
    await pass(0);
    expect(gateway.asked).toHaveLength(1);
  });
});

describe('signing out', () => {
  it('forgets every figure, and an answer on its way changes nothing', async () => {
    const hide = store().show(QUESTION);
    store().clear();
    hide();
    await pass(POLL_MS);
    expect(store().held).toEqual({});
  });
});
