//! What follows from counts and money: differences, ratios, growth. Whole numbers stay whole.

use ytempire_sinks::Counts;

use super::{Amount, Figure};

/// Reported counts beside what was spent in the same time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub counts: Counts,
    /// Micros; `None`: nobody knows.
    pub spend: Option<i64>,
}

impl Totals {
    pub fn value(&self, figure: Figure) -> Option<Amount> {
        let whole = |value: Option<i64>| value.map(Amount::Whole);
        match figure {
            Figure::SubscribersNet => whole(self.subscribers_net()),
            Figure::Spend => whole(self.spend),
            Figure::Profit => whole(self.profit()),
            Figure::Margin => self.margin().and_then(Amount::real),
            Figure::Rpm => whole(self.rpm()),
            Figure::AverageViewSeconds => self.average_view_seconds().and_then(Amount::real),
            reported => whole(reported.reported().and_then(|metric| self.counts.get(metric))),
        }
    }

    pub fn subscribers_net(&self) -> Option<i64> {
        Some(self.counts.subscribers_gained?.saturating_sub(self.counts.subscribers_lost?))
    }

    /// Micros.
    pub fn profit(&self) -> Option<i64> {
        Some(self.counts.revenue_micros?.saturating_sub(self.spend?))
    }

    /// Profit as a share of the revenue; `None` without revenue.
    pub fn margin(&self) -> Option<f64> {
        let revenue = self.counts.revenue_micros.filter(|revenue| *revenue != 0)?;
        Some(self.profit()? as f64 / revenue as f64)
    }

    /// Micros for a thousand views, rounded; `None` without views.
    pub fn rpm(&self) -> Option<i64> {
        rounded(i128::from(self.counts.revenue_micros?) * 1000, i128::from(self.counts.views?))
    }

    /// `None` without views.
    pub fn average_view_seconds(&self) -> Option<f64> {
        let views = self.counts.views.filter(|views| *views > 0)?;
        Some(self.counts.minutes_watched? as f64 * 60.0 / views as f64)
    }

    /// Micros for each of `videos`, rounded; `None` where there is none.
    pub fn profit_per(&self, videos: i64) -> Option<i64> {
        rounded(i128::from(self.profit()?), i128::from(videos))
    }
}

/// To the nearest whole number, halves away from zero; `None` unless `by` is above zero.
fn rounded(value: i128, by: i128) -> Option<i64> {
    if by <= 0 {
        return None;
    }
    let away = (value.abs() + by / 2) / by * value.signum();
    i64::try_from(away).ok()
}

/// By which share of the earlier value it changed; `None` where either is not known or the earlier one is 0.
pub fn growth(value: Option<Amount>, earlier: Option<Amount>) -> Option<f64> {
    let (value, earlier) = (value?.as_f64(), earlier?.as_f64());
    (earlier != 0.0).then(|| (value - earlier) / earlier.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn totals(views: i64, revenue: i64, spend: i64) -> Totals {
        let counts = Counts { views: Some(views), revenue_micros: Some(revenue), ..Counts::default() };
        Totals { counts, spend: Some(spend) }
    }

    #[test]
    fn money_is_exact_and_ratios_follow_from_it() {
        // 12.345678 earned with 4,000 views, 3.10 spent.
        let sum = totals(4_000, 12_345_678, 3_100_000);
        assert_eq!(sum.value(Figure::Profit), Some(Amount::Whole(9_245_678)));
        // 12,345,678 / 4 = 3,086,419.5
        assert_eq!(sum.value(Figure::Rpm), Some(Amount::Whole(3_086_420)));
        assert_eq!(sum.margin(), Some(9_245_678.0 / 12_345_678.0));
        // 9,245,678 / 4 = 2,311,419.5
        assert_eq!((sum.profit_per(4), sum.profit_per(0)), (Some(2_311_420), None));
        assert_eq!(totals(1, 0, 7).profit_per(2), Some(-4), "-3.5 is rounded away from zero");
    }

    #[test]
    fn what_is_not_known_makes_nothing_known() {
        assert_eq!(Figure::ALL.map(|figure| Totals::default().value(figure)), [None; Figure::ALL.len()]);
        let spent = Totals { spend: Some(5), ..Totals::default() };
        assert_eq!((spent.value(Figure::Spend), spent.value(Figure::Profit)), (Some(Amount::Whole(5)), None));
        assert_eq!(
            (totals(0, 7, 1).rpm(), totals(5, 0, 1).margin(), totals(0, 7, 1).average_view_seconds()),
            (None, None, None)
        );
    }

    #[test]
    fn a_mean_view_is_as_long_as_all_of_them_by_their_number() {
        let counts = Counts {
            views: Some(300),
            minutes_watched: Some(1_250),
            subscribers_gained: Some(3),
            subscribers_lost: Some(5),
            ..Counts::default()
        };
        let sum = Totals { counts, spend: None };
        assert_eq!((sum.average_view_seconds(), sum.subscribers_net()), (Some(250.0), Some(-2)));
    }

    #[test]
    fn growth_has_the_sign_of_the_change() {
        let whole = |value| Some(Amount::Whole(value));
        assert_eq!(growth(whole(150), whole(100)), Some(0.5));
        assert_eq!(growth(whole(-50), whole(-100)), Some(0.5), "a smaller loss is growth");
        assert_eq!((growth(whole(1), whole(0)), growth(None, whole(1)), growth(whole(1), None)), (None, None, None));
    }
}
