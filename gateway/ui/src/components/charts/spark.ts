// A series as paths in a box of 100 by 100. What is not known leaves a gap.

type Place = { x: number; y: number };
export type Drawn = { lines: string; area: string; last: Place | null };

/** Room for the line's own width. */
const MARGIN = 6;

export function drawn(values: readonly (number | null)[]): Drawn {
  const runs = runsOf(values);
  const all = runs.flat();
  return {
    lines: runs.map((run) => run.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('') + (run.length === 1 ? 'h0' : '')).join(''),
    area: runs.map((run) => `M${run[0]!.x} 100${run.map(({ x, y }) => `L${x} ${y}`).join('')}L${run.at(-1)!.x} 100Z`).join(''),
    last: all.at(-1) ?? null,
  };
}

function runsOf(values: readonly (number | null)[]): Place[][] {
  const known = values.filter((value): value is number => value !== null);
  // From zero, so that a small change of a large figure looks small.
  const [low, high] = [Math.min(0, ...known), Math.max(0, ...known)];
  const place = (value: number, index: number): Place => ({
    x: round(values.length === 1 ? 50 : (100 * index) / (values.length - 1)),
    y: round(high === low ? 100 - MARGIN : MARGIN + ((high - value) / (high - low)) * (100 - 2 * MARGIN)),
  });
  const runs: Place[][] = [];
  let run: Place[] | null = null;
  values.forEach((value, index) => {
    if (value === null) {
      run = null;
      return;
    }
    if (run === null) runs.push((run = []));
    run.push(place(value, index));
  });
  return runs;
}

const round = (value: number) => Math.round(value * 100) / 100;
