//! How the machine is doing.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
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
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct QueueView {
    /// Videos by status.
    pub counts: BTreeMap<String, i64>,
    /// Age of the oldest queued video in milliseconds; null if none waits.
    #[schema(required)]
    pub oldest_queued_ms: Option<i64>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeadLetterView {
    pub topic: String,
    pub partition: i32,
    pub offset: i64,
    /// The record's key, where it is text.
    #[schema(required)]
    pub key: Option<String>,
    /// The start of the record's value, where it is text: at most 2,000 characters.
    #[schema(required)]
    pub value: Option<String>,
    pub bytes: usize,
    #[schema(example = "unknown_channel")]
    pub code: String,
    pub detail: String,
    pub at: DateTime<Utc>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeadLetterPage {
    pub items: Vec<DeadLetterView>,
    #[schema(required)]
    pub next_cursor: Option<String>,
}
