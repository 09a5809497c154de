//! What a niche has not ranked yet: of each topic the newest window, however many batches have changed it. Bounded, where
//! an actor's mailbox is not.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::time::Instant;
use ytempire_domain::trend::Window;
use ytempire_journal::ChangedNiche;

/// Topics that may wait; beyond that the niche reads its windows back.
const MOST: usize = 2_000;

/// Changes taken together.
#[derive(Debug)]
pub(super) struct Pending {
    /// The first change of them and the last; `None`: all windows are to be read back.
    pub revisions: Option<(i64, i64)>,
    /// By folded topic.
    pub topics: HashMap<String, Window>,
    /// When the first record of them came in.
    pub since: Instant,
}

/// Shared by a niche and its host.
#[derive(Clone, Debug, Default)]
pub(super) struct Inbox(Arc<Mutex<Option<Pending>>>);

impl Inbox {
    /// Whether it was empty: then the niche is to be told.
    pub fn put(&self, change: ChangedNiche, since: Instant) -> bool {
        let mut slot = self.lock();
        let fresh = slot.is_none();
        let revision = change.revision;
        let revisions = Some((revision, revision - 1));
        let pending = slot.get_or_insert_with(|| Pending { revisions, topics: HashMap::new(), since });
        pending.since = pending.since.min(since);
        // A change that is left out between two, by another partition, shows as a gap.
        pending.revisions =
            pending.revisions.filter(|(_, last)| last + 1 == revision).map(|(first, _)| (first, revision));
        if pending.revisions.is_some() {
            pending.topics.extend(change.topics.into_iter().map(|topic| (topic.topic, topic.window)));
        }
        if pending.revisions.is_none() || pending.topics.len() > MOST {
            (pending.revisions, pending.topics) = (None, HashMap::new());
        }
        fresh
    }

    /// Nothing that is known of the windows holds any more.
    pub fn doubt(&self, since: Instant) {
        *self.lock() = Some(Pending { revisions: None, topics: HashMap::new(), since });
    }

    pub fn take(&self) -> Option<Pending> {
        self.lock().take()
    }

    pub fn is_empty(&self) -> bool {
        self.lock().is_none()
    }

    fn lock(&self) -> MutexGuard<'_, Option<Pending>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
