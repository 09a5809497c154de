// What became of a script or a video that fell short: what was changed, and why a person is asked.

import type { StageView, VideoView } from '../../services/api';
import { words } from '../../utils/format';
import { currentOf, list, number, object, qualityFrom, reasonsOf, text, type Json, type Quality } from './outputs';

export type Change = { part: string; reasons: string[]; done: string; before: number; after: number };
export type Line = { kind: 'kept' | 'added' | 'left'; text: string };
export type Revision = { before: number; after: number; tried: number; changes: Change[]; /** Null where the title stayed. */ title: { before: string; after: string } | null; /** Empty where no sentence was changed. */ lines: Line[] };

/** The one revision of the script; null where it was good enough, or nobody judged it. */
export function revisionOf(stages: readonly StageView[]): Revision | null {
  const check = currentOf(stages, 'script_check');
  const revision = object(check?.revision);
  const first = object(revision.first);
  if (typeof first.total !== 'number') return null;
  const written = object(currentOf(stages, 'script'));
  const script = revision.script == null ? written : object(revision.script);
  const changes = list(revision.changes).map((change) => ({ part: text(change.part), reasons: reasonsOf(change.reasons), done: text(change.done), before: number(change.before), after: number(change.after) }));
  const [before, after] = [text(written.title), text(script.title)];
  const lines = difference(sentences(written), sentences(script));
  return {
    before: first.total,
    after: number(object(check?.quality).total),
    tried: number(revision.tried),
    changes,
    title: before === after ? null : { before, after },
    lines: lines.every((line) => line.kind === 'kept') ? [] : lines,
  };
}

const sentences = (script: Json): string[] => list(script.sentences).map((sentence) => text(sentence.text));

/** Both texts as one: the longest row of sentences that both have stays, and the others were left out or added. */
export function difference(before: readonly string[], after: readonly string[]): Line[] {
  // length[i][j]: of the row that the rests from i and j have in common.
  const length = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      length[i]![j] = before[i] === after[j] ? length[i + 1]![j + 1]! + 1 : Math.max(length[i + 1]![j]!, length[i]![j + 1]!);
    }
  }
  const lines: Line[] = [];
  for (let i = 0, j = 0; i < before.length || j < after.length; ) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push({ kind: 'kept', text: before[i]! });
      i += 1;
      j += 1;
    } else if (i < before.length && (j === after.length || length[i + 1]![j]! >= length[i]![j + 1]!)) {
      lines.push({ kind: 'left', text: before[i]! });
      i += 1;
    } else {
      lines.push({ kind: 'added', text: after[j]! });
      j += 1;
    }
  }
  return lines;
}

/** Rounded down: what is below a threshold never looks like it. */
export const score = (value: number): string => (Math.floor(value * 100 + 1e-9) / 100).toFixed(2);

/** Why this video waits for a person, in sentences. */
export function reviewReasons(video: VideoView, stages: readonly StageView[]): string[] {
  const reasons: string[] = [];
  const asked = video.quality_threshold / 100;
  const script = qualityFrom(currentOf(stages, 'script_check')?.quality);
  if (script && script.total < asked) {
    reasons.push(`The script scores ${score(script.total)}, and this channel asks for ${score(asked)}. ${revised(revisionOf(stages))}${weakest(script)}`);
  }
  const film = qualityFrom(currentOf(stages, 'video_check')?.quality);
  if (film && film.total < asked) {
    reasons.push(`The finished video scores ${score(film.total)}, and this channel asks for ${score(asked)}. ${weakest(film)}`);
  }
  if (video.approval === 'every_video') reasons.push('On this channel a person looks at every video before it is published.');
  return reasons;
}

function revised(revision: Revision | null): string {
  if (!revision) return '';
  if (revision.changes.length === 0) return `A revision was tried, and ${revision.tried === 0 ? 'nothing in it could be changed' : `none of ${revision.tried} changes made it better`}. `;
  return `It was revised once, from ${score(revision.before)}, and is still below. `;
}

/** The part that costs most of the whole, with what it says. */
function weakest(quality: Quality): string {
  const lost = (part: Quality['parts'][number]) => part.weight * (1 - part.score);
  const part = [...quality.parts].sort((a, b) => lost(b) - lost(a))[0];
  return part === undefined || lost(part) <= 0 ? '' : `What costs it most is ${words(part.name).toLowerCase()}${part.reasons.length > 0 ? `: ${part.reasons.join('; ')}` : ''}.`;
}
