//! An actor that does one thing for ever.
//!
//! Owns a task that never returns; nobody talks to it. When the task panics or returns, the actor fails, and its
//! supervisor starts both again. What the task held is lost.

use futures_util::future::BoxFuture;
use ractor::{Actor, ActorProcessingErr, ActorRef, SupervisionEvent};

use crate::{
    task::{Panicked, Task},
    tell,
};

pub(crate) struct LoopArgs {
    pub work: BoxFuture<'static, ()>,
}

pub(crate) enum LoopMsg {
    Ended(Result<(), Panicked>),
}

pub(crate) struct Loop;

impl Actor for Loop {
    type Msg = LoopMsg;
    type State = Task;
    type Arguments = LoopArgs;

    async fn pre_start(&self, myself: ActorRef<LoopMsg>, args: LoopArgs) -> Result<Task, ActorProcessingErr> {
        Ok(Task::watched(args.work, move |end| tell(&myself, LoopMsg::Ended(end))))
    }

    async fn handle(&self, _: ActorRef<LoopMsg>, message: LoopMsg, _: &mut Task) -> Result<(), ActorProcessingErr> {
        match message {
            LoopMsg::Ended(Ok(())) => Err("what never ends has ended".into()),
            LoopMsg::Ended(Err(panicked)) => Err(panicked.into()),
        }
    }

    async fn handle_supervisor_evt(
        &self,
        _: ActorRef<LoopMsg>,
        event: SupervisionEvent,
        _: &mut Task,
    ) -> Result<(), ActorProcessingErr> {
        match event {
            SupervisionEvent::ActorStarted(_)
            | SupervisionEvent::ActorTerminated(..)
            | SupervisionEvent::ActorFailed(..)
            | SupervisionEvent::ProcessGroupChanged(_) => Ok(()),
        }
    }
}
