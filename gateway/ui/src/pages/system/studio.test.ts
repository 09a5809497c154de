import { describe, expect, it } from 'vitest';

import { studioOf, topicsOf } from './studio';

const partition = (topic: string, number: number, more: object) => ({ topic, partition: number, next_offset: null, lag: null, paused: false, alarm: '', ...more });

describe('the studio’s report', () => {
  it('is read member by member', () => {
    const studio = studioOf({ running: ['vid_1'], slots: [{ name: 'render-1', role: 'render', state: 'busy', pid: 4, video_id: 'vid_1', restarts: 2 }], partitions: [] });
    expect(studio.slots).toEqual([{ name: 'render-1', role: 'render', state: 'busy', detail: '', pid: 4, videoId: 'vid_1', restarts: 2 }]);
    expect(studio.running).toEqual(['vid_1']);
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
});
