//! One row of `job`, read whole and, for a write, under its lock.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;
use ytempire_domain::{
    Failure, Micros, Step,
    budget::Budget,
    event::{StageState, VideoRef},
    id::{ChannelId, VideoId, WorkspaceId},
    job::{Control, Job, JobStatus},
};

use crate::{ClaimKey, JournalError, Result, codec};

/// The columns of [`JobRow`], from a `job` that has no alias.
macro_rules! job_columns {
    () => {
        "job.video_id, job.workspace_id, job.channel_id, job.channel_seq, job.request_id, job.request::text as request, \
         job.settings::text as settings, job.admitted_at, job.updated_at, job.version, job.status, job.control, \
         job.review::text as review, job.stage, job.stage_state, job.attempt, job.failure::text as failure, job.title, \
         job.generation, job.holder, job.cap_micros, job.reserved_micros, job.settled_micros, \
         (job.holder is not null and job.due_at > now()) as leased, \
         case when job.holder is null and job.due_at > now() then job.due_at end as wake_at"
    };
}
pub(crate) use job_columns;

#[derive(Debug, sqlx::FromRow)]
pub(crate) struct JobRow {
    pub video_id: Uuid,
    pub workspace_id: Uuid,
    pub channel_id: String,
    pub channel_seq: i64,
    pub request_id: String,
    request: String,
    settings: String,
    admitted_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
    status: String,
    control: String,
    pub review: Option<String>,
    stage: Option<String>,
    stage_state: Option<String>,
    attempt: i32,
    failure: Option<String>,
    pub title: Option<String>,
    pub generation: i64,
    pub holder: Option<Uuid>,
    cap_micros: i64,
    reserved_micros: i64,
    settled_micros: i64,
    /// Somebody runs it and his lease has not ended.
    pub leased: bool,
    pub wake_at: Option<DateTime<Utc>>,
}

impl JobRow {
    pub fn job(&self) -> Result<Job> {
        Ok(Job {
            video_id: self.id(),
            workspace_id: WorkspaceId::from_uuid(self.workspace_id),
            channel_id: self.channel()?,
            channel_seq: self.channel_seq,
            request: codec::from_json(&self.request)?,
            settings: codec::from_json(&self.settings)?,
            admitted_at: self.admitted_at,
        })
    }

    pub fn id(&self) -> VideoId {
        VideoId::from_uuid(self.video_id)
    }

    pub fn channel(&self) -> Result<ChannelId> {
        self.channel_id.parse().map_err(JournalError::defect)
    }

    pub fn video(&self) -> Result<VideoRef> {
        Ok(VideoRef { video_id: self.id(), channel_id: self.channel()?, request_id: self.request_id.clone() })
    }

    pub fn status(&self) -> Result<JobStatus> {
        codec::named(&self.status)
    }

    pub fn control(&self) -> Result<Control> {
        codec::named(&self.control)
    }

    pub fn stage(&self) -> Result<Option<Step>> {
        self.stage.as_deref().map(codec::named).transpose()
    }

    pub fn stage_state(&self) -> Result<Option<StageState>> {
        self.stage_state.as_deref().map(codec::named).transpose()
    }

    pub fn attempt(&self) -> u32 {
        self.attempt.unsigned_abs()
    }

    pub fn failure(&self) -> Result<Option<(Step, Failure)>> {
        codec::from_json_opt(self.failure.as_deref())
    }

    pub fn budget(&self) -> Budget {
        Budget {
            cap: Micros(self.cap_micros),
            reserved: Micros(self.reserved_micros),
            settled: Micros(self.settled_micros),
        }
    }

    /// Whether this claim is the one in force. An ended lease that nobody took is still in force: work done is kept.
    pub fn held_by(&self, key: ClaimKey) -> bool {
        self.generation == key.generation && self.holder == Some(key.holder.uuid())
    }
}

/// Locks the job: enough for a write that does not change whose turn it is.
pub(crate) async fn lock(tx: &mut PgConnection, video_id: VideoId) -> Result<Option<JobRow>> {
    let sql = concat!("select ", job_columns!(), " from job where video_id = $1 for no key update");
    Ok(sqlx::query_as(sql).bind(video_id.uuid()).fetch_optional(tx).await?)
}

/// Locks the job if this claim is the one in force.
pub(crate) async fn lock_held(tx: &mut PgConnection, key: ClaimKey) -> Result<Option<JobRow>> {
    Ok(lock(tx, key.video_id).await?.filter(|row| row.held_by(key)))
}

/// Locks the job's channel and then the job: for a write that changes whose turn it is.
pub(crate) async fn lock_turn(tx: &mut PgConnection, video_id: VideoId) -> Result<Option<JobRow>> {
    const CHANNEL: &str = "select 1 from channel
        where (workspace_id, channel_id) = (select workspace_id, channel_id from job where video_id = $1)
        for no key update";
    sqlx::query(CHANNEL).bind(video_id.uuid()).execute(&mut *tx).await?;
    lock(tx, video_id).await
}
