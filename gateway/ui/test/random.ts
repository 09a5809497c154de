// A small seeded generator: a property that fails names its seed and fails again.

export type Random = { next(): number; below(limit: number): number; pick<T>(list: readonly T[]): T; shuffled<T>(list: readonly T[]): T[] };

/** Mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const shuffled = <T>(list: readonly T[]) => {
    const result = [...list];
    for (let i = result.length - 1; i > 0; i -= 1) {
      const other = below(i + 1);
      [result[i], result[other]] = [result[other]!, result[i]!];
    }
    return result;
  };
  return { next, below, pick: (list) => list[below(list.length)]!, shuffled };
}

/** Runs a property for many seeds and names the one that broke it. */
export function forSeeds(count: number, property: (random: Random) => void): void {
  for (let seed = 1; seed <= count; seed += 1) {
    try {
      property(seeded(seed));
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  }
}
