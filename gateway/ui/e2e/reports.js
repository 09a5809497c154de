// Reports of a channel that a test makes up, and what they add up to by the file alone.

const DAY_MS = 86_400_000;

/** The platform's day so many days ago. */
export function day(ago) {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' }).format(new Date(Date.now() - ago * DAY_MS));
}

export const DAYS = 10;

/** Two videos that were published on the first of ten days which end yesterday. */
export function reportsOf(channel, observedAt = new Date()) {
  const reports = [];
  for (const [video, scale] of [[`${channel.slice(-9)}-a`, 3], [`${channel.slice(-9)}-b`, 2]]) {
    for (let ago = DAYS; ago >= 1; ago -= 1) {
      const views = scale * (100 + 7 * ago);
      reports.push({
        channel_id: channel,
        video_id: video,
        day: day(ago),
        observed_at: observedAt.toISOString(),
        // Noon there, whatever the clocks do.
        published_at: `${day(DAYS)}T20:00:00Z`,
        metrics: { views, minutes_watched: Math.round(views * 0.6), subscribers_gained: ago, subscribers_lost: 1, revenue_micros: views * 1731, currency: 'USD' },
      });
    }
  }
  return reports;
}

/** The same day as the platform tells it later. */
export function restated(report, change) {
  const metrics = { ...report.metrics, ...change };
  return { ...report, observed_at: new Date(Date.parse(report.observed_at) + 1000).toISOString(), metrics };
}

export const sum = (reports, metric) => reports.reduce((total, { metrics }) => total + metrics[metric], 0);
export const byDay = (reports, metric) => Object.fromEntries(reports.map(({ day }) => [day, sum(reports.filter((report) => report.day === day), metric)]));

/** Rows of a CSV file without quotes, by the names of its columns. */
export function rowsOf(csv) {
  const [head, ...lines] = csv.replace(/^\uFEFF/, '').trimEnd().split('\r\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index], cell])));
}
