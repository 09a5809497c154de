// What is said of an idea: its chance, its line, where it was seen. Pure: nothing here asks anybody.

import type { ChannelView, Idea, IdeaState } from '../services/api';

export const STATES: readonly IdeaState[] = ['new', 'accepted', 'snoozed', 'dismissed'];
export const SNOOZES: readonly { hours: number; text: string }[] = [
  { hours: 24, text: '1 day' },
  { hours: 72, text: '3 days' },
  { hours: 168, text: '1 week' },
];
const HOUR_MS = 3_600_000;
/** Hours of a sparkline. */
const MOST_HOURS = 48;
const MOST_NAMES = 4;

export type IdeaFilter = { niche: string | null; state: IdeaState };

/** What is left out, or is none of the choices, is as usual: new ideas of every niche. */
export function filterOf(params: URLSearchParams): IdeaFilter {
  const state = params.get('state');
  return { niche: params.get('niche') || null, state: STATES.find((each) => each === state) ?? 'new' };
}

/** `62 %`; nothing that may still happen is told as certain. */
export function chance(score: number): string {
  if (score < 0.01) return 'below 1 %';
  if (score > 0.99) return 'above 99 %';
  return `${Math.round(score * 100)} %`;
}

/** `3.1× the usual 20 %`; null where nobody has counted what is usual: a rule has learnt from nothing. */
export function lift(score: number, usual: number | null): string | null {
  if (usual === null || !(usual > 0)) return null;
  const times = score / usual;
  return `${times >= 10 ? Math.round(times) : times.toFixed(1)}× the usual ${chance(usual)}`;
}

/** `45 min`, `5 h`, `3 days`: between the first observation and the last. */
export function age(hours: number): string {
  if (hours < 1) return hours * 60 < 1 ? 'seen once' : `${Math.round(hours * 60)} min`;
  if (hours < 48) return `${Math.round(hours)} h`;
  return `${Math.round(hours / 24)} days`;
}

/** Countries by name; none: everywhere. What is no country's code stays as it is. */
export function places(regions: readonly string[], locale?: string): string {
  if (regions.length === 0) return 'everywhere';
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  return listed(regions.map((code) => (/^[A-Za-z]{2}$/.test(code) ? (names.of(code.toUpperCase()) ?? code) : code)));
}

/** A few by name and how many more there are. */
export function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ');
}

/** Hour by hour up to the last reading, null where nothing was read; the higher the better, whatever is measured. */
export function line({ sparkline, measure }: Pick<Idea, 'sparkline' | 'measure'>): (number | null)[] {
  const hours = sparkline.map(({ at }) => Math.floor(Date.parse(at) / HOUR_MS));
  const last = Math.max(...hours);
  const first = Math.max(Math.min(...hours), last - MOST_HOURS + 1);
  if (!Number.isFinite(last)) return [];
  const values = Array.from({ length: last - first + 1 }, (): number | null => null);
  sparkline.forEach(({ value }, index) => {
    const place = hours[index]! - first;
    // Of a rank less is better. Not 0 - 0, which would be a nought below nought.
    if (place >= 0) values[place] = measure === 'rank' && value !== 0 ? -value : value;
  });
  return values;
}

/** The line in words: `10 → 30 points in 5 h`, `place 20 → 2 in 3 h`. */
export function lineText({ sparkline, measure, unit }: Pick<Idea, 'sparkline' | 'measure' | 'unit'>, locale?: string): string {
  const [first, last] = [sparkline[0], sparkline.at(-1)];
  if (!first || !last) return 'nothing was read';
  const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, notation: 'compact' });
  const of = (value: number) => (measure === 'rank' ? String(value) : figure.format(value));
  const [before, after] = measure === 'rank' ? ['place ', ''] : ['', ` ${unit ?? 'counted'}`];
  if (first === last) return `${before}${of(last.value)}${after}, read once`;
  const hours = Math.round((Date.parse(last.at) - Date.parse(first.at)) / HOUR_MS);
  return `${before}${of(first.value)} → ${of(last.value)}${after} in ${hours} h`;
}

/** Who made the score: `signals 3`, `pace rule`. */
export const maker = ({ model, version }: Pick<Idea, 'model' | 'version'>): string => (version === null ? model : `${model} ${version}`);

const plain = (text: string): string => text.trim().toLowerCase();
const wordsOf = (text: string): string[] => plain(text).split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2);

/**
 * The channel that an idea is for: the one whose niche is the idea's, or is the nearest to its topic by meaning, or shares words with it; of
 * several, or of none, the last choice.
 */
export function fittingChannel(channels: readonly Pick<ChannelView, 'id' | 'niche'>[], { niche, fits }: Pick<Idea, 'niche' | 'fits'>, last: string | null): string {
  const wanted = new Set(wordsOf(niche));
  const fit = ({ niche: own }: Pick<ChannelView, 'niche'>) => {
    if (plain(own) === plain(niche)) return Infinity;
    return own !== '' && own === fits ? Number.MAX_SAFE_INTEGER : new Set(wordsOf(own).filter((word) => wanted.has(word))).size;
  };
  const most = Math.max(0, ...channels.map(fit));
  const fitting = channels.filter((channel) => fit(channel) === most);
  const before = fitting.find(({ id }) => id === last);
  if (before) return before.id;
  if (most > 0 || channels.length === 1) return fitting[0]!.id;
  return '';
}
