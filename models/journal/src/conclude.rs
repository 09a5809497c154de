//! The holder gives its turn up.

use chrono::{DateTime, Utc};
use ytempire_domain::{
    Failure, Step,
    job::{Control, JobStatus},
};

use crate::{
    ClaimKey, Journal, Result, Written,
    ending::{self, Due, Ending},
    job_row::{self, JobRow},
    undone::undone,
};

#[derive(Clone, Debug, PartialEq)]
pub enum Conclusion {
    Finished,
    Failed {
        step: Step,
        failure: Failure,
    },
    Cancelled,
    Paused,
    AwaitReview,
    WaitUntil(DateTime<Utc>),
    /// Given back unfinished: anybody may claim it at once.
    Released,
}

impl Journal {
    /// Ends the lease. Said again after a lost answer it is `Stale`, which means the same: the turn is over.
    pub async fn conclude(&self, key: ClaimKey, conclusion: &Conclusion) -> Result<Written> {
        let mut tx = self.pool.begin().await?;
        let Some(row) = job_row::lock_turn(&mut tx, key.video_id).await?.filter(|row| row.held_by(key)) else {
            return undone(tx, Written::Stale).await;
        };
        let ending = of(&row, conclusion)?;
        let version = ending::end(&mut tx, &row, &ending).await?;
        tx.commit().await?;
        Ok(Written::Ok { version })
    }
}

/// What people said between the holder's decision and now wins: a job that waits for what has already come would wait
/// for ever, so it is in line again instead.
fn of<'a>(row: &JobRow, conclusion: &'a Conclusion) -> Result<Ending<'a>> {
    let control = row.control()?;
    Ok(match conclusion {
        Conclusion::Finished => Ending::at_rest(JobStatus::Published),
        Conclusion::Failed { step, failure } => {
            Ending { failure: Some((*step, failure)), ..Ending::at_rest(JobStatus::Failed) }
        }
        Conclusion::Cancelled => Ending::at_rest(JobStatus::Cancelled),
        Conclusion::Paused if control == Control::Pause => Ending::at_rest(JobStatus::Paused),
        Conclusion::AwaitReview if control == Control::Run && row.review.is_none() => {
            Ending::at_rest(JobStatus::InReview)
        }
        Conclusion::WaitUntil(at) if control == Control::Run => Ending { due: Due::At(*at), ..back_in_line(row)? },
        Conclusion::Paused | Conclusion::AwaitReview | Conclusion::WaitUntil(_) | Conclusion::Released => {
            back_in_line(row)?
        }
    })
}

/// A job that publishes stays so while it waits: its upload may be out, so nobody may cancel it.
fn back_in_line<'a>(row: &JobRow) -> Result<Ending<'a>> {
    let publishing = row.status()? == JobStatus::Publishing;
    Ok(if publishing { Ending { status: JobStatus::Publishing, ..Ending::queued() } } else { Ending::queued() })
}
