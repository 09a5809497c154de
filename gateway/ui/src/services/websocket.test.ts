import { describe, expect, it } from 'vitest';

import { client, event, HELLO } from '../../test/world';
import { backoff, COALESCE_MS, FIRST_DELAY_MS, LONGEST_DELAY_MS } from './websocket';

async function connected() {
  const all = client();
  all.live.subscribe('videos');
  all.live.start();
  await all.world.pass(0);
  all.world.socket.say(HELLO);
  return all;
}

describe('the socket client', () => {
  it('signs in with a fresh ticket, is live after hello and subscribes to what was asked for', async () => {
    const { world, live, state } = await connected();
    expect(world.socket.ticket).toBe('t1');
    expect(state()).toBe('live');
    live.subscribe('video:vid_1');
    expect(world.socket.sent).toEqual([
      { type: 'subscribe', topics: ['videos'] },
      { type: 'subscribe', topics: ['video:vid_1'] },
    ]);
  });

  it('hands out what it heard at most four times a second, in order', async () => {
    const { world, told } = await connected();
    for (let n = 11; n <= 40; n += 1) {
      world.socket.say(event(`7-${n}`, n));
      await world.pass(25);
    }
    await world.pass(COALESCE_MS);
    expect(told.batches.length).toBeLessThanOrEqual(4);
    expect(told.batches.flat().map((frame) => frame.version)).toEqual(Array.from({ length: 30 }, (_, n) => n + 11));
  });

  it('hands out what belongs to no revision, and drops what is no event', async () => {
    const { world, told } = await connected();
    const loose = { type: 'metrics_updated', time: '2026-11-25T10:00:00Z', subject: 'dashboard', data: {} };
    world.socket.say({ type: 'batch', events: [loose, null, { type: 'x' }, { ...loose, version: 'new' }] });
    world.socket.say(loose);
    await world.pass(COALESCE_MS);
    expect(told.batches.flat().map(({ type, version }) => [type, version])).toEqual([['metrics_updated', 0], ['metrics_updated', 0]]);
  });

  it('comes back after a cut from the last durable event, which an ephemeral one does not move', async () => {
    const { world, told, state } = await connected();
    world.socket.say(event('7-11', 11));
    world.socket.say(event(undefined, 11));
    world.socket.cut();
    expect(state()).toBe('reconnecting');
    expect(told.batches.flat()).toHaveLength(2);
    await world.pass(FIRST_DELAY_MS);
    expect(world.socket).toMatchObject({ lastEventId: '7-11', ticket: 't2' });
    world.socket.say(HELLO);
    expect(state()).toBe('live');
    expect(told.fresh).toBe(2);
    expect(told.resets).toBe(0);
  });

  it('resumes from hello where no event came before the cut', async () => {
    const { world } = await connected();
    world.socket.cut();
    await world.pass(FIRST_DELAY_MS);
    expect(world.socket.lastEventId).toBe('7-10');
  });

  it('asks for everything anew after a gap, and throws away what it had not told', async () => {
    const { world, told } = await connected();
    world.socket.say(event('7-11', 11));
    world.socket.say({ type: 'stream_reset', reason: 'retention', last_event_id: '7-900' });
    await world.pass(COALESCE_MS);
    expect(told.resets).toBe(1);
    expect(told.batches).toEqual([]);
    world.socket.cut();
    await world.pass(FIRST_DELAY_MS);
    expect(world.socket.lastEventId).toBe('7-900');
  });

  it('takes a silent socket for dead and opens another', async () => {
    const { world, state } = await connected();
    const first = world.socket;
    await world.pass(44_000);
    first.say({ type: 'heartbeat' });
    await world.pass(44_000);
    expect(state()).toBe('live');
    await world.pass(1500);
    expect(first.closed).toBe(true);
    expect(world.sockets.length).toBeGreaterThan(1);
  });

  it('polls after three failures and is live again as soon as the gateway answers', async () => {
    const { world, live, state } = client();
    world.refusesTickets = true;
    live.start();
    await world.pass(0);
    expect(state()).toBe('reconnecting');
    await world.pass(4000);
    expect(state()).toBe('polling');
    world.refusesTickets = false;
    live.retryNow();
    await world.pass(0);
    world.socket.say(HELLO);
    expect(state()).toBe('live');
  });

  it('waits longer at once when the gateway names a limit', async () => {
    const { world, state } = await connected();
    world.socket.cut(4429);
    expect(state()).toBe('polling');
    const before = world.sockets.length;
    await world.pass(FIRST_DELAY_MS);
    expect(world.sockets).toHaveLength(before);
  });

  it('tries nothing while the device is offline', async () => {
    const { world, live, state } = await connected();
    live.offline();
    await world.pass(120_000);
    expect(state()).toBe('offline');
    expect(world.sockets).toHaveLength(1);
    live.retryNow();
    await world.pass(0);
    expect(world.sockets).toHaveLength(2);
  });

  it('reads batches, and shrugs at garbage', async () => {
    const { world, told, state } = await connected();
    for (const garbage of ['', '{', '[]', 'null', '{"type":7}', '{"type":"batch","events":[1,{"type":"x"}]}', '{"type":"song","words":[]}']) world.socket.say(garbage);
    world.socket.say({ type: 'batch', events: [event('7-11', 11), event('7-12', 12)] });
    await world.pass(COALESCE_MS);
    expect(told.batches.flat().map((frame) => frame.id)).toEqual(['7-11', '7-12']);
    expect(state()).toBe('live');
  });

  it('hears nothing of a socket that it has left', async () => {
    const { world, live, told } = await connected();
    const old = world.socket;
    old.cut();
    await world.pass(FIRST_DELAY_MS);
    old.say(event('7-99', 99));
    live.stop();
    world.socket.say(event('7-98', 98));
    await world.pass(60_000);
    expect(told.batches).toEqual([]);
  });
});

describe('the pause before the next try', () => {
  it('doubles up to a limit and is spread over the whole of it', () => {
    expect(backoff(0, 1)).toBe(FIRST_DELAY_MS);
    expect(backoff(3, 1)).toBe(8 * FIRST_DELAY_MS);
    expect(backoff(50, 1)).toBe(LONGEST_DELAY_MS);
    expect(backoff(50, 0)).toBe(0);
  });
});
