// Series of the gateway as rows for a chart, a table and a sentence.

import { longDay, monthText, shortDay } from './days';
import { figure, type Metric } from './metrics';
import type { Granularity } from './range';

export type Point = { start: string; value: number | null; complete: boolean };
export type Series = { metric: Metric; points: readonly Point[]; previous: readonly Point[] | null };

/** One figure of one moment, parted for drawing: `sure` is final; `open` is what may still change and the point it hangs on. */
export type Mark = { value: number | null; sure: number | null; open: number | null; before: number | null; complete: boolean };
export type Row = { start: string; marks: Partial<Record<Metric, Mark>> };

/** Rows in the order of the first series; each other series by its own starts. */
export function rowsOf(series: readonly Series[]): Row[] {
  const starts = [...new Set(series.flatMap(({ points }) => points.map(({ start }) => start)))].sort();
  const rows = new Map<string, Row>(starts.map((start) => [start, { start, marks: {} }]));
  for (const { metric, points, previous } of series) {
    points.forEach((point, index) => {
      const row = rows.get(point.start);
      if (row) row.marks[metric] = markOf(points, index, previous);
    });
  }
  return [...rows.values()];
}

function markOf(points: readonly Point[], index: number, previous: readonly Point[] | null): Mark {
  const { value, complete } = points[index]!;
  const joint = complete && [points[index - 1], points[index + 1]].some((next) => next !== undefined && !next.complete && next.value !== null);
  return { value, sure: complete ? value : null, open: !complete || joint ? value : null, before: previous?.[index]?.value ?? null, complete };
}

export const anyOpen = (series: readonly Series[]): boolean => series.some(({ points }) => points.some(({ value, complete }) => value !== null && !complete));
export const anyValue = (series: readonly Series[]): boolean => series.some(({ points }) => points.some(({ value }) => value !== null));
/** Whether nothing that is drawn lies above or below the line of zero. */
export const isFlat = (rows: readonly Row[]): boolean => rows.every(({ marks }) => Object.values(marks).every(({ value, before }) => !value && !before));

/** A moment on the axis; hours are in the zone that was asked for. */
export function axisText(start: string, granularity: Granularity, zone: string, locale?: string): string {
  if (granularity === 'hour') return hourText(start, zone, locale, { hour: '2-digit', minute: '2-digit' });
  const day = start.slice(0, 10);
  return granularity === 'month' ? monthText(day, locale) : shortDay(day, locale);
}

/** A moment in full: `Wed 4 Nov 2026`, `week of Mon 2 Nov 2026`, `Nov 2026`. */
export function momentText(start: string, granularity: Granularity, zone: string, locale?: string): string {
  if (granularity === 'hour') return hourText(start, zone, locale, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const day = start.slice(0, 10);
  if (granularity === 'month') return monthText(day, locale);
  return granularity === 'week' ? `Week of ${longDay(day, locale)}` : longDay(day, locale);
}

const hourText = (start: string, zone: string, locale: string | undefined, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options }).format(new Date(start));

/** One sentence of what a chart shows, for those who do not see it. */
export function summary(text: string, series: Series, granularity: Granularity, zone: string, currency: string, locale?: string): string {
  const known = series.points.filter((point): point is Point & { value: number } => point.value !== null);
  if (known.length === 0) return `${text}: nothing is known for these days.`;
  const high = known.reduce((best, point) => (point.value > best.value ? point : best));
  const low = known.reduce((least, point) => (point.value < least.value ? point : least));
  const say = (point: Point) => `${figure(series.metric, point.value, { currency, locale })} (${momentText(point.start, granularity, zone, locale)})`;
  const open = known.filter((point) => !point.complete).length;
  const unsure = open === 0 ? '' : ` ${open} of ${known.length} points may still change.`;
  return `${text}: from ${say(low)} to ${say(high)}.${unsure}`;
}
