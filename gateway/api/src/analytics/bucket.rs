//! Days gathered into weeks and months, moments into hours.

use chrono::{DateTime, Datelike as _, NaiveDate, SecondsFormat, TimeDelta, Utc};
use chrono_tz::Tz;
use ytempire_sinks::Days;

use super::period::begins;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granularity {
    Hour,
    Day,
    /// From Monday.
    Week,
    Month,
}

impl Granularity {
    pub const ALL: [Granularity; 4] = [Granularity::Hour, Granularity::Day, Granularity::Week, Granularity::Month];

    pub const fn name(self) -> &'static str {
        match self {
            Granularity::Hour => "hour",
            Granularity::Day => "day",
            Granularity::Week => "week",
            Granularity::Month => "month",
        }
    }
}

/// Days that are shown as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Its first day, which may lie before the range.
    pub start: NaiveDate,
    /// Those of its days that lie within the range.
    pub days: Days,
    /// All of them do.
    pub whole: bool,
}

/// Every bucket that a range touches, in order. Hours are none of days: of them the days are given.
pub fn buckets(range: Days, granularity: Granularity) -> Vec<Bucket> {
    let mut buckets: Vec<Bucket> = vec![];
    let mut next = Some(range.from);
    while let Some(day) = next.filter(|day| *day <= range.to) {
        let (start, end) = bounds(day, granularity);
        let to = end.min(range.to);
        let whole = start >= range.from && end <= range.to;
        buckets.push(Bucket { start, days: Days { from: day, to }, whole });
        next = to.succ_opt();
    }
    buckets
}

/// First and last day of the bucket that holds a day.
fn bounds(day: NaiveDate, granularity: Granularity) -> (NaiveDate, NaiveDate) {
    match granularity {
        Granularity::Hour | Granularity::Day => (day, day),
        Granularity::Week => {
            let monday = day - TimeDelta::days(i64::from(day.weekday().num_days_from_monday()));
            (monday, monday + TimeDelta::days(6))
        }
        Granularity::Month => {
            let first = day - TimeDelta::days(i64::from(day.day0()));
            (first, first + TimeDelta::days(i64::from(first.num_days_in_month()) - 1))
        }
    }
}

/// Starts of the hours of a range, counted from each day's first moment in `tz`; where clocks change by less than an
/// hour the day's last one is shorter.
pub fn hours(range: Days, tz: Tz) -> Vec<DateTime<Utc>> {
    let day = |day: NaiveDate| {
        let end = day.succ_opt().map_or(DateTime::<Utc>::MAX_UTC, |next| begins(next, tz));
        let first = begins(day, tz);
        (0_i64..=25).map(move |hour| first + TimeDelta::hours(hour)).take_while(move |start| *start < end)
    };
    range.iter().flat_map(day).collect()
}

/// A moment with the offset of `tz`: `2026-11-22T13:00:00-08:00`.
pub fn local(at: DateTime<Utc>, tz: Tz) -> String {
    at.with_timezone(&tz).to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::super::period::{PLATFORM, parse_day};
    use super::*;

    fn days(from: &str, to: &str) -> Days {
        Days::new(parse_day(from).expect("a day"), parse_day(to).expect("a day")).expect("in order")
    }

    fn shown(range: Days, granularity: Granularity) -> Vec<String> {
        let text = |bucket: Bucket| {
            let cut = if bucket.whole { "" } else { " cut" };
            format!("{} {}+{}{cut}", bucket.start, bucket.days.from, bucket.days.len())
        };
        buckets(range, granularity).into_iter().map(text).collect()
    }

    #[test]
    fn weeks_begin_on_monday_and_the_ends_of_the_range_cut_them() {
        // 22 November 2026 is a Sunday.
        let expected = ["2026-11-16 2026-11-18+5 cut", "2026-11-23 2026-11-23+7", "2026-11-30 2026-11-30+2 cut"];
        assert_eq!(shown(days("2026-11-18", "2026-12-01"), Granularity::Week), expected);
        assert_eq!(shown(days("2026-11-22", "2026-11-22"), Granularity::Week), ["2026-11-16 2026-11-22+1 cut"]);
    }

    #[test]
    fn months_have_their_own_lengths() {
        let expected = ["2024-01-01 2024-01-31+1 cut", "2024-02-01 2024-02-01+29", "2024-03-01 2024-03-01+31"];
        assert_eq!(shown(days("2024-01-31", "2024-03-31"), Granularity::Month), expected);
        assert_eq!(shown(days("2026-12-31", "2026-12-31"), Granularity::Day), ["2026-12-31 2026-12-31+1"]);
    }

    #[test]
    fn a_day_has_as_many_hours_as_its_clock_shows() {
        let ends = hours(days("2026-11-01", "2026-11-01"), PLATFORM);
        let text = |hour: usize| local(ends[hour], PLATFORM);
        assert_eq!(
            (ends.len(), text(1), text(2)),
            (25, "2026-11-01T01:00:00-07:00".into(), "2026-11-01T01:00:00-08:00".into())
        );
        assert_eq!(hours(days("2026-03-08", "2026-03-08"), PLATFORM).len(), 23);
        let india = hours(days("2026-03-08", "2026-03-09"), Tz::Asia__Kolkata);
        assert_eq!((india.len(), local(india[0], Tz::Asia__Kolkata)), (48, "2026-03-08T00:00:00+05:30".into()));
        // Lord Howe Island moves its clocks by half an hour: 24 and a half hours.
        assert_eq!(hours(days("2026-04-05", "2026-04-05"), Tz::Australia__Lord_Howe).len(), 25);
    }
}
