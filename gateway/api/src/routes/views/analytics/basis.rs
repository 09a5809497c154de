//! What every answer rests on.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use ytempire_domain::Currency;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AnalyticsStore)]
pub enum StoreName {
    Postgres,
    Scylla,
}

/// Which store answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = AnalyticsSource)]
pub struct Source {
    pub store: StoreName,
    /// Why the read copy was not used where there is one; null if it was, or there is none.
    #[schema(required)]
    pub fallback: Option<String>,
}

/// Members that every answer of the analytics has.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = AnalyticsBasis)]
pub struct Basis {
    /// In which days and hours are cut.
    #[schema(example = "America/Los_Angeles")]
    pub tz: String,
    #[schema(value_type = String, example = "USD")]
    pub currency: Currency,
    pub source: Source,
    /// When the newest batch of reports was written; null before the first.
    #[schema(required)]
    pub as_of: Option<DateTime<Utc>>,
}
