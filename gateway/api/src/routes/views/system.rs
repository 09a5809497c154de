//! How the machine is doing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One part of the house.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Readings {
    pub ok: bool,
    /// What an operator should read; empty if all is well.
    pub detail: String,
}

impl Readings {
    pub fn fine() -> Self {
        Readings { ok: true, detail: String::new() }
    }

    pub fn trouble(detail: impl Into<String>) -> Self {
        Readings { ok: false, detail: detail.into() }
    }
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Readiness {
    pub ready: bool,
    /// `database`, `redis`, `intake`, `relay`.
    pub parts: BTreeMap<String, Readings>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SystemView {
    pub version: String,
    /// `database`, `redis`, `intake`, `relay`, `dispatcher`, `slots`.
    pub parts: BTreeMap<String, Readings>,
    /// Details of the studio as it reports them.
    #[schema(value_type = Object)]
    pub studio: serde_json::Value,
    /// `kokoro`, `flite` …; null where it is not known yet.
    #[schema(required)]
    pub voice_tier: Option<String>,
    /// Open WebSockets of this instance.
    pub sockets: usize,
    /// Where reading stands in each partition of `youtube-analytics`, whichever instance reads it.
    pub partitions: Vec<PartitionView>,
    /// Stores of the analytics.
    pub sinks: Vec<SinkView>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PartitionView {
    #[schema(example = "youtube-analytics")]
    pub topic: String,
    pub partition: i32,
    /// Records that wait; null where this instance does not read the partition.
    #[schema(required)]
    pub lag: Option<i64>,
    /// Offset of the next record to read; null before the first batch.
    #[schema(required)]
    pub next_offset: Option<i64>,
    /// Milliseconds since the cursor moved; null before the first owner.
    #[schema(required)]
    pub cursor_age_ms: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SinkView {
    /// `postgres` or `scylla`.
    #[schema(example = "scylla")]
    pub name: String,
    /// `starting`, `ok`, `waiting` (another instance does it) or `trouble`.
    #[schema(example = "ok")]
    pub state: String,
    /// What an operator should read; empty if all is well.
    pub detail: String,
    /// How far it is behind in milliseconds: PostgreSQL behind the log, a copy behind PostgreSQL; null where it is not known.
    #[schema(required)]
    pub cursor_age_ms: Option<i64>,
    /// Reports that this instance wrote there since its start; null where it is not known.
    #[schema(required)]
    pub rows_total: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct QueueView {
    /// Videos by status.
    pub counts: BTreeMap<String, i64>,
    /// Age of the oldest queued video in milliseconds; null if none waits.
    #[schema(required)]
    pub oldest_queued_ms: Option<i64>,
}
