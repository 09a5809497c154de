//! Claims: asked for while there is room, each handed to a video of its own, given back where none can run.

use std::time::Duration;

use ractor::{Actor, ActorRef};
use tokio::time::Instant;
use ytempire_journal::{Claim, ClaimKey, Conclusion, JournalError, Written};

use super::{DispatcherMsg, DispatcherState, Running};
use crate::{
    clock::Clock,
    metrics,
    patience::{chain, patiently},
    status::PartStatus,
    task::Task,
    tell,
    video::{Video, VideoArgs},
};

/// How long a job waits whose turn broke in a way that is no step's failure: it must not be claimed in a circle.
const PARKED: Duration = Duration::from_secs(30);

impl DispatcherState {
    pub(super) fn look(&mut self, myself: &ActorRef<DispatcherMsg>) {
        if self.drained || self.room() == 0 {
            return;
        }
        if self.claiming.is_some() {
            self.again = true;
            return;
        }
        let (journal, instance, room) = (self.shared.journal.clone(), self.shared.config.instance, self.room());
        let (dispatcher, asked) = (myself.clone(), Instant::now());
        self.claiming = Some(Task::watched(async move { journal.claim(instance, room).await }, move |claims| {
            tell(&dispatcher, DispatcherMsg::Claimed(asked, claims));
        }));
    }

    pub(super) async fn claimed(
        &mut self,
        myself: &ActorRef<DispatcherMsg>,
        asked: Instant,
        claims: Result<Vec<Claim>, JournalError>,
    ) {
        self.claiming = None;
        match claims {
            Ok(claims) => {
                metrics::claimed(claims.len());
                self.show(PartStatus::ok("looking for work"));
                for claim in claims {
                    self.start(myself, asked, claim).await;
                }
            }
            Err(error) => {
                tracing::debug!(error = chain(&error), "no claim; the clock tries again");
                self.show(PartStatus::bad(chain(&error)));
            }
        }
        self.answer_when_idle();
        if std::mem::take(&mut self.again) {
            self.look(myself);
        }
    }

    async fn start(&mut self, myself: &ActorRef<DispatcherMsg>, asked: Instant, claim: Claim) {
        let key = claim.key();
        if self.drained {
            return self.give_back(myself, key, false);
        }
        let args = VideoArgs { shared: self.shared.clone(), claim, claimed: asked };
        match Actor::spawn_linked(None, Video, args, myself.get_cell()).await {
            Ok((video, _)) => {
                self.videos.insert(video.get_id(), Running { key, video });
                self.show_running();
            }
            Err(error) => {
                tracing::error!(%error, "a video did not start; its job is parked");
                self.give_back(myself, key, true);
            }
        }
    }

    /// Gives a claim back, for now or, where its turn broke, for a little later.
    pub(super) fn give_back(&mut self, myself: &ActorRef<DispatcherMsg>, key: ClaimKey, parked: bool) {
        let (journal, dispatcher) = (self.shared.journal.clone(), myself.clone());
        let work = async move {
            let conclusion = if parked {
                Conclusion::WaitUntil(Clock::read(&journal).await?.now() + PARKED)
            } else {
                Conclusion::Released
            };
            patiently("giving a job back", || journal.conclude(key, &conclusion)).await
        };
        let task = Task::watched(work, move |end| {
            match end {
                Ok(Ok(Written::Ok { .. } | Written::Stale)) => {}
                Ok(Err(error)) => tracing::error!(error = chain(&error), "a job stays leased until its lease runs out"),
                Err(panicked) => tracing::error!(%panicked, "a job stays leased until its lease runs out"),
            }
            tell(&dispatcher, DispatcherMsg::GivenBack(key));
        });
        self.giving_back.insert(key, task);
    }
}
