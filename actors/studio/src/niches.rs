//! The niches of one partition: ranked anew while signals of them stream by.
//!
//! Owned by the partition's reader, which tells them which windows a batch has changed. Each is an actor while it is heard
//! of and ends after a quiet minute; what it knew is read back from the journal when it is heard of again. The windows are
//! the journal's, so whatever breaks here, nothing is lost: a niche whose windows are newer than its ranking is found by
//! the reader's clock and ranked again.

mod inbox;
mod names;
mod niche;
mod ranking;
mod score;

use std::{collections::HashMap, time::Duration};

use ractor::{Actor, ActorCell, ActorId, ActorRef};
use tokio::time::Instant;
use ytempire_journal::ChangedNiche;

use crate::{clock::Clock, shared::Shared, tell};
use inbox::Inbox;
use niche::{Niche, NicheArgs};

pub(crate) use niche::NicheMsg;
pub use score::{ByRule, Score};

/// Most niches of one partition that are ranked at the same time; those beyond wait for a place.
const MOST_LIVE: usize = 512;

struct Live {
    actor: ActorRef<NicheMsg>,
    inbox: Inbox,
    heard_of: Instant,
}

/// What a niche is started with.
pub(crate) struct Host<'a> {
    pub cell: ActorCell,
    pub shared: &'a Shared,
    pub clock: Clock,
}

#[derive(Default)]
pub(crate) struct Niches {
    live: HashMap<String, Live>,
    by_actor: HashMap<ActorId, String>,
}

impl Niches {
    /// Tells of windows that a batch has changed; `since`: when its first record came in.
    pub async fn change(&mut self, host: &Host<'_>, changes: Vec<ChangedNiche>, since: Instant) {
        for change in changes {
            let Some(live) = self.lively(host, &change.niche).await else { continue };
            live.heard_of = Instant::now();
            if live.inbox.put(change, since) {
                tell(&live.actor, NicheMsg::Look);
            }
        }
    }

    /// Ranks a niche again whose windows are newer than its ranking.
    pub async fn wake(&mut self, host: &Host<'_>, niche: &str) {
        // One that lives is at it.
        if self.live.contains_key(niche) {
            return;
        }
        if let Some(live) = self.lively(host, niche).await {
            live.inbox.doubt(Instant::now());
            tell(&live.actor, NicheMsg::Look);
        }
    }

    async fn lively(&mut self, host: &Host<'_>, niche: &str) -> Option<&mut Live> {
        if !self.live.contains_key(niche) {
            if self.room() == 0 {
                return None;
            }
            let inbox = Inbox::default();
            let args = NicheArgs {
                shared: host.shared.clone(),
                clock: host.clock,
                niche: niche.to_owned(),
                inbox: inbox.clone(),
            };
            match Actor::spawn_linked(None, Niche, args, host.cell.clone()).await {
                Ok((actor, _)) => {
                    self.by_actor.insert(actor.get_id(), niche.to_owned());
                    self.live.insert(niche.to_owned(), Live { actor, inbox, heard_of: Instant::now() });
                }
                Err(error) => tracing::warn!(%error, niche, "a niche does not start; it is tried again"),
            }
        }
        self.live.get_mut(niche)
    }

    /// How many more may live.
    pub fn room(&self) -> usize {
        MOST_LIVE.saturating_sub(self.live.len())
    }

    pub fn live(&self) -> usize {
        self.live.len()
    }

    /// Ends those that had a quiet time.
    pub fn rest(&mut self, quiet: Duration) {
        self.live.retain(|_, live| {
            let rests = live.heard_of.elapsed() >= quiet && live.inbox.is_empty();
            if rests {
                live.actor.stop(Some("quiet".to_owned()));
                self.by_actor.remove(&live.actor.get_id());
            }
            !rests
        });
    }

    /// An actor has ended. Whether it broke: then the reader's clock finds its niche.
    pub fn ended(&mut self, actor: ActorId) -> bool {
        let Some(niche) = self.by_actor.remove(&actor) else { return false };
        self.live.remove(&niche);
        true
    }
}
