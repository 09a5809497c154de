// Observations of topics that a test makes up.

const HOUR_MS = 3_600_000;

/** One reading an hour, the last one in the hour that runs now. */
export function signalsOf(niche, topic, points) {
  const now = Date.now();
  return points.map((volume, index) => ({
    source: 'e2e-list',
    topic,
    niche,
    region: 'US',
    rank: 3,
    volume,
    unit: 'points',
    observed_at: new Date(now - (points.length - 1 - index) * HOUR_MS).toISOString(),
  }));
}
