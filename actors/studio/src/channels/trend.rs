//! Whether a channel grows: its last week beside its last four.
//!
//! A pace begins at nothing, and the longer one takes longer to rise: a channel with a month of days behind it would
//! always seem to grow. So the last four weeks are compared with what they would be if all views of the channel had come
//! at the pace of the last week. A short history does not tell growth from youth; then the channel is steady.

use ytempire_sinks::Rolling;

/// How much better or worse a week must be, and how many views a day there must be to say anything.
const CLEARLY: f64 = 1.25;
const ENOUGH: f64 = 10.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trend {
    Growing,
    Steady,
    Shrinking,
}

impl Trend {
    pub fn of(rolling: &Rolling) -> Self {
        let (week, month) = (rolling.week.views, rolling.month.views);
        if week.max(month) < ENOUGH {
            return Trend::Steady;
        }
        let even = even(rolling.views as f64, week);
        if even > month * CLEARLY {
            Trend::Growing
        } else if even * CLEARLY < month {
            Trend::Shrinking
        } else {
            Trend::Steady
        }
    }
}

/// The longer pace of a channel all of whose views came at the shorter one.
fn even(views: f64, week: f64) -> f64 {
    let days = if week > 0.0 { (views / week).max(0.0) } else { 0.0 };
    week * (1.0 - (27.0_f64 / 28.0).powf(days))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Days, NaiveDate};
    use ytempire_sinks::Counts;

    /// So many days at the first pace, then a week at the second.
    fn after(days: u64, before: i64, week: i64) -> Trend {
        let mut rolling = Rolling::default();
        for n in 0..days + 7 {
            let counts = Counts { views: Some(if n < days { before } else { week }), ..Counts::default() };
            rolling.fold(NaiveDate::default() + Days::new(n), &counts);
        }
        Trend::of(&rolling)
    }

    #[test]
    fn a_better_last_week_is_growth_and_a_worse_one_its_opposite() {
        assert_eq!(after(113, 1000, 3000), Trend::Growing);
        assert_eq!(after(113, 1000, 100), Trend::Shrinking);
        assert_eq!(after(30, 1000, 100), Trend::Shrinking);
        assert_eq!(after(113, 1, 9), Trend::Steady, "too few to say");
    }

    #[test]
    fn a_channel_that_goes_on_as_it_was_is_steady_however_long_it_is_known() {
        for days in 0..400 {
            assert_eq!(after(days, 1000, 1000), Trend::Steady, "{days} days");
        }
    }
}
