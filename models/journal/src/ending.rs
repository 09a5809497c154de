//! How a job's turn ends, whoever ends it: its holder, or a person where nobody runs it.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use ytempire_domain::{Failure, Step, event::Event, job::JobStatus};

use crate::{Result, codec, job_row::JobRow, outbox, turn};

/// Where a job stands after its turn.
pub(crate) struct Ending<'a> {
    pub status: JobStatus,
    pub due: Due,
    pub failure: Option<(Step, &'a Failure)>,
}

/// When it may be claimed again.
pub(crate) enum Due {
    Never,
    Now,
    At(DateTime<Utc>),
}

impl Ending<'_> {
    /// In line again, at once.
    pub fn queued() -> Self {
        Ending { status: JobStatus::Queued, due: Due::Now, failure: None }
    }

    pub fn at_rest(status: JobStatus) -> Self {
        Ending { status, due: Due::Never, failure: None }
    }

    fn events(&self, row: &JobRow) -> Result<Vec<Event>> {
        let mut events: Vec<Event> = status_change(row, self.status)?.into_iter().collect();
        if let Some((stage, failure)) = self.failure {
            events.push(Event::VideoFailed { video: row.video()?, stage, failure: failure.clone() });
        }
        if self.status == JobStatus::InReview {
            events.push(Event::VideoReviewRequested { video: row.video()? });
        }
        Ok(events)
    }
}

/// `None` where the status stays.
pub(crate) fn status_change(row: &JobRow, to: JobStatus) -> Result<Option<Event>> {
    let from = row.status()?;
    Ok(if from == to { None } else { Some(Event::VideoStatusChanged { video: row.video()?, from, to }) })
}

/// Writes the ending under the locks of the channel and the job: lease over, what ran abandoned, what was reserved
/// and not settled free again, the next turn open. Returns the job's version.
pub(crate) async fn end(tx: &mut PgConnection, row: &JobRow, ending: &Ending<'_>) -> Result<i64> {
    const JOB: &str = "update job set status = $2, holder = null, failure = $4::json, reserved_micros = 0,
            due_at = case $3 when 'never' then null when 'now' then now() else $5 end
        where video_id = $1";
    const RUNS: &str = "update step_run set state = 'abandoned', finished_at = now()
        where video_id = $1 and state = 'running'";
    const RESERVATIONS: &str = "update ledger_entry set state = 'released', ended_at = now()
        where video_id = $1 and state = 'reserved'";
    let (due, at) = match ending.due {
        Due::Never => ("never", None),
        Due::Now => ("now", None),
        Due::At(at) => ("at", Some(at)),
    };
    let failure = ending.failure.map(|failure| codec::json(&failure)).transpose()?;
    let job = sqlx::query(JOB).bind(row.video_id).bind(ending.status.name()).bind(due);
    job.bind(failure).bind(at).execute(&mut *tx).await?;
    sqlx::query(RUNS).bind(row.video_id).execute(&mut *tx).await?;
    sqlx::query(RESERVATIONS).bind(row.video_id).execute(&mut *tx).await?;
    let version = outbox::advance(tx, row.video_id, &ending.events(row)?).await?;
    turn::pass(tx, &[row.workspace_id], std::slice::from_ref(&row.channel_id)).await?;
    turn::wake(tx).await?;
    Ok(version)
}
