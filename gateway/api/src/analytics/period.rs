//! Ranges of platform days, the period before one, and the moments at which days begin.

use chrono::{DateTime, Datelike as _, Days as Span, NaiveDate, NaiveTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;
use ytempire_sinks::Days;

/// In which the platform cuts its days.
pub const PLATFORM: Tz = Tz::America__Los_Angeles;

/// The day that it is there.
pub fn today(now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&PLATFORM).date_naive()
}

/// The 28 days that end yesterday.
pub fn usual(today: NaiveDate) -> Option<Days> {
    let yesterday = today.checked_sub_days(Span::new(1))?;
    Days::new(yesterday.checked_sub_days(Span::new(27))?, yesterday)
}

/// The period of the same length that ends the day before.
pub fn previous(days: Days) -> Option<Days> {
    let to = days.from.checked_sub_days(Span::new(1))?;
    Days::new(to - TimeDelta::days(days.len() - 1), to)
}

/// The first `count` days of a life that began on `born`.
pub fn first_days(born: NaiveDate, count: u32) -> Option<Days> {
    Days::new(born, born.checked_add_days(Span::new(u64::from(count.checked_sub(1)?)))?)
}

/// `YYYY-MM-DD`, from 2005, in which the platform began.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (text.len() == 10 && (2005..=9000).contains(&day.year())).then_some(day)
}

/// The first moment of the day in `tz`: midnight, or the end of the gap where clocks go forward over it.
pub fn begins(day: NaiveDate, tz: Tz) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    let quarters = (0..=96).map(|quarter| midnight + TimeDelta::minutes(15 * quarter));
    let first = quarters.filter_map(|local| tz.from_local_datetime(&local).earliest()).next();
    first.map_or_else(|| midnight.and_utc(), |local| local.to_utc())
}

/// From the first moment of a range until the first after it.
pub fn span(days: Days, tz: Tz) -> (DateTime<Utc>, DateTime<Utc>) {
    let after = days.to.checked_add_days(Span::new(1)).unwrap_or(days.to);
    (begins(days.from, tz), begins(after, tz))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        parse_day(text).expect("a day")
    }

    fn days(from: &str, to: &str) -> Days {
        Days::new(day(from), day(to)).expect("in order")
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a time")
    }

    #[test]
    fn the_usual_range_is_four_whole_weeks_that_end_yesterday_on_the_platform() {
        // Seven in the morning in UTC is still the evening before in Los Angeles.
        assert_eq!(today(at("2026-11-22T07:59:59Z")), day("2026-11-21"));
        assert_eq!(today(at("2026-11-22T08:00:00Z")), day("2026-11-22"));
        let range = usual(day("2026-11-22")).expect("a range");
        assert_eq!((range, range.len()), (days("2026-10-25", "2026-11-21"), 28));
    }

    #[test]
    fn the_period_before_is_as_long_and_ends_where_this_one_begins() {
        assert_eq!(previous(days("2024-03-01", "2024-03-01")), Some(days("2024-02-29", "2024-02-29")));
        assert_eq!(previous(days("2026-10-25", "2026-11-21")), Some(days("2026-09-27", "2026-10-24")));
        assert_eq!(previous(days("2026-01-01", "2026-12-31")), Some(days("2025-01-01", "2025-12-31")));
    }

    #[test]
    fn the_first_days_begin_with_the_day_of_birth() {
        assert_eq!(first_days(day("2026-02-25"), 7), Some(days("2026-02-25", "2026-03-03")));
        assert_eq!(first_days(day("2026-02-25"), 1), Some(days("2026-02-25", "2026-02-25")));
        assert_eq!(first_days(day("2026-02-25"), 0), None);
    }

    #[test]
    fn only_plain_days_of_the_platforms_life_are_read() {
        for nonsense in ["", "2026-2-1", "2026-02-30", "02/01/2026", "2004-12-31", "2026-01-01T00:00:00Z", "+26-01-01"]
        {
            assert_eq!(parse_day(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn a_day_begins_at_midnight_also_where_the_clock_changes() {
        assert_eq!(begins(day("2026-11-22"), PLATFORM), at("2026-11-22T08:00:00Z"));
        // Daylight saving time ends on 1 November: that day has 25 hours.
        let (from, to) = span(days("2026-11-01", "2026-11-01"), PLATFORM);
        assert_eq!((from, to), (at("2026-11-01T07:00:00Z"), at("2026-11-02T08:00:00Z")));
        // Cairo's clocks went from 00:00 to 01:00 on 26 April 2024.
        assert_eq!(begins(day("2024-04-26"), Tz::Africa__Cairo), at("2024-04-25T22:00:00Z"));
    }
}
