//! The one writer of `video-events`, `dead-letters` and `trend-predictions`: the outbox gets its positions and goes out,
//! and of each niche the newest ranking.
//!
//! One in the whole system: the seat is a lock in the database. Order holds for each channel, since the next event of a
//! channel is sent when the one before it is acknowledged; a channel whose event failed stops, and its events are sent
//! again from the first that is not acknowledged. What was sent and not yet marked when the process died is sent again
//! under the same id. Stamping never waits for Kafka: sockets go on while the broker is away.

mod desk;
mod letters;
mod sending;
mod window;

use std::{sync::Arc, time::Duration};

use tokio::sync::{Notify, watch};
use ytempire_journal::{Journal, JournalError, RelaySeat};

use crate::{Producer, topics::jitter};
use desk::Desk;

/// Between two tries to get the seat while another instance has it, or the database is away.
const AGAIN: Duration = Duration::from_secs(2);

/// How the relay is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RelayState {
    /// This instance has the seat.
    pub seated: bool,
    /// Why nothing goes out, for people.
    pub trouble: Option<String>,
    /// Position up to which everything was handed on.
    pub sent: i64,
}

/// Never returns; dropping it gives the seat up. `wake` says that the outbox has grown; a clock looks besides. The
/// producer should be the relay's own: what it has queued is thrown away when the seat is lost. `None`: positions are
/// given, nothing is sent.
pub async fn relay(journal: Journal, producer: Option<Producer>, wake: Arc<Notify>, state: watch::Sender<RelayState>) {
    loop {
        match journal.become_relay().await {
            Ok(Some(seat)) => {
                let error = hold(seat, producer.as_ref(), &wake, &state).await;
                tracing::warn!(error = chain(&error), "the relay gave up its seat; it asks for it again");
                state.send_modify(|state| (state.seated, state.trouble) = (false, Some(chain(&error))));
            }
            Ok(None) => state.send_modify(|state| (state.seated, state.trouble) = (false, None)),
            Err(error) => {
                state.send_modify(|state| (state.seated, state.trouble) = (false, Some(chain(&error))));
            }
        }
        tokio::time::sleep(jitter(AGAIN)).await;
    }
}

/// Until the seat is lost or the database is away.
async fn hold(
    seat: RelaySeat,
    producer: Option<&Producer>,
    wake: &Notify,
    state: &watch::Sender<RelayState>,
) -> JournalError {
    tracing::info!("this instance is the relay");
    state.send_modify(|state| (state.seated, state.trouble) = (true, None));
    let mut desk = Desk::new(seat, producer, state);
    let error = match desk.work(wake).await {
        Ok(never) => match never {},
        Err(error) => error,
    };
    drop(desk);
    // Another instance may send from now on.
    if let Some(producer) = producer {
        producer.abandon();
    }
    error
}

/// An error with its causes, for people.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
