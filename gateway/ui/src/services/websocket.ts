// One socket to the gateway: signs in with a ticket, hears whether it still lives, comes back where it left off.
// It knows nothing of stores; what it heard is handed out at most four times a second.

import { frameOf, number, parseMessage, text, type Frame } from './frames';

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'polling' | 'offline';
export type Connection = { state: ConnectionState; /** When it was last heard, ms. */ heardAt: number | null; /** When the next try starts, ms. */ retryAt: number | null };

export type SocketLike = Pick<WebSocket, 'send' | 'close'> & {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
};

/** The world outside, so that a test can be it. */
export type World = {
  open(lastEventId: string | null, ticket: string): SocketLike;
  ticket(): Promise<string>;
  now(): number;
  random(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
};

export type Listener = {
  frames(frames: Frame[]): void;
  /** The log has a gap that it cannot replay: everything shown must be read again. */
  reset(): void;
  connection(connection: Connection): void;
  /** A new connection: numbers within a revision start again. */
  fresh(): void;
};

export const COALESCE_MS = 250;
export const FIRST_DELAY_MS = 500;
export const LONGEST_DELAY_MS = 30_000;
const USUAL_HEARTBEAT_MS = 20_000;
const FAILURES_BEFORE_POLLING = 3;
/** The gateway asks to come back later. */
const TOO_MANY = 4429;

/** Full jitter: anything from nothing to the doubled limit, so that many pages do not come back at once. */
export function backoff(failures: number, random: number): number {
  return random * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures, 16));
}

export class LiveSocket {
  private socket: SocketLike | null = null;
  private lastEventId: string | null = null;
  private epoch: string | null = null;
  private failures = 0;
  private heartbeatMs = USUAL_HEARTBEAT_MS;
  private waiting: Frame[] = [];
  private flushTimer: unknown = null;
  private deathTimer: unknown = null;
  private retryTimer: unknown = null;
  private topics = new Set<string>();
  /** Rises with every attempt, so that an old one's late answers are known as such. */
  private attempt = 0;
  private running = false;
  private connection: Connection = { state: 'connecting', heardAt: null, retryAt: null };

  constructor(
    private readonly world: World,
    private readonly listener: Listener,
  ) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    void this.connect();
  }

  stop(): void {
    this.running = false;
    this.attempt += 1;
    this.cancel();
    this.drop();
    this.flush();
  }

  /** Tries now: the network is back, the tab is seen again, or a person asked for it. */
  retryNow(): void {
    if (!this.running || this.connection.state === 'live' || this.socket) return;
    this.world.clearTimeout(this.retryTimer);
    void this.connect();
  }

  /** The browser says that there is no network: nothing to try until it is back. */
  offline(): void {
    if (!this.running) return;
    this.attempt += 1;
    this.cancel();
    this.drop();
    this.say({ state: 'offline', retryAt: null });
  }

  subscribe(topic: string): () => void {
    this.topics.add(topic);
    this.send({ type: 'subscribe', topics: [topic] });
    return () => {
      this.topics.delete(topic);
      this.send({ type: 'unsubscribe', topics: [topic] });
    };
  }

  private async connect(): Promise<void> {
    const attempt = (this.attempt += 1);
    try {
      const ticket = await this.world.ticket();
      if (attempt !== this.attempt || !this.running) return;
      this.listen(this.world.open(this.lastEventId, ticket));
    } catch {
      if (attempt === this.attempt && this.running) this.lost(0);
    }
  }

  /** Only the socket that we hold is heard: one that we leave loses its handlers first. */
  private listen(socket: SocketLike): void {
    this.socket = socket;
    this.expectLife();
    socket.onmessage = (event) => this.hear(event.data);
    socket.onclose = (event) => this.lost(event.code);
  }

  private hear(data: unknown): void {
    this.expectLife();
    this.connection = { ...this.connection, heardAt: this.world.now() };
    const message = parseMessage(data);
    switch (message?.type) {
      case 'hello':
        return this.greet(message);
      case 'heartbeat':
        return this.say({});
      case 'batch':
        return (Array.isArray(message.events) ? message.events : []).forEach((event) => this.take(frameOf(event)));
      case 'stream_reset':
        return this.restart(text(message.last_event_id) ?? null);
      default:
        this.take(frameOf(message));
    }
  }

  private greet(hello: Record<string, unknown>): void {
    const epoch = hello.epoch === undefined ? null : String(hello.epoch);
    const otherLog = this.epoch !== null && epoch !== this.epoch;
    this.epoch = epoch;
    this.failures = 0;
    this.heartbeatMs = number(hello.heartbeat_ms) ?? USUAL_HEARTBEAT_MS;
    this.listener.fresh();
    if (hello.replay === 'reset' || (otherLog && this.lastEventId === null)) this.restart(text(hello.last_event_id) ?? null);
    this.lastEventId ??= text(hello.last_event_id) ?? null;
    if (this.topics.size > 0) this.send({ type: 'subscribe', topics: [...this.topics] });
    this.expectLife();
    this.say({ state: 'live', retryAt: null });
  }

  private restart(lastEventId: string | null): void {
    this.waiting = [];
    this.lastEventId = lastEventId;
    this.listener.reset();
  }

  private take(frame: Frame | null): void {
    if (frame === null) return;
    // Only durable events move the point from which the gateway replays.
    if (frame.id !== undefined) this.lastEventId = frame.id;
    this.waiting.push(frame);
    this.flushTimer ??= this.world.setTimeout(() => this.flush(), COALESCE_MS);
  }

  private flush(): void {
    this.world.clearTimeout(this.flushTimer);
    this.flushTimer = null;
    const frames = this.waiting;
    this.waiting = [];
    if (frames.length > 0) this.listener.frames(frames);
  }

  private expectLife(): void {
    this.world.clearTimeout(this.deathTimer);
    this.deathTimer = this.world.setTimeout(() => this.lost(0), this.heartbeatMs * 2.25);
  }

  private lost(code: number): void {
    this.attempt += 1;
    this.drop();
    this.flush();
    if (code === TOO_MANY) this.failures = Math.max(this.failures, FAILURES_BEFORE_POLLING);
    this.failures += 1;
    const delay = backoff(this.failures - 1, this.world.random());
    this.world.clearTimeout(this.retryTimer);
    this.retryTimer = this.world.setTimeout(() => void this.connect(), delay);
    const state = this.failures >= FAILURES_BEFORE_POLLING ? 'polling' : 'reconnecting';
    this.say({ state, retryAt: this.world.now() + delay });
  }

  private drop(): void {
    this.world.clearTimeout(this.deathTimer);
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  private cancel(): void {
    this.world.clearTimeout(this.retryTimer);
  }

  private send(message: unknown): void {
    if (this.connection.state !== 'live' && this.epoch === null) return;
    try {
      this.socket?.send(JSON.stringify(message));
    } catch {
      // A socket that is still opening takes nothing: hello sends every topic again.
    }
  }

  private say(change: Partial<Connection>): void {
    this.connection = { ...this.connection, ...change };
    this.listener.connection(this.connection);
  }
}
