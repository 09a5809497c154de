//! One slot: keeps one worker process alive and gives it one task at a time.
//!
//! Talks to nobody but its worker; its supervisor closes it. If it dies its worker is killed with it, and the one task
//! that ran is a failed try. The work goes on in a task of its own, so that the mailbox is always read.

use std::sync::Arc;

use ractor::{Actor, ActorProcessingErr, ActorRef, SupervisionEvent};
use tokio::sync::watch;

use super::{Presence, Role, keeper::Keeper, queue::Queue};
use crate::{
    config::StudioConfig,
    status::Board,
    task::{Panicked, Task},
    tell,
};

pub(crate) struct SlotArgs {
    /// Place in the status and in the supervisor's list.
    pub place: usize,
    pub role: Role,
    pub config: Arc<StudioConfig>,
    pub queue: Queue,
    /// Whether the model's worker is there; of that role alone.
    pub presence: watch::Sender<Presence>,
    pub board: Arc<Board>,
}

pub(crate) enum SlotMsg {
    Close,
    /// The keeper of the worker has ended.
    Ended(Result<(), Panicked>),
}

pub(crate) struct SlotState {
    close: watch::Sender<bool>,
    _keeper: Task,
}

pub(crate) struct Slot;

impl Actor for Slot {
    type Msg = SlotMsg;
    type State = SlotState;
    type Arguments = SlotArgs;

    async fn pre_start(&self, myself: ActorRef<SlotMsg>, args: SlotArgs) -> Result<SlotState, ActorProcessingErr> {
        let (close, closed) = watch::channel(false);
        let keeper = Task::watched(Keeper::new(args, closed).keep(), move |end| tell(&myself, SlotMsg::Ended(end)));
        Ok(SlotState { close, _keeper: keeper })
    }

    async fn handle(
        &self,
        myself: ActorRef<SlotMsg>,
        message: SlotMsg,
        state: &mut SlotState,
    ) -> Result<(), ActorProcessingErr> {
        match message {
            SlotMsg::Close => {
                state.close.send_replace(true);
            }
            SlotMsg::Ended(Ok(())) => myself.stop(None),
            SlotMsg::Ended(Err(panicked)) => return Err(panicked.into()),
        }
        Ok(())
    }

    async fn handle_supervisor_evt(
        &self,
        _: ActorRef<SlotMsg>,
        event: SupervisionEvent,
        _: &mut SlotState,
    ) -> Result<(), ActorProcessingErr> {
        match event {
            SupervisionEvent::ActorStarted(_)
            | SupervisionEvent::ActorTerminated(..)
            | SupervisionEvent::ActorFailed(..)
            | SupervisionEvent::ProcessGroupChanged(_) => Ok(()),
        }
    }
}
