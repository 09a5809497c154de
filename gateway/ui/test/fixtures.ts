// Answers of the gateway; each one is checked against its OpenAPI document before a test may use it.

import type { ChannelView, Idea, Niche, QueueView, Schemas, StageView } from '../src/services/api';
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

/** Scored by a model; rose from 10 points to 30. */
export const IDEA: Idea = {
  id: 'idea_00000000000000000000000000000001',
  niche: 'Everyday science',
  topic: 'Why bees fan',
  score: 0.62,
  base_rate: 0.2,
  horizon_hours: 3,
  model: 'signals',
  version: '7',
  source: 'model',
  because: 'the promoted model',
  reasons: [
    { feature: 'value_l1', words: 'points doubled within an hour', effect: 0.4 },
    { feature: 'age_h', words: 'it has been seen for long', effect: -0.1 },
  ],
  sparkline: [
    { at: '2026-11-25T05:00:00Z', value: 10 },
    { at: '2026-11-25T10:00:00Z', value: 30 },
  ],
  measure: 'volume',
  unit: 'points',
  also: [],
  fits: null,
  sources: ['hacker-news'],
  regions: ['US'],
  rank: 3,
  place: 1,
  age_hours: 5,
  observed_at: '2026-11-25T10:00:00Z',
  made_at: '2026-11-25T10:00:01Z',
  state: 'new',
  snoozed_until: null,
  video_id: null,
};

/** Scored by the rule, by its ranks alone. */
export const RULED: Idea = {
  ...IDEA,
  id: 'idea_00000000000000000000000000000002',
  niche: 'Cooking',
  topic: 'Sourdough',
  score: 0.41,
  base_rate: null,
  model: 'pace rule',
  version: null,
  source: 'rule',
  because: 'no model is promoted',
  reasons: [{ feature: 'rank_l1', words: 'up: rank 2, was 20 in the list of 1 h before', effect: 0.1 }],
  measure: 'rank',
  unit: null,
  sparkline: [{ at: '2026-11-25T10:00:00Z', value: 2 }],
  regions: [],
  place: 1,
};

export const NICHE: Niche = { niche: 'Everyday science', topics: 12, last_signal_at: '2026-11-25T10:00:00Z', ranked_at: '2026-11-25T10:00:01Z', model: 'signals', version: '7', source: 'model' };

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
