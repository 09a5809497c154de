// Ideas by id, and what a person decides about them. A decision shows at once; where the gateway refuses it, the idea is
// back. A ranking that changed is only a hint: what is shown is read again.

import { create } from 'zustand';

import { api, body, type AcceptBody, type Idea, type IdeaState } from '../services/api';
import type { Frame } from '../services/frames';
import { useVideoStore } from './videoStore';

export type Decision = { kind: 'dismiss' } | { kind: 'restore' } | { kind: 'snooze'; hours: number } | { kind: 'snooze'; until: string };

type IdeaStore = {
  entities: Readonly<Record<string, Idea>>;
  /** States that were decided here and that the gateway has not confirmed yet. */
  pending: Readonly<Record<string, IdeaState>>;
  /** Rises when what was read may be out of date. */
  tick: number;
  snapshots(ideas: readonly Idea[]): void;
  /** While a reading is under way hints wait, so that many of them cannot keep it from its end. */
  reading<T>(answer: Promise<T>): Promise<T>;
  decide(id: string, decision: Decision): Promise<Idea>;
  /** Makes a video of it; answers with the video's id. `key`: the same call again makes no second one. */
  accept(id: string, input: AcceptBody, key: string): Promise<string>;
  frames(frames: readonly Frame[]): void;
  clear(): void;
};

export const LEAST_PAUSE_MS = 2000;

const STATE_AFTER: Record<Decision['kind'], IdeaState> = { dismiss: 'dismissed', restore: 'new', snooze: 'snoozed' };

let timer: ReturnType<typeof setTimeout> | null = null;
let lastTick = -Infinity;
let readings = 0;
let missed = false;

const hidden = () => globalThis.document?.visibilityState === 'hidden';

export const useIdeaStore = create<IdeaStore>()((set, get) => {
  const put = (ideas: readonly Idea[]) => set((state) => ({ entities: { ...state.entities, ...Object.fromEntries(ideas.map((idea) => [idea.id, idea])) } }));

  function now(): void {
    lastTick = Date.now();
    missed = false;
    set((state) => ({ tick: state.tick + 1 }));
  }

  function hinted(): void {
    if (hidden() || readings > 0) {
      missed = true;
      return;
    }
    timer ??= setTimeout(() => {
      timer = null;
      if (hidden() || readings > 0) missed = true;
      else now();
    }, Math.max(0, lastTick + LEAST_PAUSE_MS - Date.now()));
  }

  globalThis.document?.addEventListener('visibilitychange', () => missed && hinted());

  return {
    entities: {},
    pending: {},
    tick: 0,
    snapshots: put,
    reading: async (answer) => {
      readings += 1;
      try {
        return await answer;
      } finally {
        readings -= 1;
        if (missed) hinted();
      }
    },
    decide: async (id, decision) => {
      set((state) => ({ pending: { ...state.pending, [id]: STATE_AFTER[decision.kind] } }));
      try {
        const idea = await body(send(id, decision));
        put([idea]);
        return idea;
      } finally {
        set((state) => ({ pending: without(state.pending, id) }));
        // A reading that began before the decision may still tell what was: it is dropped for a new one.
        now();
      }
    },
    accept: async (id, input, key) => {
      const video = await body(api.POST('/api/v1/trends/{id}/accept', { params: { path: { id }, header: { 'Idempotency-Key': key } }, body: input }));
      useVideoStore.getState().snapshots([video]);
      const idea = get().entities[id];
      if (idea) put([{ ...idea, state: 'accepted', snoozed_until: null, video_id: video.video_id }]);
      now();
      return video.video_id;
    },
    frames: (frames) => {
      if (frames.some(({ type }) => type === 'predictions_updated')) hinted();
    },
    clear: () => {
      if (timer) clearTimeout(timer);
      timer = null;
      lastTick = -Infinity;
      missed = false;
      set({ entities: {}, pending: {} });
    },
  };
});

function send(id: string, decision: Decision) {
  const params = { path: { id } };
  switch (decision.kind) {
    case 'dismiss':
      return api.POST('/api/v1/trends/{id}/dismiss', { params });
    case 'restore':
      return api.POST('/api/v1/trends/{id}/restore', { params });
    case 'snooze':
      return api.POST('/api/v1/trends/{id}/snooze', { params, body: 'until' in decision ? { until: decision.until } : { hours: decision.hours } });
  }
}

/** What takes a decision back: the state that was before it. Of a video that was asked for nothing is taken back here. */
export function inverse({ state, snoozed_until }: Pick<Idea, 'state' | 'snoozed_until'>): Decision | null {
  if (state === 'accepted') return null;
  if (state === 'dismissed') return { kind: 'dismiss' };
  return state === 'snoozed' && snoozed_until !== null ? { kind: 'snooze', until: snoozed_until } : { kind: 'restore' };
}

function without(pending: IdeaStore['pending'], id: string): Record<string, IdeaState> {
  const next = { ...pending };
  delete next[id];
  return next;
}
