// One video as REST and the socket tell of it. Each part is a register of its own, so that an event can change one part, a
// snapshot all of them, in any order.

import type { VideoAction, VideoStatus, VideoView } from '../services/api';
import { number, text, type Frame } from '../services/frames';
import { join, type Register, type Stamp } from './register';

export type Facts = Pick<VideoView, 'video_id' | 'channel_id' | 'request_id' | 'topic' | 'aspect' | 'channel_seq' | 'created_at' | 'currency' | 'approval' | 'quality_threshold' | 'stage_count'>;
export type Progress = Pick<VideoView, 'stage' | 'stage_index' | 'stage_progress' | 'progress' | 'eta_ms' | 'attempt'>;
export type Cost = Pick<VideoView, 'cost_micros' | 'reserved_micros' | 'cap_micros'>;

export type VideoEntity = {
  readonly facts?: Register<Facts>;
  readonly title?: Register<string | null>;
  readonly status?: Register<VideoStatus>;
  readonly actions?: Register<readonly VideoAction[]>;
  readonly progress?: Register<Progress>;
  readonly cost?: Register<Cost>;
  readonly failure?: Register<VideoView['failure']>;
  readonly updatedAt?: Register<string>;
  /** Highest revision heard of. */
  readonly revision: number;
  /** The parts put together; null until a snapshot told the facts. */
  readonly view: VideoView | null;
};

type Parts = Omit<VideoEntity, 'revision' | 'view'>;

export const EMPTY: VideoEntity = { revision: 0, view: null };

/** Within one revision the number of the frame decides; where there is none, as in polling, the further progress. */
export function progressStamp(version: number, seq: number, progress: Progress): Stamp {
  return [version, seq, progress.progress];
}

export function partsOfSnapshot(view: VideoView): Parts {
  const at: Stamp = [view.version];
  const progress: Progress = {
    stage: view.stage,
    stage_index: view.stage_index,
    stage_progress: view.stage_progress,
    progress: view.progress,
    eta_ms: view.eta_ms,
    attempt: view.attempt,
  };
  return {
    facts: {
      at,
      value: {
        video_id: view.video_id,
        channel_id: view.channel_id,
        request_id: view.request_id,
        topic: view.topic,
        aspect: view.aspect,
        channel_seq: view.channel_seq,
        created_at: view.created_at,
        currency: view.currency,
        approval: view.approval,
        quality_threshold: view.quality_threshold,
        stage_count: view.stage_count,
      },
    },
    title: { at, value: view.title },
    status: { at, value: view.status },
    actions: { at, value: view.actions },
    progress: { at: progressStamp(view.version, 0, progress), value: progress },
    cost: { at, value: { cost_micros: view.cost_micros, reserved_micros: view.reserved_micros, cap_micros: view.cap_micros } },
    failure: { at, value: view.failure },
    updatedAt: { at, value: view.updated_at },
  };
}

/** What an event tells, in the parts that it touches; null for a type that tells nothing of a video's state. */
export function partsOfFrame(frame: Frame, held: VideoEntity): Parts | null {
  const { data, version } = frame;
  const at: Stamp = [version];
  const heard: Parts = { updatedAt: { at, value: frame.time } };
  switch (frame.type) {
    case 'video_progress':
      return progressFrame(frame);
    case 'video_status_changed': {
      const status = text(data.to) as VideoStatus | undefined;
      return status ? { ...heard, status: { at, value: status } } : null;
    }
    case 'video_stage_changed':
      return { ...heard, ...stageFrame(frame, held) };
    case 'video_cost_updated': {
      const [cost, reserved, cap] = [number(data.cost_micros), number(data.reserved_micros), number(data.cap_micros)];
      if (cost === undefined || reserved === undefined || cap === undefined) return null;
      return { ...heard, cost: { at, value: { cost_micros: cost, reserved_micros: reserved, cap_micros: cap } } };
    }
    case 'video_script_revised':
    case 'video_published': {
      const title = text(data.title);
      return title === undefined ? heard : { ...heard, title: { at, value: title } };
    }
    case 'video_failed': {
      const failure = data.failure as { code?: unknown; message?: unknown; whose?: unknown } | undefined;
      if (!failure) return heard;
      const value = { stage: data.stage, code: failure.code, message: failure.message, whose: failure.whose } as VideoView['failure'];
      return { ...heard, failure: { at, value } };
    }
    case 'video_created':
    case 'video_review_requested':
      return heard;
    default:
      return null;
  }
}

