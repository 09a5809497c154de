import { describe, expect, it } from 'vitest';

import { STAGE_LIST } from '../../../test/fixtures';
import { VIDEO } from '../../../test/server';
import type { StageView } from '../../services/api';
import { scriptOf } from './outputs';
import { difference, reviewReasons, revisionOf, score } from './revision';

const made = (stage: StageView['stage'], output: unknown): StageView => ({ ...STAGE_LIST[0]!, stage, output: output as StageView['output'] });
const script = (title: string, ...texts: string[]) => ({ title, description: '', tags: [], language: 'en', writer: 'local', sentences: texts.map((text) => ({ text, role: 'point' })) });
const quality = (total: number, reasons: string[] = ['the first words open no question']) => ({ total, by: 'house rules', parts: [{ name: 'hook', score: total, weight: 1, reasons }] });

const WRITTEN = made('script', script('Bees', 'Hello.', 'Bees fan.', 'Bye.'));
const REVISED = script('Why bees fan', 'Do you know why?', 'Bees fan.', 'Bye.');
const CHANGES = [{ part: 'hook', reasons: ['the first words open no question'], done: 'It opens with a question.', before: 0.4, after: 0.55 }];
const CHECKED = made('script_check', { checks: [], quality: quality(0.55), revision: { first: quality(0.4), tried: 9, changes: CHANGES, script: REVISED } });

describe('a revision', () => {
  it('is told with its reasons and what it changed, and its script is the one that is shown', () => {
    const revision = revisionOf([WRITTEN, CHECKED])!;
    expect(revision).toMatchObject({ before: 0.4, after: 0.55, tried: 9, changes: CHANGES, title: { before: 'Bees', after: 'Why bees fan' } });
    expect(revision.lines).toEqual([
      { kind: 'left', text: 'Hello.' },
      { kind: 'added', text: 'Do you know why?' },
      { kind: 'kept', text: 'Bees fan.' },
      { kind: 'kept', text: 'Bye.' },
    ]);
    expect(scriptOf([WRITTEN, CHECKED])?.title).toBe('Why bees fan');
  });

  it('is forgotten while its step is made again', () => {
    const again = { ...made('script_check', null), state: 'pending' as const };
    expect(revisionOf([WRITTEN, CHECKED, again])).toBeNull();
    expect(scriptOf([WRITTEN, CHECKED, again])?.title).toBe('Bees');
  });

  it('is none in what older gateways stored, and breaks at nothing strange', () => {
    for (const strange of [null, 7, { checks: [] }, { quality: quality(0.9) }, { revision: { first: 'x', script: 4 } }]) {
      expect(revisionOf([WRITTEN, made('script_check', strange)])).toBeNull();
      expect(scriptOf([WRITTEN, made('script_check', { revision: { changes: 'x' } })])?.title).toBe('Bees');
    }
  });

  it('keeps the longest row of sentences that both have', () => {
    const kinds = (before: string, after: string) => difference([...before], [...after]).map(({ kind, text }) => ({ kept: '', added: '+', left: '-' })[kind] + text).join('');
    expect(kinds('abcd', 'acbd')).toBe('a-bc+bd');
    expect(kinds('', 'ab')).toBe('+a+b');
    expect(kinds('ab', '')).toBe('-a-b');
  });
});

describe('why a video waits', () => {
  it('is the score that is below what the channel asks for, and what costs it most', () => {
    expect(reviewReasons(VIDEO, [WRITTEN, CHECKED])).toEqual(['The script scores 0.55, and this channel asks for 0.60. It was revised once, from 0.40, and is still below. What costs it most is hook: the first words open no question.']);
    const unchanged = { checks: [], quality: quality(0.4, []), revision: { first: quality(0.4), tried: 3, changes: [] } };
    expect(reviewReasons(VIDEO, [WRITTEN, made('script_check', unchanged)])[0]).toContain('none of 3 changes made it better');
    const film = made('video_check', { checks: [], quality: quality(0.5999, ['one picture stands for 18.0 s']) });
    expect(reviewReasons(VIDEO, [film])).toEqual(['The finished video scores 0.59, and this channel asks for 0.60. What costs it most is hook: one picture stands for 18.0 s.']);
  });

  it('is the channel that asks for a person at every video', () => {
    expect(reviewReasons({ ...VIDEO, approval: 'every_video' }, [made('video_check', { quality: quality(0.9) })])).toEqual(['On this channel a person looks at every video before it is published.']);
    expect(reviewReasons(VIDEO, [])).toEqual([]);
  });

  it('shows no score that looks like the threshold while it is below', () => {
    expect([0.5999, 0.6, 0.29, 1].map(score)).toEqual(['0.59', '0.60', '0.29', '1.00']);
  });
});
