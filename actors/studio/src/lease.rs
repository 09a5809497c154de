//! Keeps a lease while its holder lives, and says when it must be given up.

use std::time::Duration;

use tokio::time::{Instant, sleep, sleep_until, timeout_at};
use ytempire_journal::JournalError;

use crate::{config::Pace, patience::chain};

/// Between two tries while the database does not answer.
const AGAIN: Duration = Duration::from_secs(1);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// Another claim has followed.
    Taken,
    /// It could not be renewed for so long that another claim may follow soon.
    Silent,
}

impl Lost {
    pub const fn name(self) -> &'static str {
        match self {
            Lost::Taken => "taken",
            Lost::Silent => "silent",
        }
    }
}

/// Renews until the lease is lost, by the holder's own monotonic clock. `held` is the moment before the claim was
/// asked for: the lease began later. While `holding` a finished outcome the holder does not give up for silence: the
/// outcome is written if nobody else has claimed, and refused by its generation otherwise.
pub(crate) async fn keep<F>(
    pace: Pace,
    mut held: Instant,
    holding: impl Fn() -> bool,
    mut renew: impl FnMut() -> F,
) -> Lost
where
    F: Future<Output = Result<bool, JournalError>>,
{
    sleep_until(held + pace.renew).await;
    loop {
        let asked = Instant::now();
        match timeout_at((held + pace.give_up).max(asked + AGAIN), renew()).await {
            Ok(Ok(true)) => {
                held = asked;
                sleep_until(held + pace.renew).await;
                continue;
            }
            Ok(Ok(false)) => return Lost::Taken,
            Ok(Err(error)) => tracing::debug!(error = chain(&error), "a lease was not renewed; trying again"),
            Err(_) => tracing::debug!("renewing a lease takes too long"),
        }
        if held.elapsed() >= pace.give_up && !holding() {
            return Lost::Silent;
        }
        sleep(AGAIN).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        cell::{Cell, RefCell},
        future::ready,
    };

    fn away<T>() -> Result<T, JournalError> {
        Err(JournalError::Unavailable("away".into()))
    }

    #[tokio::test(start_paused = true)]
    async fn it_renews_every_fifteen_seconds_until_another_claim_follows() {
        let (start, asked) = (Instant::now(), RefCell::new(Vec::new()));
        let lost = keep(
            Pace::default(),
            start,
            || false,
            || {
                asked.borrow_mut().push(start.elapsed().as_secs());
                ready(Ok(asked.borrow().len() < 4))
            },
        );
        assert_eq!(lost.await, Lost::Taken);
        assert_eq!(*asked.borrow(), [15, 30, 45, 60]);
    }

    #[tokio::test(start_paused = true)]
    async fn without_an_answer_it_is_given_up_forty_seconds_after_the_last_renewal() {
        let start = Instant::now();
        let calls = Cell::new(0);
        let lost = keep(
            Pace::default(),
            start,
            || false,
            || {
                calls.set(calls.get() + 1);
                ready(if calls.get() == 1 { Ok(true) } else { away() })
            },
        );
        assert_eq!(lost.await, Lost::Silent);
        assert_eq!(start.elapsed().as_secs(), 15 + 40);
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_that_hangs_counts_as_silence() {
        let start = Instant::now();
        assert_eq!(keep(Pace::default(), start, || false, std::future::pending).await, Lost::Silent);
        assert_eq!(start.elapsed().as_secs(), 40);
    }

    #[tokio::test(start_paused = true)]
    async fn a_holder_of_an_outcome_goes_on_asking_until_the_database_is_back() {
        let start = Instant::now();
        let calls = Cell::new(0);
        let back = start + Duration::from_secs(300);
        let lost = keep(
            Pace::default(),
            start,
            || Instant::now() < back,
            || {
                calls.set(calls.get() + 1);
                ready(if Instant::now() < back { away() } else { Ok(false) })
            },
        );
        assert_eq!(lost.await, Lost::Taken, "the first answer after the outage decides");
        assert!(start.elapsed() >= Duration::from_secs(300));
    }
}
