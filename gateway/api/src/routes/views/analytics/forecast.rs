//! What the next days may be.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use ytempire_domain::{forecast::Forecast, trend::ScoreSource};

use super::Basis;
use crate::analytics::{Amount, Figure, Unit};

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ForecastPoint {
    pub day: NaiveDate,
    pub value: Amount,
    /// Lower bound of the interval; null where too few past errors are known for one.
    #[schema(required)]
    pub low: Option<Amount>,
    #[schema(required)]
    pub high: Option<Amount>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PastPoint {
    pub day: NaiveDate,
    /// Null where there is no final report: the same weekday of the week before stands in, and nothing is judged by it.
    #[schema(required)]
    pub value: Option<Amount>,
}

/// What a forecast stands on.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ForecastPast {
    /// First day with a final report of the last two years; null where there is none.
    #[schema(required)]
    pub from: Option<NaiveDate>,
    /// The last one: the forecast begins the day after.
    #[schema(required)]
    pub to: Option<NaiveDate>,
    /// Days between them that have one, themselves included.
    pub days: usize,
    /// Days between them that have none.
    pub gaps: usize,
    /// Days after the last one that were reported and may still change: they are left out.
    pub unfinished: usize,
    /// The newest nine weeks of it.
    pub points: Vec<PastPoint>,
}

/// Who made a forecast.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = ForecastMaker)]
pub struct MakerView {
    /// `model` or `rule`.
    #[schema(example = "model")]
    pub source: &'static str,
    /// The method's name, or the rule's; `none` where nothing is forecast.
    #[schema(example = "log autoregression")]
    pub name: String,
    /// Of the method; null for a rule.
    #[schema(required)]
    pub version: Option<String>,
    /// Why this one.
    pub because: String,
}

impl MakerView {
    pub fn of(made: Forecast) -> Self {
        let source = match made.source {
            ScoreSource::Model => "model",
            ScoreSource::Rule => "rule",
        };
        MakerView { source, name: made.model, version: made.version, because: made.because }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ForecastView {
    pub channel_id: String,
    pub metric: Figure,
    pub unit: Unit,
    #[serde(flatten)]
    pub basis: Basis,
    /// The days after the last final one; empty where the past is too short for any.
    pub points: Vec<ForecastPoint>,
    /// Share of past errors that lay within the bounds.
    #[schema(example = 0.8)]
    pub interval: f64,
    pub made_by: MakerView,
    /// Mean absolute error at past origins, a week apart, as a multiple of the mean change from one week to the next; null where
    /// it was never tried.
    #[schema(required, example = 0.62)]
    pub mase: Option<f64>,
    /// The same of repeating the last week, at the same origins.
    #[schema(required, example = 0.97)]
    pub naive_mase: Option<f64>,
    /// Past origins that both errors are of.
    pub origins: usize,
    pub past: ForecastPast,
}
