//! A video job as clients see it, and the request for one.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use ytempire_domain::{
    ChannelId, Currency, Failure, Micros, Step, VideoId, Whose,
    channel::ApprovalMode,
    event::StageState,
    job::{Action, JobStatus},
    request::{Aspect, RawRequest},
};
use ytempire_journal::VideoRow;

use super::names::{ActionName, ApprovalName, AspectName, StageName, StatusName, WhoseName};
use crate::live::Reading;

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FailureView {
    #[schema(value_type = StageName)]
    pub stage: Step,
    /// Stable and searchable.
    #[schema(example = "budget_exceeded")]
    pub code: String,
    pub message: String,
    /// Who can mend it.
    #[schema(value_type = WhoseName)]
    pub whose: Whose,
}

impl From<(Step, Failure)> for FailureView {
    fn from((stage, failure): (Step, Failure)) -> Self {
        FailureView { stage, code: failure.code, message: failure.message, whose: failure.whose }
    }
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VideoView {
    #[schema(value_type = String)]
    pub video_id: VideoId,
    #[schema(value_type = String)]
    pub channel_id: ChannelId,
    pub request_id: String,
    pub topic: String,
    /// Null until the script is written.
    #[schema(required)]
    pub title: Option<String>,
    #[schema(value_type = AspectName)]
    pub aspect: Aspect,
    #[schema(value_type = StatusName)]
    pub status: JobStatus,
    /// The step that runs or ran last; null before the first.
    #[schema(value_type = Option<StageName>, required)]
    pub stage: Option<Step>,
    /// From 0.
    pub stage_index: usize,
    pub stage_count: usize,
    /// 0 to 1.
    pub stage_progress: f32,
    /// 0 to 100.
    pub progress: f32,
    /// Milliseconds until it is done, from the lately measured length of the steps that are left; null if unknown.
    #[schema(required)]
    pub eta_ms: Option<u64>,
    pub attempt: u32,
    #[schema(value_type = i64)]
    pub cost_micros: Micros,
    #[schema(value_type = i64)]
    pub reserved_micros: Micros,
    #[schema(value_type = i64)]
    pub cap_micros: Micros,
    #[schema(value_type = String, example = "USD")]
    pub currency: Currency,
    /// Who lets it out, by its channel at the time of the request.
    #[schema(value_type = ApprovalName)]
    pub approval: ApprovalMode,
    /// In hundredths, by its channel at the time of the request: with a script or a video below it, it waits for a person.
    pub quality_threshold: u8,
    #[schema(value_type = Vec<ActionName>)]
    pub actions: &'static [Action],
    /// Rises with every durable change.
    pub version: i64,
    /// Place in the channel's order of admission, from 1.
    pub channel_seq: i64,
    #[schema(required)]
    pub failure: Option<FailureView>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VideoPage {
    pub items: Vec<VideoView>,
    #[schema(required)]
    pub next_cursor: Option<String>,
}

/// The members of `video_progress`: one reducer serves polling and the socket.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VideoStatusView {
    #[schema(value_type = String)]
    pub video_id: VideoId,
    #[schema(value_type = StatusName)]
    pub status: JobStatus,
    #[schema(value_type = Option<StageName>, required)]
    pub stage: Option<Step>,
    pub stage_index: usize,
    pub stage_count: usize,
    pub stage_progress: f32,
    pub progress: f32,
    #[schema(required)]
    pub eta_ms: Option<u64>,
    #[schema(value_type = i64)]
    pub cost_micros: Micros,
    #[schema(value_type = String, example = "USD")]
    pub currency: Currency,
    pub attempt: u32,
    #[schema(value_type = Vec<ActionName>)]
    pub actions: &'static [Action],
    pub version: i64,
    pub updated_at: DateTime<Utc>,
}

impl VideoView {
    /// The row with what is known of the running step.
    pub fn new(row: VideoRow, reading: Reading) -> Self {
        VideoView {
            video_id: row.job.video_id,
            aspect: row.job.aspect(),
            topic: row.job.request.topic,
            request_id: row.job.request.request_id,
            channel_id: row.job.channel_id,
            title: row.title,
            status: row.status,
            stage: row.stage,
            stage_index: row.stage.map_or(0, Step::index),
            stage_count: Step::ALL.len(),
            stage_progress: reading.stage_progress,
            progress: reading.progress,
            eta_ms: reading.eta_ms,
            attempt: row.attempt,
            cost_micros: row.settled,
            reserved_micros: row.reserved,
            cap_micros: row.cap,
            currency: Currency::USD,
            approval: row.job.settings.approval,
            quality_threshold: row.job.settings.quality_threshold,
            actions: row.status.actions(),
            version: row.version,
            channel_seq: row.job.channel_seq,
            failure: row.failure.map(FailureView::from),
            created_at: row.job.admitted_at,
            updated_at: row.updated_at,
        }
    }

