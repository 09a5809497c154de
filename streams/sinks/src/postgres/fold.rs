//! Of each (channel, day, video) the report of a batch that counts.

use std::collections::{HashMap, hash_map::Entry};

use chrono::NaiveDate;
use ytempire_events::Report;

use super::Batch;

/// A report that no other of its batch outdoes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Winner<'a> {
    pub report: &'a Report,
    /// Microseconds since 1970: as PostgreSQL keeps it, so that it compares in the same way before and after.
    pub observed: i64,
    pub offset: i64,
}

impl<'a> Winner<'a> {
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
    let mut newest = HashMap::new();
    for placed in &batch.reports {
        let observed = placed.report.observed_at.timestamp_micros();
        let winner = Winner { report: &placed.report, observed, offset: placed.offset };
        match newest.entry(winner.key()) {
            Entry::Vacant(free) => drop(free.insert(winner)),
            Entry::Occupied(mut taken) => {
                let known = taken.get_mut();
                if (known.observed, known.offset) < (winner.observed, winner.offset) {
                    *known = winner;
                }
            }
        }
    }
    let mut winners: Vec<_> = newest.into_values().collect();
    winners.sort_unstable_by_key(Winner::key);
    winners
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postgres::Placed;

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
