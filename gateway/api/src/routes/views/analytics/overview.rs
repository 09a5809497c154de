//! The portfolio at a glance.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::Basis;
use crate::analytics::{Amount, Figure, Unit};

/// One figure over the range, beside the period of the same length before it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Kpi {
    pub metric: Figure,
    pub unit: Unit,
    #[schema(required)]
    pub value: Option<Amount>,
    /// Of the period before.
    #[schema(required)]
    pub previous: Option<Amount>,
    /// (value - previous) / |previous|; null where either is not known or the previous one is 0.
    #[schema(required)]
    pub growth: Option<f64>,
    /// One for each day of the range, in order; null where nothing was reported.
    pub series: Vec<Option<Amount>>,
    /// Every day of the range is final.
    pub complete: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PreviousPeriod {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub videos_published: i64,
    /// Micros.
    #[schema(required)]
    pub profit_per_video: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct OverviewView {
    pub from: NaiveDate,
    pub to: NaiveDate,
    #[serde(flatten)]
    pub basis: Basis,
    /// views, revenue, spend, profit, margin, rpm, subscribers_net: in this order.
    pub kpis: Vec<Kpi>,
    /// Our own videos that were published in the range.
    pub videos_published: i64,
    /// Profit by `videos_published`, in micros, rounded; null where either is not known or nothing was published.
    #[schema(required)]
    pub profit_per_video: Option<i64>,
    pub previous: PreviousPeriod,
}
