import { describe, expect, it } from 'vitest';

import { forSeeds } from '../../test/random';
import { age, chance, filterOf, fittingChannel, lift, line, lineText, listed, maker, places } from './ideas';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-25T00:00:00Z');
const point = (hour: number, value: number) => ({ at: new Date(START + hour * HOUR).toISOString(), value });

describe('the address of the ideas', () => {
  it('shows new ideas of every niche unless it says otherwise, and reads nonsense as the usual', () => {
    expect(filterOf(new URLSearchParams())).toEqual({ niche: null, state: 'new' });
    expect(filterOf(new URLSearchParams('niche=Bees&state=snoozed'))).toEqual({ niche: 'Bees', state: 'snoozed' });
    expect(filterOf(new URLSearchParams('niche=&state=everything'))).toEqual({ niche: null, state: 'new' });
  });
});

describe('the chance of an idea', () => {
  it('is a percentage that never claims to be certain', () => {
    expect([0.616, 0.5, 0.01, 0.99].map(chance)).toEqual(['62 %', '50 %', '1 %', '99 %']);
    expect([0, 0.004, 0.996, 1].map(chance)).toEqual(['below 1 %', 'below 1 %', 'above 99 %', 'above 99 %']);
  });

  it('stands beside what is usual, where somebody has counted that', () => {
    expect(lift(0.62, 0.2)).toBe('3.1× the usual 20 %');
    expect(lift(0.05, 0.2)).toBe('0.3× the usual 20 %');
    expect(lift(0.8, 0.02)).toBe('40× the usual 2 %');
    expect(lift(0.62, null)).toBeNull();
    expect(lift(0.62, 0)).toBeNull();
  });
});

describe('the line of an idea', () => {
  it('has a place for every hour, with a gap where nothing was read', () => {
    expect(line({ measure: 'volume', sparkline: [point(0, 10), point(1, 12), point(4, 30)] })).toEqual([10, 12, null, null, 30]);
    expect(line({ measure: 'volume', sparkline: [] })).toEqual([]);
  });

  it('rises when a rank gets better', () => {
    const [before, after] = line({ measure: 'rank', sparkline: [point(0, 20), point(1, 2)] });
    expect(after!).toBeGreaterThan(before!);
    expect(line({ measure: 'rank', sparkline: [point(0, 0)] })).toEqual([0]);
  });

  it('ends with the last reading and is at most 48 hours long, for any readings', () => {
    forSeeds(100, (random) => {
      const hours = [...new Set(Array.from({ length: 1 + random.below(60) }, () => random.below(200)))].sort((a, b) => a - b);
      const values = line({ measure: 'volume', sparkline: hours.map((hour) => point(hour, hour)) });
      expect(values.length).toBeLessThanOrEqual(48);
      expect(values.at(-1)).toBe(hours.at(-1));
      const newest = hours.at(-1)!;
      expect(values.filter((value) => value !== null)).toEqual(hours.filter((hour) => newest - hour < 48));
    });
  });

  it('is said in words', () => {
    const of = (measure: 'volume' | 'rank', unit: string | null, ...sparkline: ReturnType<typeof point>[]) => lineText({ measure, unit, sparkline }, 'en');
    expect(of('volume', 'points', point(0, 10), point(5, 30))).toBe('10 → 30 points in 5 h');
    expect(of('volume', null, point(0, 1200), point(1, 15_000))).toBe('1.2K → 15K counted in 1 h');
    expect(of('rank', null, point(0, 20), point(3, 2))).toBe('place 20 → 2 in 3 h');
    expect(of('rank', null, point(0, 4))).toBe('place 4, read once');
    expect(of('volume', 'points')).toBe('nothing was read');
  });
});

describe('what is known of an idea', () => {
  it('says for how long it has been seen, where, and who scored it', () => {
    expect([0, 0.5, 1, 47.4, 48, 100].map(age)).toEqual(['seen once', '30 min', '1 h', '47 h', '2 days', '4 days']);
    expect(places([], 'en')).toBe('everywhere');
    expect(places(['US', 'jp', 'QQ', 'x'], 'en')).toBe('United States, Japan, QQ, x');
    expect(listed(['a', 'b', 'c', 'd', 'e', 'f'])).toBe('a, b, c, d and 2 more');
    expect(maker({ model: 'signals', version: '3' })).toBe('signals 3');
    expect(maker({ model: 'pace rule', version: null })).toBe('pace rule');
  });
});

describe('the channel that an idea is for', () => {
  const channels = [
    { id: 'sky', niche: 'Astronomy' },
    { id: 'bees', niche: 'Nature and bees' },
    { id: 'moths', niche: 'nature' },
  ];

  it('is the one whose niche it is, in any case, before one that shares a word', () => {
    expect(fittingChannel(channels, { niche: 'Nature', fits: null }, null)).toBe('moths');
    expect(fittingChannel(channels, { niche: 'Bees, honey', fits: null }, null)).toBe('bees');
  });

  it('is the last choice where none fits or several do', () => {
    expect(fittingChannel(channels, { niche: 'Cooking', fits: channels[0]!.niche }, null)).toBe(channels[0]!.id);
    expect(fittingChannel(channels, { niche: 'Nature', fits: channels[0]!.niche }, null)).toBe('moths');
    expect(fittingChannel(channels, { niche: 'Cooking', fits: null }, 'sky')).toBe('sky');
    expect(fittingChannel(channels, { niche: 'Nature', fits: null }, 'sky')).toBe('moths');
    const twins = [...channels, { id: 'owls', niche: 'Nature' }];
    expect(fittingChannel(twins, { niche: 'Nature', fits: null }, 'owls')).toBe('owls');
    expect(fittingChannel(twins, { niche: 'Nature', fits: null }, null)).toBe('moths');
  });

  it('is asked for where nothing tells, and is the only one where there is one', () => {
    expect(fittingChannel(channels, { niche: 'Cooking', fits: null }, null)).toBe('');
    expect(fittingChannel(channels, { niche: 'Cooking', fits: null }, 'gone')).toBe('');
    expect(fittingChannel([channels[0]!], { niche: 'Cooking', fits: null }, null)).toBe('sky');
    expect(fittingChannel([], { niche: 'Cooking', fits: null }, null)).toBe('');
  });
});
