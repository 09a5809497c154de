//! What a video cost, and what one is expected to cost.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use ytempire_domain::{ChannelId, Currency, Micros, Step, request::Aspect};

use super::names::{AspectName, StageName};

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CostEntry {
    #[schema(value_type = StageName)]
    pub stage: Step,
    #[schema(example = "local")]
    pub provider: String,
    #[schema(example = "cpu_second")]
    pub unit: String,
    /// Units reserved before the call.
    pub quantity: f64,
    /// Units measured after it; null while it runs and if it was released.
    #[schema(required)]
    pub measured: Option<f64>,
    /// `reserved`, `settled` or `released`.
    pub state: String,
    #[schema(value_type = i64)]
    pub reserved_micros: Micros,
    /// Charged.
    #[schema(value_type = i64)]
    pub cost_micros: Micros,
    #[schema(value_type = String, example = "USD")]
    pub currency: Currency,
    pub reserved_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CostList {
    pub items: Vec<CostEntry>,
    #[schema(value_type = i64)]
    pub cost_micros: Micros,
    #[schema(value_type = i64)]
    pub reserved_micros: Micros,
    #[schema(value_type = i64)]
    pub cap_micros: Micros,
    #[schema(value_type = String, example = "USD")]
    pub currency: Currency,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EstimateBody {
    #[schema(value_type = String, example = "demo")]
    pub channel_id: ChannelId,
    #[schema(value_type = Option<AspectName>)]
    pub aspect: Option<Aspect>,
    #[schema(minimum = 5, maximum = 600)]
    pub seconds: Option<u32>,
}

/// What the channel's last finished videos cost per second of video, at today's prices.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EstimateView {
    /// Null where no finished video tells.
    #[schema(value_type = Option<i64>, required)]
    pub cost_micros: Option<Micros>,
    #[schema(value_type = i64)]
    pub cap_micros: Micros,
    #[schema(value_type = String, example = "USD")]
    pub currency: Currency,
    pub seconds: u32,
    /// Finished videos that the figure rests on.
    pub videos: usize,
}
