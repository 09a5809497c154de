//! The slots: each owns one worker process and hands it one task at a time.
//!
//! Owns the slot actors and the queues between steps and slots. A step gives its task to [`Slots::run`] and waits; the
//! next free slot of the role takes it. Lost if it dies: nothing but the tasks that run, and each of these is a failed
//! try of its step.

mod errand;
mod keeper;
mod process;
mod queue;
mod slot;
mod watch;

use std::{collections::HashMap, sync::Arc};

use ractor::{Actor, ActorId, ActorProcessingErr, ActorRef, RpcReplyPort, SupervisionEvent};
use serde::{Serialize, de::DeserializeOwned};
use tokio::sync::watch as watched;
use ytempire_domain::{Failure, Retry, Whose, id::VideoId};

pub(crate) use queue::Answer;

use crate::{
    config::StudioConfig,
    metrics,
    patience::restart_delay,
    progress::Gauge,
    status::{Board, SlotStatus},
    tell,
};
use queue::Queue;
use slot::{Slot, SlotArgs, SlotMsg};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Render,
    Voice,
    Model,
}

impl Role {
    pub const fn name(self) -> &'static str {
        match self {
            Role::Render => "render",
            Role::Voice => "voice",
            Role::Model => "model",
        }
    }
}

/// Whether a worker can be asked at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Starting,
    /// Its number: another one after each end.
    Here(u64),
    /// Why not.
    Away(String),
}

impl Presence {
    fn of(state: &str, number: u64, detail: &str) -> Self {
        match state {
            "idle" | "busy" => Presence::Here(number),
            "unavailable" => Presence::Away(detail.to_owned()),
            _ => Presence::Starting,
        }
    }
}

/// How steps reach the slots. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Slots {
    render: Queue,
    voice: Queue,
    model: Queue,
    presence: watched::Sender<Presence>,
}

impl Slots {
    pub fn new() -> Self {
        Slots {
            render: Queue::new(),
            voice: Queue::new(),
            model: Queue::new(),
            presence: watched::Sender::new(Presence::Away("there is no model slot".to_owned())),
        }
    }

    fn queue(&self, role: Role) -> &Queue {
        match role {
            Role::Render => &self.render,
            Role::Voice => &self.voice,
            Role::Model => &self.model,
        }
    }

    /// Of the model's worker.
    pub fn presence(&self) -> watched::Receiver<Presence> {
        self.presence.subscribe()
    }

    /// Waits for a slot and for its worker's answer. Dropping the future cancels the task.
    pub async fn run<T: Serialize, R: DeserializeOwned>(
        &self,
        role: Role,
        video_id: impl Into<Option<VideoId>>,
        task: &T,
        progress: Gauge,
    ) -> Answer<R> {
        let task = match serde_json::to_value(task) {
            Ok(task) => task,
            Err(error) => return Answer::failed(defect(format!("a task cannot be written as JSON: {error}"))),
        };
        let Answer { outcome, cpu_seconds } = self.queue(role).run(video_id.into(), task, progress).await;
        let typed = |value| {
            serde_json::from_value(value).map_err(|error| defect(format!("a worker's answer cannot be read: {error}")))
        };
        Answer { outcome: outcome.and_then(typed), cpu_seconds }
    }
}

fn defect(message: String) -> Failure {
    Failure::new(Whose::Ours, Retry::Backoff, "worker_protocol", message)
}

pub(crate) struct SlotsArgs {
    pub config: Arc<StudioConfig>,
    pub slots: Slots,
    pub board: Arc<Board>,
}

pub(crate) enum SlotsMsg {
    Start(usize),
    /// Every worker ends; answered when their processes are gone.
    Close(RpcReplyPort<()>),
}

pub(crate) struct SlotsState {
    args: SlotsArgs,
    roles: Vec<Role>,
    running: HashMap<ActorId, (usize, ActorRef<SlotMsg>)>,
    endings: Vec<u32>,
    closed: bool,
    closing: Option<RpcReplyPort<()>>,
}

pub(crate) struct SlotSupervisor;

impl Actor for SlotSupervisor {
    type Msg = SlotsMsg;
    type State = SlotsState;
    type Arguments = SlotsArgs;

