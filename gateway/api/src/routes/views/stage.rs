//! Steps of a video and the files that they made.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use ytempire_domain::{Micros, Step, event::StageState};

use super::{
    names::{StageName, StageStateName},
    video::FailureView,
};

/// One try of one step; a step that nobody began has one entry, `pending`, with attempt 0.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StageView {
    #[schema(value_type = StageName)]
    pub stage: Step,
    #[schema(value_type = StageStateName)]
    pub state: StageState,
    pub attempt: u32,
    #[schema(required)]
    pub started_at: Option<DateTime<Utc>>,
    #[schema(required)]
    pub finished_at: Option<DateTime<Utc>>,
    #[schema(required)]
    pub duration_ms: Option<i64>,
    /// Settled for the calls of this try.
    #[schema(value_type = i64)]
    pub cost_micros: Micros,
    #[schema(required)]
    pub failure: Option<FailureView>,
    /// What the step made; its shape depends on the step.
    #[schema(value_type = Option<Object>, required)]
    pub output: Option<serde_json::Value>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StageList {
    /// In order of the steps, then of their tries.
    pub items: Vec<StageView>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Artifact {
    #[schema(example = "video.mp4")]
    pub name: String,
    #[schema(value_type = StageName)]
    pub stage: Step,
    #[schema(example = "video/mp4")]
    pub media_type: String,
    pub bytes: u64,
    /// Path of the file on this server; needs the same authorisation.
    pub url: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ArtifactList {
    pub items: Vec<Artifact>,
}
