// Ranges of days that screens show: presets, moving by their own length, and how fine a series over them is.

import { addDays, daysIn, monthEnd, monthStart, yearEnd, yearStart, type Day } from './days';

export type Preset = 'day' | '7d' | '28d' | 'month' | 'year';
export type Granularity = 'hour' | 'day' | 'week' | 'month';
/** Both ends included; `preset` is null for days that somebody chose. */
export type Range = { from: Day; to: Day; preset: Preset | null };

export const PRESETS: readonly { preset: Preset; key: string; text: string; says: string }[] = [
  { preset: 'day', key: 'd', text: '1 d', says: 'Yesterday' },
  { preset: '7d', key: 'w', text: '7 d', says: 'The last 7 days' },
  { preset: '28d', key: 'f', text: '28 d', says: 'The last 28 days' },
  { preset: 'month', key: 'm', text: 'Month', says: 'The month so far' },
  { preset: 'year', key: 'y', text: 'Year', says: 'The year so far' },
];

/** All presets end yesterday: the platform tells of a day only when it is over. */
export function presetRange(preset: Preset, yesterday: Day): Range {
  return { from: firstDay(preset, yesterday), to: yesterday, preset };
}

function firstDay(preset: Preset, yesterday: Day): Day {
  switch (preset) {
    case 'day':
      return yesterday;
    case '7d':
      return addDays(yesterday, -6);
    case '28d':
      return addDays(yesterday, -27);
    case 'month':
      return monthStart(yesterday);
    case 'year':
      return yearStart(yesterday);
  }
}

/** Chosen days; those that a preset means as well are that preset. */
export function chosenRange(from: Day, to: Day, yesterday: Day): Range {
  const same = PRESETS.map(({ preset }) => presetRange(preset, yesterday)).find((range) => range.from === from && range.to === to);
  return same ?? { from, to, preset: null };
}

/** The period before or after: whole months and years stay such, others keep their length. Null if it were not over yet. */
export function shifted(range: Range, by: -1 | 1, yesterday: Day): Range | null {
  if (by === 1 && range.to >= yesterday) return null;
  const [from, to] = moved(range, by, yesterday);
  return chosenRange(from, to, yesterday);
}

function moved(range: Range, by: -1 | 1, yesterday: Day): [Day, Day] {
  const { from, to } = range;
  const last = (end: Day) => (end < yesterday ? end : yesterday);
  if (from === monthStart(from) && (to === monthEnd(from) || range.preset === 'month')) {
    const next = by === 1 ? addDays(monthEnd(from), 1) : monthStart(addDays(from, -1));
    return [next, last(monthEnd(next))];
  }
  if (from === yearStart(from) && (to === yearEnd(from) || range.preset === 'year')) {
    const next = by === 1 ? addDays(yearEnd(from), 1) : yearStart(addDays(from, -1));
    return [next, last(yearEnd(next))];
  }
  const days = daysIn(from, to);
  const end = last(addDays(to, by * days));
  return [addDays(end, 1 - days), end];
}

const MOST_DAYS = 92;
const MOST_WEEKS = 400;

/** Fine enough to see, coarse enough to read. */
export function fitting({ from, to }: Range): Granularity {
  const days = daysIn(from, to);
  if (days <= MOST_DAYS) return 'day';
  return days <= MOST_WEEKS ? 'week' : 'month';
}

/** What a person may choose for a range. Hours exist for spend only: the platform reports whole days. */
export function allowed(range: Range, onlySpend: boolean): Granularity[] {
  const days = daysIn(range.from, range.to);
  const all: Granularity[] = [];
  if (onlySpend && days <= 7) all.push('hour');
  if (days <= MOST_WEEKS) all.push('day');
  if (days >= 7) all.push('week');
  if (days >= 28) all.push('month');
  return all;
}
