//! One turn of a job: replay the history, ask the plan, act, until the turn is given up.

use std::time::Duration;

use tokio::{
    sync::watch,
    time::{Instant, sleep, sleep_until},
};
use ytempire_domain::{
    Failure, Retry, Step, Whose,
    job::{Control, History, StepResult, StepRun},
    plan::{self, Decision},
};
use ytempire_journal::{Claim, ClaimKey, Conclusion, JournalError, Written};

use super::scratch;
use crate::{
    clock::Clock,
    metrics,
    patience::patiently,
    progress::Progress,
    shared::Shared,
    steps::{Halt, StepCall},
    task::caught,
};

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

/// How a step let go.
enum StepEnd {
    Ended(StepResult),
    /// A person wants the job to stop.
    Stopped,
    /// The studio drains and the step had its time.
    OutOfTime,
    Stale,
}

pub(crate) struct Turn {
    shared: Shared,
    claim: Claim,
    wishes: watch::Receiver<Wish>,
    /// True while an outcome is on its way into the journal.
    holding: watch::Sender<bool>,
}

impl Turn {
    pub fn new(shared: Shared, claim: Claim, wishes: watch::Receiver<Wish>, holding: watch::Sender<bool>) -> Self {
        Turn { shared, claim, wishes, holding }
    }

    fn key(&self) -> ClaimKey {
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

    /// Until it ends, or until a person or the end of the studio stops it: the step's future is then dropped.
    async fn perform(&self, step: Step, attempt: u32, version: i64, history: &History, clock: Clock) -> StepEnd {
        let job = &self.claim.job;
        let start = Progress {
            video_id: job.video_id,
            channel_id: job.channel_id.clone(),
            version,
            attempt,
            stage: step,
            stage_progress: 0.0,
            at: clock.now(),
        };
        let call = StepCall {
            job,
            history,
            step,
            attempt,
            key: self.key(),
            now: clock.now(),
            scratch: self.try_scratch(step, attempt),
            progress: self.shared.progresses.gauge(start),
        };
        let progress = call.progress.clone();
        let end = tokio::select! {
            end = caught(self.shared.steps.perform(call)) => end,
            () = self.stopped() => return StepEnd::Stopped,
            () = self.out_of_time() => return StepEnd::OutOfTime,
        };
        let failed = |code: &str, message: String| {
            StepEnd::Ended(StepResult::Failed(Failure::new(Whose::Ours, Retry::Backoff, code, message)))
        };
        match end {
            Ok(Ok(output)) => {
                progress.report(1.0);
                StepEnd::Ended(StepResult::Completed(Box::new(output)))
            }
            Ok(Err(Halt::Failed(failure))) => StepEnd::Ended(StepResult::Failed(failure)),
            Ok(Err(Halt::Stale)) => StepEnd::Stale,
            Err(panicked) => failed("step_panicked", format!("the step {panicked}")),
        }
    }

    fn try_scratch(&self, step: Step, attempt: u32) -> std::path::PathBuf {
        scratch::of_try(&self.shared.config.scratch, self.key(), step, attempt)
    }

    /// Ends when a person wants the job to pause or to stop.
    async fn stopped(&self) {
        let mut wishes = self.wishes.clone();
        let mut seen = wishes.borrow_and_update().looks;
        // What was said between the history and now is not lost.
        let mut look = true;
        loop {
            if look {
                match self.shared.journal.history(self.claim.job.video_id).await {
                    Ok(history) if history.control != Control::Run => return,
                    Ok(_) => look = false,
                    Err(error) if error.is_unavailable() => sleep(Duration::from_secs(1)).await,
                    // The turn itself meets the defect at its next call.
                    Err(_) => look = false,
                }
                continue;
            }
            if wishes.changed().await.is_err() {
                return std::future::pending().await;
            }
            let looks = wishes.borrow_and_update().looks;
            look = looks != seen;
            seen = looks;
        }
    }

    async fn out_of_time(&self) {
        let mut wishes = self.wishes.clone();
        loop {
            let drain = wishes.borrow_and_update().drain;
            match drain {
                Some(deadline) => return sleep_until(deadline).await,
                None if wishes.changed().await.is_err() => return std::future::pending().await,
                None => {}
            }
        }
    }
}
