//! Claims jobs under a lease, as many as there is room for, and starts a video for each.
//!
//! Owns the videos. Woken by a notification or by the clock through the same look. If it dies its videos die with it;
//! the next one frees their leases at once and claims them again.

mod claims;

use std::collections::HashMap;

use ractor::{Actor, ActorId, ActorProcessingErr, ActorRef, RpcReplyPort, SupervisionEvent};
use tokio::time::Instant;
use ytempire_domain::id::VideoId;
use ytempire_journal::{Claim, ClaimKey, JournalError};

use crate::{
    metrics,
    patience::{chain, patiently},
    shared::Shared,
    status::PartStatus,
    task::{Panicked, Task},
    tell,
    video::VideoMsg,
};

pub(crate) struct DispatcherArgs {
    pub shared: Shared,
}

pub(crate) enum DispatcherMsg {
    /// Something may be claimable.
    Look,
    Claimed(Instant, Result<Result<Vec<Claim>, JournalError>, Panicked>),
    /// A person may have said something about this job, or about any.
    Control(Option<VideoId>),
    /// A claim of no video has been given back.
    GivenBack(ClaimKey),
    /// No new claims; answered when no video runs any more.
    Drain(RpcReplyPort<()>),
}

struct Running {
    key: ClaimKey,
    video: ActorRef<VideoMsg>,
}

pub(crate) struct DispatcherState {
    shared: Shared,
    videos: HashMap<ActorId, Running>,
    claiming: Option<Task>,
    /// Somebody asked for a look while one was on its way.
    again: bool,
    giving_back: HashMap<ClaimKey, Task>,
    draining: Option<RpcReplyPort<()>>,
    drained: bool,
    _clock: Task,
}

pub(crate) struct Dispatcher;

impl Actor for Dispatcher {
    type Msg = DispatcherMsg;
    type State = DispatcherState;
    type Arguments = DispatcherArgs;

    async fn pre_start(
        &self,
        myself: ActorRef<DispatcherMsg>,
        DispatcherArgs { shared }: DispatcherArgs,
    ) -> Result<DispatcherState, ActorProcessingErr> {
        let (journal, pace, instance) = (shared.journal.clone(), shared.config.pace, shared.config.instance);
        let clock = Task::spawn(async move {
            // Leases of this instance belong to a dispatcher that is gone.
            if let Err(error) = patiently("freeing old leases", || journal.free_leases(instance)).await {
                tracing::error!(error = chain(&error), "old leases stay until they run out");
            }
            loop {
                tell(&myself, DispatcherMsg::Look);
                tokio::time::sleep(pace.look).await;
            }
        });
        shared.board.write(|status| {
            status.dispatcher = PartStatus::ok("looking for work");
            status.running.clear();
        });
        Ok(DispatcherState {
            shared,
            videos: HashMap::new(),
            claiming: None,
            again: false,
            giving_back: HashMap::new(),
            draining: None,
            drained: false,
            _clock: clock,
        })
    }

    async fn handle(
        &self,
        myself: ActorRef<DispatcherMsg>,
        message: DispatcherMsg,
        state: &mut DispatcherState,
    ) -> Result<(), ActorProcessingErr> {
        match message {
            DispatcherMsg::Look => state.look(&myself),
            DispatcherMsg::Claimed(asked, claims) => state.claimed(&myself, asked, claims?).await,
            DispatcherMsg::Control(video_id) => state.control(video_id),
            DispatcherMsg::GivenBack(key) => {
                state.giving_back.remove(&key);
                state.answer_when_idle();
            }
            DispatcherMsg::Drain(reply) => state.drain(reply),
        }
        Ok(())
    }

    async fn handle_supervisor_evt(
        &self,
        myself: ActorRef<DispatcherMsg>,
        event: SupervisionEvent,
        state: &mut DispatcherState,
    ) -> Result<(), ActorProcessingErr> {
        match event {
            SupervisionEvent::ActorStarted(_) | SupervisionEvent::ProcessGroupChanged(_) => {}
            SupervisionEvent::ActorTerminated(video, _, _) => {
                state.ended(&myself, video.get_id());
            }
            SupervisionEvent::ActorFailed(video, error) => {
                let key = state.ended(&myself, video.get_id());
                metrics::actor_restarted("video");
                if let Some(key) = key {
                    tracing::error!(video_id = %key.video_id, error = chain(error.as_ref()), "a video failed; its job is parked");
                    state.give_back(&myself, key, true);
                }
            }
        }
        Ok(())
    }
}

impl DispatcherState {
    fn room(&self) -> usize {
        self.shared.config.max_videos.saturating_sub(self.videos.len())
    }

    fn control(&self, video_id: Option<VideoId>) {
        let meant = |running: &&Running| video_id.is_none_or(|video_id| running.key.video_id == video_id);
        for running in self.videos.values().filter(meant) {
            tell(&running.video, VideoMsg::Look);
        }
    }

    fn ended(&mut self, myself: &ActorRef<DispatcherMsg>, id: ActorId) -> Option<ClaimKey> {
        let running = self.videos.remove(&id)?;
        self.show_running();
        self.look(myself);
        self.answer_when_idle();
        Some(running.key)
    }

    fn drain(&mut self, reply: RpcReplyPort<()>) {
        self.drained = true;
        self.show(PartStatus::ok(""));
        for running in self.videos.values() {
            tell(&running.video, VideoMsg::Drain(self.shared.config.drain));
        }
        self.draining = Some(reply);
        self.answer_when_idle();
    }

    fn answer_when_idle(&mut self) {
        let idle = self.videos.is_empty() && self.claiming.is_none() && self.giving_back.is_empty();
        if idle
            && let Some(reply) = self.draining.take()
            && reply.send(()).is_err()
        {
            tracing::debug!("nobody waits for the dispatcher any more");
        }
    }

    fn show(&self, part: PartStatus) {
        let part = if self.drained { PartStatus::bad("draining") } else { part };
        self.shared.board.write(|status| status.dispatcher = part);
    }

    fn show_running(&self) {
        metrics::videos_running(self.videos.len());
        let running = self.videos.values().map(|running| running.key.video_id).collect();
        self.shared.board.write(|status| status.running = running);
    }
}