    pub fn status(self) -> VideoStatusView {
        VideoStatusView {
            video_id: self.video_id,
            status: self.status,
            stage: self.stage,
            stage_index: self.stage_index,
            stage_count: self.stage_count,
            stage_progress: self.stage_progress,
            progress: self.progress,
            eta_ms: self.eta_ms,
            cost_micros: self.cost_micros,
            currency: self.currency,
            attempt: self.attempt,
            actions: self.actions,
            version: self.version,
            updated_at: self.updated_at,
        }
    }
}

/// Progress of a whole video in percent: every step counts the same.
pub fn percent(status: JobStatus, stage: Option<Step>, state: Option<StageState>, stage_progress: f32) -> f32 {
    if status == JobStatus::Published {
        return 100.0;
    }
    let Some(stage) = stage else { return 0.0 };
    let within = if state == Some(StageState::Completed) { 1.0 } else { stage_progress.clamp(0.0, 1.0) };
    100.0 * (stage.index() as f32 + within) / Step::ALL.len() as f32
}

/// A request for one video: the members of a `video-requests` record.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GenerateBody {
    /// The sender's own name for it, unique within the channel; the Idempotency-Key if left out.
    #[schema(max_length = 128)]
    pub request_id: Option<String>,
    #[schema(example = "demo")]
    pub channel_id: String,
    #[schema(min_length = 1, max_length = 300)]
    pub topic: String,
    #[schema(max_length = 20000)]
    pub brief: Option<String>,
    /// A BCP 47 tag.
    pub language: Option<String>,
    #[schema(value_type = Option<AspectName>)]
    pub aspect: Option<String>,
    #[schema(minimum = 5, maximum = 600)]
    pub seconds: Option<i64>,
    pub voice: Option<String>,
    pub style: Option<String>,
}

impl GenerateBody {
    /// `key` names the request where the body does not.
    pub fn raw(self, key: Option<&str>) -> Option<RawRequest> {
        Some(RawRequest {
            request_id: self.request_id.or_else(|| key.map(str::to_owned))?,
            channel_id: self.channel_id,
            topic: self.topic,
            brief: self.brief,
            language: self.language,
            aspect: self.aspect,
            seconds: self.seconds,
            voice: self.voice,
            style: self.style,
        })
    }
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RejectBody {
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RetryBody {
    /// The first step to run again; the first that is not completed if left out.
    #[schema(value_type = Option<StageName>)]
    pub from: Option<Step>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_rises_from_step_to_step_and_ends_at_a_hundred() {
        assert_eq!(percent(JobStatus::Queued, None, None, 0.0), 0.0);
        let half_voice = percent(JobStatus::Running, Some(Step::Voice), Some(StageState::Running), 0.5);
        assert_eq!(half_voice, 25.0);
        let voiced = percent(JobStatus::Running, Some(Step::Voice), Some(StageState::Completed), 0.0);
        assert_eq!(voiced, percent(JobStatus::Running, Some(Step::Footage), Some(StageState::Running), 0.0));
        assert_eq!(percent(JobStatus::Published, Some(Step::Publish), None, 0.0), 100.0);
    }
}
