import { describe, expect, it } from 'vitest';

import { CHART_COLOURS, dark, light } from './theme';

/** WCAG 2: relative luminance, and the contrast of two colours. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

describe.each([
  ['light', light],
  ['dark', dark],
])('in the %s mode', (_, palette) => {
  it.each(CHART_COLOURS)('%s stands out on page and panel', (colour) => {
    for (const ground of [palette.background.paper, palette.background.default]) expect(contrast(palette.chart[colour], ground)).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.keys(palette.tone) as (keyof typeof palette.tone)[])('words in %s can be read on their ground and on a panel', (tone) => {
    for (const ground of [palette.tone[tone].bg, palette.background.paper]) expect(contrast(palette.tone[tone].fg, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('no two colours of a chart are the same', () => expect(new Set(Object.values(palette.chart)).size).toBe(CHART_COLOURS.length));
});
