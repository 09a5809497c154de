// A window on the list of videos: ids in the gateway's order, the rows themselves from the store.

import { useCallback, useMemo, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';

import { api, body, type VideoStatus, type VideoView } from '../../services/api';
import { useUiStore } from '../../stores/uiStore';
import { useVideoStore } from '../../stores/videoStore';
import { useLoad } from '../../utils/useLoad';
import { asApiError, type ApiError } from '../../services/problem';

export type VideoFilter = { status: readonly VideoStatus[]; channelId: string | null; q: string };

type Window = { ids: string[]; next: string | null };

const MOST = 200;

export function useVideoList(filter: VideoFilter, page = 50) {
  const tick = useUiStore((state) => state.tick);
  const snapshots = useVideoStore((state) => state.snapshots);
  const subject = JSON.stringify([filter, page]);
  // Rows beyond the first window, for the same filter only.
  const [older, setOlder] = useState<{ subject: string } & Window>({ subject, ids: [], next: null });
  const [moreError, setMoreError] = useState<ApiError | null>(null);
  const [loadingMore, setLoadingMore] = useState(false);

  const query = useCallback(
    (cursor: string | null, limit: number) => ({
      limit,
      ...(cursor === null ? {} : { cursor }),
      ...(filter.status.length > 0 ? { status: [...filter.status] } : {}),
      ...(filter.channelId === null ? {} : { channel_id: filter.channelId }),
      ...(filter.q.trim() === '' ? {} : { q: filter.q.trim() }),
    }),
    [filter],
  );

  const load = useLoad<Window>(subject, tick, async (signal) => {
    const answer = await body(api.GET('/api/v1/videos', { params: { query: query(null, page) }, signal }));
    snapshots(answer.items);
    return { ids: answer.items.map((video) => video.video_id), next: answer.next_cursor };
  });

  const first = load.data;
  const rest = older.subject === subject ? older : null;
  const next = rest && rest.ids.length > 0 ? rest.next : (first?.next ?? null);

  const more = async () => {
    if (next === null) return;
    setLoadingMore(true);
    setMoreError(null);
    try {
      const answer = await body(api.GET('/api/v1/videos', { params: { query: query(next, Math.min(MOST, page * 2)) } }));
      snapshots(answer.items);
      const ids = answer.items.map((video) => video.video_id);
      setOlder({ subject, ids: [...(rest?.ids ?? []), ...ids], next: answer.next_cursor });
    } catch (error) {
      setMoreError(asApiError(error));
    } finally {
      setLoadingMore(false);
    }
  };

  const ids = useMemo(() => [...new Set([...(first?.ids ?? []), ...(rest?.ids ?? [])])], [first, rest]);
  const rows = useVideoStore(useShallow((state) => ids.map((id) => state.entities[id]?.view ?? null)));
  // A row that has left the filter goes at once; the next reading brings what took its place.
  const videos = rows.filter(
    (view): view is VideoView => view !== null && (filter.status.length === 0 || filter.status.includes(view.status)),
  );
  return { load: { ...load, data: first === null ? null : videos }, hasMore: next !== null, more, loadingMore, moreError };
}
