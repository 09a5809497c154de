// A window on the ranked ideas: ids in the gateway's order, the ideas themselves from the store.

import { useCallback, useMemo, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';

import { api, body, type Idea, type IdeaPage, type Niche } from '../../services/api';
import { queryOf } from '../../services/ideas';
import { asApiError, type ApiError } from '../../services/problem';
import { useIdeaStore } from '../../stores/ideaStore';
import { useUiStore } from '../../stores/uiStore';
import type { IdeaFilter } from '../../utils/ideas';
import { useLoad } from '../../utils/useLoad';

type Window = { ids: string[]; next: string | null };

const PAGE = 50;

/** Rises when a ranking changed, a decision was made, or something was missed. */
function useRevision(): string {
  const tick = useUiStore((state) => state.tick);
  const own = useIdeaStore((state) => state.tick);
  return `${tick}/${own}`;
}

async function read(filter: IdeaFilter, limit: number, cursor: string | null, signal?: AbortSignal): Promise<Window> {
  const query = { ...queryOf(filter), limit, ...(cursor === null ? {} : { cursor }) };
  const { reading, snapshots } = useIdeaStore.getState();
  const asked = body(api.GET('/api/v1/trends', { params: { query }, signal: signal ?? null })) as Promise<IdeaPage>;
  const page = await reading(asked);
  // What was asked before a decision does not overwrite its answer.
  if (!signal?.aborted) snapshots(page.items);
  return { ids: page.items.map(({ id }) => id), next: page.next_cursor };
}

export function useIdeas(filter: IdeaFilter, limit = PAGE) {
  const subject = JSON.stringify([filter.niche, filter.state, limit]);
  // Ideas beyond the first window, for the same filter only.
  const [later, setLater] = useState<({ subject: string } & Window) | null>(null);
  const [moreError, setMoreError] = useState<ApiError | null>(null);
  const [loadingMore, setLoadingMore] = useState(false);
  const load = useLoad<Window>(subject, useRevision(), (signal) => read(filter, limit, null, signal));
  const rest = later?.subject === subject ? later : null;
  const next = rest ? rest.next : (load.data?.next ?? null);

  const more = useCallback(async () => {
    if (next === null) return;
    setLoadingMore(true);
    setMoreError(null);
    try {
      const page = await read(filter, limit, next);
      setLater({ subject, ids: [...(rest?.ids ?? []), ...page.ids], next: page.next });
    } catch (error) {
      setMoreError(asApiError(error));
    } finally {
      setLoadingMore(false);
    }
  }, [filter, limit, next, rest, subject]);

  const ids = useMemo(() => [...new Set([...(load.data?.ids ?? []), ...(rest?.ids ?? [])])], [load.data, rest]);
  // An idea that has left the filter goes at once; the next reading brings what took its place.
  const ideas = useIdeaStore(useShallow((store) => ids.map((id) => store.entities[id]).filter((idea): idea is Idea => idea !== undefined && (store.pending[idea.id] ?? idea.state) === filter.state)));
  return { load: { ...load, data: load.data === null ? null : ideas }, hasMore: next !== null, more, loadingMore, moreError };
}

/** Niches of which signals came, the one heard of last first. */
export function useNiches() {
  return useLoad<Niche[]>('niches', useRevision(), async (signal) => (await useIdeaStore.getState().reading(body(api.GET('/api/v1/trends/niches', { signal })))).items);
}
