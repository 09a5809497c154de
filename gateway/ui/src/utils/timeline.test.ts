import { describe, expect, it } from 'vitest';

import type { StageView } from '../services/api';
import { placed, stageRows, wholeSpan } from './timeline';

const BASE = Date.parse('2026-11-25T10:00:00Z');
const at = (ms: number) => new Date(BASE + ms).toISOString();
const tried = (stage: StageView['stage'], state: StageView['state'], attempt: number, start: number | null, ms: number | null): StageView => ({
  stage,
  state,
  attempt,
  started_at: start === null ? null : at(start),
  finished_at: start === null || ms === null ? null : at(start + ms),
  duration_ms: ms,
  cost_micros: 100,
  failure: null,
  output: null,
});

const STAGES = [tried('script', 'completed', 1, 0, 1000), tried('voice', 'failed', 1, 1000, 2000), tried('voice', 'running', 2, 5000, null), tried('footage', 'pending', 0, null, null)];

describe('the timeline', () => {
  it('puts the tries of a stage into one row, whose state is the newest', () => {
    const rows = stageRows(STAGES, BASE + 8000);
    expect(rows.map(({ stage, state, tries, durationMs, costMicros }) => [stage, state, tries.length, durationMs, costMicros])).toEqual([
      ['script', 'completed', 1, 1000, 100],
      ['voice', 'running', 2, 5000, 200],
      ['footage', 'pending', 0, 0, 100],
    ]);
  });

  it('spans from the first start to now while something runs', () => {
    expect(wholeSpan(STAGES, BASE + 8000)).toEqual({ start: BASE, end: BASE + 8000 });
    expect(wholeSpan(STAGES.slice(0, 2), BASE + 8000)).toEqual({ start: BASE, end: BASE + 3000 });
    expect(wholeSpan([STAGES[3]!], BASE)).toBeNull();
  });

  it('places every try within the span, wide enough to be seen', () => {
    const span = wholeSpan(STAGES, BASE + 8000)!;
    expect(placed(STAGES[1]!, span, BASE + 8000)).toEqual({ left: 12.5, width: 25 });
    const tiny = placed(tried('publish', 'completed', 1, 8000, 1), { ...span, end: BASE + 8000 }, BASE + 8000);
    expect(tiny.width).toBe(0.8);
    expect(tiny.left + tiny.width).toBeLessThanOrEqual(100);
  });
});
