import { describe, expect, it } from 'vitest';

import type { VideoFigures } from '../../services/api';
import { costSummary, dotsOf, ranked } from './costs';

const video = (change: Partial<VideoFigures>): VideoFigures => ({
  video_id: 'vid_1', channel_id: 'demo', title: 'Bees', published_at: null, age_from: 'report', age_days: 9, views: 10, revenue: 500_000, spend: 200_000,
  profit: 300_000, rpm: null, average_view_seconds: null, at_age: { days: 7, views: 5, revenue: 100_000, complete: true }, complete: true, ...change,
});

describe('cost against revenue', () => {
  it('places only what has both figures; at an age, revenue is that of the first days', () => {
    const videos = [video({}), video({ video_id: 'dQw4w9WgXcQ', title: null, spend: null }), video({ video_id: 'vid_2', revenue: null, at_age: null })];
    expect(dotsOf(videos, null)).toEqual([{ id: 'demo vid_1', name: 'Bees', cost: 200_000, revenue: 500_000 }]);
    expect(dotsOf(videos, 7)).toEqual([{ id: 'demo vid_1', name: 'Bees', cost: 200_000, revenue: 100_000 }]);
  });

  it('is in the order of the first days at equal age, the young ones last', () => {
    const at = (id: string, views: number | null) => video({ video_id: id, at_age: views === null ? null : { days: 7, views, revenue: -views, complete: true } });
    const videos = [at('a', 3), at('b', null), at('c', 9), at('d', 5)];
    const ids = (sort: string, age: number | null) => ranked(videos, sort, age).map((each) => each.video_id).join('');
    expect([ids('-views', 7), ids('views', 7), ids('-revenue', 7)]).toEqual(['cdab', 'adcb', 'adcb']);
    expect([ids('-views', null), ids('-spend', 7)]).toEqual(['abcd', 'abcd']);
  });

  it('says how many paid for themselves', () => {
    expect(costSummary(dotsOf([video({}), video({ video_id: 'vid_2', revenue: 0 })], null), String)).toBe('1 of 2 videos have brought in what they cost: 500000 for 400000 together.');
    expect(costSummary([], String)).toBe('No video has both a cost and a revenue.');
  });
});
