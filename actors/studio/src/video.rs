//! One running job, from its claim to the end of its turn.
//!
//! Owns the turn (history, plan, step, outcome) and the lease, each in a task of its own, so that a person's word is
//! heard while a step runs. The dispatcher starts it and passes on what people said. If it dies nothing is lost: the
//! journal knows what is done, and the job is claimed again.

mod attempt;
pub(crate) mod scratch;
mod turn;

use std::{path::PathBuf, time::Duration};

use ractor::{Actor, ActorProcessingErr, ActorRef, SupervisionEvent};
use tokio::{sync::watch, time::Instant};
use ytempire_journal::{Claim, ClaimKey, JournalError};

use crate::{
    lease::{self, Lost},
    metrics,
    shared::Shared,
    task::{Panicked, Task},
    tell,
};
use turn::{Turn, TurnEnd, Wish};

pub(crate) struct VideoArgs {
    pub shared: Shared,
    pub claim: Claim,
    /// The moment before the claim was asked for.
    pub claimed: Instant,
}

pub(crate) enum VideoMsg {
    /// A person may have said something.
    Look,
    /// Run no further step; the running one may go on for so long.
    Drain(Duration),
    LeaseLost(Lost),
    Ended(Result<Result<TurnEnd, JournalError>, Panicked>),
}

pub(crate) struct VideoState {
    wish: watch::Sender<Wish>,
    /// `None` once the lease is lost.
    turn: Option<Task>,
    /// Of its work in progress: the root, and whose.
    scratch: (PathBuf, ClaimKey),
    _lease: Task,
}

pub(crate) struct Video;

impl Actor for Video {
    type Msg = VideoMsg;
    type State = VideoState;
    type Arguments = VideoArgs;

    async fn pre_start(&self, myself: ActorRef<VideoMsg>, args: VideoArgs) -> Result<VideoState, ActorProcessingErr> {
        let VideoArgs { shared, claim, claimed } = args;
        let (wish, wishes) = watch::channel(Wish::default());
        let (holding, held) = watch::channel(false);
        let (journal, key, pace) = (shared.journal.clone(), claim.key(), shared.config.pace);
        let scratch = (shared.config.scratch.clone(), key);
        let turn = Turn::new(shared, claim, wishes, holding);
        let video = myself.clone();
        let turn = Task::watched(turn.take(), move |end| tell(&video, VideoMsg::Ended(end)));
        let lease = Task::spawn(async move {
            let lost = lease::keep(pace, claimed, move || *held.borrow(), || journal.renew(key)).await;
            tell(&myself, VideoMsg::LeaseLost(lost));
        });
        Ok(VideoState { wish, turn: Some(turn), scratch, _lease: lease })
    }

    async fn handle(
        &self,
        myself: ActorRef<VideoMsg>,
        message: VideoMsg,
        state: &mut VideoState,
    ) -> Result<(), ActorProcessingErr> {
        match message {
            VideoMsg::Look => state.wish.send_modify(|wish| wish.looks += 1),
            VideoMsg::Drain(patience) => state.wish.send_modify(|wish| wish.drain = Some(Instant::now() + patience)),
            VideoMsg::LeaseLost(lost) => {
                metrics::lease_lost(lost.name());
                tracing::warn!(reason = lost.name(), "a lease is lost; its video ends here");
                state.turn = None;
                scratch::remove_turn(&state.scratch.0, state.scratch.1).await;
                myself.stop(None);
            }
            VideoMsg::Ended(Ok(Ok(end))) => {
                tracing::debug!(?end, "a turn ended");
                myself.stop(None);
            }
            VideoMsg::Ended(Ok(Err(error))) => return Err(error.into()),
            VideoMsg::Ended(Err(panicked)) => return Err(panicked.into()),
        }
        Ok(())
    }

    async fn handle_supervisor_evt(
        &self,
        _: ActorRef<VideoMsg>,
        event: SupervisionEvent,
        _: &mut VideoState,
    ) -> Result<(), ActorProcessingErr> {
        match event {
            SupervisionEvent::ActorStarted(_)
            | SupervisionEvent::ActorTerminated(..)
            | SupervisionEvent::ActorFailed(..)
            | SupervisionEvent::ProcessGroupChanged(_) => Ok(()),
        }
    }
}
