//! What the truth hands to its copy: rows as they are now, and rows that are gone.

use chrono::{DateTime, NaiveDate, Utc};
use ytempire_domain::id::{ChannelId, WorkspaceId};

use crate::Counts;

/// What there is at most one row of.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MetricKey {
    pub workspace_id: WorkspaceId,
    pub channel_id: ChannelId,
    pub day: NaiveDate,
    /// Ours (`vid_…`) or the platform's; empty: the whole channel.
    pub video_id: String,
}

/// The report that counts for its key, whole.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricRow {
    pub key: MetricKey,
    /// Of all that was said of this key, the greatest is true: the copy's write timestamp. Above 0.
    pub revision: i64,
    /// By our clock: what was not stored anew for long is forgotten.
    pub stored_at: DateTime<Utc>,
    /// With the place below: which of two reports counts.
    pub observed_at: DateTime<Utc>,
    pub partition: i32,
    pub offset: i64,
    /// The platform will restate it no more.
    pub complete: bool,
    /// Of the video, where the report says it.
    pub published_at: Option<DateTime<Utc>>,
    pub counts: Counts,
    pub average_view_seconds: Option<f64>,
    /// (elapsed share of the video, viewers there as a share of those at the start), rising by the first.
    pub retention: Option<Vec<(f64, f64)>>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// New, or otherwise than before.
    Row(Box<MetricRow>),
    /// No longer kept; rows of this key with a lower revision are to be forgotten.
    Gone { key: MetricKey, revision: i64 },
}

impl Change {
    pub fn key(&self) -> &MetricKey {
        match self {
            Change::Row(row) => &row.key,
            Change::Gone { key, .. } => key,
        }
    }

    pub fn revision(&self) -> i64 {
        match self {
            Change::Row(row) => row.revision,
            Change::Gone { revision, .. } => *revision,
        }
    }
}
