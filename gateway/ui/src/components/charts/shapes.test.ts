import { describe, expect, it } from 'vitest';

import { forSeeds } from '../../../test/random';
import { best, edge, heatOf, turned } from './heat';
import { drawn } from './spark';

describe('a sparkline', () => {
  it('leaves a gap where nothing is known', () => {
    expect(drawn([1, null, 3, 2]).lines).toMatch(/^M\S+ \S+h0M\S+ \S+L\S+ \S+$/);
    expect(drawn([null, null])).toEqual({ lines: '', area: '', last: null });
  });

  it('stays in its box and ends at the last known value, for any series', () => {
    forSeeds(200, (random) => {
      const values = Array.from({ length: 1 + random.below(30) }, () => (random.next() < 0.3 ? null : random.below(2000) - 500));
      const { lines, last } = drawn(values);
      for (const number of lines.match(/-?\d+(\.\d+)?/g) ?? []) {
        expect(Number(number)).toBeGreaterThanOrEqual(0);
        expect(Number(number)).toBeLessThanOrEqual(100);
      }
      expect(last === null).toBe(values.every((value) => value === null));
    });
  });

  it('measures from zero, so that a small change looks small', () => {
    const [, first, second] = /M\S+ (\S+)L\S+ (\S+)/.exec(drawn([1000, 1010]).lines)!;
    expect(Math.abs(Number(first) - Number(second))).toBeLessThan(1);
  });
});

describe('a heat map', () => {
  const rows = ['Mon', 'Tue'].map((day) => edge(day));
  const columns = ['08', '09', '10'].map((hour) => edge(`${hour}:00`, hour));
  const told = [
    { row: 0, column: 2, value: 100, count: 1 },
    { row: 1, column: 0, value: 25, count: 3 },
    { row: 1, column: 1, value: null, count: 1 },
    { row: 0, column: 0, value: 4, count: 2 },
  ];
  const heat = heatOf(rows, columns, told, ({ value, count }) => ({ text: String(value), says: `${value} of ${count}` }));

  it('puts every cell in its place, the greatest the strongest', () => {
    expect(heat.cells.map((line) => line.map((cell) => cell?.level ?? null))).toEqual([
      [1, null, 5],
      [3, 0, null],
    ]);
    expect(heat.cells[1]![0]).toMatchObject({ value: 25, count: 3, says: '25 of 3' });
  });

  it('turned shows the same cells', () => {
    const other = turned(heat);
    expect([other.rows, other.columns]).toEqual([columns, rows]);
    told.forEach(({ row, column }) => expect(other.cells[column]![row]).toBe(heat.cells[row]![column]));
  });

  it('puts no faith in one lucky video', () => expect(best(told, 2).map(({ value }) => value)).toEqual([25, 4]));
});
