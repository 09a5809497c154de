//! What a forecast is made of: the days of one channel that change no more, and the days that follow them.

use chrono::{Days as Span, NaiveDate};
use ytempire_domain::forecast::{Forecast, SeriesToForecast};
use ytempire_sinks::{DayRow, Days, Metric};

/// Days that are looked back at: two years of whole weeks.
const LOOKED_BACK: u64 = 104 * 7;
/// Rhythm of a channel: the days of a week.
const WEEK: usize = 7;

/// Whole millionths and counts, as they are shown.
pub type Bounds = Option<(i64, i64)>;

/// The days of one figure, from the first that is final to the last.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// None: no day is final.
    pub days: Option<Days>,
    /// One for each day; none where there is no final report.
    pub values: Vec<Option<i64>>,
    /// Days after the last that were reported and may still change.
    pub unfinished: usize,
}

/// What is asked of the store: nothing of today, which is not over.
pub fn looked_back(today: NaiveDate) -> Option<Days> {
    Days::new(today.checked_sub_days(Span::new(LOOKED_BACK))?, today.checked_sub_days(Span::new(1))?)
}

impl Past {
    /// `rows` rise by day.
    pub fn of(rows: &[DayRow], metric: Metric) -> Self {
        let is_final = |row: &&DayRow| row.complete && row.counts.get(metric).is_some();
        let (first, last) = (rows.iter().find(is_final), rows.iter().rfind(is_final));
        let days = first.zip(last).and_then(|(first, last)| Days::new(first.day, last.day));
        let unfinished = rows.iter().filter(|row| days.is_none_or(|days| row.day > days.to)).count();
        let Some(days) = days else { return Past { days, values: Vec::new(), unfinished } };
        let mut finals = rows.iter().filter(is_final).peekable();
        let value = |day| finals.next_if(|row| row.day == day).and_then(|row| row.counts.get(metric));
        Past { days: Some(days), values: days.iter().map(value).collect(), unfinished }
    }

    pub fn question(&self, ahead: usize) -> SeriesToForecast {
        let series = self.values.iter().map(|value| value.map(|value| value as f64)).collect();
        SeriesToForecast::new(series, WEEK, ahead)
    }

    /// The newest days, at most so many.
    pub fn newest(&self, most: usize) -> impl Iterator<Item = (NaiveDate, Option<i64>)> {
        let from = self.values.len().saturating_sub(most);
        let days = self.days.into_iter().flat_map(Days::iter).skip(from);
        days.zip(self.values[from..].iter().copied())
    }

    /// The days of a forecast, from the first after the past: each with its value and bounds in whole numbers.
    pub fn ahead(&self, forecast: &Forecast) -> Vec<(NaiveDate, i64, Bounds)> {
        let days = self.days.into_iter().flat_map(|days| days.to.iter_days().skip(1));
        let whole = |value: f64| value.round() as i64;
        let step = |(day, step): (NaiveDate, &ytempire_domain::forecast::ForecastStep)| {
            (day, whole(step.value), step.bounds.map(|(low, high)| (whole(low), whole(high))))
        };
        days.zip(&forecast.steps).map(step).collect()
    }
}

#[cfg(test)]
mod tests {
    use ytempire_sinks::Counts;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn row(text: &str, views: Option<i64>, complete: bool) -> DayRow {
        DayRow { day: day(text), counts: Counts { views, ..Counts::default() }, complete }
    }

    #[test]
    fn the_past_ends_with_its_last_final_day_and_gaps_stay_gaps() {
        let rows = [
            row("2026-10-31", None, true),
            row("2026-11-01", Some(10), true),
            row("2026-11-02", Some(20), false),
            row("2026-11-04", Some(0), true),
            row("2026-11-05", Some(50), false),
            row("2026-11-06", Some(9), false),
        ];
        let past = Past::of(&rows, Metric::Views);
        assert_eq!(past.days, Days::new(day("2026-11-01"), day("2026-11-04")));
        assert_eq!((past.values.clone(), past.unfinished), (vec![Some(10), None, None, Some(0)], 2));
        assert_eq!(past.newest(2).collect::<Vec<_>>(), [(day("2026-11-03"), None), (day("2026-11-04"), Some(0))]);
        assert_eq!(past.question(5).series, [Some(10.0), None, None, Some(0.0)]);
        let revenue = Past::of(&rows, Metric::RevenueMicros);
        assert_eq!((revenue.days, revenue.values.len(), revenue.unfinished), (None, 0, 6));
        assert_eq!(revenue.newest(5).count(), 0);
    }

    #[test]
    fn the_first_day_ahead_follows_the_last_final_one_and_figures_are_whole() {
        let rows: Vec<DayRow> = (0..14)
            .map(|at| DayRow { day: day("2026-02-15") + Span::new(at), ..row("2026-02-15", Some(at as i64), true) })
            .collect();
        let past = Past::of(&rows, Metric::Views);
        let ahead = past.ahead(&Forecast::by_rule(&past.question(9), ""));
        assert_eq!((ahead.len(), ahead[0], ahead[8].0), (9, (day("2026-03-01"), 7, None), day("2026-03-09")));
        let none = Past::of(&[], Metric::Views);
        assert!(none.ahead(&Forecast::by_rule(&none.question(9), "")).is_empty());
    }

    #[test]
    fn two_years_end_yesterday() {
        let days = looked_back(day("2026-11-26")).expect("a range");
        assert_eq!((days.len(), days.to), (728, day("2026-11-25")));
    }
}
