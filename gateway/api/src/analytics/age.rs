//! Videos at equal age: what each brought in the first days of its life.

use chrono::NaiveDate;
use ytempire_sinks::{Counts, Days, VideoDay};

/// Whole days since a birth.
pub fn age_days(born: NaiveDate, today: NaiveDate) -> i64 {
    (today - born).num_days().max(0)
}

/// Sums of some first days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstDays {
    pub counts: Counts,
    /// Each of the days was reported for the last time.
    pub complete: bool,
}

/// `None` while the last of `days` is not over, or when none of them was reported.
pub fn first_days(days: Days, today: NaiveDate, rows: &[VideoDay]) -> Option<FirstDays> {
    let within: Vec<&VideoDay> = rows.iter().filter(|video| days.contains(video.row.day)).collect();
    if days.to >= today || within.is_empty() {
        return None;
    }
    let counts = within.iter().fold(Counts::default(), |sum, video| sum.plus(video.row.counts));
    let final_days = within.iter().filter(|video| video.row.complete).count();
    Some(FirstDays { counts, complete: i64::try_from(final_days).is_ok_and(|count| count == days.len()) })
}

#[cfg(test)]
mod tests {
    use ytempire_sinks::DayRow;

    use super::super::period::{self, parse_day};
    use super::*;

    fn day(text: &str) -> NaiveDate {
        parse_day(text).expect("a day")
    }

    fn reported(text: &str, views: i64, complete: bool) -> VideoDay {
        let counts = Counts { views: Some(views), ..Counts::default() };
        let row = DayRow { day: day(text), counts, complete };
        VideoDay { video_id: "v".to_owned(), row, average_view_seconds: None }
    }

    #[test]
    fn a_video_is_summed_when_its_first_days_are_over_and_not_before() {
        let days = period::first_days(day("2026-11-10"), 3).expect("days");
        let mut rows = vec![
            reported("2026-11-10", 5, true),
            reported("2026-11-11", 7, true),
            reported("2026-11-12", 11, true),
            reported("2026-11-13", 1_000, true),
        ];
        let views = |today: &str, rows: &[VideoDay]| {
            first_days(days, day(today), rows).map(|sum| (sum.counts.views, sum.complete))
        };
        assert_eq!(views("2026-11-13", &rows), Some((Some(23), true)));
        assert_eq!(views("2026-11-12", &rows), None, "the third day goes on");
        rows.remove(1);
        assert_eq!(views("2026-11-13", &rows), Some((Some(16), false)), "a day was never reported");
        assert_eq!(views("2026-11-13", &rows[2..]), None);
    }

    #[test]
    fn an_age_is_never_negative() {
        assert_eq!(age_days(day("2026-11-10"), day("2026-11-13")), 3);
        assert_eq!(age_days(day("2026-11-14"), day("2026-11-13")), 0);
    }
}
