//! The features of one topic in one niche at one moment.

use chrono::{DateTime, Datelike as _, TimeDelta, Timelike as _, Utc};
use serde::{Deserialize, Serialize};

use super::{Point, Window, window::hour_of};

/// How many hours before the present reading each earlier one lies.
pub const LAGS: [u32; 6] = [1, 2, 3, 6, 12, 24];

/// A present reading may be an hour old: sources do not observe in step.
const PATIENCE: i64 = 1;

/// What is known at a moment; what is not is left out, never guessed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SignalRow {
    /// Best over sources and places, 1 is the first.
    pub rank: Option<u32>,
    /// By [`LAGS`].
    pub rank_lags: [Option<u32>; 6],
    /// Volume of the source and unit with the most readings, the greatest over its places.
    pub value: Option<f64>,
    /// By [`LAGS`].
    pub value_lags: [Option<f64>; 6],
    /// Hours since the topic was seen first.
    pub age_h: f64,
    /// Within 24 hours, one an hour of each source and place.
    pub readings: u32,
    /// Distinct within 24 hours.
    pub sources: u32,
    /// Distinct within 24 hours; everywhere counts as one.
    pub places: u32,
    /// Of the day in UTC.
    pub hour: u32,
    /// Monday is 0.
    pub weekday: u32,
}

impl SignalRow {
    /// Names of [`SignalRow::values`], in order.
    pub const COLUMNS: [&str; 20] = [
        "rank",
        "rank_l1",
        "rank_l2",
        "rank_l3",
        "rank_l6",
        "rank_l12",
        "rank_l24",
        "value",
        "value_l1",
        "value_l2",
        "value_l3",
        "value_l6",
        "value_l12",
        "value_l24",
        "age_h",
        "readings",
        "sources",
        "places",
        "hour",
        "weekday",
    ];

    /// Every feature as a number, by [`SignalRow::COLUMNS`].
    pub fn values(&self) -> [Option<f64>; 20] {
        let mut values = [None; 20];
        values[0] = self.rank.map(f64::from);
        values[7] = self.value;
        for lag in 0..LAGS.len() {
            values[1 + lag] = self.rank_lags[lag].map(f64::from);
            values[8 + lag] = self.value_lags[lag];
        }
        values[14] = Some(self.age_h);
        let counts = [self.readings, self.sources, self.places, self.hour, self.weekday];
        for (value, count) in values[15..].iter_mut().zip(counts) {
            *value = Some(f64::from(count));
        }
        values
    }
}

pub(super) fn of(window: &Window, at: DateTime<Utc>) -> SignalRow {
    let ranks = window.ranks(at);
    let (rank, rank_lags) = lagged(&ranks, at);
    let volumes = window.volumes(at).map(|(_, points)| points).unwrap_or_default();
    let (value, value_lags) = lagged(&volumes, at);
    let mut places: Vec<Option<&str>> = window.recent(at).map(|(series, _)| series.region.as_deref()).collect();
    places.sort_unstable();
    places.dedup();
    SignalRow {
        rank: rank.map(whole),
        rank_lags: rank_lags.map(|rank| rank.map(whole)),
        value,
        value_lags,
        age_h: ((at - window.first_seen()).as_seconds_f64() / 3600.0).max(0.0),
        readings: count(window.recent(at).count()),
        sources: count(window.sources(at).len()),
        places: count(places.len()),
        hour: at.hour(),
        weekday: at.weekday().num_days_from_monday(),
    }
}

/// The present reading, and those before it.
fn lagged(points: &[Point], at: DateTime<Utc>) -> (Option<f64>, [Option<f64>; 6]) {
    let now = hour_of(at);
    let fresh = points.last().filter(|last| hour_of(last.at) >= now.saturating_sub(PATIENCE));
    let Some(fresh) = fresh else { return (None, [None; 6]) };
    let before = |lag: u32| {
        let then = fresh.at - TimeDelta::hours(i64::from(lag));
        points.binary_search_by_key(&then, |point| point.at).ok().map(|place| points[place].value)
    };
    (Some(fresh.value), LAGS.map(before))
}

/// A rank that went through a float unharmed.
fn whole(rank: f64) -> u32 {
    rank as u32
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trend::{RawSignal, TrendSignal};

    fn signal(source: &str, region: Option<&str>, at: &str, rank: i64, volume: Option<f64>) -> TrendSignal {
        TrendSignal::parse(RawSignal {
            source: source.into(),
            topic: "Bees".into(),
            niche: "nature".into(),
            region: region.map(str::to_owned),
            rank: Some(rank),
            volume,
            unit: volume.map(|_| "points".to_owned()),
            observed_at: format!("2026-11-{at}Z"),
            ..RawSignal::default()
        })
        .expect("valid")
    }

    fn at(text: &str) -> DateTime<Utc> {
        format!("2026-11-{text}Z").parse().expect("a time")
    }

    #[test]
    fn a_row_holds_the_best_rank_the_main_volume_and_their_hours_before() {
        let mut window = Window::of(&signal("hn", None, "02T09:30:00", 9, Some(100.0)));
        for other in [
            signal("hn", None, "02T10:30:00", 5, Some(150.0)),
            signal("hn", None, "02T12:30:00", 4, Some(300.0)),
            signal("wiki", Some("US"), "02T12:10:00", 2, None),
            signal("wiki", Some("DE"), "02T10:20:00", 7, None),
            // Of the hour's two readings the later one counts.
            signal("hn", None, "02T12:05:00", 1, Some(280.0)),
        ] {
            window.fold(&other);
        }
        let row = window.row(at("02T12:30:00"));
        assert_eq!((row.rank, row.rank_lags), (Some(2), [None, Some(5), Some(9), None, None, None]));
        assert_eq!((row.value, row.value_lags), (Some(300.0), [None, Some(150.0), Some(100.0), None, None, None]));
        assert_eq!((row.age_h, row.readings, row.sources, row.places), (3.0, 5, 2, 3));
        assert_eq!((row.hour, row.weekday), (12, 0));
        assert_eq!(row.values()[..3], [Some(2.0), None, Some(5.0)]);
        assert_eq!(row.values()[14..], [Some(3.0), Some(5.0), Some(2.0), Some(3.0), Some(12.0), Some(0.0)]);
    }

    #[test]
    fn nothing_that_comes_after_the_moment_is_seen() {
        let mut window = Window::of(&signal("hn", None, "02T09:30:00", 9, Some(100.0)));
        let before = window.row(at("02T09:45:00"));
        window.fold(&signal("hn", None, "02T10:00:00", 1, Some(900.0)));
        window.fold(&signal("wiki", None, "02T09:46:00", 1, None));
        assert_eq!(window.row(at("02T09:45:00")), before);
    }

    #[test]
    fn a_reading_of_the_hour_before_is_present_and_an_older_one_is_not() {
        let window = Window::of(&signal("hn", None, "02T09:30:00", 9, Some(100.0)));
        assert_eq!(window.row(at("02T10:59:00")).value, Some(100.0));
        let row = window.row(at("02T11:00:00"));
        assert_eq!((row.value, row.rank, row.readings), (None, None, 1));
    }
}
