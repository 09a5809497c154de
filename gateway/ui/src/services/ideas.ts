// The ranked ideas as a file.

import type { IdeaFilter } from '../utils/ideas';
import { api, body, type Idea } from './api';

/** What the gateway is asked for a filter. */
export const queryOf = ({ niche, state }: IdeaFilter): { state: Idea['state']; niche?: string } => ({ state, ...(niche === null ? {} : { niche }) });

const MOST = 200;

/** All ideas of a filter as CSV, page after page as the gateway makes them. */
export async function exportedIdeas(filter: IdeaFilter): Promise<Blob> {
  const pages: string[] = [];
  for (let cursor: string | null = null; ; ) {
    const query = { ...queryOf(filter), limit: MOST, format: 'csv', ...(cursor === null ? {} : { cursor }) };
    const answer = await api.GET('/api/v1/trends', { params: { query }, parseAs: 'text' });
    const text = (await body(Promise.resolve(answer))) as unknown as string;
    // Only the first page keeps its header.
    pages.push(pages.length === 0 ? text : text.slice(text.indexOf('\r\n') + 2));
    cursor = nextCursor(answer.response.headers.get('Link'));
    if (cursor === null) return new Blob(pages, { type: 'text/csv' });
  }
}

/** Of `</api/v1/trends?cursor=abc>; rel="next"`. */
export function nextCursor(link: string | null): string | null {
  const path = link?.match(/^<[^>]*\?([^>]*)>; rel="next"$/)?.[1];
  return path === undefined ? null : new URLSearchParams(path).get('cursor');
}
