// Videos beside one another: as points of cost against revenue, and in order at equal age.

import type { Dot } from '../../components/charts/ScatterChart';
import type { VideoFigures } from '../../services/api';

/** Only what has both figures can be placed; at an age, revenue is that of the first days. */
export function dotsOf(videos: readonly VideoFigures[], age: number | null): Dot[] {
  return videos.flatMap((video) => {
    const revenue = age === null ? video.revenue : (video.at_age?.revenue ?? null);
    const { spend: cost } = video;
    return revenue === null || cost === null ? [] : [{ id: `${video.channel_id} ${video.video_id}`, name: video.title ?? video.video_id, cost, revenue }];
  });
}

/** At equal age the order is that of the first days; the gateway orders by the whole. What is not known comes last. */
export function ranked(videos: readonly VideoFigures[], sort: string, age: number | null): VideoFigures[] {
  const [down, name] = sort.startsWith('-') ? [true, sort.slice(1)] : [false, sort];
  if (age === null || (name !== 'views' && name !== 'revenue')) return [...videos];
  const of = (video: VideoFigures) => video.at_age?.[name] ?? null;
  return [...videos].sort((a, b) => {
    const [left, right] = [of(a), of(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return down ? right - left : left - right;
  });
}

/** What the points say, for those who do not see them. */
export function costSummary(dots: readonly Dot[], say: (micros: number) => string): string {
  if (dots.length === 0) return 'No video has both a cost and a revenue.';
  const earned = dots.filter(({ cost, revenue }) => revenue >= cost).length;
  const cost = dots.reduce((sum, dot) => sum + dot.cost, 0);
  const revenue = dots.reduce((sum, dot) => sum + dot.revenue, 0);
  return `${earned} of ${dots.length} videos have brought in what they cost: ${say(revenue)} for ${say(cost)} together.`;
}
