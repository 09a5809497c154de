//! One turn of a job: replay the history, ask the plan, act, until the turn is given up.

use tokio::{sync::watch, time::Instant};
use ytempire_domain::{
    Step,
    job::{History, StepResult, StepRun},
    plan::{self, Decision},
};
use ytempire_journal::{Claim, ClaimKey, Conclusion, JournalError, Written};

use super::{attempt::StepEnd, scratch};
use crate::{clock::Clock, metrics, patience::patiently, shared::Shared};

/// What others want of the turn.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wish {
    /// Rises when a person may have said something.
    pub looks: u64,
    /// Run no further step, and give the running one up at this moment.
    pub drain: Option<Instant>,
}

#[derive(Debug, PartialEq)]
pub(crate) enum TurnEnd {
    Concluded(Conclusion),
    /// Another claim has followed.
    Stale,
}

pub(crate) struct Turn {
    pub(super) shared: Shared,
    pub(super) claim: Claim,
    pub(super) wishes: watch::Receiver<Wish>,
    /// True while an outcome is on its way into the journal.
    holding: watch::Sender<bool>,
}

impl Turn {
    pub fn new(shared: Shared, claim: Claim, wishes: watch::Receiver<Wish>, holding: watch::Sender<bool>) -> Self {
        Turn { shared, claim, wishes, holding }
    }

    pub(super) fn key(&self) -> ClaimKey {
        self.claim.key()
    }

    /// # Errors
    /// The journal is broken, not away: nothing more can be done for this job here.
    pub async fn take(mut self) -> Result<TurnEnd, JournalError> {
        let end = self.steps().await;
        scratch::remove_turn(&self.shared.config.scratch, self.key()).await;
        end
    }

    async fn steps(&mut self) -> Result<TurnEnd, JournalError> {
        loop {
            if self.wishes.borrow().drain.is_some() {
                return self.conclude(Conclusion::Released).await;
            }
            let clock = Clock::read(&self.shared.journal).await?;
            let history = self.history().await?;
            let conclusion = match plan::decide(&self.claim.job, &history, clock.now()) {
                Decision::Run { step, attempt } => match self.run(step, attempt, &history, clock).await? {
                    None => continue,
                    Some(end) => return Ok(end),
                },
                Decision::WaitUntil { at, .. } => Conclusion::WaitUntil(at),
                Decision::AwaitReview => Conclusion::AwaitReview,
                Decision::Pause => Conclusion::Paused,
                Decision::Cancel => Conclusion::Cancelled,
                Decision::Finish => Conclusion::Finished,
                Decision::Fail { step, failure } => Conclusion::Failed { step, failure },
            };
            return self.conclude(conclusion).await;
        }
    }

    async fn history(&self) -> Result<History, JournalError> {
        let (journal, video_id) = (&self.shared.journal, self.claim.job.video_id);
        patiently("reading a history", || journal.history(video_id)).await
    }

    async fn conclude(&self, conclusion: Conclusion) -> Result<TurnEnd, JournalError> {
        let (journal, key) = (&self.shared.journal, self.key());
        match patiently("concluding a turn", || journal.conclude(key, &conclusion)).await? {
            Written::Ok { .. } => Ok(TurnEnd::Concluded(conclusion)),
            Written::Stale => Ok(TurnEnd::Stale),
        }
    }

    /// `None`: the plan is asked again.
    async fn run(
        &mut self,
        step: Step,
        attempt: u32,
        history: &History,
        clock: Clock,
    ) -> Result<Option<TurnEnd>, JournalError> {
        let (journal, key) = (self.shared.journal.clone(), self.key());
        let Written::Ok { version } = patiently("starting a step", || journal.start_step(key, step, attempt)).await?
        else {
            return Ok(Some(TurnEnd::Stale));
        };
        let (started_at, began) = (clock.now(), Instant::now());
        let end = self.perform(step, attempt, version, history, clock).await;
        let outcome = match &end {
            StepEnd::Ended(StepResult::Completed(_)) => "completed",
            StepEnd::Ended(StepResult::Failed(_)) => "failed",
            StepEnd::Stopped | StepEnd::OutOfTime | StepEnd::Stale => "stopped",
        };
        metrics::step_ended(step, outcome, began.elapsed());
        match end {
            StepEnd::Ended(result) => {
                let run = StepRun { step, attempt, started_at, finished_at: clock.now(), result };
                self.record(&run).await
            }
            StepEnd::Stopped => Ok(None),
            StepEnd::OutOfTime => self.conclude(Conclusion::Released).await.map(Some),
            StepEnd::Stale => Ok(Some(TurnEnd::Stale)),
        }
    }

    /// Held and repeated while the database is away.
    async fn record(&self, run: &StepRun) -> Result<Option<TurnEnd>, JournalError> {
        let (journal, key) = (&self.shared.journal, self.key());
        if let StepResult::Failed(failure) = &run.result {
            let (code, reason) = (&failure.code, &failure.message);
            tracing::warn!(video_id = %key.video_id, step = %run.step, attempt = run.attempt, code, reason, "a step failed");
        }
        self.holding.send_replace(true);
        let written = patiently("recording an outcome", || journal.record(key, run)).await?;
        self.holding.send_replace(false);
        let folder = self.try_scratch(run.step, run.attempt);
        scratch::remove(folder).await;
        Ok(match written {
            Written::Ok { .. } => None,
            Written::Stale => Some(TurnEnd::Stale),
        })
    }

    pub(super) fn try_scratch(&self, step: Step, attempt: u32) -> std::path::PathBuf {
        scratch::of_try(&self.shared.config.scratch, self.key(), step, attempt)
    }
}
