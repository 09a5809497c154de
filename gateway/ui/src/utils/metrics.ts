// What is measured: its name for people, what its figures are, and which way is good.

import type { Schemas } from '../services/api';
import { duration, money } from './format';

export const METRICS = {
  revenue: { text: 'Revenue', unit: 'money', good: 'up' },
  spend: { text: 'Spend', unit: 'money', good: null },
  profit: { text: 'Profit', unit: 'money', good: 'up' },
  margin: { text: 'Margin', unit: 'ratio', good: 'up' },
  rpm: { text: 'RPM', unit: 'money', good: 'up' },
  views: { text: 'Views', unit: 'count', good: 'up' },
  subscribers_net: { text: 'Subscribers', unit: 'change', good: 'up' },
  minutes_watched: { text: 'Watch time', unit: 'minutes', good: 'up' },
  average_view_seconds: { text: 'Average view', unit: 'seconds', good: 'up' },
  engaged_views: { text: 'Engaged views', unit: 'count', good: 'up' },
  impressions: { text: 'Impressions', unit: 'count', good: 'up' },
  likes: { text: 'Likes', unit: 'count', good: 'up' },
  comments: { text: 'Comments', unit: 'count', good: 'up' },
  shares: { text: 'Shares', unit: 'count', good: 'up' },
  subscribers_gained: { text: 'Subscribers gained', unit: 'count', good: 'up' },
  subscribers_lost: { text: 'Subscribers lost', unit: 'count', good: 'down' },
} as const satisfies Record<Schemas['MetricName'], { text: string; unit: Unit; good: 'up' | 'down' | null }>;

/** `money` is in millionths; `ratio` is a share of 1; `change` may fall below nothing and says its sign. */
export type Unit = 'money' | 'count' | 'change' | 'ratio' | 'minutes' | 'seconds';
export type Metric = keyof typeof METRICS;

export const METRIC_NAMES = Object.keys(METRICS) as Metric[];
export const isMetric = (text: string): text is Metric => text in METRICS;

/** What is said where nothing is known. */
export const UNKNOWN = '–';

type Style = { currency?: string | undefined; locale?: string | undefined; /** Rounded, as far as a comparison needs it. */ short?: boolean };

/** A figure as people read it; null is not known, which is not zero. */
export function figure(metric: Metric, value: number | null | undefined, style: Style = {}): string {
  return value === null || value === undefined ? UNKNOWN : ofUnit(METRICS[metric].unit, value, style);
}

export function ofUnit(unit: Unit, value: number, { currency = 'USD', locale, short = false }: Style = {}): string {
  switch (unit) {
    case 'money':
      return short ? shortMoney(value, currency, locale) : money(value, currency, locale);
    case 'count':
      return counted(value, short, locale);
    case 'change':
      return counted(value, short, locale, 'exceptZero');
    case 'minutes':
      return `${counted(Math.round(value), short, locale)} min`;
    case 'seconds':
      return duration(value * 1000);
    case 'ratio':
      return shareText(value, locale);
  }
}

const CENT = 10_000;
const THOUSAND = 1000 * 100 * CENT;
const COMPACT_FROM = 10_000;

/** Cents below a thousand, whole units below ten thousand, then thousands and millions; less than a cent in full. */
function shortMoney(micros: number, currency: string, locale?: string): string {
  const size = Math.abs(micros);
  if (size < CENT) return money(micros, currency, locale);
  const amount = micros / 1_000_000;
  const digits = size < THOUSAND ? 2 : 0;
  const way: Intl.NumberFormatOptions = size < 10 * THOUSAND ? { minimumFractionDigits: digits, maximumFractionDigits: digits } : { notation: 'compact', maximumFractionDigits: 1 };
  return new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...way }).format(amount);
}

function counted(value: number, short: boolean, locale?: string, signDisplay: 'auto' | 'exceptZero' = 'auto'): string {
  const compact = short && Math.abs(value) >= COMPACT_FROM;
  return new Intl.NumberFormat(locale, { signDisplay, maximumFractionDigits: compact ? 1 : 0, ...(compact ? { notation: 'compact' } : {}) }).format(value);
}

/** For an axis: no more digits than its round figures have. */
export function tickText(metric: Metric, value: number, currency = 'USD', locale?: string): string {
  if (METRICS[metric].unit !== 'money') return figure(metric, value, { currency, locale, short: true });
  const size = Math.abs(value);
  const way: Intl.NumberFormatOptions = size < THOUSAND ? { maximumFractionDigits: size < CENT ? 6 : 2, trailingZeroDisplay: 'stripIfInteger' } : { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...way }).format(value / 1_000_000);
}

/** For a cell of a map: two or three digits and a letter. */
export function cellText(metric: Metric, value: number, currency = 'USD', locale?: string): string {
  const { unit } = METRICS[metric];
  if (unit === 'ratio' || unit === 'seconds') return ofUnit(unit, value, { locale });
  if (unit !== 'money') return new Intl.NumberFormat(locale, { notation: 'compact' }).format(value);
  const amount = value / 1_000_000;
  const digits = Math.abs(amount) < 10 ? { minimumFractionDigits: 2, maximumFractionDigits: 2 } : {};
  return new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', notation: 'compact', ...digits }).format(amount);
}

/** `62 %`, `4.2 %`, `-310 %`: one decimal below ten. */
export function shareText(ratio: number, locale?: string, signDisplay: 'auto' | 'exceptZero' = 'auto'): string {
  const hundredths = ratio * 100;
  const digits = Math.abs(hundredths) < 9.95 && hundredths !== 0 ? 1 : 0;
  return `${new Intl.NumberFormat(locale, { signDisplay, minimumFractionDigits: digits, maximumFractionDigits: digits }).format(hundredths)} %`;
}

/** Where a change leads, and whether that is good: `flat` below half a thousandth. */
export function trendOf(metric: Metric, growth: number): { way: 'up' | 'down' | 'flat'; tone: 'good' | 'bad' | 'neutral' } {
  const way = Math.abs(growth) < 0.0005 ? 'flat' : growth > 0 ? 'up' : 'down';
  const { good } = METRICS[metric];
  return { way, tone: way === 'flat' || good === null ? 'neutral' : way === good ? 'good' : 'bad' };
}
