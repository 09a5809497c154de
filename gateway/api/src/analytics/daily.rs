//! Figures day by day, and what they come to over several days.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ytempire_sinks::{Counts, DayRow, Days};

use super::{Amount, Figure, Totals};

/// Reports and spend of whatever was asked for.
#[derive(Clone, Debug)]
pub struct Daily {
    /// The platform's day: it is not over yet.
    today: NaiveDate,
    reported: BTreeMap<NaiveDate, DayRow>,
    /// Micros.
    spent: BTreeMap<NaiveDate, i64>,
}

impl Daily {
    pub fn new(
        today: NaiveDate,
        reported: impl IntoIterator<Item = DayRow>,
        spent: impl IntoIterator<Item = (NaiveDate, i64)>,
    ) -> Self {
        let reported = reported.into_iter().map(|row| (row.day, row)).collect();
        Daily { today, reported, spent: spent.into_iter().collect() }
    }

    /// A day without spend cost nothing; a day without a report is not known.
    pub fn totals(&self, days: Days) -> Totals {
        let reported = self.reported.range(days.from..=days.to).map(|(_, row)| row.counts);
        let counts = reported.fold(Counts::default(), Counts::plus);
        Totals { counts, spend: Some(self.spent.range(days.from..=days.to).map(|(_, micros)| *micros).sum()) }
    }

    pub fn value(&self, figure: Figure, days: Days) -> Option<Amount> {
        self.totals(days).value(figure)
    }

    /// Of every day of the range.
    pub fn series(&self, figure: Figure, days: Days) -> Vec<Option<Amount>> {
        days.iter().map(|day| self.value(figure, Days { from: day, to: day })).collect()
    }

    /// The figure will change no more: every day was reported for the last time, or is over where money is spent.
    pub fn is_complete(&self, figure: Figure, days: Days) -> bool {
        let is_spend = figure == Figure::Spend;
        let needs_spend = matches!(figure, Figure::Spend | Figure::Profit | Figure::Margin);
        let spent = !needs_spend || days.to < self.today;
        spent && (is_spend || days.iter().all(|day| self.reported.get(&day).is_some_and(|row| row.complete)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::period::parse_day;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        parse_day(text).expect("a day")
    }

    fn row(text: &str, views: i64, revenue: i64, complete: bool) -> DayRow {
        let counts = Counts { views: Some(views), revenue_micros: Some(revenue), ..Counts::default() };
        DayRow { day: day(text), counts, complete }
    }

    fn world() -> (Daily, Days) {
        let rows = [row("2026-11-19", 10, 500, true), row("2026-11-20", 20, 700, true), row("2026-11-22", 5, 9, false)];
        let spent = [(day("2026-11-20"), 300), (day("2026-11-21"), 50), (day("2026-11-23"), 1)];
        (Daily::new(day("2026-11-22"), rows, spent), Days { from: day("2026-11-19"), to: day("2026-11-22") })
    }

    #[test]
    fn a_range_adds_up_and_a_day_without_a_report_is_a_gap() {
        let (daily, range) = world();
        assert_eq!(daily.totals(range).value(Figure::Revenue), Some(Amount::Whole(1_209)));
        assert_eq!(daily.value(Figure::Profit, range), Some(Amount::Whole(859)));
        let whole = |value| Some(Amount::Whole(value));
        assert_eq!(daily.series(Figure::Views, range), [whole(10), whole(20), None, whole(5)]);
        assert_eq!(daily.series(Figure::Spend, range), [whole(0), whole(300), whole(50), whole(0)]);
        assert_eq!(daily.series(Figure::Profit, range), [whole(500), whole(400), None, whole(9)]);
    }

    #[test]
    fn a_figure_is_complete_when_all_that_makes_it_is() {
        let (daily, range) = world();
        let until = |text: &str| Days { to: day(text), ..range };
        assert!(daily.is_complete(Figure::Views, until("2026-11-20")));
        assert!(!daily.is_complete(Figure::Views, until("2026-11-21")), "never reported");
        assert!(daily.is_complete(Figure::Spend, until("2026-11-21")), "over");
        assert!(!daily.is_complete(Figure::Spend, range), "today goes on");
        assert!(daily.is_complete(Figure::Profit, until("2026-11-20")));
    }
}
