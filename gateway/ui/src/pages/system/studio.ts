// The studio's own report, which the gateway passes on as it is: read member by member, nothing taken for granted.

export type Slot = { name: string; role: string; state: string; detail: string; pid: number | null; videoId: string | null; restarts: number };
export type Partition = { topic: string; partition: number; nextOffset: number | null; lag: number | null; paused: boolean; alarm: string; /** Since its cursor moved; null where nobody told. */ cursorAgeMs: number | null };
/** What the journal knows of a partition, whichever instance reads it. */
type Told = { topic: string; partition: number; lag?: number | null; next_offset?: number | null; cursor_age_ms?: number | null };
/** What gave the last answers of a prediction. */
export type ModelLine = { task: string; source: string; model: string; version: string | null; because: string };
export type Studio = { slots: Slot[]; partitions: Partition[]; running: string[]; models: ModelLine[] };

type Json = Record<string, unknown>;

const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const count = (value: unknown): number | null => (typeof value === 'number' ? value : null);

export function studioOf(report: unknown): Studio {
  const { slots, partitions, running, models } = object(report);
  return { slots: list(slots).map(slotOf), partitions: list(partitions).map(partitionOf), running: list(running).map(text).filter(Boolean), models: list(models).map(modelOf) };
}

function slotOf(value: unknown): Slot {
  const slot = object(value);
  return {
    name: text(slot.name),
    role: text(slot.role),
    state: text(slot.state),
    detail: text(slot.detail),
    pid: count(slot.pid),
    videoId: text(slot.video_id) || null,
    restarts: count(slot.restarts) ?? 0,
  };
}

function modelOf(value: unknown): ModelLine {
  const model = object(value);
  return { task: text(model.task), source: text(model.source), model: text(model.model), version: text(model.version) || null, because: text(model.because) };
}

function partitionOf(value: unknown): Partition {
  const partition = object(value);
  return {
    topic: text(partition.topic),
    partition: count(partition.partition) ?? 0,
    nextOffset: count(partition.next_offset),
    lag: count(partition.lag),
    paused: partition.paused === true,
    alarm: text(partition.alarm),
    cursorAgeMs: null,
  };
}

/** Partitions of this instance joined with what is known of all: one line each. */
export function joined(own: readonly Partition[], told: readonly Told[]): Partition[] {
  const place = ({ topic, partition }: Told | Partition) => `${topic}/${partition}`;
  const all = new Map(own.map((partition) => [place(partition), partition]));
  for (const each of told) {
    const known = all.get(place(each)) ?? partitionOf({ topic: each.topic, partition: each.partition });
    all.set(place(each), { ...known, lag: known.lag ?? each.lag ?? null, nextOffset: each.next_offset ?? known.nextOffset, cursorAgeMs: each.cursor_age_ms ?? null });
  }
  return [...all.values()];
}

export type TopicLine = { topic: string; partitions: Partition[]; lag: number | null; read: number | null; paused: number; alarms: string[]; /** Of the partition that moved last; null where none is known. */ cursorAgeMs: number | null };

/** Partitions of one topic together; a sum is null where no partition knows its figure. */
export function topicsOf(partitions: readonly Partition[]): TopicLine[] {
  const topics = [...new Set(partitions.map((partition) => partition.topic))].sort();
  return topics.map((topic) => {
    const own = partitions.filter((partition) => partition.topic === topic).sort((a, b) => a.partition - b.partition);
    return {
      topic,
      partitions: own,
      lag: sum(own.map((partition) => partition.lag)),
      read: sum(own.map((partition) => partition.nextOffset)),
      cursorAgeMs: least(own.map((partition) => partition.cursorAgeMs)),
      paused: own.filter((partition) => partition.paused).length,
      alarms: own.flatMap(({ alarm, partition }) => (alarm === '' ? [] : [`partition ${partition}: ${alarm}`])),
    };
  });
}

function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value): value is number => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}

function least(values: readonly (number | null)[]): number | null {
  const known = values.filter((value): value is number => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}
