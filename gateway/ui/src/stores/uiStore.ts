// What belongs to the page itself: connection, toasts, the one live region, keys on or off, and the reload tick.

import { create } from 'zustand';

import type { Connection } from '../services/websocket';

/** `undo` takes back what the toast reports; `link` leads to what came of it. */
export type Toast = { id: number; text: string; tone: 'info' | 'success' | 'error'; undo?: () => void; link?: ToastLink };
export type ToastLink = { to: string; text: string };

type UiState = {
  connection: Connection;
  /** Rises when lists may be out of date: a gap in the log, polling, a new or moved video. */
  tick: number;
  toasts: readonly Toast[];
  announcement: string;
  singleKeys: boolean;
  /** Channels that this person wants on top, on this device. */
  pinned: readonly string[];
  /** The channel that the last idea became a video of, on this device. */
  ideaChannel: string | null;
  setConnection(connection: Connection): void;
  bump(): void;
  toast(text: string, tone?: Toast['tone'], undo?: () => void, link?: ToastLink): void;
  dismiss(id: number): void;
  announce(text: string): void;
  setSingleKeys(on: boolean): void;
  togglePin(channelId: string): void;
  setIdeaChannel(channelId: string): void;
};

const KEYS_SETTING = 'ytempire.v1.single-keys';
const PINS_SETTING = 'ytempire.v1.pinned-channels';
const IDEA_CHANNEL_SETTING = 'ytempire.v1.idea-channel';
const MOST_TOASTS = 3;
let nextToast = 1;

export const useUiStore = create<UiState>()((set) => ({
  connection: { state: 'connecting', heardAt: null, retryAt: null },
  tick: 0,
  toasts: [],
  announcement: '',
  singleKeys: readSetting(KEYS_SETTING) !== 'off',
  pinned: (readSetting(PINS_SETTING) ?? '').split(' ').filter(Boolean),
  ideaChannel: readSetting(IDEA_CHANNEL_SETTING),
  setConnection: (connection) => set({ connection }),
  bump: () => set((state) => ({ tick: state.tick + 1 })),
  toast: (text, tone = 'info', undo, link) =>
    set((state) => ({ toasts: [...state.toasts, { id: nextToast++, text, tone, ...(undo ? { undo } : {}), ...(link ? { link } : {}) }].slice(-MOST_TOASTS) })),
  dismiss: (id) => set((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) })),
  announce: (announcement) => set({ announcement }),
  setSingleKeys: (singleKeys) => {
    writeSetting(KEYS_SETTING, singleKeys ? 'on' : 'off');
    set({ singleKeys });
  },
  togglePin: (channelId) =>
    set((state) => {
      const pinned = state.pinned.includes(channelId) ? state.pinned.filter((id) => id !== channelId) : [...state.pinned, channelId];
      writeSetting(PINS_SETTING, pinned.join(' '));
      return { pinned };
    }),
  setIdeaChannel: (ideaChannel) => {
    writeSetting(IDEA_CHANNEL_SETTING, ideaChannel);
    set({ ideaChannel });
  },
}));

function readSetting(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage may be closed to us: the default then holds for this page.
    return null;
  }
}

function writeSetting(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // As above: the choice holds until the page is left.
  }
}
