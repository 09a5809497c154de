import { describe, expect, it } from 'vitest';

import { forSeeds } from '../../test/random';
import { addDays, daysIn, isDay, longDay, monthEnd, monthStart, pacificDay, spanText, yearEnd } from './days';

describe('calendar days', () => {
  it('are only those that the calendar has', () => {
    expect(['2026-02-28', '2028-02-29', '2026-12-31'].every(isDay)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '2026-11-24T00:00:00Z', '', null].some(isDay)).toBe(false);
  });

  it('add and count without losing one, clocks changed or not', () => {
    forSeeds(200, (random) => {
      const [from, days] = [addDays('2020-01-01', random.below(4000)), random.below(800)];
      const to = addDays(from, days);
      expect(daysIn(from, to)).toBe(days + 1);
      expect(addDays(to, -days)).toBe(from);
    });
    expect(addDays('2026-10-31', 2)).toBe('2026-11-02');
  });

  it('begin and end their months and years', () => {
    expect([monthStart('2028-02-14'), monthEnd('2028-02-14'), monthEnd('2026-12-05'), yearEnd('2026-03-01')]).toEqual(['2028-02-01', '2028-02-29', '2026-12-31', '2026-12-31']);
  });

  it.each([
    ['2026-11-25T07:59:59Z', '2026-11-24'],
    ['2026-11-25T08:00:00Z', '2026-11-25'],
    ['2026-07-01T06:59:59Z', '2026-06-30'],
    ['2026-07-01T07:00:00Z', '2026-07-01'],
  ])('at %s it is %s in Pacific time', (time, day) => expect(pacificDay(Date.parse(time))).toBe(day));

  it('are said in full, and a span says its year once', () => {
    expect(longDay('2026-11-04', 'en-GB')).toBe('Wed, 4 Nov 2026');
    expect(spanText('2026-10-28', '2026-11-24', 'en-GB').replace(/\s/g, ' ')).toBe('28 Oct – 24 Nov 2026');
    expect(spanText('2026-11-24', '2026-11-24', 'en-GB')).toBe('24 Nov 2026');
  });
});
