// Videos by id.

import { create } from 'zustand';

import type { VideoView } from '../services/api';
import type { Frame } from '../services/frames';
import { EMPTY, partsOfFrame, partsOfSnapshot, progressStamp, tell, type VideoEntity } from './videoParts';

type VideoState = {
  entities: Readonly<Record<string, VideoEntity>>;
  snapshots(views: readonly VideoView[]): void;
  frames(frames: readonly Frame[]): void;
  /** Numbers within a revision start again after a new connection. */
  fresh(): void;
  clear(): void;
};

/** Videos of which only events are known are kept up to this many. */
const MOST_STRANGERS = 2000;

export const useVideoStore = create<VideoState>()((set) => ({
  entities: {},
  snapshots: (views) =>
    set((state) => {
      const entities = { ...state.entities };
      for (const view of views) entities[view.video_id] = tell(entities[view.video_id], partsOfSnapshot(view), view.version);
      return { entities };
    }),
  frames: (frames) =>
    set((state) => {
      const entities = { ...state.entities };
      for (const frame of frames) {
        const id = frame.subject.startsWith('video:') ? frame.subject.slice('video:'.length) : null;
        const parts = id === null ? null : partsOfFrame(frame, entities[id] ?? EMPTY);
        if (id !== null && parts !== null) entities[id] = tell(entities[id], parts, frame.version);
      }
      return { entities: withoutOldStrangers(entities) };
    }),
  fresh: () =>
    set((state) => ({
      entities: Object.fromEntries(Object.entries(state.entities).map(([id, entity]) => [id, withoutSeq(entity)])),
    })),
  clear: () => set({ entities: {} }),
}));

function withoutSeq(entity: VideoEntity): VideoEntity {
  if (!entity.progress) return entity;
  const { at, value } = entity.progress;
  return { ...entity, progress: { at: progressStamp(at[0] ?? 0, 0, value), value } };
}

function withoutOldStrangers(entities: Record<string, VideoEntity>): Record<string, VideoEntity> {
  const strangers = Object.keys(entities).filter((id) => !entities[id]?.facts);
  for (const id of strangers.slice(0, Math.max(0, strangers.length - MOST_STRANGERS))) delete entities[id];
  return entities;
}

export const useVideo = (id: string): VideoView | null => useVideoStore((state) => state.entities[id]?.view ?? null);
