//! One try of a step: performed to its end, or dropped because somebody wants it to stop.

use std::time::Duration;

use tokio::time::{sleep, sleep_until};
use ytempire_domain::{
    Failure, Retry, Step, Whose,
    job::{Control, History, StepResult},
};

use super::turn::Turn;
use crate::{
    clock::Clock,
    progress::Progress,
    steps::{Halt, StepCall},
    task::caught,
};

/// How a step let go.
pub(super) enum StepEnd {
    Ended(StepResult),
    /// A person wants the job to stop.
    Stopped,
    /// The studio drains and the step had its time.
    OutOfTime,
    Stale,
}

impl Turn {
    /// Until it ends, or until a person or the end of the studio stops it: the step's future is then dropped.
    pub(super) async fn perform(
        &self,
        step: Step,
        attempt: u32,
        version: i64,
        history: &History,
        clock: Clock,
    ) -> StepEnd {
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
