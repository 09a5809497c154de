// Who is signed in. A sign-out in one tab signs out all of them.

import { create } from 'zustand';

import { api, body, type User } from '../services/api';
import { asApiError, type ApiError } from '../services/problem';
import { onToken, refreshSession, setToken } from '../services/session';

type AuthState = {
  /** `unknown` until the cookie was tried. */
  status: 'unknown' | 'in' | 'out';
  user: User | null;
  /** Why the cookie could not be tried. */
  trouble: ApiError | null;
  begin(): Promise<void>;
  login(email: string, password: string): Promise<void>;
  register(email: string, password: string, name: string): Promise<void>;
  logout(): Promise<void>;
};

const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('ytempire-session');

export const useAuthStore = create<AuthState>()((set, get) => {
  onToken((token) => set(token ? { status: 'in', user: token.user, trouble: null } : { status: 'out', user: null }));
  if (tabs) tabs.onmessage = () => get().status === 'in' && setToken(null);
  return {
    status: 'unknown',
    user: null,
    trouble: null,
    begin: async () => {
      try {
        await refreshSession();
      } catch (error) {
        set({ trouble: asApiError(error) });
      }
    },
    login: async (email, password) => {
      setToken(await body(api.POST('/api/v1/auth/login', { body: { email, password } })));
    },
    register: async (email, password, name) => {
      const person = name.trim() === '' ? { email, password } : { email, password, name: name.trim() };
      await body(api.POST('/api/v1/auth/register', { body: person }));
      await get().login(email, password);
    },
    logout: async () => {
      try {
        await body(api.POST('/api/v1/auth/logout'));
      } finally {
        tabs?.postMessage('out');
        setToken(null);
      }
    },
  };
});
