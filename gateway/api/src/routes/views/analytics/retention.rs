//! Who still watches, and where they leave.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::Basis;

#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct RetentionPoint {
    /// Elapsed share of the video, 0 to 1.
    pub at: f64,
    /// Viewers there as a share of those at the start; above 1 where parts are watched again.
    pub watching: f64,
}

/// One scene of our own video, and how many it lost.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SceneView {
    /// From 0.
    pub index: usize,
    /// What is said.
    pub text: String,
    pub start_ms: u64,
    pub end_ms: u64,
    /// Watching at its start, read between the two points beside it; before the first and after the last as there.
    pub watching_start: f64,
    pub watching_end: f64,
    /// `watching_start` less `watching_end`; below 0 where viewers came.
    pub lost: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RetentionView {
    pub video_id: String,
    pub channel_id: String,
    #[serde(flatten)]
    pub basis: Basis,
    /// Day of the report that brought the curve.
    pub day: NaiveDate,
    pub observed_at: DateTime<Utc>,
    /// Rising by `at`.
    pub points: Vec<RetentionPoint>,
    /// In order; empty for a video that is not our own.
    pub scenes: Vec<SceneView>,
}
