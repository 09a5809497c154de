//! The root of the tree: starts every part, starts it again when it fails, and passes wake-ups on.
//!
//! Owns the parts and nothing else. The handle talks to it. If it died everything would end with it; it does nothing
//! that can fail.

mod parts;

use std::collections::HashMap;

use ractor::{Actor, ActorId, ActorProcessingErr, ActorRef, RpcReplyPort, SupervisionEvent};
use tokio::time::Instant;
use ytempire_journal::Notice;

use crate::{
    dispatcher::DispatcherMsg,
    intake::IntakeMsg,
    metrics,
    patience::{chain, restart_delay},
    slots::SlotsMsg,
    status::PartStatus,
    tell,
};
pub(crate) use parts::{Part, StudioArgs};

/// A part that lived that long is well: its next end is the first in a row.
const WELL: std::time::Duration = std::time::Duration::from_secs(60);

pub(crate) enum StudioMsg {
    Start(Part),
    Notice(Notice),
    /// Starts nothing again from now on; answers with the parts that have something to end.
    Drain(RpcReplyPort<Draining>),
}

/// The parts that end in an order, one after the other.
pub(crate) struct Draining {
    pub intake: Option<ActorRef<IntakeMsg>>,
    pub dispatcher: Option<ActorRef<DispatcherMsg>>,
    pub slots: Option<ActorRef<SlotsMsg>>,
}

pub(crate) struct StudioState {
    pub args: StudioArgs,
    parts: HashMap<ActorId, Part>,
    /// How often each part ended in a row, and when it started last.
    lives: HashMap<Part, (u32, Instant)>,
    pub intake: Option<ActorRef<IntakeMsg>>,
    pub dispatcher: Option<ActorRef<DispatcherMsg>>,
    pub slots: Option<ActorRef<SlotsMsg>>,
    draining: bool,
}

pub(crate) struct Root;

impl Actor for Root {
    type Msg = StudioMsg;
    type State = StudioState;
    type Arguments = StudioArgs;

    async fn pre_start(
        &self,
        myself: ActorRef<StudioMsg>,
        args: StudioArgs,
    ) -> Result<StudioState, ActorProcessingErr> {
        for part in Part::ALL {
            tell(&myself, StudioMsg::Start(part));
        }
        Ok(StudioState {
            args,
            parts: HashMap::new(),
            lives: HashMap::new(),
            intake: None,
            dispatcher: None,
            slots: None,
            draining: false,
        })
    }

    async fn handle(
        &self,
        myself: ActorRef<StudioMsg>,
        message: StudioMsg,
        state: &mut StudioState,
    ) -> Result<(), ActorProcessingErr> {
        match message {
            StudioMsg::Start(part) => state.start(&myself, part).await,
            StudioMsg::Notice(notice) => state.notice(notice),
            StudioMsg::Drain(reply) => state.drain(reply),
        }
        Ok(())
    }

    async fn handle_supervisor_evt(
        &self,
        myself: ActorRef<StudioMsg>,
        event: SupervisionEvent,
        state: &mut StudioState,
    ) -> Result<(), ActorProcessingErr> {
        match event {
            SupervisionEvent::ActorStarted(_) | SupervisionEvent::ProcessGroupChanged(_) => {}
            SupervisionEvent::ActorTerminated(part, _, reason) => {
                state.ended(&myself, part.get_id(), reason.as_deref().unwrap_or("it stopped"));
            }
            SupervisionEvent::ActorFailed(part, error) => {
                state.ended(&myself, part.get_id(), &chain(error.as_ref()));
            }
        }
        Ok(())
    }
}

impl StudioState {
    async fn start(&mut self, myself: &ActorRef<StudioMsg>, part: Part) {
        if self.draining {
            return;
        }
        match part.start(self, myself).await {
            Ok(Some(id)) => {
                self.parts.insert(id, part);
                self.lives.entry(part).or_insert((0, Instant::now())).1 = Instant::now();
            }
            Ok(None) => {}
            Err(error) => {
                tracing::error!(%error, part = part.name(), "a part of the studio did not start; it is tried again");
                self.again(myself, part);
            }
        }
    }

    fn ended(&mut self, myself: &ActorRef<StudioMsg>, id: ActorId, reason: &str) {
        let Some(part) = self.parts.remove(&id) else { return };
        if self.draining {
            return;
        }
        tracing::error!(part = part.name(), reason, "a part of the studio ended; it starts again");
        metrics::actor_restarted(part.name());
        self.args.shared.board.write(|status| {
            let down = PartStatus::bad(format!("ended and starts again: {reason}"));
            match part {
                Part::Intake => status.intake = down,
                Part::Relay => status.relay = down,
                Part::Dispatcher => (status.dispatcher, status.running) = (down, Vec::new()),
                Part::Slots | Part::Wakes | Part::Sweeper | Part::Figures | Part::House | Part::Copy | Part::Model => {}
            }
        });
        self.again(myself, part);
    }

    fn again(&mut self, myself: &ActorRef<StudioMsg>, part: Part) {
        let (endings, started) = self.lives.entry(part).or_insert((0, Instant::now()));
        *endings = if started.elapsed() > WELL { 1 } else { *endings + 1 };
        myself.send_after(restart_delay(*endings), move || StudioMsg::Start(part));
    }

    fn notice(&self, notice: Notice) {
        let (outbox, dispatcher) = (&self.args.shared.outbox, self.dispatcher.as_ref());
        let dispatch = |message| {
            if let Some(dispatcher) = dispatcher {
                tell(dispatcher, message);
            }
        };
        match notice {
            Notice::Jobs => dispatch(DispatcherMsg::Look),
            Notice::Control(video_id) => dispatch(DispatcherMsg::Control(Some(video_id))),
            Notice::Outbox => outbox.notify_one(),
            Notice::Reconnected => {
                outbox.notify_one();
                dispatch(DispatcherMsg::Control(None));
                dispatch(DispatcherMsg::Look);
            }
            Notice::Events | Notice::Metrics(_) | Notice::Predictions(_) => {}
        }
    }

    fn drain(&mut self, reply: RpcReplyPort<Draining>) {
        self.draining = true;
        let draining =
            Draining { intake: self.intake.take(), dispatcher: self.dispatcher.take(), slots: self.slots.take() };
        if reply.send(draining).is_err() {
            tracing::debug!("nobody waits for the studio any more");
        }
    }
}

#[cfg(test)]
mod tests;
