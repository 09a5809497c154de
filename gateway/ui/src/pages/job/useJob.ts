// Everything that the page of one video reads, each part again when the video's revision rises.

import { useEffect } from 'react';

import { retentionOf } from '../../services/analytics';
import { api, body, type Artifact, type CostList, type EventEnvelope, type Retention, type StageView, type VideoView } from '../../services/api';
import { live } from '../../services/live';
import { ApiError } from '../../services/problem';
import { useUiStore } from '../../stores/uiStore';
import { useVideo, useVideoStore } from '../../stores/videoStore';
import { useLoad } from '../../utils/useLoad';

/** The video itself: from the store, so that the socket moves it; told in full when the page opens and after a gap. */
export function useJob(id: string) {
  const tick = useUiStore((state) => state.tick);
  const snapshots = useVideoStore((state) => state.snapshots);
  useEffect(() => live.watch(`video:${id}`), [id]);
  const load = useLoad(`video ${id}`, tick, async (signal) => {
    snapshots([await body(api.GET('/api/v1/videos/{id}', { params: { path: { id } }, signal }))]);
    return true;
  });
  const video: VideoView | null = useVideo(id);
  return { ...load, data: video };
}

/** Rises with every durable change of the video and with every gap in what was heard. */
function useRevision(id: string): string {
  const tick = useUiStore((state) => state.tick);
  const revision = useVideoStore((state) => state.entities[id]?.revision ?? 0);
  return `${tick}/${revision}`;
}

const params = (id: string) => ({ path: { id } });

export function useStages(id: string) {
  return useLoad<StageView[]>(`stages ${id}`, useRevision(id), async (signal) => {
    return (await body(api.GET('/api/v1/videos/{id}/stages', { params: params(id), signal }))).items;
  });
}

export function useCosts(id: string) {
  return useLoad<CostList>(`costs ${id}`, useRevision(id), (signal) => body(api.GET('/api/v1/videos/{id}/costs', { params: params(id), signal })));
}

export function useArtifacts(id: string) {
  return useLoad<Artifact[]>(`artifacts ${id}`, useRevision(id), async (signal) => {
    return (await body(api.GET('/api/v1/videos/{id}/artifacts', { params: params(id), signal }))).items;
  });
}

export function useEvents(id: string) {
  return useLoad<EventEnvelope[]>(`events ${id}`, useRevision(id), async (signal) => {
    return (await body(api.GET('/api/v1/videos/{id}/events', { params: { path: { id }, query: { limit: 1000 } }, signal }))).items;
  });
}

/** Who still watches; null where no report brought a curve. */
export function useRetention(id: string) {
  const tick = useUiStore((state) => state.tick);
  return useLoad<Retention | null>(`retention ${id}`, tick, async (signal) => {
    try {
      return await retentionOf(id, signal);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    }
  });
}
