// Channels by id. Lists come from REST; an event only says that a channel changed, and which revision it has now.

import { create } from 'zustand';

import { api, body, etag, type ChannelBody, type ChannelView } from '../services/api';
import type { Frame } from '../services/frames';
import { callKey } from '../utils/id';

type ChannelState = {
  entities: Readonly<Record<string, ChannelView>>;
  order: readonly string[];
  loaded: boolean;
  next: string | null;
  load(signal?: AbortSignal): Promise<void>;
  loadMore(): Promise<void>;
  read(id: string, signal?: AbortSignal): Promise<ChannelView>;
  createOne(input: ChannelBody): Promise<ChannelView>;
  /** Fails with status 412 if the channel has changed since `version`. */
  replace(id: string, input: ChannelBody, version: number): Promise<ChannelView>;
  archive(id: string, version: number): Promise<void>;
  setPaused(id: string, paused: boolean): Promise<void>;
  frames(frames: readonly Frame[]): boolean;
  clear(): void;
};

const PAGE = 100;

export const useChannelStore = create<ChannelState>()((set, get) => ({
  entities: {},
  order: [],
  loaded: false,
  next: null,
  load: async (signal) => {
    const page = await body(api.GET('/api/v1/channels', { params: { query: { limit: PAGE } }, signal: signal ?? null }));
    set((state) => ({
      entities: merge(state.entities, page.items),
      order: page.items.map((channel) => channel.id),
      next: page.next_cursor,
      loaded: true,
    }));
  },
  loadMore: async () => {
    const cursor = get().next;
    if (cursor === null) return;
    const page = await body(api.GET('/api/v1/channels', { params: { query: { limit: PAGE, cursor } } }));
    set((state) => ({
      entities: merge(state.entities, page.items),
      order: [...new Set([...state.order, ...page.items.map((channel) => channel.id)])],
      next: page.next_cursor,
    }));
  },
  read: async (id, signal) => {
    const channel = await body(api.GET('/api/v1/channels/{id}', { params: { path: { id } }, signal: signal ?? null }));
    set((state) => ({ entities: merge(state.entities, [channel]) }));
    return channel;
  },
  createOne: async (input) => {
    const params = { header: { 'Idempotency-Key': callKey() } };
    const channel = await body(api.POST('/api/v1/channels', { params, body: input }));
    set((state) => ({
      entities: merge(state.entities, [channel]),
      order: [...new Set([...state.order, channel.id])].sort(),
    }));
    return channel;
  },
  replace: async (id, input, version) => {
    const params = { path: { id }, header: { 'If-Match': etag(version) } };
    const channel = await body(api.PUT('/api/v1/channels/{id}', { params, body: input }));
    set((state) => ({ entities: merge(state.entities, [channel]) }));
    return channel;
  },
  archive: async (id, version) => {
    const params = { path: { id }, header: { 'If-Match': etag(version) } };
    await body(api.DELETE('/api/v1/channels/{id}', { params }));
    set((state) => without(state, id));
  },
  setPaused: async (id, paused) => {
    const params = { path: { id } };
    const answer = paused
      ? api.POST('/api/v1/channels/{id}/pause', { params })
      : api.POST('/api/v1/channels/{id}/resume', { params });
    const channel = await body(answer);
    set((state) => ({ entities: merge(state.entities, [channel]) }));
  },
  /** True if something changed that only the gateway can tell in full. */
  frames: (frames) => {
    let ask = false;
    for (const frame of frames) {
      if (!frame.subject.startsWith('channel:')) continue;
      const id = frame.subject.slice('channel:'.length);
      if (frame.type === 'channel_deleted') set((state) => without(state, id));
      else if (frame.version > (get().entities[id]?.version ?? 0)) ask = true;
    }
    return ask;
  },
  clear: () => set({ entities: {}, order: [], loaded: false, next: null }),
}));

/** The newer of what is held and what was told, channel by channel. */
export function merge(held: Readonly<Record<string, ChannelView>>, told: readonly ChannelView[]): Record<string, ChannelView> {
  const next = { ...held };
  for (const channel of told) {
    const known = next[channel.id];
    if (!known || channel.version >= known.version) next[channel.id] = channel;
  }
  return next;
}

function without(state: Pick<ChannelState, 'entities' | 'order'>, id: string) {
  const entities = { ...state.entities };
  delete entities[id];
  return { entities, order: state.order.filter((other) => other !== id) };
}

/** What an edited channel sends: PUT replaces the whole. */
export function bodyOf(channel: ChannelView): ChannelBody {
  const { name, niche, language, voice, style, aspect, seconds, approval, quality_threshold, music, footage_folder, cap_micros } = channel;
  return { name, niche, language, voice, style, aspect, seconds, approval, quality_threshold, music, footage_folder, cap_micros };
}
