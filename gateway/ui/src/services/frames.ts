// What comes over the socket. Unknown types and members are ignored: the gateway may be newer than this page.

export type Frame = {
  type: string;
  /** Log epoch and position; only on durable events. */
  id?: string;
  time: string;
  subject: string;
  version: number;
  seq?: number;
  data: Record<string, unknown>;
};

export type Hello = { type: 'hello'; epoch: string; last_event_id?: string; heartbeat_ms?: number; replay?: string };

/** One text message as a list of things said, or null if it is no JSON object. */
export function parseMessage(text: unknown): Record<string, unknown> | null {
  if (typeof text !== 'string') return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'type' in value ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** What is said of a subject, or null if it is something else. What belongs to no revision counts as revision 0. */
export function frameOf(value: unknown): Frame | null {
  const frame = value as (Omit<Frame, 'version'> & { version?: unknown }) | null;
  if (typeof frame !== 'object' || frame === null || typeof frame.type !== 'string' || typeof frame.subject !== 'string') return null;
  if (typeof frame.data !== 'object' || frame.data === null) return null;
  const version = frame.version ?? 0;
  return typeof version === 'number' ? { ...frame, version } : null;
}

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
export const number = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
