//! Of each (channel, day, video) the report of a batch that counts.

use std::cmp::Reverse;

use chrono::NaiveDate;
use ytempire_events::Report;

use super::{Batch, Placed};

/// A report that no other of its batch outdoes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Winner<'a> {
    pub report: &'a Report,
    /// Microseconds since 1970: as PostgreSQL keeps it, so that it compares in the same way before and after.
    pub observed: i64,
    pub offset: i64,
    /// The platform will restate it no more.
    pub complete: bool,
}

impl<'a> Winner<'a> {
    fn of(Placed { report, offset }: &'a Placed) -> Self {
        let (observed, complete) = (report.observed_at.timestamp_micros(), report.is_complete());
        Winner { report, observed, offset: *offset, complete }
    }

    pub fn channel(&self) -> &'a str {
        self.report.channel_id.as_str()
    }

    /// Empty: the whole channel.
    pub fn video(&self) -> &'a str {
        self.report.video_id.as_deref().unwrap_or_default()
    }

    pub fn day(&self) -> NaiveDate {
        self.report.day
    }

    pub fn key(&self) -> (&'a str, NaiveDate, &'a str) {
        (self.channel(), self.day(), self.video())
    }
}

/// Sorted by channel, day, video: locks are taken and index pages visited in that order.
pub(super) fn winners(batch: &Batch) -> Vec<Winner<'_>> {
    let mut winners: Vec<Winner<'_>> = batch.reports.iter().map(Winner::of).collect();
    winners.sort_unstable_by_key(|winner| (winner.key(), Reverse((winner.observed, winner.offset))));
    winners.dedup_by_key(|winner| winner.key());
    winners
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(offset: i64, channel: &str, video: Option<&str>, observed_at: &str) -> Placed {
        let report = serde_json::json!({
            "channel_id": channel, "video_id": video, "day": "2026-11-20", "observed_at": observed_at, "metrics": {"views": 1},
        });
        let report = ytempire_events::parse_report(Some(report.to_string().as_bytes()), &[]).expect("a report");
        Placed { report, offset }
    }

    #[test]
    fn the_newest_report_of_each_key_is_left_and_the_later_record_of_two_alike() {
        let reports = vec![
            placed(1, "b", None, "2026-11-22T09:00:00Z"),
            placed(2, "a", Some("v"), "2026-11-22T09:00:00.0000021Z"),
            placed(3, "a", Some("v"), "2026-11-22T09:00:00.0000020Z"),
            placed(4, "a", Some("v"), "2026-11-21T09:00:00Z"),
            placed(5, "a", None, "2026-11-22T09:00:00Z"),
        ];
        let batch = Batch { reports, ..Batch::default() };
        let offsets: Vec<_> = winners(&batch).iter().map(|winner| winner.offset).collect();
        assert_eq!(offsets, [5, 3, 1]);
    }
}
