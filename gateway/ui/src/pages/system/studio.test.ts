import { describe, expect, it } from 'vitest';

import { joined, studioOf, topicsOf } from './studio';

const partition = (topic: string, number: number, more: object) => ({ topic, partition: number, next_offset: null, lag: null, paused: false, alarm: '', ...more });

describe('the studio’s report', () => {
  it('is read member by member', () => {
    const studio = studioOf({ running: ['vid_1'], slots: [{ name: 'render-1', role: 'render', state: 'busy', pid: 4, video_id: 'vid_1', restarts: 2 }], partitions: [] });
    expect(studio.slots).toEqual([{ name: 'render-1', role: 'render', state: 'busy', detail: '', pid: 4, videoId: 'vid_1', restarts: 2 }]);
    expect(studio.running).toEqual(['vid_1']);
    const models = [{ task: 'signals.y_rise', source: 'rule', model: 'pace rule', because: 'the worker is away' }];
    expect(studioOf({ models }).models).toEqual([{ ...models[0], version: null }]);
    for (const strange of [null, 3, [], { slots: 'x', partitions: [null] }]) expect(() => studioOf(strange)).not.toThrow();
  });

  it('is summed by topic, and says unknown where nothing is known', () => {
    const { partitions } = studioOf({
      partitions: [
        partition('video-requests', 1, { next_offset: 5, lag: 2, paused: true }),
        partition('video-requests', 0, { next_offset: 7, lag: 0, alarm: 'cursor lost' }),
        partition('trend-signals', 0, {}),
      ],
    });
    const [signals, requests] = topicsOf(partitions);
    expect(signals).toMatchObject({ topic: 'trend-signals', lag: null, read: null });
    expect(requests).toMatchObject({ lag: 2, read: 12, paused: 1, alarms: ['partition 0: cursor lost'] });
    expect(requests?.partitions.map((each) => each.partition)).toEqual([0, 1]);
  });

  it('is joined with what the journal knows of partitions that others read', () => {
    const { partitions } = studioOf({ partitions: [partition('youtube-analytics', 0, { next_offset: 7, lag: 2, alarm: 'late' })] });
    const told = [
      { topic: 'youtube-analytics', partition: 0, lag: null, next_offset: 9, cursor_age_ms: 40 },
      { topic: 'youtube-analytics', partition: 1, lag: null, next_offset: 4, cursor_age_ms: 9000 },
    ];
    const [line] = topicsOf(joined(partitions, told));
    expect(line?.partitions.map(({ nextOffset, lag, alarm, cursorAgeMs }) => [nextOffset, lag, alarm, cursorAgeMs])).toEqual([
      [9, 2, 'late', 40],
      [4, null, '', 9000],
    ]);
    expect(line).toMatchObject({ lag: 2, read: 13, cursorAgeMs: 40 });
    expect(joined(partitions, [])).toEqual(partitions);
  });
});
