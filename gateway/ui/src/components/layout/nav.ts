// The groups of the house. Screens that come later join their group here; none is listed before it exists.

import type { IconName } from '../common/Icon';

export type NavItem = { to: string; text: string; icon: IconName; key: string; end?: boolean };

export const NAV: readonly { group: string; items: readonly NavItem[] }[] = [
  {
    group: 'Run',
    items: [
      { to: '/', text: 'Overview', icon: 'home', key: 'o', end: true },
      { to: '/videos', text: 'Videos', icon: 'videos', key: 'v' },
    ],
  },
  {
    group: 'Grow',
    items: [
      { to: '/channels', text: 'Channels', icon: 'channels', key: 'c' },
      { to: '/ideas', text: 'Ideas', icon: 'idea', key: 'i' },
      { to: '/analytics', text: 'Analytics', icon: 'analytics', key: 'a' },
    ],
  },
  { group: 'Operate', items: [{ to: '/system', text: 'System', icon: 'system', key: 's' }] },
  { group: 'Settings', items: [{ to: '/settings/api-keys', text: 'API keys', icon: 'key', key: 'k' }] },
];