    async fn pre_start(&self, myself: ActorRef<SlotsMsg>, args: SlotsArgs) -> Result<SlotsState, ActorProcessingErr> {
        let voices = std::iter::repeat_n(Role::Voice, args.config.voice_slots);
        let renders = std::iter::repeat_n(Role::Render, args.config.render_slots);
        let model = args.config.model.iter().map(|_| Role::Model);
        let roles: Vec<Role> = voices.chain(renders).chain(model).collect();
        if roles.contains(&Role::Model) {
            args.slots.presence.send_replace(Presence::Starting);
        }
        args.board.write(|status| status.slots = statuses(&roles));
        for place in 0..roles.len() {
            tell(&myself, SlotsMsg::Start(place));
        }
        let endings = vec![0; roles.len()];
        Ok(SlotsState { args, roles, running: HashMap::new(), endings, closed: false, closing: None })
    }

    async fn handle(
        &self,
        myself: ActorRef<SlotsMsg>,
        message: SlotsMsg,
        state: &mut SlotsState,
    ) -> Result<(), ActorProcessingErr> {
        match message {
            SlotsMsg::Start(place) => state.start(&myself, place).await,
            SlotsMsg::Close(reply) => state.close(reply),
        }
        Ok(())
    }

    async fn handle_supervisor_evt(
        &self,
        myself: ActorRef<SlotsMsg>,
        event: SupervisionEvent,
        state: &mut SlotsState,
    ) -> Result<(), ActorProcessingErr> {
        match event {
            SupervisionEvent::ActorStarted(_) | SupervisionEvent::ProcessGroupChanged(_) => {}
            SupervisionEvent::ActorTerminated(slot, _, _) => state.ended(&myself, slot.get_id()),
            SupervisionEvent::ActorFailed(slot, error) => {
                tracing::error!(%error, "a slot failed; it starts again");
                state.ended(&myself, slot.get_id());
            }
        }
        Ok(())
    }
}

impl SlotsState {
    async fn start(&mut self, myself: &ActorRef<SlotsMsg>, place: usize) {
        if self.closed {
            return;
        }
        let role = self.roles[place];
        let args = SlotArgs {
            place,
            role,
            config: Arc::clone(&self.args.config),
            queue: self.args.slots.queue(role).clone(),
            presence: self.args.slots.presence.clone(),
            board: Arc::clone(&self.args.board),
        };
        match Actor::spawn_linked(None, Slot, args, myself.get_cell()).await {
            Ok((slot, _)) => {
                self.running.insert(slot.get_id(), (place, slot));
            }
            Err(error) => {
                tracing::error!(%error, "a slot did not start; it is tried again");
                self.again(myself, place);
            }
        }
    }

    fn close(&mut self, reply: RpcReplyPort<()>) {
        for (_, slot) in self.running.values() {
            tell(slot, SlotMsg::Close);
        }
        self.closed = true;
        self.closing = Some(reply);
        self.answer_when_closed();
    }

    fn ended(&mut self, myself: &ActorRef<SlotsMsg>, id: ActorId) {
        let Some((place, _)) = self.running.remove(&id) else { return };
        if self.closed {
            self.answer_when_closed();
        } else {
            metrics::actor_restarted("slot");
            self.again(myself, place);
        }
    }

    fn again(&mut self, myself: &ActorRef<SlotsMsg>, place: usize) {
        self.endings[place] += 1;
        myself.send_after(restart_delay(self.endings[place]), move || SlotsMsg::Start(place));
    }

    fn answer_when_closed(&mut self) {
        if self.running.is_empty()
            && let Some(reply) = self.closing.take()
            && reply.send(()).is_err()
        {
            tracing::debug!("nobody waits for the slots any more");
        }
    }
}

/// `voice-1`, `render-1`, `render-2`.
fn statuses(roles: &[Role]) -> Vec<SlotStatus> {
    let mut counts = HashMap::new();
    let status = |role: &Role| {
        let number: &mut u32 = counts.entry(role.name()).or_default();
        *number += 1;
        SlotStatus {
            name: format!("{}-{number}", role.name()),
            role: role.name().to_owned(),
            state: "starting".to_owned(),
            detail: String::new(),
            pid: None,
            video_id: None,
            restarts: 0,
        }
    };
    roles.iter().map(status).collect()
}
