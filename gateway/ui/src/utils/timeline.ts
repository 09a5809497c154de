// Tries of stages, as the gateway lists them, grouped into one row a stage and laid out on one span of time.

import type { StageView } from '../services/api';

export type StageRow = {
  stage: StageView['stage'];
  state: StageView['state'];
  tries: StageView[];
  costMicros: number;
  /** Sum of the tries that ended, and of the running one so far. */
  durationMs: number;
};

export type Span = { start: number; end: number };

export function stageRows(stages: readonly StageView[], now: number): StageRow[] {
  const rows = new Map<string, StageRow>();
  for (const stage of stages) {
    const row = rows.get(stage.stage) ?? { stage: stage.stage, state: stage.state, tries: [], costMicros: 0, durationMs: 0 };
    row.state = stage.state;
    if (stage.attempt > 0) row.tries.push(stage);
    row.costMicros += stage.cost_micros;
    row.durationMs += tryMs(stage, now);
    rows.set(stage.stage, row);
  }
  return [...rows.values()];
}

export function tryMs(stage: StageView, now: number): number {
  if (stage.duration_ms !== null) return stage.duration_ms;
  if (stage.state !== 'running' || stage.started_at === null) return 0;
  return Math.max(0, now - Date.parse(stage.started_at));
}

/** From the first start to the last end, or to now while something runs; null before the first start. */
export function wholeSpan(stages: readonly StageView[], now: number): Span | null {
  const starts = stages.flatMap((stage) => (stage.started_at === null ? [] : [Date.parse(stage.started_at)]));
  if (starts.length === 0) return null;
  const ends = stages.flatMap((stage) => (stage.started_at === null ? [] : [Date.parse(stage.started_at) + tryMs(stage, now)]));
  const start = Math.min(...starts);
  return { start, end: Math.max(start + 1, ...ends) };
}

/** Where a try lies within the span, in percent; never thinner than can be seen. */
export function placed(stage: StageView, span: Span, now: number): { left: number; width: number } {
  const length = span.end - span.start;
  const started = stage.started_at === null ? span.start : Date.parse(stage.started_at);
  const width = Math.max(0.8, (100 * tryMs(stage, now)) / length);
  return { left: Math.min(100 - width, Math.max(0, (100 * (started - span.start)) / length)), width: Math.min(100, width) };
}
