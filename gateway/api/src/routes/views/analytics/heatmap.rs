//! When it is worth publishing, and where something happens.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::Basis;
use crate::analytics::{Amount, Figure, Unit};

#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct HeatCell {
    /// Index into `rows`.
    pub row: usize,
    /// Index into `columns`.
    pub column: usize,
    /// `publish`: mean views of the first 7 days of the videos that are old enough; `activity`: the metric of the day.
    #[schema(required)]
    pub value: Option<Amount>,
    /// Videos published then.
    pub count: i64,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct HeatmapView {
    pub from: NaiveDate,
    pub to: NaiveDate,
    #[serde(flatten)]
    pub basis: Basis,
    /// `publish` or `activity`.
    #[schema(example = "publish")]
    pub kind: &'static str,
    /// What `value` is: views of `publish`, the metric asked for of `activity`.
    pub metric: Figure,
    pub unit: Unit,
    /// `publish`: Monday to Sunday; `activity`: names of channels, the greatest first.
    pub rows: Vec<String>,
    /// `activity`: ids of the channels, as `rows`; else null.
    #[schema(required)]
    pub channel_ids: Option<Vec<String>>,
    /// `publish`: the hours `00` to `23`; `activity`: the days.
    pub columns: Vec<String>,
    /// What has neither value nor count is left out.
    pub cells: Vec<HeatCell>,
    /// Videos or channels beyond what is shown.
    pub left_out: usize,
}
