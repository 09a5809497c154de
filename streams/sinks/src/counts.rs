//! What can be added up.

use serde::{Deserialize, Serialize};
use ytempire_domain::money::Micros;
use ytempire_events::analytics::Metrics;

macro_rules! counts {
    ($($(#[$doc:meta])* $field:ident $metric:ident;)*) => {
        /// Reported counts of one day, or sums of them. `None`: never reported, which is not zero.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub struct Counts {
            $($(#[$doc])* pub $field: Option<i64>,)*
        }

        /// The name of one of [`Counts`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Metric {
            $($metric,)*
        }

        impl Metric {
            pub const ALL: [Metric; [$(stringify!($field)),*].len()] = [$(Metric::$metric),*];

            /// As records, columns and the API name it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Metric::$metric => stringify!($field),)*
                }
            }
        }

        impl Counts {
            pub const fn get(&self, metric: Metric) -> Option<i64> {
                match metric {
                    $(Metric::$metric => self.$field,)*
                }
            }

            pub const fn set(&mut self, metric: Metric, value: Option<i64>) {
                match metric {
                    $(Metric::$metric => self.$field = value,)*
                }
            }
        }
    };
}

counts! {
    views Views;
    engaged_views EngagedViews;
    impressions Impressions;
    minutes_watched MinutesWatched;
    likes Likes;
    comments Comments;
    shares Shares;
    subscribers_gained SubscribersGained;
    subscribers_lost SubscribersLost;
    /// Millionths of a US dollar.
    revenue_micros RevenueMicros;
}

impl Counts {
    pub fn revenue(&self) -> Option<Micros> {
        self.revenue_micros.map(Micros)
    }

    /// Both together; what only one side knows stays as it is. Saturates at the ends of `i64`.
    #[must_use]
    pub fn plus(self, other: Counts) -> Counts {
        self.each(other, i64::saturating_add)
    }

    /// By how much this differs from `earlier`; what neither side knows stays unknown.
    #[must_use]
    pub fn minus(self, earlier: Counts) -> Counts {
        self.each(earlier, i64::saturating_sub)
    }

    pub fn is_empty(&self) -> bool {
        *self == Counts::default()
    }

    fn each(self, other: Counts, both: fn(i64, i64) -> i64) -> Counts {
        let mut sum = Counts::default();
        for metric in Metric::ALL {
            let value = match (self.get(metric), other.get(metric)) {
                (None, None) => None,
                (left, right) => Some(both(left.unwrap_or(0), right.unwrap_or(0))),
            };
            sum.set(metric, value);
        }
        sum
    }
}

impl From<&Metrics> for Counts {
    fn from(metrics: &Metrics) -> Self {
        Counts {
            views: metrics.views,
            engaged_views: metrics.engaged_views,
            impressions: metrics.impressions,
            minutes_watched: metrics.minutes_watched,
            likes: metrics.likes,
            comments: metrics.comments,
            shares: metrics.shares,
            subscribers_gained: metrics.subscribers_gained,
            subscribers_lost: metrics.subscribers_lost,
            revenue_micros: metrics.revenue_micros.map(|revenue| revenue.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_never_reported_stays_unknown_and_what_was_adds_up() {
        let left = Counts { views: Some(3), likes: Some(1), ..Counts::default() };
        let right = Counts { views: Some(4), revenue_micros: Some(10), ..Counts::default() };
        let sum = left.plus(right);
        assert_eq!(sum, Counts { views: Some(7), likes: Some(1), revenue_micros: Some(10), ..Counts::default() });
        assert_eq!(sum.minus(right).views, Some(3));
        assert!(Counts::default().plus(Counts::default()).is_empty());
    }

    #[test]
    fn every_metric_has_a_name_of_its_own() {
        let names: std::collections::BTreeSet<_> = Metric::ALL.iter().map(|metric| metric.name()).collect();
        assert_eq!(names.len(), Metric::ALL.len());
    }
}
