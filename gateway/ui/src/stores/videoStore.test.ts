import { beforeEach, describe, expect, it } from 'vitest';

import { forSeeds } from '../../test/random';
import { life, VIDEO, type Said } from '../../test/server';
import type { Frame } from '../services/frames';
import { actionsAreStale } from './videoParts';
import { useVideoStore } from './videoStore';

const store = useVideoStore.getState;
const view = () => store().entities[VIDEO.video_id]?.view;
const hear = (said: Said) => ('frame' in said ? store().frames([said.frame]) : store().snapshots([said.snapshot]));
const durable = (said: Said) => !('frame' in said) || said.frame.id !== undefined;

const frame = (type: string, version: number, data: Record<string, unknown>, seq?: number): Frame => ({
  type,
  time: '2026-11-25T10:00:05Z',
  subject: `video:${VIDEO.video_id}`,
  version,
  ...(seq === undefined ? {} : { seq }),
  data,
});

beforeEach(() => store().clear());

describe('the video store', () => {
  it('ends where the gateway ends, whatever the order, the repeats and the losses before the last snapshot', () => {
    forSeeds(200, (random) => {
      store().clear();
      const { said, last } = life(random);
      const kept = said.filter(() => random.next() < 0.7);
      const twice = kept.filter(() => random.next() < 0.3);
      random.shuffled([...kept, ...twice, { snapshot: last }]).forEach(hear);
      expect(view()).toEqual(last);
    });
  });

  it('needs no snapshot but the first one to know status, title, cost and progress', () => {
    forSeeds(200, (random) => {
      store().clear();
      const { said, last } = life(random);
      const frames = said.filter((each) => 'frame' in each);
      random.shuffled([...frames, ...frames.filter(() => random.next() < 0.3), { snapshot: VIDEO }]).forEach(hear);
      const { status, title, cost_micros, progress, stage, version, updated_at } = last;
      expect(view()).toMatchObject({ status, title, cost_micros, progress, stage, version, updated_at });
    });
  });

  it('shows the same after a replay of all durable events', () => {
    forSeeds(50, (random) => {
      store().clear();
      const { said } = life(random);
      const half = said.slice(0, random.below(said.length) + 1);
      half.forEach(hear);
      const before = view();
      half.filter(durable).forEach(hear);
      expect(view()).toEqual(before);
    });
  });

  it('orders progress within one revision by its number, and starts anew with a new connection', () => {
    const running = { ...VIDEO, status: 'running' as const, version: 4, stage: 'voice' as const, stage_index: 2, progress: 20 };
    const told = (progress: number) => ({ stage: 'voice', stage_index: 2, stage_progress: progress / 100, progress, attempt: 1 });
    store().snapshots([running]);
    store().frames([frame('video_progress', 4, told(27), 9)]);
    store().frames([frame('video_progress', 4, told(24), 8)]);
    expect(view()?.progress).toBe(27);
    store().fresh();
    store().frames([frame('video_progress', 4, told(29), 1)]);
    expect(view()?.progress).toBe(29);
  });

  it('moves by polling alone, within one revision too', () => {
    const running = { ...VIDEO, status: 'running' as const, version: 4, stage: 'voice' as const, stage_index: 2 };
    store().snapshots([{ ...running, stage_progress: 0.2, progress: 22 }]);
    store().snapshots([{ ...running, stage_progress: 0.6, progress: 26 }]);
    store().snapshots([{ ...running, stage_progress: 0.4, progress: 24 }]);
    expect(view()).toMatchObject({ progress: 26, stage_progress: 0.6 });
  });

  it('goes on with the frames of a step when a snapshot was taken in its middle, and polls on when the frames end', () => {
    const running = { ...VIDEO, status: 'running' as const, stage: 'voice' as const, stage_index: 2 };
    const told = (progress: number) => ({ stage: 'voice', stage_index: 2, stage_progress: progress / 10 - 2, progress, attempt: 1 });
    store().snapshots([{ ...running, version: 6, stage_progress: 0.3, progress: 23 }]);
    // The step began at revision 4; a cost raised it to 6 since.
    store().frames([frame('video_progress', 4, told(25), 7)]);
    expect(view()?.progress).toBe(25);
    store().snapshots([{ ...running, version: 6, stage_progress: 0.8, progress: 28 }]);
    expect(view()?.progress).toBe(28);
    store().frames([frame('video_stage_changed', 7, { stage: 'voice', to: 'running', attempt: 1 })]);
    expect(view()?.progress).toBe(20);
    store().snapshots([{ ...running, version: 5, stage_progress: 0.9, progress: 29 }]);
    expect(view()?.progress).toBe(20);
  });

  it('offers no action that is older than the status', () => {
    store().snapshots([VIDEO]);
    expect(view()?.actions).toEqual(['pause', 'cancel']);
    store().frames([frame('video_status_changed', 2, { to: 'failed' })]);
    expect(view()?.actions).toEqual([]);
    expect(actionsAreStale(store().entities[VIDEO.video_id])).toBe(true);
    store().snapshots([{ ...VIDEO, status: 'failed', version: 2, actions: ['retry'] }]);
    // The same revision told in full wins over what the event said of it.
    expect(view()?.actions).toEqual(['retry']);
  });

  it('ignores events that it does not know and members that are not what they should be', () => {
    store().snapshots([VIDEO]);
    const before = view();
    store().frames([frame('video_sang', 9, {}), frame('video_progress', 9, { stage: 7 }), frame('video_cost_updated', 9, { cost_micros: 'much' })]);
    expect(view()).toEqual(before);
  });

  it('keeps a bounded number of videos of which only events are known', () => {
    const strangers = Array.from({ length: 2500 }, (_, n) => ({ ...frame('video_created', 1, {}), subject: `video:s${n}` }));
    store().snapshots([VIDEO]);
    store().frames(strangers);
    expect(Object.keys(store().entities)).toHaveLength(2001);
    expect(view()).not.toBeNull();
  });
});
