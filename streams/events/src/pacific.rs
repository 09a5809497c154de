//! The platform's day: Pacific time, whatever the clock does in between.

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use chrono_tz::{America::Los_Angeles, Tz};

/// The zone whose midnights part the platform's days.
pub const ZONE: Tz = Los_Angeles;

/// The first moment after the day. Its clock changes at two in the morning, so every midnight is there once.
pub fn end_of(day: NaiveDate) -> DateTime<Utc> {
    start_of(day.succ_opt().unwrap_or(day))
}

/// The first moment of the day.
pub fn start_of(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    ZONE.from_local_datetime(&midnight).earliest().map_or(midnight.and_utc(), |start| start.to_utc())
}

/// The day in which a moment lies.
pub fn day_of(time: DateTime<Utc>) -> NaiveDate {
    time.with_timezone(&ZONE).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_23_or_25_hours_long_where_the_clock_changes() {
        for (day, hours) in [("2026-03-08", 23), ("2026-07-01", 24), ("2026-11-01", 25)] {
            let day: NaiveDate = day.parse().expect("a date");
            assert_eq!((end_of(day) - start_of(day)).num_hours(), hours, "{day}");
            assert_eq!(day_of(start_of(day)), day);
            assert_eq!(day_of(end_of(day)), day.succ_opt().expect("a day"));
        }
        assert_eq!(start_of("2026-11-20".parse().expect("a date")).to_rfc3339(), "2026-11-20T08:00:00+00:00");
    }
}
