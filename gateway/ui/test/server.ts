// A model of one video at the gateway: every durable change raises the version and says so in an event.

import type { VideoView } from '../src/services/api';
import type { Frame } from '../src/services/frames';
import { STAGES } from '../src/stores/videoParts';
import type { Random } from './random';

export const VIDEO: VideoView = {
  video_id: 'vid_1',
  channel_id: 'demo',
  request_id: 'r-1',
  topic: 'Bees',
  title: null,
  aspect: '9:16',
  status: 'queued',
  stage: null,
  stage_index: 0,
  stage_count: STAGES.length,
  stage_progress: 0,
  progress: 0,
  eta_ms: null,
  attempt: 1,
  cost_micros: 0,
  reserved_micros: 0,
  cap_micros: 3_000_000,
  currency: 'USD',
  approval: 'automatic',
  quality_threshold: 60,
  actions: ['pause', 'cancel'],
  version: 1,
  channel_seq: 1,
  failure: null,
  created_at: '2026-11-25T10:00:00Z',
  updated_at: '2026-11-25T10:00:00Z',
};

export type Said = { frame: Frame } | { snapshot: VideoView };

/** Everything that is said of a video from its request to its end, in order, with snapshots here and there. */
export function life(random: Random): { said: Said[]; last: VideoView } {
  let view = VIDEO;
  let position = 0;
  const said: Said[] = [{ snapshot: view }];
  const durable = (type: string, data: Record<string, unknown>, change: Partial<VideoView>) => {
    position += 1;
    const time = new Date(Date.parse(VIDEO.created_at) + position * 1000).toISOString();
    view = { ...view, ...change, version: view.version + 1, updated_at: time };
    said.push({ frame: { type, id: `1-${position}`, time, subject: `video:${view.video_id}`, version: view.version, data: { video_id: view.video_id, ...data } } });
    if (random.next() < 0.2) said.push({ snapshot: view });
  };
  durable('video_status_changed', { from: 'queued', to: 'running' }, { status: 'running' });
  STAGES.forEach((stage, index) => {
    const began = { stage, stage_index: index, stage_progress: 0, progress: index * 10 };
    durable('video_stage_changed', { stage, from: 'pending', to: 'running', attempt: 1 }, began);
    const start = view;
    for (let seq = 1; seq <= random.below(4); seq += 1) said.push({ frame: progress(start, seq) });
    durable('video_cost_updated', { cost_micros: (index + 1) * 10_000, reserved_micros: 0, cap_micros: view.cap_micros }, { cost_micros: (index + 1) * 10_000 });
    // As the gateway does: frames carry the revision at which their step began.
    for (let seq = 5; seq <= 4 + random.below(4); seq += 1) said.push({ frame: progress(start, seq) });
    durable('video_stage_changed', { stage, from: 'running', to: 'completed', attempt: 1 }, { ...began, stage_progress: 1, progress: (index + 1) * 10 });
  });
  durable('video_published', { title: 'Bees, cooled' }, { title: 'Bees, cooled' });
  durable('video_status_changed', { from: 'running', to: 'published' }, { status: 'published', actions: [] });
  return { said, last: view };
}

function progress(view: VideoView, seq: number): Frame {
  const within = seq / 10;
  const data = { stage: view.stage, stage_index: view.stage_index, stage_progress: within, progress: (view.stage_index + within) * 10, eta_ms: 1000, attempt: 1 };
  return { type: 'video_progress', time: view.updated_at, subject: `video:${view.video_id}`, version: view.version, seq, data };
}
