//! Figures over time.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::Basis;
use crate::analytics::{Amount, Figure, Unit};

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = SeriesPoint)]
pub struct Point {
    /// First day of the bucket (a Monday, the first of a month), which may lie before `from`; of an hour its time with
    /// the offset of `tz`.
    #[schema(example = "2026-11-22")]
    pub start: String,
    #[schema(required)]
    pub value: Option<Amount>,
    /// The figure is final: every day of the bucket was reported for the last time and lies within the range.
    pub complete: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Series)]
pub struct SeriesView {
    pub metric: Figure,
    pub unit: Unit,
    pub points: Vec<Point>,
    /// The period of the same length before, with `compare=previous`; else null.
    #[schema(required)]
    pub previous: Option<Vec<Point>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TimeseriesView {
    pub from: NaiveDate,
    pub to: NaiveDate,
    #[serde(flatten)]
    pub basis: Basis,
    /// `hour`, `day`, `week` or `month`.
    #[schema(example = "day")]
    pub granularity: &'static str,
    /// One for each metric asked for, in that order.
    pub series: Vec<SeriesView>,
}
