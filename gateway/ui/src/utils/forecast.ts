// What is drawn and said of a forecast. Pure: nothing here asks anybody.

import type { Forecast } from '../services/api';
import { spanText } from './days';

/** One day of the chart: what was, what may be, and between which bounds. The last known day is both, so that the lines meet. */
export type ForecastRow = { day: string; past: number | null; ahead: number | null; band: [number, number] | null };

export function rowsOf({ past, points }: Pick<Forecast, 'past' | 'points'>): ForecastRow[] {
  const last = past.points.length - 1;
  const bounded = points.some(({ low }) => low !== null);
  const before = past.points.map(({ day, value }, index): ForecastRow => {
    const joint = index === last && value !== null && points.length > 0;
    return { day, past: value, ahead: joint ? value : null, band: joint && bounded ? [value, value] : null };
  });
  const after = points.map(({ day, value, low, high }): ForecastRow => ({ day, past: null, ahead: value, band: low === null || high === null ? null : [low, high] }));
  return [...before, ...after];
}

const number = (value: number) => value.toFixed(2);
const times = (count: number) => (count === 1 ? 'one past date' : `${count} past dates`);

/** How wrong it was on the past, against what costs nothing. */
export function worth({ mase, naive_mase: naive, origins, points }: Pick<Forecast, 'mase' | 'naive_mase' | 'origins' | 'points'>): string {
  if (points.length === 0) return 'There are too few final days for a forecast.';
  if (mase === null || naive === null) return 'How good this is nobody knows: it could not be tried on the past.';
  if (mase >= naive) return `This repeats the last week. At ${times(origins)} that was wrong by ${number(mase)} times the usual change from one week to the next (MASE ${number(mase)}).`;
  return `On past weeks this was wrong by ${number(mase / naive)} of what repeating the last week would have been (MASE ${number(mase)} against ${number(naive)}, at ${times(origins)}).`;
}

/** Who made it, and why this one. */
export function maker({ made_by: { source, name, version, because } }: Pick<Forecast, 'made_by'>): string {
  if (name === 'none') return `No forecast: ${because}.`;
  return source === 'model' ? `By the method “${name}”, version ${version ?? 'unknown'}: ${because}.` : `By rule, ${name}: ${because}.`;
}

/** The days that it is made of. */
export function basis({ past }: Pick<Forecast, 'past'>, locale?: string): string {
  if (past.from === null || past.to === null) return past.unfinished === 0 ? 'No day of it is reported.' : `None of its days is final yet; ${days(past.unfinished)} may still change.`;
  const parts = [`Made of ${days(past.days)} that change no more, ${spanText(past.from, past.to, locale)}`];
  if (past.gaps > 0) parts.push(`${days(past.gaps)} in between without a final report, taken as the week before`);
  if (past.unfinished > 0) parts.push(`${days(past.unfinished)} after them left out, which may still change`);
  return `${parts.join('; ')}.`;
}

const days = (count: number) => (count === 1 ? 'one day' : `${count} days`);
