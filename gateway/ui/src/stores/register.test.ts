import { describe, expect, it } from 'vitest';

import { forSeeds, type Random } from '../../test/random';
import { join, newer, type Register } from './register';

/** Two registers with one stamp hold one value, as the gateway promises. */
const any = (random: Random): Register<string> => {
  const at = [random.below(3), random.below(3)];
  return { at, value: at.join('/') };
};

describe('a register', () => {
  it('joins in any order, in any grouping and any number of times', () => {
    forSeeds(300, (random) => {
      const [a, b, c] = [any(random), any(random), any(random)];
      expect(join(a, b)).toEqual(join(b, a));
      expect(join(join(a, b), c)).toEqual(join(a, join(b, c)));
      expect(join(a, a)).toEqual(a);
    });
  });

  it('takes what it is told first, and keeps what it holds where both are equally new', () => {
    expect(join(undefined, { at: [1], value: 'told' }).value).toBe('told');
    expect(join({ at: [1], value: 'held' }, { at: [1], value: 'told' }).value).toBe('held');
  });

  it('orders stamps by their first difference, a missing member being 0', () => {
    expect(newer([2], [1, 9])).toBe(true);
    expect(newer([1, 0, 1], [1])).toBe(true);
    expect(newer([1], [1, 0])).toBe(false);
  });
});
