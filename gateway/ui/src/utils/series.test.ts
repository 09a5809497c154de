import { describe, expect, it } from 'vitest';

import { forSeeds } from '../../test/random';
import { addDays } from './days';
import { anyOpen, anyValue, axisText, isFlat, momentText, rowsOf, summary, type Point, type Series } from './series';

const point = (day: number, value: number | null, complete = true): Point => ({ start: addDays('2026-11-01', day), value, complete });
const series = (points: Point[], previous: Point[] | null = null): Series => ({ metric: 'views', points, previous });

describe('rows of a chart', () => {
  it('part what is final from what may still change, joined at one point', () => {
    const rows = rowsOf([series([point(0, 1), point(1, 2), point(2, 3, false), point(3, 4, false)])]);
    expect(rows.map(({ marks }) => marks.views?.sure)).toEqual([1, 2, null, null]);
    expect(rows.map(({ marks }) => marks.views?.open)).toEqual([null, 2, 3, 4]);
  });

  it('lose no value and invent none, whatever is final', () => {
    forSeeds(200, (random) => {
      const points = Array.from({ length: 1 + random.below(20) }, (_, day) => point(day, random.next() < 0.2 ? null : random.below(100), random.next() < 0.6));
      const marks = rowsOf([series(points)]).map((row) => row.marks.views!);
      points.forEach(({ value, complete }, index) => {
        const { sure, open } = marks[index]!;
        expect(complete ? sure : open).toBe(value);
        expect([value, null]).toContain(complete ? open : sure);
      });
    });
  });

  it('lay the period before under it by position, and other series by their own moments', () => {
    const rows = rowsOf([
      series([point(0, 1), point(1, 2)], [point(-2, 8), point(-1, 9)]),
      { metric: 'spend', points: [point(1, 5), point(2, 6)], previous: null },
    ]);
    expect(rows.map(({ start, marks }) => [start, marks.views?.before ?? null, marks.spend?.value ?? null])).toEqual([
      ['2026-11-01', 8, null],
      ['2026-11-02', 9, 5],
      ['2026-11-03', null, 6],
    ]);
  });

  it('know whether there is anything to draw or to wait for', () => {
    expect([anyValue([series([point(0, null)])]), anyValue([series([point(0, 0)])])]).toEqual([false, true]);
    expect([isFlat(rowsOf([series([point(0, null), point(1, 0)])])), isFlat(rowsOf([series([point(0, 0), point(1, -1)])]))]).toEqual([true, false]);
    expect(isFlat(rowsOf([series([point(0, 0)], [point(-1, 5)])]))).toBe(false);
    expect([anyOpen([series([point(0, 1)])]), anyOpen([series([point(0, null, false)])]), anyOpen([series([point(0, 1, false)])])]).toEqual([false, false, true]);
  });
});

describe('moments', () => {
  it.each([
    ['2026-11-02', 'day', '2 Nov', 'Mon, 2 Nov 2026'],
    ['2026-11-02', 'week', '2 Nov', 'Week of Mon, 2 Nov 2026'],
    ['2026-11-01', 'month', 'Nov 2026', 'Nov 2026'],
    ['2026-11-02T14:00:00-08:00', 'hour', '14:00', 'Mon 2 Nov, 14:00'],
  ] as const)('%s by the %s', (start, granularity, axis, full) => {
    expect(axisText(start, granularity, 'America/Los_Angeles', 'en-GB')).toBe(axis);
    expect(momentText(start, granularity, 'America/Los_Angeles', 'en-GB')).toBe(full);
  });
});

describe('the sentence under a chart', () => {
  const say = (points: Point[]) => summary('Views', series(points), 'day', 'UTC', 'USD', 'en-GB');

  it('says the ends of the scale and what may still change', () => {
    expect(say([point(0, 1200), point(1, 40), point(2, 90, false)])).toBe('Views: from 40 (Mon, 2 Nov 2026) to 1,200 (Sun, 1 Nov 2026). 1 of 3 points may still change.');
  });

  it('says so where nothing is known', () => expect(say([point(0, null)])).toBe('Views: nothing is known for these days.'));
});
