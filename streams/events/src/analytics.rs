//! `youtube-analytics`: metrics of one video and day, or of a whole channel and day.
//!
//! The same (video, day) is reported again as the platform restates its figures: the newest by `observed_at` wins.

mod fields;
mod quick;
#[cfg(test)]
mod tests;
mod worded;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use ytempire_domain::{
    id::ChannelId,
    money::{Currency, Micros},
};

pub(crate) use fields::time;

use crate::{
    OutRecord, Refused, YOUTUBE_ANALYTICS,
    headers::{DATASCHEMA, Headers},
    pacific,
    version::{KNOWN, schema_name},
};

/// Farthest from 0 that a count of one day may be; sums of many then stay within an `i64`.
pub const MAX_COUNT: i64 = 1_000_000_000_000;
/// The same of revenue: 100 million dollars.
pub const MAX_REVENUE: Micros = Micros::from_units(100_000_000);
/// Most points of a retention curve.
pub const MAX_POINTS: usize = 100;

/// How long after its end the platform restates a day.
const RESTATED: TimeDelta = TimeDelta::hours(72);

/// What was reported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    pub channel_id: ChannelId,
    /// Ours (`vid_…`) or the platform's; none: the whole channel. 1 to 64 characters of a-z, A-Z, 0-9, '-' and '_'.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub video_id: Option<String>,
    /// The platform's own day (YouTube: Pacific time).
    pub day: NaiveDate,
    /// When the platform was asked.
    pub observed_at: DateTime<Utc>,
    /// Of the video.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<DateTime<Utc>>,
    /// Whether the platform will restate this day no more, where the sender knows; see [`Report::is_complete`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complete: Option<bool>,
    pub metrics: Metrics,
}

/// At least one is there. Counts are of that day alone and may be negative where the platform nets them; none is farther
/// from 0 than [`MAX_COUNT`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Metrics {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub views: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engaged_views: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impressions: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes_watched: Option<i64>,
    /// Seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub average_view_seconds: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub likes: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comments: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shares: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscribers_gained: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscribers_lost: Option<i64>,
    /// Estimated, in millionths of `currency`; both or neither.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revenue_micros: Option<Micros>,
    /// US dollars and nothing else: what is added up has one currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// 1 to [`MAX_POINTS`] points: (elapsed share of the video, viewers there as a share of those at the start). The first
    /// rises from point to point and lies between 0 and 1, the second is at least 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retention: Option<Vec<(f64, f64)>>,
}

impl Report {
    /// Whether the platform will restate this day no more: as the sender says, else whether it was asked at least 72 hours
    /// after the day's end.
    pub fn is_complete(&self) -> bool {
        self.complete.unwrap_or_else(|| self.observed_at >= pacific::end_of(self.day) + RESTATED)
    }
}

/// What a record reports.
pub fn parse_report(value: Option<&[u8]>, headers: &Headers) -> Result<Report, Refused> {
    match quick::report(value, headers) {
        Some(report) => Ok(report),
        None => worded::report(value, headers),
    }
}

/// The record that carries it. Its key keeps a channel's reports in one partition, in order.
pub fn report_record(report: &Report) -> OutRecord {
    let value = serde_json::json!(report).to_string().into_bytes();
    let schema = schema_name(YOUTUBE_ANALYTICS, KNOWN);
    OutRecord::json(YOUTUBE_ANALYTICS, report.channel_id.as_str(), value, &[(DATASCHEMA, &schema)])
}
