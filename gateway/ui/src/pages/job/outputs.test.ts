import { describe, expect, it } from 'vitest';

import { STAGE_LIST } from '../../../test/fixtures';
import type { StageView } from '../../services/api';
import { captionsOf, checksOf, qualityOf, scriptOf, sentenceAt } from './outputs';

const made = (stage: StageView['stage'], output: unknown): StageView => ({ ...STAGE_LIST[0]!, stage, output: output as StageView['output'] });

const SCRIPT = { title: 'T', description: 'D', tags: ['a', 7], language: 'en-GB', writer: 'w', sentences: [{ text: 'One.', role: 'hook' }, { text: 'Two.', role: 'close' }] };
const VOICE = { sentences: [{ start_ms: 0, end_ms: 900 }, { start_ms: 1000, end_ms: 2000 }] };

describe('what the steps made', () => {
  it('joins each sentence with the time at which it is said', () => {
    const script = scriptOf([made('script', SCRIPT), made('voice', VOICE)])!;
    expect(script.sentences[1]).toEqual({ text: 'Two.', role: 'close', startMs: 1000, endMs: 2000 });
    expect(script.tags).toEqual(['a']);
    expect([0, 899, 950, 1000, 5000].map((ms) => sentenceAt(script.sentences, ms))).toEqual([0, 0, -1, 1, -1]);
  });

  it('knows a script without times before the voice has spoken', () => {
    const script = scriptOf([made('script', SCRIPT)])!;
    expect(script.sentences[0]).toMatchObject({ startMs: null, endMs: null });
    expect(sentenceAt(script.sentences, 10)).toBe(-1);
  });

  it('takes the newest try of a step', () => {
    expect(scriptOf([made('script', SCRIPT), made('script', { ...SCRIPT, title: 'Newer' })])?.title).toBe('Newer');
  });

  it('reads captions and checks', () => {
    const cues = { cues: [{ start_ms: 0, end_ms: 500, words: [{ text: 'Bees' }, { text: 'fan.' }] }, { start_ms: 1, words: [] }] };
    expect(captionsOf([made('captions', cues)])).toEqual([{ startMs: 0, endMs: 500, text: 'Bees fan.' }]);
    const checks = { checks: [{ name: 'loudness', passed: true, measured: '-14.1', expected: '-14' }] };
    expect(checksOf([made('video_check', checks)])).toEqual([{ stage: 'video_check', checks: checks.checks }]);
  });

  it('reads the score of a script with its parts', () => {
    const quality = { total: 0.71, by: 'house rules', parts: [{ name: 'hook', score: 0.4, weight: 0.2, reasons: ['it opens no question', 7] }] };
    expect(qualityOf([made('script_check', { checks: [], quality })])).toEqual({ ...quality, parts: [{ ...quality.parts[0], reasons: ['it opens no question'] }] });
    expect(qualityOf([made('script_check', { checks: [], quality: { total: 'x', parts: 7 } })])).toBeNull();
  });

  it('breaks at nothing that another version may send', () => {
    for (const strange of [null, 7, 'x', [], {}, { sentences: 4, cues: [null], checks: 'no', tags: {} }]) {
      const stages = (['script', 'voice', 'captions', 'script_check', 'video_check'] as const).map((stage) => made(stage, strange));
      expect(captionsOf(stages)).toEqual([]);
      expect(checksOf(stages)).toEqual([]);
      expect(qualityOf(stages)).toBeNull();
      expect(scriptOf(stages)?.sentences ?? []).toEqual([]);
    }
  });
});
