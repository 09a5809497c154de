// A world for the socket client: sockets that a test speaks through and a clock that only the test moves.

import type { Frame } from '../src/services/frames';
import { LiveSocket, type Connection, type Listener, type SocketLike, type World } from '../src/services/websocket';

export class FakeSocket implements SocketLike {
  onopen: SocketLike['onopen'] = null;
  onmessage: SocketLike['onmessage'] = null;
  onclose: SocketLike['onclose'] = null;
  sent: unknown[] = [];
  closed = false;

  constructor(
    readonly lastEventId: string | null,
    readonly ticket: string,
  ) {}

  send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
    this.sent.push(JSON.parse(String(data)));
  }

  close(): void {
    this.closed = true;
  }

  say(message: unknown): void {
    this.onmessage?.({ data: typeof message === 'string' ? message : JSON.stringify(message) });
  }

  cut(code = 1006): void {
    this.onclose?.({ code });
  }
}

type Timer = { at: number; run: () => void };

export class FakeWorld implements World {
  sockets: FakeSocket[] = [];
  time = 0;
  dice = 0.5;
  refusesTickets = false;
  private timers = new Set<Timer>();
  private tickets = 0;

  open(lastEventId: string | null, ticket: string): FakeSocket {
    const socket = new FakeSocket(lastEventId, ticket);
    this.sockets.push(socket);
    return socket;
  }

  async ticket(): Promise<string> {
    if (this.refusesTickets) throw new Error('no');
    this.tickets += 1;
    return `t${this.tickets}`;
  }

  now = () => this.time;
  random = () => this.dice;

  setTimeout(run: () => void, ms: number): Timer {
    const timer = { at: this.time + ms, run };
    this.timers.add(timer);
    return timer;
  }

  clearTimeout(timer: unknown): void {
    this.timers.delete(timer as Timer);
  }

  /** Moves the clock; what falls due runs in its order, and promises settle in between. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const next = [...this.timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers.delete(next);
      this.time = next.at;
      next.run();
      await settle();
    }
    this.time = end;
  }

  get socket(): FakeSocket {
    return this.sockets.at(-1)!;
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

export const HELLO = { type: 'hello', epoch: '7', last_event_id: '7-10', heartbeat_ms: 20_000, replay: 'full' };

export const event = (id: string | undefined, version: number): Frame => ({
  type: id === undefined ? 'video_progress' : 'video_cost_updated',
  ...(id === undefined ? {} : { id }),
  time: '2026-11-25T10:00:00Z',
  subject: 'video:vid_1',
  version,
  data: {},
});

/** A client in its world, with everything that it told. */
export function client() {
  const world = new FakeWorld();
  const told = { batches: [] as Frame[][], resets: 0, fresh: 0, connections: [] as Connection[] };
  const listener: Listener = {
    frames: (frames) => told.batches.push(frames),
    reset: () => (told.resets += 1),
    fresh: () => (told.fresh += 1),
    connection: (connection) => told.connections.push(connection),
  };
  const live = new LiveSocket(world, listener);
  const state = () => told.connections.at(-1)?.state;
  return { world, live, told, state };
}
