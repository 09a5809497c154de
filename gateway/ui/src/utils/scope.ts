// What an analytics screen shows, as its address says it: every choice is a link that can be sent.

import { isDay, type Day } from './days';
import { isMetric, type Metric } from './metrics';
import { chosenRange, presetRange, PRESETS, type Granularity, type Preset, type Range } from './range';

export type Scope = {
  range: Range;
  /** With the same number of days before. */
  compare: boolean;
  /** Null: as fine as fits the range. */
  granularity: Granularity | null;
  /** Ids; none: all channels. */
  channels: string[];
  metrics: Metric[];
};

export const USUAL: Preset = '28d';
const GRANULARITIES: readonly string[] = ['hour', 'day', 'week', 'month'];

/** What is left out, or is none of the choices, is as usual; `metrics` are the screen's own usual ones. */
export function scopeOf(params: URLSearchParams, yesterday: Day, metrics: readonly Metric[] = []): Scope {
  const told = params.getAll('metric').filter(isMetric);
  const granularity = params.get('granularity');
  return {
    range: rangeOf(params, yesterday) ?? presetRange(USUAL, yesterday),
    compare: params.get('compare') === 'previous',
    granularity: granularity !== null && GRANULARITIES.includes(granularity) ? (granularity as Granularity) : null,
    channels: [...new Set(params.getAll('channel_id'))].filter((id) => id !== ''),
    metrics: told.length > 0 ? [...new Set(told)] : [...metrics],
  };
}

function rangeOf(params: URLSearchParams, yesterday: Day): Range | null {
  const [from, to] = [params.get('from'), params.get('to')];
  if (isDay(from) && isDay(to) && from <= to) return chosenRange(from, to, yesterday);
  const preset = PRESETS.find((each) => each.preset === params.get('range'))?.preset;
  return preset ? presetRange(preset, yesterday) : null;
}

const PERIOD = ['range', 'from', 'to', 'compare'];
const MEMBERS = [...PERIOD, 'granularity', 'channel_id', 'metric'];

/** False: the address leaves the period to what was shown before. */
export const saysPeriod = (params: URLSearchParams): boolean => PERIOD.some((name) => params.has(name));

/** Writes a scope into an address; other members stay, what is as usual is left out. */
export function written(params: URLSearchParams, scope: Scope, metrics: readonly Metric[] = []): URLSearchParams {
  const next = new URLSearchParams(params);
  MEMBERS.forEach((name) => next.delete(name));
  const { range, compare, granularity, channels } = scope;
  if (range.preset === null) {
    next.set('from', range.from);
    next.set('to', range.to);
  } else if (range.preset !== USUAL) {
    next.set('range', range.preset);
  }
  if (compare) next.set('compare', 'previous');
  if (granularity) next.set('granularity', granularity);
  channels.forEach((id) => next.append('channel_id', id));
  if (scope.metrics.join() !== metrics.join()) scope.metrics.forEach((metric) => next.append('metric', metric));
  return next;
}
