import { describe, expect, it } from 'vitest';

import { forSeeds } from '../../test/random';
import { addDays, daysIn } from './days';
import { allowed, chosenRange, fitting, presetRange, PRESETS, shifted, type Range } from './range';

const YESTERDAY = '2026-11-24';
const preset = (name: Range['preset']) => presetRange(name!, YESTERDAY);
const days = ({ from, to }: Range) => `${from}/${to}`;

describe('a range', () => {
  it.each([
    ['day', '2026-11-24/2026-11-24'],
    ['7d', '2026-11-18/2026-11-24'],
    ['28d', '2026-10-28/2026-11-24'],
    ['month', '2026-11-01/2026-11-24'],
    ['year', '2026-01-01/2026-11-24'],
  ] as const)('%s ends yesterday: %s', (name, said) => expect(days(preset(name))).toBe(said));

  it('of chosen days that a preset means as well is that preset', () => {
    expect(chosenRange('2026-10-28', YESTERDAY, YESTERDAY).preset).toBe('28d');
    expect(chosenRange('2026-10-27', YESTERDAY, YESTERDAY).preset).toBeNull();
  });
});

describe('shifting a range', () => {
  it('moves it by its own length', () => {
    const before = shifted(preset('28d'), -1, YESTERDAY)!;
    expect(days(before)).toBe('2026-09-30/2026-10-27');
    expect(shifted(before, 1, YESTERDAY)).toEqual(preset('28d'));
  });

  it('keeps months and years whole, and the running one as far as it is', () => {
    const october = shifted(preset('month'), -1, YESTERDAY)!;
    expect(days(october)).toBe('2026-10-01/2026-10-31');
    expect(days(shifted(october, -1, YESTERDAY)!)).toBe('2026-09-01/2026-09-30');
    expect(shifted(october, 1, YESTERDAY)).toEqual(preset('month'));
    const last = shifted(preset('year'), -1, YESTERDAY)!;
    expect(days(last)).toBe('2025-01-01/2025-12-31');
    expect(shifted(last, 1, YESTERDAY)).toEqual(preset('year'));
  });

  it('never leaves what is over: there is nothing after yesterday', () => {
    for (const { preset: name } of PRESETS) expect(shifted(preset(name), 1, YESTERDAY)).toBeNull();
    expect(days(shifted(chosenRange('2026-11-10', '2026-11-20', YESTERDAY), 1, YESTERDAY)!)).toBe('2026-11-14/2026-11-24');
  });

  it('back and forth is where it began, for any days', () => {
    forSeeds(300, (random) => {
      const to = addDays(YESTERDAY, -random.below(900));
      const range = chosenRange(addDays(to, -random.below(400)), to, YESTERDAY);
      const back = shifted(shifted(range, -1, YESTERDAY)!, 1, YESTERDAY)!;
      expect(days(back)).toBe(days(range));
    });
  });
});

describe('how fine a series is', () => {
  const of = (count: number) => chosenRange(addDays(YESTERDAY, 1 - count), YESTERDAY, YESTERDAY);

  it.each([
    [1, 'day'],
    [92, 'day'],
    [93, 'week'],
    [400, 'week'],
    [401, 'month'],
  ] as const)('%d days by the %s', (count, granularity) => expect(fitting(of(count))).toBe(granularity));

  it('is always one that may be chosen; hours are for spend alone', () => {
    forSeeds(100, (random) => {
      const range = of(1 + random.below(1500));
      for (const onlySpend of [true, false]) expect(allowed(range, onlySpend)).toContain(fitting(range));
      expect(allowed(range, false)).not.toContain('hour');
      if (daysIn(range.from, range.to) > 7) expect(allowed(range, true)).not.toContain('hour');
    });
    expect(allowed(of(1), true)).toEqual(['hour', 'day']);
  });
});
