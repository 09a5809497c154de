//! One figure split up.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::Basis;
use crate::analytics::{Amount, Figure};

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct BreakdownItem {
    /// Channel id, video id, step or provider.
    pub key: String,
    /// For people: the channel's name, the video's title, else the key.
    pub label: String,
    /// By the name of each metric asked for.
    #[schema(value_type = BTreeMap<String, Option<f64>>)]
    pub values: BTreeMap<Figure, Option<Amount>>,
    /// Of the first metric: its part of the sum over all items; null where that sum is 0, or the metric is a ratio.
    #[schema(required)]
    pub share: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct BreakdownView {
    pub from: NaiveDate,
    pub to: NaiveDate,
    #[serde(flatten)]
    pub basis: Basis,
    /// `channel`, `video`, `stage` or `provider`.
    #[schema(example = "channel")]
    pub by: &'static str,
    /// The greatest of the first metric first.
    pub items: Vec<BreakdownItem>,
    #[schema(required)]
    pub next_cursor: Option<String>,
}
