//! Every try of every step of a video, for people.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ytempire_domain::{Failure, Step, id::VideoId, production::StepOutput};

use crate::{Journal, JournalError, Result, codec};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    Running,
    Completed,
    Failed,
    /// The turn ended before the step did: a process died or gave the job back. No failure of the step.
    Abandoned,
}

#[derive(Clone, Debug, PartialEq)]
pub struct StageRow {
    pub step: Step,
    /// From 1.
    pub attempt: u32,
    /// Of the claim that ran it.
    pub generation: i64,
    pub state: RunState,
    /// A retry asked for the step again: this run no longer counts.
    pub superseded: bool,
    pub started_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
    pub output: Option<StepOutput>,
    pub failure: Option<Failure>,
}

#[derive(sqlx::FromRow)]
struct Row {
    step: String,
    attempt: i32,
    generation: i64,
    state: String,
    superseded: bool,
    started_at: DateTime<Utc>,
    finished_at: Option<DateTime<Utc>>,
    output: Option<String>,
    failure: Option<String>,
}

impl TryFrom<Row> for StageRow {
    type Error = JournalError;

    fn try_from(row: Row) -> Result<Self> {
        Ok(StageRow {
            step: codec::named(&row.step)?,
            attempt: row.attempt.unsigned_abs(),
            generation: row.generation,
            state: codec::named(&row.state)?,
            superseded: row.superseded,
            started_at: row.started_at,
            finished_at: row.finished_at,
            output: codec::from_json_opt(row.output.as_deref())?,
            failure: codec::from_json_opt(row.failure.as_deref())?,
        })
    }
}

impl Journal {
    /// In the order in which they began, the running one included.
    pub async fn stages(&self, video_id: VideoId) -> Result<Vec<StageRow>> {
        const STAGES: &str = "select step, attempt, generation, state, superseded, started_at, finished_at,
                output::text as output, failure::text as failure
            from step_run where video_id = $1 order by run_id";
        let rows: Vec<Row> = sqlx::query_as(STAGES).bind(video_id.uuid()).fetch_all(&self.pool).await?;
        rows.into_iter().map(TryInto::try_into).collect()
    }
}
