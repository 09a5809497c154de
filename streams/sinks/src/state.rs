//! What is known of a channel while its reports stream by: a function of its days, whatever order they came in.

use chrono::NaiveDate;
use ytempire_domain::id::ChannelId;

use crate::Counts;

/// A channel and what its days add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct ChannelState {
    pub channel_id: ChannelId,
    pub rolling: Rolling,
}

/// Sums and paces of a channel: 64 bytes. Starts empty and takes in by how much a day changed, a restated one too.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rolling {
    /// The last day of which anything was reported; `None` before the first.
    pub newest_day: Option<NaiveDate>,
    pub views: i64,
    /// Millionths of a US dollar.
    pub revenue_micros: i64,
    /// Gained less lost, over all days.
    pub subscribers: i64,
    /// Over about the last 7 days, as of the newest day.
    pub week: Pace,
    /// Over about the last 28 days, as of the newest day.
    pub month: Pace,
}

/// A day's worth: an average over all days up to the newest in which a day counts the less the older it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pace {
    pub views: f64,
    pub revenue_micros: f64,
}

/// By how much a channel's figure of one day changed. A day that was never heard of is a change from nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelChange {
    pub channel_id: ChannelId,
    pub day: NaiveDate,
    /// Never empty; what the change did not touch is 0 or unknown.
    pub delta: Counts,
}

impl Rolling {
    /// Linear: the order of changes does not matter (to within the last digits of the paces).
    pub fn fold(&mut self, day: NaiveDate, delta: &Counts) {
        let newest = self.newest_day.map_or(day, |newest| newest.max(day));
        let passed = self.newest_day.map_or(0, |known| (newest - known).num_days());
        let age = (newest - day).num_days();
        self.newest_day = Some(newest);
        let value = |count: Option<i64>| count.unwrap_or(0);
        let (views, revenue) = (value(delta.views), value(delta.revenue_micros));
        self.views = self.views.saturating_add(views);
        self.revenue_micros = self.revenue_micros.saturating_add(revenue);
        let subscribers = value(delta.subscribers_gained).saturating_sub(value(delta.subscribers_lost));
        self.subscribers = self.subscribers.saturating_add(subscribers);
        self.week.fold(7.0, passed, age, views, revenue);
        self.month.fold(28.0, passed, age, views, revenue);
    }
}

impl Pace {
    /// Each day counts (1 - 1/days) of the day after it.
    #[expect(clippy::cast_precision_loss, reason = "a pace is no sum")]
    fn fold(&mut self, days: f64, passed: i64, age: i64, views: i64, revenue: i64) {
        let weight = |days_old: i64| (1.0 - 1.0 / days).powf(days_old as f64);
        self.views = self.views * weight(passed) + views as f64 * weight(age) / days;
        self.revenue_micros = self.revenue_micros * weight(passed) + revenue as f64 * weight(age) / days;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: u64) -> NaiveDate {
        NaiveDate::default() + chrono::Days::new(number)
    }

    fn counts(views: i64) -> Counts {
        let (gained, lost) = (Some(views * 2), Some(views));
        Counts {
            views: Some(views),
            revenue_micros: Some(views * 10),
            subscribers_gained: gained,
            subscribers_lost: lost,
            ..Counts::default()
        }
    }

    #[test]
    fn a_channel_that_goes_on_as_it_was_has_that_pace() {
        let mut rolling = Rolling::default();
        (0..2000).for_each(|number| rolling.fold(day(number), &counts(50)));
        assert_eq!((rolling.newest_day, rolling.views), (Some(day(1999)), 100_000));
        assert_eq!((rolling.revenue_micros, rolling.subscribers), (1_000_000, 100_000));
        assert!((rolling.week.views - 50.0).abs() < 1e-6, "{rolling:?}");
        assert!((rolling.month.revenue_micros - 500.0).abs() < 1e-6, "{rolling:?}");
    }

    #[test]
    fn the_order_of_days_does_not_matter_and_a_restated_day_is_its_difference() {
        let (mut forth, mut back) = (Rolling::default(), Rolling::default());
        (0..40).for_each(|number| forth.fold(day(number), &counts(number as i64)));
        (0..40).rev().for_each(|number| back.fold(day(number), &counts(number as i64 + 7)));
        (0..40).for_each(|number| back.fold(day(number), &counts(-7)));
        assert_eq!((forth.views, forth.subscribers), (back.views, back.subscribers));
        assert!((forth.week.views - back.week.views).abs() < 1e-9);
        assert!((forth.month.revenue_micros - back.month.revenue_micros).abs() < 1e-9);
    }

    #[test]
    fn an_idle_channel_is_small() {
        assert!(size_of::<Rolling>() <= 64, "{}", size_of::<Rolling>());
    }
}
