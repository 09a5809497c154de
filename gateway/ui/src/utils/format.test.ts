import { describe, expect, it } from 'vitest';

import { absolute, bytes, clock, duration, editMoney, money, parseMoney, percent, relative, sentence, words } from './format';

describe('money', () => {
  it.each([
    [0, '$0.00'],
    [3_000_000, '$3.00'],
    [143_000, '$0.14'],
    [4620, '$0.0046'],
    [9, '$0.000009'],
    [-250_000, '-$0.25'],
  ])('%d millionths are %s', (micros, text) => expect(money(micros, 'USD', 'en-US')).toBe(text));

  it.each([
    ['3', 3_000_000],
    ['3.00', 3_000_000],
    [' 0,015 ', 15_000],
    ['0.000001', 1],
    ['1e3', null],
    ['-1', null],
    ['3.', null],
    ['', null],
  ])('%j typed is %s', (text, micros) => expect(parseMoney(text)).toBe(micros));

  it('is edited as it was typed', () => {
    for (const micros of [0, 1, 15_000, 500_000, 3_000_000, 12_345_678]) expect(parseMoney(editMoney(micros))).toBe(micros);
    expect(editMoney(3_000_000)).toBe('3.00');
  });
});

describe('times', () => {
  it.each([
    [840, '840 ms'],
    [9940, '9.9 s'],
    [59_940, '60 s'],
    [59_960, '1 min 00 s'],
    [185_000, '3 min 05 s'],
    [7_440_000, '2 h 04 min'],
  ])('%d ms last %s', (ms, text) => expect(duration(ms)).toBe(text));

  it.each([
    [0, '0:00'],
    [59_999, '0:59'],
    [750_000, '12:30'],
  ])('%d ms are at %s', (ms, text) => expect(clock(ms)).toBe(text));

  it('says how long ago, and until when', () => {
    const now = Date.parse('2026-11-25T12:00:00Z');
    const ago = (ms: number) => relative(new Date(now - ms).toISOString(), now, 'en');
    expect([ago(3000), ago(50_000), ago(3_700_000), ago(90_000_000), ago(-120_000)]).toEqual(['just now', '50 seconds ago', '1 hour ago', 'yesterday', 'in 2 minutes']);
  });

  it('names the zone where it names the time', () => {
    expect(absolute('2026-11-25T12:00:00Z', 'en-GB', 'UTC')).toBe('25 Nov 2026, 12:00:00 UTC');
  });
});

describe('figures and words', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [2210, '2.2 KB'],
    [6_675_737, '6.7 MB'],
    [152_000_000_000, '152 GB'],
  ])('%d bytes are %s', (count, text) => expect(bytes(count)).toBe(text));

  it('keeps a percentage within its bounds', () => {
    expect([percent(-4), percent(41.6), percent(140)]).toEqual(['0 %', '42 %', '100 %']);
  });

  it('makes names readable and lowercase texts sentences', () => {
    expect(words('script_check')).toBe('Script check');
    expect([sentence('there is no such channel'), sentence('Done!'), sentence('')]).toEqual(['There is no such channel.', 'Done!', '']);
  });
});
