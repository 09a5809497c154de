import { describe, expect, it } from 'vitest';

import { cellText, figure, METRIC_NAMES, shareText, tickText, trendOf, UNKNOWN } from './metrics';

const short = { locale: 'en-US', short: true };

describe('figures', () => {
  it.each([
    [0, '$0.00'],
    [4_620, '$0.0046'],
    [91_000, '$0.09'],
    [1_840_000, '$1.84'],
    [999_000_000, '$999.00'],
    [1_656_310_000, '$1,656'],
    [12_345_000_000, '$12.3K'],
    [-5_250_000_000_000, '-$5.3M'],
  ])('%d millionths are %s in a comparison', (micros, text) => expect(figure('revenue', micros, short)).toBe(text));

  it.each([
    ['views', 9_999, '9,999'],
    ['views', 12_345, '12.3K'],
    ['subscribers_net', 120, '+120'],
    ['subscribers_net', -12, '-12'],
    ['subscribers_net', 0, '0'],
    ['minutes_watched', 640.4, '640 min'],
    ['average_view_seconds', 32.5, '33 s'],
    ['margin', 0.7012, '70 %'],
    ['margin', -3.1, '-310 %'],
    ['margin', 0.042, '4.2 %'],
  ] as const)('%s of %d are %s', (metric, value, text) => expect(figure(metric, value, short)).toBe(text));

  it('in full keep every digit', () => {
    expect(figure('views', 1_234_567, { locale: 'en-US' })).toBe('1,234,567');
    expect(figure('revenue', 1_234_567_891, { locale: 'en-US' })).toBe('$1,234.57');
  });

  it('that are not known are not zero', () => {
    for (const metric of METRIC_NAMES) expect([figure(metric, null), figure(metric, undefined)]).toEqual([UNKNOWN, UNKNOWN]);
  });

  it('on an axis and in a cell are as short as can be', () => {
    expect([0, 500_000, 20_000_000, 1_500_000_000].map((micros) => tickText('spend', micros, 'USD', 'en-US'))).toEqual(['$0', '$0.50', '$20', '$1.5K']);
    expect([cellText('views', 843, 'USD', 'en-US'), cellText('views', 12_600, 'USD', 'en-US'), cellText('revenue', 4_200_000, 'USD', 'en-US'), cellText('margin', 0.5)]).toEqual(['843', '13K', '$4.20', '50 %']);
  });
});

describe('a change', () => {
  it('is good or bad by its metric, never by its sign alone', () => {
    expect(trendOf('revenue', 0.2)).toEqual({ way: 'up', tone: 'good' });
    expect(trendOf('subscribers_lost', 0.2)).toEqual({ way: 'up', tone: 'bad' });
    expect(trendOf('spend', -0.2)).toEqual({ way: 'down', tone: 'neutral' });
    expect(trendOf('revenue', 0.0001)).toEqual({ way: 'flat', tone: 'neutral' });
  });

  it('says its sign', () => {
    expect([0.162, -0.07, 0, 12.5].map((growth) => shareText(growth, 'en-US', 'exceptZero'))).toEqual(['+16 %', '-7.0 %', '0 %', '+1,250 %']);
  });
});
