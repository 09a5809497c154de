// What steps made, read from the free-form outputs of the stages. A member that is not there, or is something else in
// a newer gateway, is left out: nothing here may break the page.

import type { StageView } from '../../services/api';

export type Check = { name: string; passed: boolean; measured: string; expected: string };
export type Sentence = { text: string; role: string; startMs: number | null; endMs: number | null };
export type Caption = { startMs: number; endMs: number; text: string };
export type ScriptText = { title: string; description: string; tags: string[]; language: string; writer: string; sentences: Sentence[] };

export type Json = Record<string, unknown>;

export const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
export const list = (value: unknown): Json[] => (Array.isArray(value) ? value.map(object) : []);
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const ms = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** The output of the newest completed try. */
export function outputOf(stages: readonly StageView[], stage: StageView['stage']): Json | null {
  const made = stages.filter((each) => each.stage === stage && each.output != null).at(-1);
  return made ? object(made.output) : null;
}

/** What the newest try of a step made; null where that runs, failed, or is to be made again. */
export function currentOf(stages: readonly StageView[], stage: StageView['stage']): Json | null {
  const newest = stages.filter((each) => each.stage === stage).at(-1);
  return newest?.output == null ? null : object(newest.output);
}

/** The script with the times at which the voice says each sentence; null until it is written. */
export function scriptOf(stages: readonly StageView[]): ScriptText | null {
  const written = outputOf(stages, 'script');
  if (!written) return null;
  // A revised script goes on in its place.
  const revised = object(currentOf(stages, 'script_check')?.revision).script;
  const script = revised == null ? written : object(revised);
  const spoken = list(outputOf(stages, 'voice')?.sentences);
  const sentences = list(script.sentences).map((sentence, index) => ({
    text: text(sentence.text),
    role: text(sentence.role),
    startMs: ms(spoken[index]?.start_ms),
    endMs: ms(spoken[index]?.end_ms),
  }));
  const tags = Array.isArray(script.tags) ? script.tags.map(text).filter(Boolean) : [];
  return { title: text(script.title), description: text(script.description), tags, language: text(script.language) || 'en', writer: text(script.writer), sentences };
}

export function captionsOf(stages: readonly StageView[]): Caption[] {
  return list(outputOf(stages, 'captions')?.cues).flatMap((cue) => {
    const [startMs, endMs] = [ms(cue.start_ms), ms(cue.end_ms)];
    const words = list(cue.words).map((word) => text(word.text)).join(' ');
    return startMs === null || endMs === null || words === '' ? [] : [{ startMs, endMs, text: words }];
  });
}

export function checksOf(stages: readonly StageView[]): { stage: StageView['stage']; checks: Check[] }[] {
  return (['script_check', 'video_check'] as const).flatMap((stage) => {
    const checks = list(outputOf(stages, stage)?.checks).map((check) => ({
      name: text(check.name),
      passed: check.passed === true,
      measured: text(check.measured),
      expected: text(check.expected),
    }));
    return checks.length > 0 ? [{ stage, checks }] : [];
  });
}

export type QualityPart = { name: string; score: number; weight: number; reasons: string[] };
export type Quality = { total: number; by: string; parts: QualityPart[] };

/** How good the script or the video is, by parts; null where nobody judged it. */
export const qualityOf = (stages: readonly StageView[], stage: 'script_check' | 'video_check' = 'script_check'): Quality | null => qualityFrom(outputOf(stages, stage)?.quality);

export function qualityFrom(value: unknown): Quality | null {
  const quality = object(value);
  const parts = list(quality.parts).map((part) => ({ name: text(part.name), score: number(part.score), weight: number(part.weight), reasons: reasonsOf(part.reasons) }));
  return typeof quality.total !== 'number' || parts.length === 0 ? null : { total: quality.total, by: text(quality.by), parts };
}

export const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
export const reasonsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(text).filter(Boolean) : []);

/** The sentence that is said at a time; -1 in a pause and before the voice exists. */
export function sentenceAt(sentences: readonly Sentence[], timeMs: number): number {
  return sentences.findIndex(({ startMs, endMs }) => startMs !== null && endMs !== null && timeMs >= startMs && timeMs < endMs);
}
