// Figures, money and times as people read them. Pure: whoever wants "now" hands it in.

const MICROS = 1_000_000;

/** Money from millionths: two decimals, as many more as the first two significant digits need below a cent. */
export function money(micros: number, currency = 'USD', locale?: string): string {
  const value = micros / MICROS;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: decimals(Math.abs(value)),
  }).format(value);
}

function decimals(value: number): number {
  if (value === 0 || value >= 0.1) return 2;
  return Math.min(6, 1 - Math.floor(Math.log10(value)));
}

/** `840 ms`, `12.4 s`, `3 min 05 s`, `2 h 04 min`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
}

/** `0:07`, `12:30`: a place in a video. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${pad(seconds % 60)}`;
}

const pad = (value: number) => String(value).padStart(2, '0');

const STEPS: [limit: number, unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  [60_000, 'second', 1000],
  [3_600_000, 'minute', 60_000],
  [86_400_000, 'hour', 3_600_000],
  [30 * 86_400_000, 'day', 86_400_000],
  [Infinity, 'month', 30 * 86_400_000],
];

/** `3 minutes ago`; under ten seconds `just now`. */
export function relative(time: string, now: number, locale?: string): string {
  const delta = Date.parse(time) - now;
  const distance = Math.abs(delta);
  if (distance < 10_000) return 'just now';
  const [, unit, size] = STEPS.find(([limit]) => distance < limit)!;
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(delta / size), unit);
}

/** Date and time with the zone's name, for tooltips and titles. */
export function absolute(time: string, locale?: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'long',
    ...(timeZone ? { timeZone } : {}),
  }).format(new Date(time));
}

/** `14:03:09`. */
export function timeOfDay(ms: number, locale?: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium', ...(timeZone ? { timeZone } : {}) }).format(new Date(ms));
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

export function bytes(count: number): string {
  const power = count < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(count) / 3));
  const value = count / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[power]}`;
}

export function percent(value: number): string {
  return `${Math.round(Math.min(100, Math.max(0, value)))} %`;
}

/** `script_check` becomes `Script check`. */
export function words(name: string): string {
  const text = name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The gateway's lowercase texts as sentences. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  const end = /[.!?…]$/.test(trimmed) || trimmed === '' ? '' : '.';
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1) + end;
}

/** Dollars as a person types them into millionths; null if it is no amount. */
export function parseMoney(text: string): number | null {
  if (!/^\d{1,7}([.,]\d{1,6})?$/.test(text.trim())) return null;
  const [units = '0', fraction = ''] = text.trim().split(/[.,]/);
  return Number(units) * MICROS + Number(fraction.padEnd(6, '0'));
}

/** Millionths as a person edits them: `3.00`, `0.015`. */
export function editMoney(micros: number): string {
  const fraction = String(micros % MICROS).padStart(6, '0').replace(/0{1,4}$/, '');
  return `${Math.floor(micros / MICROS)}.${fraction}`;
}
