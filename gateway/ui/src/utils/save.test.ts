import { describe, expect, it } from 'vitest';

import { endOf } from '../pages/keys/KeyForm';
import { fileName } from './save';

describe('names of files', () => {
  it('say what and when, in characters that every system takes', () => {
    expect(fileName('Revenue against spend', '2026-11-01', '2026-11-24')).toBe('revenue-against-spend_2026-11-01_2026-11-24');
    expect(fileName(' RPM: ½! ', undefined)).toBe('rpm');
  });
});

describe('the end of a key', () => {
  it('is so many days away, or never', () => {
    const now = Date.parse('2026-11-25T10:00:00Z');
    expect([endOf('30', now), endOf('', now)]).toEqual(['2026-12-25T10:00:00.000Z', null]);
  });
});
