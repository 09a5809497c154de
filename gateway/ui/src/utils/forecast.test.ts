import { describe, expect, it } from 'vitest';

import { FORECAST } from '../../test/figures';
import { basis, maker, rowsOf, worth } from './forecast';

describe('a forecast', () => {
  it('is drawn from the last known day, with a band that opens there', () => {
    expect(rowsOf(FORECAST)).toEqual([
      { day: '2026-11-21', past: 900, ahead: null, band: null },
      { day: '2026-11-22', past: null, ahead: null, band: null },
      { day: '2026-11-23', past: 1100, ahead: 1100, band: [1100, 1100] },
      { day: '2026-11-24', past: null, ahead: 1200, band: [1000, 1500] },
      { day: '2026-11-25', past: null, ahead: 1300, band: [1000, 1700] },
    ]);
    const unbounded = rowsOf({ ...FORECAST, points: FORECAST.points.map((point) => ({ ...point, low: null, high: null })) });
    expect(unbounded.map(({ band }) => band)).toEqual([null, null, null, null, null]);
    expect(rowsOf({ ...FORECAST, points: [] }).every(({ ahead }) => ahead === null)).toBe(true);
  });

  it('says how wrong it was beside repeating the last week', () => {
    expect(worth(FORECAST)).toBe('On past weeks this was wrong by 0.80 of what repeating the last week would have been (MASE 0.60 against 0.75, at 12 past dates).');
    expect(worth({ ...FORECAST, mase: 0.75, origins: 1 })).toBe('This repeats the last week. At one past date that was wrong by 0.75 times the usual change from one week to the next (MASE 0.75).');
    expect(worth({ ...FORECAST, mase: null })).toContain('nobody knows');
    expect(worth({ ...FORECAST, points: [] })).toContain('too few');
  });

  it('names its maker and the days that it is made of', () => {
    expect(maker(FORECAST)).toBe('By the method “theta”, version 0.1.0: the best of 6 methods.');
    expect(maker({ made_by: { source: 'rule', name: 'the last week again', version: null, because: 'the worker is away' } })).toBe('By rule, the last week again: the worker is away.');
    expect(maker({ made_by: { source: 'rule', name: 'none', version: null, because: 'too little history' } })).toBe('No forecast: too little history.');
    // Intl puts thin spaces around the dash.
    expect(basis(FORECAST, 'en-GB').replace(/\s/g, ' ')).toBe('Made of 90 days that change no more, 25 Aug – 23 Nov 2026; one day in between without a final report, taken as the week before; 2 days after them left out, which may still change.');
    const none = { ...FORECAST.past, from: null, to: null, days: 0 };
    expect(basis({ past: none })).toContain('None of its days is final yet; 2 days');
    expect(basis({ past: { ...none, unfinished: 0 } })).toBe('No day of it is reported.');
  });
});
