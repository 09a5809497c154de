import { describe, expect, it } from 'vitest';

import { forSeeds } from '../../test/random';
import { addDays } from './days';
import { METRIC_NAMES, type Metric } from './metrics';
import { chosenRange, presetRange, PRESETS } from './range';
import { saysPeriod, scopeOf, written, type Scope } from './scope';

const YESTERDAY = '2026-11-24';
const USUAL: Metric[] = ['revenue', 'views'];
const read = (text: string) => scopeOf(new URLSearchParams(text), YESTERDAY, USUAL);

describe('what an address shows', () => {
  it('is as usual where it says nothing', () => {
    expect(read('')).toEqual({ range: presetRange('28d', YESTERDAY), compare: false, granularity: null, channels: [], metrics: USUAL });
  });

  it('is what it says', () => {
    expect(read('from=2026-10-01&to=2026-10-09&compare=previous&granularity=week&channel_id=a&channel_id=b&metric=likes')).toEqual({
      range: { from: '2026-10-01', to: '2026-10-09', preset: null },
      compare: true,
      granularity: 'week',
      channels: ['a', 'b'],
      metrics: ['likes'],
    });
  });

  it('is as usual where it says nonsense', () => {
    expect(read('range=forever&compare=maybe&granularity=second&metric=fame&channel_id=')).toEqual(read(''));
    for (const days of ['from=2026-10-09&to=2026-10-01', 'from=2026-02-30&to=2026-03-01', 'from=2026-10-01']) expect(read(days).range.preset).toBe('28d');
  });
});

describe('writing into an address', () => {
  it('comes back as it was, for any choice, and touches nothing else', () => {
    forSeeds(300, (random) => {
      const to = addDays(YESTERDAY, -random.below(60));
      const scope: Scope = {
        range: random.next() < 0.5 ? presetRange(random.pick(PRESETS).preset, YESTERDAY) : chosenRange(addDays(to, -random.below(60)), to, YESTERDAY),
        compare: random.next() < 0.5,
        granularity: random.pick([null, 'hour', 'day', 'week', 'month'] as const),
        channels: random.shuffled(['a', 'b&c', 'd e']).slice(random.below(4)),
        metrics: random.shuffled(METRIC_NAMES).slice(0, 1 + random.below(4)),
      };
      const params = written(new URLSearchParams('sort=-views&by=stage&range=7d'), scope, USUAL);
      expect(scopeOf(new URLSearchParams(params.toString()), YESTERDAY, USUAL)).toEqual(scope);
      expect([params.get('sort'), params.get('by')]).toEqual(['-views', 'stage']);
    });
  });

  it('leaves out what is as usual, so that plain links stay plain', () => {
    expect(written(new URLSearchParams('range=7d&compare=previous'), read(''), USUAL).toString()).toBe('');
    expect(saysPeriod(new URLSearchParams('sort=name'))).toBe(false);
    expect(saysPeriod(new URLSearchParams('compare=previous'))).toBe(true);
  });
});
