//! Channels side by side.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use ytempire_domain::channel::ChannelStatus;

use super::Basis;
use crate::{
    analytics::{Amount, Figure},
    routes::views::names::ChannelStatusName,
};

/// One channel over the range. Money is micros.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ChannelFigures {
    pub channel_id: String,
    /// Its id where reports name a channel that was never made here.
    pub name: String,
    #[schema(value_type = Option<ChannelStatusName>, required)]
    pub status: Option<ChannelStatus>,
    #[schema(required)]
    pub views: Option<i64>,
    #[schema(required)]
    pub revenue: Option<i64>,
    pub spend: i64,
    #[schema(required)]
    pub profit: Option<i64>,
    #[schema(required)]
    pub margin: Option<f64>,
    #[schema(required)]
    pub rpm: Option<i64>,
    #[schema(required)]
    pub subscribers_net: Option<i64>,
    pub videos_published: i64,
    #[schema(required)]
    pub profit_per_video: Option<i64>,
    /// Of `trend` against the period of the same length before.
    #[schema(required)]
    pub growth: Option<f64>,
    /// `trend` of each day of the range.
    pub sparkline: Vec<Option<Amount>>,
    /// Of our own videos, whenever it was.
    #[schema(required)]
    pub last_published_at: Option<DateTime<Utc>>,
    pub complete: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ChannelFiguresPage {
    pub from: NaiveDate,
    pub to: NaiveDate,
    #[serde(flatten)]
    pub basis: Basis,
    /// What `growth` and `sparkline` are of: the first `metric` asked for, else views.
    pub trend: Figure,
    pub items: Vec<ChannelFigures>,
    #[schema(required)]
    pub next_cursor: Option<String>,
}
