// The figures that screens show, by the question that was asked. Whatever is shown is asked again under its ETag: when the
// gateway says that reports came in, and every minute; not while nobody looks.

import { create } from 'zustand';

import { ask, keyOf, type Question } from '../services/analytics';
import type { Frame } from '../services/frames';
import { asApiError, type ApiError } from '../services/problem';
import type { Range } from '../utils/range';

export type Held = { data: unknown; etag: string | null; error: ApiError | null; loading: boolean };

type DashboardState = {
  /** The period that was shown last, for screens whose address says none. */
  range: Range | null;
  compare: boolean;
  held: Readonly<Record<string, Held>>;
  setPeriod(range: Range, compare: boolean): void;
  /** Asks, and keeps asking until what it returns is called. */
  show(question: Question): () => void;
  reload(question: Question): void;
  /** Everything shown may be out of date: asked again, at most every two seconds. */
  refresh(): void;
  frames(frames: readonly Frame[]): void;
  clear(): void;
};

export const POLL_MS = 60_000;
export const LEAST_PAUSE_MS = 2000;
/** Answers that nobody shows are kept up to this many, so that going back shows them at once. */
const MOST_UNSEEN = 40;
const NOTHING: Held = { data: null, etag: null, error: null, loading: false };

type Shown = { question: Question; viewers: number; abort: AbortController | null; again: boolean };

const shown = new Map<string, Shown>();
let pollTimer: ReturnType<typeof setInterval> | null = null;
let pauseTimer: ReturnType<typeof setTimeout> | null = null;
let lastRefresh = -Infinity;
let missed = false;

const hidden = () => globalThis.document?.visibilityState === 'hidden';

export const useDashboardStore = create<DashboardState>()((set, get) => {
  const put = (key: string, change: Partial<Held>) => set((state) => ({ held: trimmed({ ...state.held, [key]: { ...(state.held[key] ?? NOTHING), ...change } }) }));

  async function load(key: string): Promise<void> {
    const one = shown.get(key);
    if (!one) return;
    if (one.abort) {
      one.again = true;
      return;
    }
    const abort = (one.abort = new AbortController());
    put(key, { loading: true });
    try {
      const answer = await ask(one.question, get().held[key]?.etag ?? null, abort.signal);
      if (!abort.signal.aborted) put(key, { error: null, loading: false, ...answer });
    } catch (thrown) {
      if (!abort.signal.aborted) put(key, { error: asApiError(thrown), loading: false });
    }
    if (abort.signal.aborted) return;
    one.abort = null;
    if (one.again) {
      one.again = false;
      void load(key);
    }
  }

  function now(): void {
    lastRefresh = Date.now();
    missed = false;
    for (const key of shown.keys()) void load(key);
  }

  function refresh(): void {
    if (hidden()) {
      missed = true;
      return;
    }
    const wait = lastRefresh + LEAST_PAUSE_MS - Date.now();
    if (wait <= 0) return now();
    pauseTimer ??= setTimeout(() => {
      pauseTimer = null;
      refresh();
    }, wait);
  }

  const seen = () => {
    if (!hidden() && (missed || Date.now() - lastRefresh >= POLL_MS)) refresh();
  };

  function watch(on: boolean): void {
    if (on === (pollTimer !== null)) return;
    if (on) {
      pollTimer = setInterval(refresh, POLL_MS);
      lastRefresh = Date.now();
      globalThis.document?.addEventListener('visibilitychange', seen);
      return;
    }
    clearInterval(pollTimer!);
    if (pauseTimer) clearTimeout(pauseTimer);
    pollTimer = pauseTimer = null;
    globalThis.document?.removeEventListener('visibilitychange', seen);
  }

  return {
    range: null,
    compare: false,
    held: {},
    setPeriod: (range, compare) => set({ range, compare }),
    show: (question) => {
      const key = keyOf(question);
      const one = shown.get(key) ?? { question, viewers: 0, abort: null, again: false };
      shown.set(key, one);
      one.viewers += 1;
      if (one.viewers === 1) void load(key);
      watch(true);
      return () => {
        one.viewers -= 1;
        if (one.viewers > 0) return;
        one.abort?.abort();
        if (shown.get(key) === one) shown.delete(key);
        if (get().held[key]?.loading) put(key, { loading: false });
        watch(shown.size > 0);
      };
    },
    reload: (question) => void load(keyOf(question)),
    refresh,
    frames: (frames) => {
      if (frames.some(({ type }) => type === 'metrics_updated')) refresh();
    },
    clear: () => {
      for (const { abort } of shown.values()) abort?.abort();
      shown.clear();
      watch(false);
      set({ held: {}, range: null, compare: false });
    },
  };
});

function trimmed(held: Record<string, Held>): Record<string, Held> {
  const unseen = Object.keys(held).filter((key) => !shown.has(key));
  for (const key of unseen.slice(0, Math.max(0, unseen.length - MOST_UNSEEN))) delete held[key];
  return held;
}
