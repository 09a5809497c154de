// Reads of the analytics interface: one function for all of them, because all are asked again and again under their ETag.

import type { paths } from '../generated/api';
import { api, body, type Retention } from './api';
import { problemOf } from './problem';

export type FiguresPath = `/api/v1/analytics/${'overview' | 'timeseries' | 'breakdown' | 'channels' | 'videos' | 'heatmap' | 'forecast'}`;
export type FiguresQuery<P extends FiguresPath> = NonNullable<paths[P]['get']['parameters']['query']>;
export type Figures<P extends FiguresPath> = paths[P]['get']['responses'][200]['content']['application/json'];
export type Question<P extends FiguresPath = FiguresPath> = { path: P; query: FiguresQuery<P> };

/** Equal questions have equal keys. */
export function keyOf({ path, query }: Question): string {
  const members = Object.entries(query).filter(([, value]) => value !== undefined);
  return `${path}?${JSON.stringify(members.sort(([a], [b]) => (a < b ? -1 : 1)))}`;
}

/** `null`: what the ETag names still holds. */
export type Answer = { data: unknown; etag: string | null } | null;

export async function ask(question: Question, etag: string | null, signal?: AbortSignal): Promise<Answer> {
  const headers = etag === null ? {} : { 'If-None-Match': etag };
  const answer = await get(question.path, { params: { query: question.query }, headers, signal: signal ?? null });
  if (answer.response.status === 304) return null;
  if (answer.error !== undefined || !answer.response.ok) throw problemOf(answer.response.status, answer.error);
  return { data: answer.data, etag: answer.response.headers.get('ETag') };
}

/** The same question as a file, made by the gateway: what is shown is what is saved. */
export async function exported({ path, query }: Question, format: 'csv' | 'json'): Promise<Blob> {
  return (await body(get(path, { params: { query: { ...query, format } }, parseAs: 'blob' }))) as Blob;
}

type Options = { params: { query: object }; headers?: Record<string, string>; signal?: AbortSignal | null; parseAs?: 'json' | 'blob' };
type Get = (path: string, options: Options) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/** Which answer belongs to which question is said by `Figures`; here they are all alike. */
const get = api.GET as unknown as Get;

/** Who still watches one of our own videos. */
export async function retentionOf(id: string, signal: AbortSignal): Promise<Retention> {
  const params = { path: { video_id: id } };
  return (await body(api.GET('/api/v1/analytics/videos/{video_id}/retention', { params, signal }))) as Retention;
}

export async function exportedRetention(id: string, format: 'csv' | 'json'): Promise<Blob> {
  const params = { path: { video_id: id }, query: { format } };
  return (await body(api.GET('/api/v1/analytics/videos/{video_id}/retention', { params, parseAs: 'blob' }))) as unknown as Blob;
}
