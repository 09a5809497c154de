// Joins the socket and the stores while somebody is signed in, and polls when there is no socket.

import { useChannelStore } from '../stores/channelStore';
import { useDashboardStore } from '../stores/dashboardStore';
import { useIdeaStore } from '../stores/ideaStore';
import { useUiStore } from '../stores/uiStore';
import { actionsAreStale } from '../stores/videoParts';
import { useVideoStore } from '../stores/videoStore';
import { api, body } from './api';
import { text, type Frame } from './frames';
import { LiveSocket, type Connection, type Listener, type SocketLike, type World } from './websocket';

const POLL_MS = 15_000;
const LIST_PAUSE_MS = 600;
const RESET_JITTER_MS = 2000;
const ANNOUNCE_MS = 5000;
const TOPICS = ['videos', 'dashboard', 'notifications', 'trends'];

const browser: World = {
  open: (lastEventId, ticket) => {
    const address = new URL('/ws', location.origin);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    if (lastEventId !== null) address.searchParams.set('last_event_id', lastEventId);
    return new WebSocket(address, ['ytempire.v1', `ticket.${ticket}`]) as SocketLike;
  },
  ticket: async () => (await body(api.POST('/api/v1/auth/ws-ticket'))).ticket,
  now: () => Date.now(),
  random: () => Math.random(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout> | undefined),
};

/** Events after which a list may hold other rows, or the same ones in another state. */
const MOVES = new Set(['video_created', 'video_status_changed', 'video_deleted', 'video_review_requested']);

const MILESTONES: Record<string, (name: string) => string> = {
  video_published: (name) => `${name} is published`,
  video_failed: (name) => `${name} failed`,
  video_review_requested: (name) => `${name} waits for review`,
};

class Live {
  private socket: LiveSocket | null = null;
  private pollTimer: ReturnType<typeof setInterval> | null = null;
  private listTimer: ReturnType<typeof setTimeout> | null = null;
  private announceTimer: ReturnType<typeof setTimeout> | null = null;
  private milestones: string[] = [];

  start(): () => void {
    const listener: Listener = {
      frames: (frames) => this.frames(frames),
      reset: () => this.everything(Math.random() * RESET_JITTER_MS),
      fresh: () => useVideoStore.getState().fresh(),
      connection: (connection) => this.connection(connection),
    };
    const socket = new LiveSocket(browser, listener);
    this.socket = socket;
    TOPICS.forEach((topic) => socket.subscribe(topic));
    const back = () => document.visibilityState === 'visible' && socket.retryNow();
    const gone = () => socket.offline();
    addEventListener('online', back);
    addEventListener('offline', gone);
    document.addEventListener('visibilitychange', back);
    socket.start();
    return () => {
      removeEventListener('online', back);
      removeEventListener('offline', gone);
      document.removeEventListener('visibilitychange', back);
      socket.stop();
      this.socket = null;
      this.poll(false);
      if (this.listTimer) clearTimeout(this.listTimer);
      if (this.announceTimer) clearTimeout(this.announceTimer);
      this.listTimer = this.announceTimer = null;
      this.milestones = [];
    };
  }

  retryNow(): void {
    useUiStore.getState().bump();
    useDashboardStore.getState().refresh();
    this.socket?.retryNow();
  }

  /** One subject in full, for as long as it is looked at. */
  watch(topic: string): () => void {
    return this.socket?.subscribe(topic) ?? (() => undefined);
  }

  private frames(frames: Frame[]): void {
    useVideoStore.getState().frames(frames);
    useDashboardStore.getState().frames(frames);
    useIdeaStore.getState().frames(frames);
    if (useChannelStore.getState().frames(frames)) this.soon();
    if (frames.some((frame) => MOVES.has(frame.type))) this.soon();
    this.refreshActions(frames);
    for (const frame of frames) {
      const said = MILESTONES[frame.type];
      if (said) this.announce(said(nameOf(frame)));
    }
  }

  /** A status that came as an event does not say what may be done in it: ask, for the videos that are shown. */
  private refreshActions(frames: Frame[]): void {
    const { entities, snapshots } = useVideoStore.getState();
    const moved = new Set(frames.filter((frame) => frame.type === 'video_status_changed').map((frame) => frame.subject.slice('video:'.length)));
    for (const id of moved) {
      if (!entities[id]?.view || !actionsAreStale(entities[id])) continue;
      // A failed call is made good by the next reload of what is shown.
      void body(api.GET('/api/v1/videos/{id}', { params: { path: { id } } })).then((view) => snapshots([view]), () => undefined);
    }
  }

  private connection(connection: Connection): void {
    const before = useUiStore.getState().connection.state;
    useUiStore.getState().setConnection(connection);
    this.poll(connection.state === 'polling');
    // What was read before the socket stood may be older than where it begins.
    if (connection.state === 'live' && before !== 'live') this.everything(0);
  }

  private poll(on: boolean): void {
    if (on && !this.pollTimer) {
      this.pollTimer = setInterval(() => document.visibilityState === 'visible' && useUiStore.getState().bump(), POLL_MS);
    } else if (!on && this.pollTimer) {
      clearInterval(this.pollTimer);
      this.pollTimer = null;
    }
  }

  /** Lists are read again once for a burst of events. */
  private soon(ms = LIST_PAUSE_MS): void {
    this.listTimer ??= setTimeout(() => {
      this.listTimer = null;
      useUiStore.getState().bump();
    }, ms);
  }

  /** Lists and figures: something was missed, and nobody knows what. */
  private everything(ms: number): void {
    this.soon(ms);
    useDashboardStore.getState().refresh();
  }

  private announce(text: string): void {
    this.milestones.push(text);
    this.announceTimer ??= setTimeout(() => {
      this.announceTimer = null;
      const said = this.milestones.splice(0);
      useUiStore.getState().announce(said.length > 2 ? `${said.length} videos moved on` : said.join('. '));
    }, this.milestones.length > 1 ? ANNOUNCE_MS : 300);
  }
}

function nameOf(frame: Frame): string {
  const view = useVideoStore.getState().entities[frame.subject.slice('video:'.length)]?.view;
  return text(frame.data.title) ?? view?.title ?? view?.topic ?? 'A video';
}

export const live = new Live();
