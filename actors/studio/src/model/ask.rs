//! Asking the model's worker: at once or not at all, and once more when it died under the question.

use std::time::Duration;

use serde::de::DeserializeOwned;
use tokio::{sync::watch, time::timeout};
use ytempire_domain::Failure;
use ytempire_worker::{ModelTask, PANICKED};

use crate::{
    progress::Gauge,
    slots::{Answer, Presence, Role, Slots},
};

/// A batch of scores takes some milliseconds.
pub(super) const SCORE: Duration = Duration::from_secs(2);
/// With the first of them the sentence model is read.
pub(super) const JUDGE: Duration = Duration::from_secs(10);
/// The same; a few names then take some ten milliseconds.
pub(super) const MEANINGS: Duration = JUDGE;
/// How long a worker that follows a dead one is waited for.
const BACK: Duration = Duration::from_millis(1500);

/// How long a script waits for a worker that is starting.
const START: Duration = Duration::from_secs(5);

/// Codes of failures after which another worker is started.
const GONE: [&str; 4] = ["worker_died", "worker_hung", "worker_oom", PANICKED];

/// Why the worker gave no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Away {
    #[error("the model's worker is away: {0}")]
    Missing(String),
    #[error("the model's worker is starting")]
    Starting,
    #[error("the model's worker died at it twice: {0}")]
    Died(String),
    #[error("the model's worker gave no answer in time")]
    Hung,
    #[error("the model's worker failed: {0}")]
    Failed(String),
}

impl Away {
    /// For the metric.
    pub const fn reason(&self) -> &'static str {
        match self {
            Away::Missing(_) | Away::Starting => "away",
            Away::Died(_) => "died",
            Away::Hung => "hung",
            Away::Failed(_) => "failed",
        }
    }
}

pub(super) struct Asker {
    slots: Slots,
    presence: watch::Receiver<Presence>,
    /// The worker that died or hung last: its slot may not know it yet.
    past: Option<u64>,
}

impl Asker {
    pub fn new(slots: Slots) -> Self {
        Asker { presence: slots.presence(), slots, past: None }
    }

    /// For what is not urgent: returns when a worker that is starting is there, or is not to be had, or after a while.
    pub async fn settle(&mut self) {
        let past = self.past;
        let settled = |presence: &Presence| match presence {
            Presence::Here(number) => Some(*number) != past,
            Presence::Away(_) => true,
            Presence::Starting => false,
        };
        if timeout(START, self.presence.wait_for(settled)).await.is_err() {
            tracing::debug!("the model's worker takes its time to start");
        }
    }

    /// The worker's answer within `patience`. Where the worker dies under it, the next one is asked once more.
    pub async fn ask<R: DeserializeOwned>(&mut self, task: &ModelTask, patience: Duration) -> Result<R, Away> {
        let first = self.here()?;
        match self.once(first, task, patience).await? {
            Ok(answer) => return Ok(answer),
            Err(failure) => tracing::debug!(code = failure.code, "the model's worker died under a question"),
        }
        let second = self.back().await?;
        self.once(second, task, patience).await?.map_err(|failure| Away::Died(failure.message))
    }

    /// The inner error: the worker is gone, and with it the question.
    async fn once<R: DeserializeOwned>(
        &mut self,
        number: u64,
        task: &ModelTask,
        patience: Duration,
    ) -> Result<Result<R, Failure>, Away> {
        let run = self.slots.run(Role::Model, None, task, Gauge::none());
        match timeout(patience, run).await {
            Ok(Answer { outcome: Ok(answer), .. }) => Ok(Ok(answer)),
            Ok(Answer { outcome: Err(failure), .. }) if GONE.contains(&failure.code.as_str()) => {
                self.past = Some(number);
                Ok(Err(failure))
            }
            Ok(Answer { outcome: Err(failure), .. }) => Err(Away::Failed(failure.message)),
            Err(_) => {
                // Dropping the question has its slot kill the worker.
                self.past = Some(number);
                Err(Away::Hung)
            }
        }
    }

    /// The number of the worker that can be asked now.
    fn here(&self) -> Result<u64, Away> {
        match &*self.presence.borrow() {
            Presence::Here(number) if self.past != Some(*number) => Ok(*number),
            Presence::Here(_) | Presence::Starting => Err(Away::Starting),
            Presence::Away(why) => Err(Away::Missing(why.clone())),
        }
    }

    /// The number of the worker that follows the past one.
    async fn back(&mut self) -> Result<u64, Away> {
        let past = self.past;
        let new = |presence: &Presence| matches!(presence, Presence::Here(number) if Some(*number) != past);
        if matches!(timeout(BACK, self.presence.wait_for(new)).await, Ok(Ok(_))) {
            self.here()
        } else {
            Err(Away::Starting)
        }
    }
}
