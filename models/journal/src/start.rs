//! A step begins: visible, and fenced by the claim's generation.

use chrono::{DateTime, Utc};
use ytempire_domain::{
    Step,
    event::{Event, StageState},
    job::JobStatus,
};

use crate::{
    ClaimKey, Journal, JournalError, Result,
    ending::status_change,
    job_row::{self, JobRow},
    outbox,
    undone::undone,
};

/// What became of a write under a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Written {
    /// It is durable; the job has this version now.
    Ok { version: i64 },
    /// The claim is no longer in force; nothing was written, its holder stops.
    Stale,
}

impl Journal {
    /// Said again, it answers the same and writes nothing.
    pub async fn start_step(&self, key: ClaimKey, step: Step, attempt: u32) -> Result<Written> {
        const START: &str = "insert into step_run (workspace_id, video_id, step, attempt, generation, state)
            values ($1, $2, $3, $4, $5, 'running') on conflict do nothing returning started_at";
        const SHOW: &str = "update job set status = $2, stage = $3, stage_state = 'running', attempt = $4
            where video_id = $1";
        let number = i32::try_from(attempt).map_err(JournalError::defect)?;
        let mut tx = self.pool.begin().await?;
        let Some(row) = job_row::lock_held(&mut tx, key).await? else {
            return undone(tx, Written::Stale).await;
        };
        let insert = sqlx::query_scalar(START).bind(row.workspace_id).bind(row.video_id).bind(step.name());
        let started: Option<DateTime<Utc>> = insert.bind(number).bind(key.generation).fetch_optional(&mut *tx).await?;
        let Some(started_at) = started else {
            return undone(tx, Written::Ok { version: row.version }).await;
        };
        let status = if step == Step::Publish { JobStatus::Publishing } else { JobStatus::Running };
        let mut events: Vec<Event> = status_change(&row, status)?.into_iter().collect();
        events.push(Event::VideoStageChanged {
            video: row.video()?,
            stage: step,
            from: stood(&row, step)?,
            to: StageState::Running,
            attempt,
            started_at,
            duration_ms: None,
            failure: None,
        });
        let show = sqlx::query(SHOW).bind(row.video_id).bind(status.name()).bind(step.name());
        show.bind(number).execute(&mut *tx).await?;
        let version = outbox::advance(&mut tx, row.video_id, &events).await?;
        tx.commit().await?;
        Ok(Written::Ok { version })
    }
}

/// Where the stage stood before: failed if its last try did, else pending (an abandoned try is no end).
fn stood(row: &JobRow, step: Step) -> Result<StageState> {
    let failed = row.stage()? == Some(step) && row.stage_state()? == Some(StageState::Failed);
    Ok(if failed { StageState::Failed } else { StageState::Pending })
}
