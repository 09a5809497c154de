//! A video job: what was asked, under which settings, and where it stands.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    channel::ChannelSettings,
    failure::Failure,
    id::{ChannelId, VideoId, WorkspaceId},
    production::StepOutput,
    request::{Aspect, VideoRequest},
    step::Step,
};

/// Status as the API, the events and the UI call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobStatus {
    Queued,
    Running,
    /// Waits because a person paused it.
    Paused,
    /// Waits for a person's approval.
    InReview,
    Publishing,
    Published,
    Failed,
    Cancelled,
}

impl JobStatus {
    pub const ALL: [JobStatus; 8] = [
        JobStatus::Queued,
        JobStatus::Running,
        JobStatus::Paused,
        JobStatus::InReview,
        JobStatus::Publishing,
        JobStatus::Published,
        JobStatus::Failed,
        JobStatus::Cancelled,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            JobStatus::Queued => "queued",
            JobStatus::Running => "running",
            JobStatus::Paused => "paused",
            JobStatus::InReview => "in_review",
            JobStatus::Publishing => "publishing",
            JobStatus::Published => "published",
            JobStatus::Failed => "failed",
            JobStatus::Cancelled => "cancelled",
        }
    }

    /// Nothing happens to the job any more unless a person retries it.
    pub const fn is_final(self) -> bool {
        matches!(self, JobStatus::Published | JobStatus::Failed | JobStatus::Cancelled)
    }

    /// What a person may do now; the UI shows these and no others.
    pub const fn actions(self) -> &'static [Action] {
        match self {
            JobStatus::Queued | JobStatus::Running => &[Action::Pause, Action::Cancel],
            JobStatus::Paused => &[Action::Resume, Action::Cancel],
            JobStatus::InReview => &[Action::Approve, Action::Reject, Action::Cancel],
            // The upload may already be out: it ends by itself.
            JobStatus::Publishing | JobStatus::Published => &[],
            JobStatus::Failed | JobStatus::Cancelled => &[Action::Retry],
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    Pause,
    Resume,
    Cancel,
    Retry,
    Approve,
    Reject,
}

/// What does not change while the job lives: the request and the settings at its admission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    pub video_id: VideoId,
    pub workspace_id: WorkspaceId,
    pub channel_id: ChannelId,
    /// Place in its channel's order of admission, from 1.
    pub channel_seq: i64,
    pub request: VideoRequest,
    pub settings: ChannelSettings,
    pub admitted_at: DateTime<Utc>,
}

impl Job {
    pub fn language(&self) -> &str {
        self.request.language.as_deref().unwrap_or(&self.settings.language)
    }

    pub fn aspect(&self) -> Aspect {
        self.request.aspect.unwrap_or(self.settings.aspect)
    }

    /// Wished length in seconds.
    pub fn seconds(&self) -> u32 {
        self.request.seconds.unwrap_or(self.settings.seconds)
    }

    pub fn voice(&self) -> &str {
        self.request.voice.as_deref().unwrap_or(&self.settings.voice)
    }

    pub fn style(&self) -> &str {
        self.request.style.as_deref().unwrap_or(&self.settings.style)
    }
}

/// One ended try of one step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepRun {
    pub step: Step,
    /// From 1.
    pub attempt: u32,
    pub started_at: DateTime<Utc>,
    pub finished_at: DateTime<Utc>,
    pub result: StepResult,
}

/// A step's end. A failure is a value: nothing about a job travels as an `Err` through an actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepResult {
    Completed(Box<StepOutput>),
    Failed(Failure),
}

/// What a person wants of the job.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Control {
    #[default]
    Run,
    Pause,
    Cancel,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    Approved { by: String },
    Rejected { by: String, reason: String },
}

/// Everything the plan looks at: runs that still count, oldest first, and what people said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    pub runs: Vec<StepRun>,
    pub control: Control,
    pub review: Option<Review>,
}

impl History {
    /// The output of a completed step.
    pub fn output(&self, step: Step) -> Option<&StepOutput> {
        self.runs.iter().rev().filter(|run| run.step == step).find_map(|run| match &run.result {
            StepResult::Completed(output) => Some(output.as_ref()),
            StepResult::Failed(_) => None,
        })
    }

    /// The failed tries of a step since it last completed, oldest first.
    pub fn failures(&self, step: Step) -> impl Iterator<Item = (&Failure, DateTime<Utc>)> {
        self.runs.iter().filter(move |run| run.step == step).filter_map(|run| match &run.result {
            StepResult::Failed(failure) => Some((failure, run.finished_at)),
            StepResult::Completed(_) => None,
        })
    }
}
