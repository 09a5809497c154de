//! Videos side by side, at equal age if asked for.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::Basis;

/// What tells when a video was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgeFrom {
    /// We published it ourselves.
    Journal,
    /// Reports say so.
    Report,
    /// Nobody says: the first day ever reported.
    FirstReport,
}

/// Sums of the first days of a video's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AtAge {
    pub days: u32,
    #[schema(required)]
    pub views: Option<i64>,
    #[schema(required)]
    pub revenue: Option<i64>,
    /// Every one of those days was reported for the last time.
    pub complete: bool,
}

/// One video over the range, or since it was published. Money is micros.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct VideoFigures {
    /// Ours (`vid_…`) or the platform's.
    pub video_id: String,
    pub channel_id: String,
    /// Of our own videos.
    #[schema(required)]
    pub title: Option<String>,
    #[schema(required)]
    pub published_at: Option<DateTime<Utc>>,
    pub age_from: AgeFrom,
    /// Whole Pacific days since it was published, until today.
    pub age_days: i64,
    #[schema(required)]
    pub views: Option<i64>,
    #[schema(required)]
    pub revenue: Option<i64>,
    /// Null for a video that is not our own.
    #[schema(required)]
    pub spend: Option<i64>,
    #[schema(required)]
    pub profit: Option<i64>,
    #[schema(required)]
    pub rpm: Option<i64>,
    #[schema(required)]
    pub average_view_seconds: Option<f64>,
    /// Null while the video is younger, or where `age` was not asked for.
    #[schema(required)]
    pub at_age: Option<AtAge>,
    pub complete: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct VideoFiguresPage {
    /// Null without `channel_id`: then the sums are those since each video was published.
    #[schema(required)]
    pub from: Option<NaiveDate>,
    #[schema(required)]
    pub to: Option<NaiveDate>,
    #[serde(flatten)]
    pub basis: Basis,
    pub items: Vec<VideoFigures>,
    #[schema(required)]
    pub next_cursor: Option<String>,
}
