// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { IDEA } from '../../test/fixtures';
import { inverse, LEAST_PAUSE_MS, useIdeaStore } from './ideaStore';

const store = useIdeaStore.getState;
const HINT = { type: 'predictions_updated', time: '2026-11-25T10:00:00Z', subject: 'trends', version: 0, data: { niches: [] } };
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const look = (visible: boolean) => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visible ? 'visible' : 'hidden');
  document.dispatchEvent(new Event('visibilitychange'));
};

/** Every call waits until it is answered. */
let answer: (response: Response) => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => (answer = resolve)));
  store().clear();
  store().snapshots([IDEA]);
});

afterEach(() => {
  store().clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a decision', () => {
  it('shows before the gateway has answered, whatever is read meanwhile, and then is what it answered', async () => {
    const done = store().decide(IDEA.id, { kind: 'dismiss' });
    await pass(0);
    store().snapshots([IDEA]);
    expect(store().pending).toEqual({ [IDEA.id]: 'dismissed' });
    answer(Response.json({ ...IDEA, state: 'dismissed' }));
    await done;
    expect(store().pending).toEqual({});
    expect(store().entities[IDEA.id]?.state).toBe('dismissed');
  });

  it('is gone where the gateway refuses it, and what is shown is read again', async () => {
    const before = store().tick;
    const done = store().decide(IDEA.id, { kind: 'snooze', hours: 24 });
    const refused = expect(done).rejects.toMatchObject({ status: 503 });
    await pass(0);
    answer(Response.json({ title: 'Away' }, { status: 503 }));
    await refused;
    expect(store().pending).toEqual({});
    expect(store().entities[IDEA.id]).toEqual(IDEA);
    expect(store().tick).toBe(before + 1);
  });

  it('is taken back to the state before it', () => {
    const until = '2026-12-01T00:00:00Z';
    expect(inverse(IDEA)).toEqual({ kind: 'restore' });
    expect(inverse({ state: 'snoozed', snoozed_until: until })).toEqual({ kind: 'snooze', until });
    expect(inverse({ state: 'dismissed', snoozed_until: null })).toEqual({ kind: 'dismiss' });
    expect(inverse({ state: 'accepted', snoozed_until: null })).toBeNull();
  });
});

describe('hints of a new ranking', () => {
  const ticks = () => store().tick - first;
  let first = 0;
  beforeEach(() => (first = store().tick));

  it('are followed at most every two seconds', async () => {
    store().frames([HINT, HINT]);
    await pass(0);
    expect(ticks()).toBe(1);
    for (let n = 0; n < 10; n += 1) {
      store().frames([HINT]);
      await pass(LEAST_PAUSE_MS / 10);
    }
    await pass(0);
    expect(ticks()).toBe(2);
    store().frames([{ ...HINT, type: 'metrics_updated' }]);
    await pass(2 * LEAST_PAUSE_MS);
    expect(ticks()).toBe(2);
  });

  it('wait for the end of a reading, and for somebody to look', async () => {
    let end = () => undefined as void;
    const reading = store().reading(new Promise<void>((resolve) => (end = resolve)));
    store().frames([HINT]);
    await pass(3 * LEAST_PAUSE_MS);
    expect(ticks()).toBe(0);
    end();
    await reading;
    await pass(0);
    expect(ticks()).toBe(1);

    look(false);
    store().frames([HINT]);
    await pass(3 * LEAST_PAUSE_MS);
    expect(ticks()).toBe(1);
    look(true);
    await pass(0);
    expect(ticks()).toBe(2);
  });
});
