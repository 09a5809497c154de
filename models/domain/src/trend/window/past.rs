//! What a window still knows of its own past: moments, and what came of them. A model learns from it.

use chrono::{DateTime, Utc};

use super::{Cell, HORIZON_HOURS, Hour, Series, Window, hour_of};
use crate::trend::SignalRow;

/// What a rise comes to at least: this many times what it was.
const RISE: f64 = 1.25;
/// The earliest hour that a row looks back to.
const LONGEST_LAG: Hour = 24;

/// Whether a volume has risen to what it is [`HORIZON_HOURS`] later; one that is gone did not rise.
pub fn rises(now: f64, later: Option<f64>) -> bool {
    later.is_some_and(|later| later >= RISE * now)
}

/// One moment with a volume, as it was seen then.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    pub at: DateTime<Utc>,
    pub row: SignalRow,
    /// Whose volume the row's value is.
    pub source: String,
    /// The same volume [`HORIZON_HOURS`] later; none where the source did not observe the topic in that hour.
    pub later: Option<f64>,
}

impl Past {
    /// When `later` was looked for, in whole hours since 1970.
    pub fn hour_later(&self) -> i64 {
        hour_of(self.at) + Hour::from(HORIZON_HOURS)
    }
}

impl Window {
    /// Of each hour with a reading of the main volume the last moment, in the order of time. A row is the one that was asked
    /// about then, but for what came late; hours whose own past was forgotten since are left out.
    pub fn past(&self) -> Vec<Past> {
        let mut hours: Vec<Hour> = self.heard().map(|(_, hour)| hour).collect();
        hours.sort_unstable();
        hours.dedup();
        let Some(oldest) = hours.first().copied() else { return Vec::new() };
        let from = if hour_of(self.first_seen) < oldest { oldest + LONGEST_LAG } else { oldest };
        hours.into_iter().filter(|hour| *hour >= from).filter_map(|hour| self.past_of(hour)).collect()
    }

    /// Who observed the topic in which hour since 1970, as far as it is known.
    pub fn heard(&self) -> impl Iterator<Item = (&str, i64)> {
        self.series.iter().flat_map(|series| series.cells().map(|cell| (series.source.as_str(), cell.hour())))
    }

    fn past_of(&self, hour: Hour) -> Option<Past> {
        let at = self.series.iter().filter_map(|series| series.at(hour)).map(Cell::at).max()?;
        let (source, unit) = self.main_volume(at)?;
        let volume = |hour: Hour| -> Option<f64> {
            let of_it = |series: &&Series| series.source == source && series.unit.as_deref() == unit;
            let cells = self.series.iter().filter(of_it).filter_map(|series| series.at(hour));
            cells.filter_map(Cell::volume).reduce(f64::max)
        };
        // A value of the hour before is no news of this one.
        volume(hour)?;
        let past = Past { at, row: self.row(at), source: source.to_owned(), later: None };
        Some(Past { later: volume(past.hour_later()), ..past })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trend::{RawSignal, TrendSignal, WINDOW_HOURS};

    fn signal(source: &str, hour: i64, minute: i64, volume: Option<f64>) -> TrendSignal {
        let at = DateTime::from_timestamp((1_000_000 + hour) * 3600 + minute * 60, 0).expect("a time");
        TrendSignal::parse(RawSignal {
            source: source.into(),
            topic: "Bees".into(),
            niche: "nature".into(),
            rank: Some(3),
            volume,
            unit: volume.map(|_| "points".to_owned()),
            observed_at: at.to_rfc3339(),
            ..RawSignal::default()
        })
        .expect("valid")
    }

    fn window(signals: impl IntoIterator<Item = TrendSignal>) -> Window {
        let mut signals = signals.into_iter();
        let mut window = Window::of(&signals.next().expect("one"));
        for signal in signals {
            window.fold(&signal);
        }
        window
    }

    #[test]
    fn a_moment_has_the_row_of_its_time_and_the_volume_of_three_hours_later() {
        let volumes = [10.0, 11.0, 12.0, 14.0, 10.0];
        let all = || (0..5).map(|hour| signal("hn", hour, 30, Some(volumes[hour as usize])));
        let past = window(all()).past();
        let later: Vec<Option<f64>> = past.iter().map(|past| past.later).collect();
        assert_eq!(later, [Some(14.0), Some(10.0), None, None, None]);
        assert_eq!(past.iter().map(|past| past.row.value).collect::<Vec<_>>(), volumes.map(Some));
        // What the stream asked when no more than that was known.
        for (count, past) in (1..).zip(&past) {
            assert_eq!(past.row, window(all().take(count)).row(past.at));
        }
        assert_eq!(past[0].hour_later(), 1_000_003);
    }

    #[test]
    fn what_has_no_volume_of_its_own_hour_is_left_out() {
        let past =
            window([signal("hn", 0, 10, Some(5.0)), signal("wiki", 1, 10, None), signal("hn", 2, 10, Some(6.0))]);
        let hours: Vec<i64> = past.past().iter().map(|past| past.hour_later() - 1_000_003).collect();
        assert_eq!(hours, [0, 2]);
        assert_eq!(past.heard().count(), 3);
    }

    #[test]
    fn hours_whose_day_before_was_forgotten_are_left_out() {
        let young = window((0..WINDOW_HOURS).map(|hour| signal("hn", hour, 0, Some(1.0))));
        assert_eq!(young.past().len(), 48, "all of it is known");
        let old = window((0..WINDOW_HOURS + 10).map(|hour| signal("hn", hour, 0, Some(1.0))));
        let past = old.past();
        assert_eq!(past.len(), 24);
        assert!(past.iter().all(|past| past.row.value_lags.iter().all(Option::is_some)), "every lag is known");
    }

    #[test]
    fn a_quarter_more_is_a_rise_and_what_is_gone_did_not_rise() {
        assert!(rises(8.0, Some(10.0)) && !rises(8.0, Some(9.99)) && !rises(8.0, None));
    }
}
