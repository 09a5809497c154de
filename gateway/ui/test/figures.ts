// Answers of the analytics interface; each one is checked against the OpenAPI document before a test may use it.

import type { ApiKey, ChannelFigures, DeadLetter, Forecast, Kpi, ModelsView, Overview, Retention, TimeSeries, VideoFigures } from '../src/services/api';

export const BASIS = { tz: 'America/Los_Angeles', currency: 'USD', source: { store: 'postgres' as const, fallback: null }, as_of: '2026-11-25T10:00:00Z' };
export const DAYS = { from: '2026-10-28', to: '2026-11-24' };
export const RANGE = { ...DAYS, ...BASIS };

const UNITS: Partial<Record<Kpi['metric'], Kpi['unit']>> = { revenue: 'micros', spend: 'micros', profit: 'micros', margin: 'ratio', rpm: 'micros' };
export const kpi = (metric: Kpi['metric'], value: number | null, previous: number | null = null): Kpi => ({
  metric,
  unit: UNITS[metric] ?? 'count',
  value,
  previous,
  growth: value === null || previous === null ? null : (value - previous) / previous,
  series: [value, null],
  complete: false,
});

export const OVERVIEW: Overview = {
  ...RANGE,
  kpis: [kpi('views', 12_345, 10_000), kpi('revenue', 3_000_000, 4_000_000), kpi('spend', 1_000_000), kpi('profit', 2_000_000), kpi('margin', 0.6667), kpi('rpm', 243_013), kpi('subscribers_net', 12)],
  videos_published: 4,
  profit_per_video: 500_000,
  previous: { from: '2026-09-30', to: '2026-10-27', videos_published: 0, profit_per_video: null },
};

/** The ledger alone knows something. */
export const SILENT: Overview = { ...OVERVIEW, kpis: OVERVIEW.kpis.map((each) => (each.metric === 'spend' ? each : kpi(each.metric, null))), videos_published: 0, profit_per_video: null };

export const SERIES: TimeSeries = {
  ...RANGE,
  granularity: 'day',
  series: [
    {
      metric: 'revenue',
      unit: 'micros',
      points: [
        { start: '2026-11-23', value: 1_840_000, complete: true },
        { start: '2026-11-24', value: 920_000, complete: false },
      ],
      previous: null,
    },
  ],
};

export const channelFigures = (id: string, name: string, revenue: number | null): ChannelFigures => ({
  channel_id: id,
  name,
  status: 'active',
  views: 100,
  revenue,
  spend: 0,
  profit: revenue,
  margin: null,
  rpm: null,
  subscribers_net: null,
  videos_published: 1,
  profit_per_video: null,
  growth: null,
  sparkline: [1, null, 3],
  last_published_at: null,
  complete: true,
});

export const VIDEO_FIGURES: VideoFigures = {
  video_id: 'vid_1',
  channel_id: 'demo',
  title: 'Bees, cooled',
  published_at: '2026-11-01T10:00:00Z',
  age_from: 'journal',
  age_days: 24,
  views: 900,
  revenue: 300_000,
  spend: 140_000,
  profit: 160_000,
  rpm: 333_333,
  average_view_seconds: 31.5,
  at_age: null,
  complete: false,
};

export const CURVE: Retention = {
  video_id: 'vid_1',
  channel_id: 'demo',
  ...BASIS,
  day: '2026-11-20',
  observed_at: '2026-11-22T09:00:00Z',
  points: [
    { at: 0.5, watching: 0.8 },
    { at: 1, watching: 0.4 },
  ],
  scenes: [
    { index: 0, text: 'Bees fan.', start_ms: 0, end_ms: 4000, watching_start: 1, watching_end: 0.9, lost: 0.1 },
    { index: 1, text: 'So the hive stays cool.', start_ms: 4000, end_ms: 9000, watching_start: 0.9, watching_end: 0.4, lost: 0.5 },
  ],
};

export const KEY: ApiKey = { id: 'key_1', name: 'Notebook', scopes: ['analytics:read'], created_at: '2026-11-25T10:00:00Z', expires_at: null, last_used_at: null };

export const LETTER: DeadLetter = {
  id: 7,
  topic: 'youtube-analytics',
  partition: 3,
  offset: 12,
  key: 'demo',
  value: '{"day":"2026-02-30"}',
  bytes: 20,
  code: 'invalid_field',
  detail: 'day is no day of the calendar',
  at: '2026-11-25T10:00:00Z',
  replay: null,
};

/** By a method that was wrong by four fifths of what repeating the last week would have been. */
export const FORECAST: Forecast = {
  channel_id: 'demo',
  metric: 'views',
  unit: 'count',
  ...BASIS,
  points: [
    { day: '2026-11-24', value: 1200, low: 1000, high: 1500 },
    { day: '2026-11-25', value: 1300, low: 1000, high: 1700 },
  ],
  interval: 0.8,
  made_by: { source: 'model', name: 'theta', version: '0.1.0', because: 'the best of 6 methods' },
  mase: 0.6,
  naive_mase: 0.75,
  origins: 12,
  past: {
    from: '2026-08-25',
    to: '2026-11-23',
    days: 90,
    gaps: 1,
    unfinished: 2,
    points: [
      { day: '2026-11-21', value: 900 },
      { day: '2026-11-22', value: null },
      { day: '2026-11-23', value: 1100 },
    ],
  },
};

const card = {
  summary: 'trees',
  data: 'signals.csv.gz',
  data_rows: 60_391,
  data_hash: 'c4ed',
  licence: 'ISC',
  split: 'date cut 1',
  seed: 7,
  code: '0.1.0',
  trained_at: null,
  figures: [
    { name: 'auc', value: 0.9152 },
    { name: 'ece', value: 0.0084 },
  ],
  model_hash: '428a',
  weights_hash: '9bbc',
};

/** One of each kind: a model, plain methods, a rule, and a version that is broken. */
export const MODELS: ModelsView = {
  items: [
    { task: 'signals.y_rise', question: 'Does a topic rise?', asked_by: 'ideas', answered_by: 'model', version: 'shipped', rule: 'pace rule', card, trouble: null },
    { task: 'forecast', question: 'What comes next?', asked_by: 'channels', answered_by: 'methods', version: '0.1.0', rule: 'the last week again', card: null, trouble: null },
    { task: 't4b', question: 'Is it bait?', asked_by: null, answered_by: 'rule', version: null, rule: 'bait when it shouts', card: null, trouble: null },
    { task: 't4c', question: 'Do they stay?', asked_by: null, answered_by: 'rule', version: 'v0002', rule: 'low entropy', card: null, trouble: 'card.json is damaged' },
  ],
  trouble: null,
};
