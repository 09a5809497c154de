// Calendar days as the platform counts them: `YYYY-MM-DD` in Pacific time. Arithmetic on the calendar only, so that no
// zone of the browser and no changed clock can move a day.

/** `YYYY-MM-DD`. */
export type Day = string;

export const PACIFIC = 'America/Los_Angeles';
const DAY_MS = 86_400_000;

const msOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

/** False for what the calendar does not have, such as 30 February. */
export function isDay(text: string | null): text is Day {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = msOf(text);
  return Number.isFinite(ms) && dayOf(ms) === text;
}

export const addDays = (day: Day, days: number): Day => dayOf(msOf(day) + days * DAY_MS);

/** Both ends counted. */
export const daysIn = (from: Day, to: Day): number => Math.round((msOf(to) - msOf(from)) / DAY_MS) + 1;

export const monthStart = (day: Day): Day => `${day.slice(0, 7)}-01`;
export const yearStart = (day: Day): Day => `${day.slice(0, 4)}-01-01`;
export const monthEnd = (day: Day): Day => addDays(nextMonth(day), -1);
export const yearEnd = (day: Day): Day => `${day.slice(0, 4)}-12-31`;
const nextMonth = (day: Day): Day => monthStart(addDays(monthStart(day), 31));

/** The platform's day at a moment, ms. */
export function pacificDay(now: number): Day {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: PACIFIC, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(new Date(now));
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

const text = (day: Day, options: Intl.DateTimeFormatOptions, locale?: string) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(new Date(msOf(day)));

/** `4 Nov`. */
export const shortDay = (day: Day, locale?: string): string => text(day, { day: 'numeric', month: 'short' }, locale);
/** `Wed 4 Nov 2026`. */
export const longDay = (day: Day, locale?: string): string => text(day, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }, locale);
/** `Nov 2026`. */
export const monthText = (day: Day, locale?: string): string => text(day, { month: 'short', year: 'numeric' }, locale);

/** `28 Oct – 24 Nov 2026`, the year once where both ends share it. */
export function spanText(from: Day, to: Day, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).formatRange(new Date(msOf(from)), new Date(msOf(to)));
}
