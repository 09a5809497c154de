//! What the plan looks at.

use chrono::{DateTime, Utc};
use ytempire_domain::{
    id::VideoId,
    job::{History, StepResult, StepRun},
};

use crate::{Journal, JournalError, Result, codec};

#[derive(sqlx::FromRow)]
struct RunRow {
    step: String,
    attempt: i32,
    started_at: DateTime<Utc>,
    finished_at: DateTime<Utc>,
    output: Option<String>,
    failure: Option<String>,
}

impl TryFrom<RunRow> for StepRun {
    type Error = JournalError;

    fn try_from(row: RunRow) -> Result<Self> {
        let result = match (row.output, row.failure) {
            (Some(output), _) => StepResult::Completed(codec::from_json(&output)?),
            (None, Some(failure)) => StepResult::Failed(codec::from_json(&failure)?),
            (None, None) => return Err(JournalError::defect("an ended step has neither output nor failure")),
        };
        Ok(StepRun {
            step: codec::named(&row.step)?,
            attempt: row.attempt.unsigned_abs(),
            started_at: row.started_at,
            finished_at: row.finished_at,
            result,
        })
    }
}

impl Journal {
    /// The ended runs that still count, oldest first, and what people said. Of a video that does not exist: nothing.
    pub async fn history(&self, video_id: VideoId) -> Result<History> {
        const PEOPLE: &str = "select control, review::text from job where video_id = $1";
        const RUNS: &str = "select step, attempt, started_at, finished_at, output::text as output,
                failure::text as failure
            from step_run where video_id = $1 and state in ('completed', 'failed') and not superseded order by run_id";
        let said: Option<(String, Option<String>)> =
            sqlx::query_as(PEOPLE).bind(video_id.uuid()).fetch_optional(&self.pool).await?;
        let Some((control, review)) = said else {
            return Ok(History::default());
        };
        let rows: Vec<RunRow> = sqlx::query_as(RUNS).bind(video_id.uuid()).fetch_all(&self.pool).await?;
        Ok(History {
            runs: rows.into_iter().map(TryInto::try_into).collect::<Result<_>>()?,
            control: codec::named(&control)?,
            review: codec::from_json_opt(review.as_deref())?,
        })
    }
}
