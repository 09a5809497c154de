//! The figures that can be asked for: reported, charged, and what follows from them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use ytempire_sinks::Metric;

macro_rules! figures {
    ($($(#[$doc:meta])* $figure:ident $name:literal $unit:ident;)*) => {
        /// A figure by the name that clients give it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        #[schema(as = MetricName)]
        pub enum Figure {
            $($(#[$doc])* $figure,)*
        }

        impl Figure {
            pub const ALL: [Figure; [$($name),*].len()] = [$(Figure::$figure),*];

            pub const fn name(self) -> &'static str {
                match self {
                    $(Figure::$figure => $name,)*
                }
            }

            pub const fn unit(self) -> Unit {
                match self {
                    $(Figure::$figure => Unit::$unit,)*
                }
            }
        }
    };
}

figures! {
    Views "views" Count;
    EngagedViews "engaged_views" Count;
    Impressions "impressions" Count;
    MinutesWatched "minutes_watched" Count;
    Likes "likes" Count;
    Comments "comments" Count;
    Shares "shares" Count;
    SubscribersGained "subscribers_gained" Count;
    SubscribersLost "subscribers_lost" Count;
    /// Gained less lost.
    SubscribersNet "subscribers_net" Count;
    Revenue "revenue" Micros;
    /// What the ledger charged.
    Spend "spend" Micros;
    /// Revenue less spend.
    Profit "profit" Micros;
    /// Profit as a share of the revenue.
    Margin "margin" Ratio;
    /// Revenue of a thousand views.
    Rpm "rpm" Micros;
    /// Minutes watched times 60 by views.
    AverageViewSeconds "average_view_seconds" Seconds;
}

/// What a figure is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = MetricUnit)]
pub enum Unit {
    /// A whole number.
    Count,
    /// Whole millionths of the currency.
    Micros,
    /// 1 is all of it.
    Ratio,
    Seconds,
}

impl Figure {
    pub fn named(name: &str) -> Option<Figure> {
        Figure::ALL.into_iter().find(|figure| figure.name() == name)
    }

    /// The count of that name, where the figure is reported as it is.
    pub const fn reported(self) -> Option<Metric> {
        Some(match self {
            Figure::Views => Metric::Views,
            Figure::EngagedViews => Metric::EngagedViews,
            Figure::Impressions => Metric::Impressions,
            Figure::MinutesWatched => Metric::MinutesWatched,
            Figure::Likes => Metric::Likes,
            Figure::Comments => Metric::Comments,
            Figure::Shares => Metric::Shares,
            Figure::SubscribersGained => Metric::SubscribersGained,
            Figure::SubscribersLost => Metric::SubscribersLost,
            Figure::Revenue => Metric::RevenueMicros,
            Figure::SubscribersNet
            | Figure::Spend
            | Figure::Profit
            | Figure::Margin
            | Figure::Rpm
            | Figure::AverageViewSeconds => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_found_by_the_name_that_json_gives_it() {
        for figure in Figure::ALL {
            assert_eq!(Figure::named(figure.name()), Some(figure));
            assert_eq!(serde_json::to_value(figure).expect("JSON"), figure.name());
        }
        assert_eq!(Figure::named("fame"), None);
    }
}
