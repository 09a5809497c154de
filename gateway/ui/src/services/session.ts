// The access token lives here, in memory only; the refresh token is an HttpOnly cookie that no script sees.

import type { components } from '../generated/api';

export type Token = components['schemas']['TokenView'];

let accessToken: string | null = null;
let inFlight: Promise<Token | null> | null = null;
const listeners = new Set<(token: Token | null) => void>();

export const currentToken = () => accessToken;

/** Hears of every new token, and of null when the session has ended. */
export function onToken(listener: (token: Token | null) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function setToken(token: Token | null): void {
  accessToken = token?.access_token ?? null;
  for (const listener of listeners) listener(token);
}

/** A fresh token for the cookie; null if the session is over. Callers at the same time share one call. */
export function refreshSession(): Promise<Token | null> {
  inFlight ??= oneTabAtATime(askForToken).finally(() => {
    inFlight = null;
  });
  return inFlight;
}

/** The gateway ends a session whose used cookie comes again: tabs must take turns. */
async function oneTabAtATime(ask: () => Promise<Token | null>): Promise<Token | null> {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  return locks ? await locks.request('ytempire-refresh', ask) : await ask();
}

async function askForToken(): Promise<Token | null> {
  const response = await fetch(new URL('/api/v1/auth/refresh', location.origin), { method: 'POST', credentials: 'same-origin' });
  if (response.ok) {
    const token = (await response.json()) as Token;
    setToken(token);
    return token;
  }
  // Only a plain no ends the session: a gateway that starts or a limit says nothing about it.
  if (response.status === 401 || response.status === 403) {
    setToken(null);
    return null;
  }
  throw new Error(`refresh answered ${response.status}`);
}