function progressFrame({ data, version, seq = 0 }: Frame): Parts | null {
  const stage = text(data.stage) as Progress['stage'] | undefined;
  const [index, within, whole] = [number(data.stage_index), number(data.stage_progress), number(data.progress)];
  if (stage === undefined || index === undefined || within === undefined || whole === undefined) return null;
  const value: Progress = {
    stage,
    stage_index: index,
    stage_progress: within,
    progress: whole,
    eta_ms: number(data.eta_ms) ?? null,
    attempt: number(data.attempt) ?? 1,
  };
  return { progress: { at: progressStamp(version, seq, value), value } };
}

/** A stage that begins or ends moves the progress only if the place of the stage is known. */
function stageFrame({ data, version }: Frame, held: VideoEntity): Parts {
  const stage = text(data.stage) as NonNullable<Progress['stage']> | undefined;
  const place = stage === undefined ? -1 : STAGES.indexOf(stage);
  if (stage === undefined || place < 0) return {};
  const count = held.facts?.value.stage_count ?? STAGES.length;
  const within = data.to === 'completed' ? 1 : 0;
  const value: Progress = {
    stage,
    stage_index: place,
    stage_progress: within,
    progress: (100 * (place + within)) / count,
    eta_ms: null,
    attempt: number(data.attempt) ?? 1,
  };
  return { progress: { at: progressStamp(version, 0, value), value } };
}

/** The names of the steps in their order, for events that carry a name without its place. */
export const STAGES: readonly NonNullable<VideoView['stage']>[] = [
  'script',
  'script_check',
  'voice',
  'footage',
  'captions',
  'render',
  'video_check',
  'thumbnail',
  'approval',
  'publish',
];

export function tell(held: VideoEntity | undefined, parts: Parts, version: number): VideoEntity {
  const next: Record<string, unknown> = { ...(held ?? EMPTY) };
  for (const [name, told] of Object.entries(parts) as [keyof Parts, Register<unknown>][]) {
    next[name] = name === 'progress' ? joinProgress(held?.progress, told as Register<Progress>) : join(next[name] as Register<unknown> | undefined, told);
  }
  next.revision = Math.max(held?.revision ?? 0, version);
  const entity = next as VideoEntity;
  return { ...entity, view: compose(entity) };
}

/**
 * A frame carries the revision at which its step began, and a snapshot may have been taken later in the same step: within
 * one try of one step the further progress wins, whichever told it, unless it comes from an older snapshot or event.
 */
export function joinProgress(held: Register<Progress> | undefined, told: Register<Progress>): Register<Progress> {
  const [version = 0, seq = 0] = told.at;
  const [heldVersion = 0, heldSeq = 0] = held?.at ?? [];
  const sameTry = held?.value.stage === told.value.stage && held?.value.attempt === told.value.attempt;
  const inTime = seq > 0 || version >= heldVersion;
  if (held && sameTry && inTime && told.value.progress > held.value.progress) {
    return { at: progressStamp(Math.max(version, heldVersion), Math.max(seq, heldSeq), told.value), value: told.value };
  }
  return join(held, told);
}

function compose(entity: VideoEntity): VideoView | null {
  const { facts, title, status, actions, progress, cost, failure, updatedAt } = entity;
  if (!facts || !title || !status || !actions || !progress || !cost || !failure || !updatedAt) return null;
  // What a person may do is known for the status that it came with, never guessed for a newer one.
  const known = (actions.at[0] ?? 0) >= (status.at[0] ?? 0);
  const done = status.value === 'published' ? { progress: 100, stage_progress: 1, eta_ms: null } : {};
  return {
    ...facts.value,
    ...progress.value,
    ...cost.value,
    ...done,
    title: title.value,
    status: status.value,
    actions: known ? [...actions.value] : [],
    failure: failure.value,
    version: entity.revision,
    updated_at: updatedAt.value,
  };
}

/** Whether the status is newer than what is known of the actions. */
export const actionsAreStale = (entity: VideoEntity | undefined) =>
  (entity?.status?.at[0] ?? 0) > (entity?.actions?.at[0] ?? 0);
