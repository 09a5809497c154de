//! Reports as they gather: of each (channel, video, day) only the newest stays. Pure.

use ytempire_events::Report;
use ytempire_sinks::postgres::Placed;

use crate::places::Places;

#[derive(Debug, Default)]
pub(super) struct Fold {
    winners: Vec<Placed>,
    places: Places,
}

impl Fold {
    /// In offset order: of two that were observed at the same moment the later one stays.
    pub fn add(&mut self, placed: Placed) {
        let hash = self.places.hash(key(&placed.report));
        match self.places.find(hash, |place| key(&self.winners[place].report) == key(&placed.report)) {
            Ok(place) => {
                let winner = &mut self.winners[place];
                if placed.report.observed_at >= winner.report.observed_at {
                    *winner = placed;
                }
            }
            Err(free) => {
                self.places.put(free, self.winners.len());
                self.winners.push(placed);
            }
        }
    }

    pub fn winners(self) -> Vec<Placed> {
        self.winners
    }
}

/// What there is at most one figure of.
fn key(report: &Report) -> (&str, Option<&str>, chrono::NaiveDate) {
    (report.channel_id.as_str(), report.video_id.as_deref(), report.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(offset: i64, channel: &str, video: Option<&str>, observed: &str, views: i64) -> Placed {
        let value = serde_json::json!({"channel_id": channel, "video_id": video, "day": "2026-11-20",
            "observed_at": format!("2026-11-2{observed}"), "metrics": {"views": views}});
        let report = ytempire_events::parse_report(Some(value.to_string().as_bytes()), &[]).expect("a report");
        Placed { report, offset }
    }

    #[test]
    fn the_newest_stays_whatever_order_they_come_in_and_keys_are_told_apart() {
        let mut fold = Fold::default();
        fold.add(placed(0, "a", Some("v"), "2T00:00:00Z", 1));
        fold.add(placed(1, "a", Some("v"), "3T00:00:00Z", 2));
        fold.add(placed(2, "a", Some("v"), "1T00:00:00Z", 3));
        fold.add(placed(3, "a", None, "1T00:00:00Z", 4));
        fold.add(placed(4, "b", Some("v"), "1T00:00:00Z", 5));
        fold.add(placed(5, "b", Some("v"), "1T00:00:00Z", 6));
        let winners = fold.winners();
        let kept: Vec<_> = winners.iter().map(|placed| (placed.offset, placed.report.metrics.views)).collect();
        assert_eq!(kept, [(1, Some(2)), (3, Some(4)), (5, Some(6))]);
    }
}
