// Answers of the gateway; each one is checked against its OpenAPI document before a test may use it.

import type { ChannelView, QueueView, Schemas, StageView } from '../src/services/api';
import { STAGES } from '../src/stores/videoParts';

export const CHANNEL: ChannelView = {
  id: 'demo',
  name: 'Demo',
  niche: 'Everyday science',
  language: 'en',
  voice: 'af_heart',
  style: 'auto',
  aspect: '9:16',
  seconds: 45,
  approval: 'automatic',
  quality_threshold: 60,
  music: true,
  footage_folder: null,
  cap_micros: 3_000_000,
  currency: 'USD',
  status: 'active',
  version: 1,
  created_at: '2026-11-25T09:00:00Z',
  updated_at: '2026-11-25T09:00:00Z',
};

export const TOKEN: Schemas['TokenView'] = {
  access_token: 'token-1',
  token_type: 'Bearer',
  expires_in: 900,
  user: { user_id: 'usr_1', email: 'ann@example.org', name: 'Ann', role: 'owner' },
};

export const QUEUE: QueueView = { counts: { queued: 1 }, oldest_queued_ms: 4000 };

/** A video whose first step wrote a script and whose others wait. */
export const STAGE_LIST: StageView[] = STAGES.map((stage, index) => ({
  stage,
  state: index === 0 ? 'completed' : 'pending',
  attempt: index === 0 ? 1 : 0,
  started_at: index === 0 ? '2026-11-25T10:00:01Z' : null,
  finished_at: index === 0 ? '2026-11-25T10:00:02Z' : null,
  duration_ms: index === 0 ? 1000 : null,
  cost_micros: index === 0 ? 1200 : 0,
  failure: null,
  // The document says only that this is an object.
  output: (index === 0 ? { title: 'Bees, cooled', description: '', tags: [], language: 'en', writer: 'local', sentences: [{ text: 'Bees fan.', role: 'hook' }] } : null) as StageView['output'],
}));
