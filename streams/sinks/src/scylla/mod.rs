#![doc = include_str!("README.md")]

mod config;
mod door;
mod fault;
mod feed;
mod fold;
mod keys;
mod migrate;
mod read;
mod rebuild;
mod round;
mod statements;
mod sums;
mod types;
mod write;

use std::sync::Arc;

use crate::{Change, Result};
use door::{Door, Link};
use round::Standing;
use write::Writes;

pub use config::{Credentials, ScyllaConfig};
pub use feed::{FeedState, feed};
pub use rebuild::{rebuild_copy, rebuild_postgres};
pub use round::Round;
pub use sums::{DayKey, Sums, Touched, VideoKey};

/// The copy. Cheap to clone: all clones share one session. While its servers are away, every call says
/// [`Unavailable`](crate::SinkError::Unavailable) at once or within two seconds, and works again when they are back.
#[derive(Clone, Debug)]
pub struct ScyllaSink {
    door: Arc<Door>,
}

impl ScyllaSink {
    /// Talks to nobody yet: the servers may be away.
    ///
    /// # Errors
    /// A configuration that can never work, or a file of certificates that cannot be read.
    pub fn connect(config: ScyllaConfig) -> Result<ScyllaSink> {
        Ok(ScyllaSink { door: Arc::new(Door::new(config)?) })
    }

    /// Makes what is missing of keyspace and tables. Not twice at once: the one feeder does it.
    pub async fn migrate(&self) -> Result<()> {
        let session = self.door.session().await?;
        migrate::migrate(&session, &self.door.config).await.map_err(|fault| self.door.failed(fault))
    }

    /// Writes rows, and the sums that were read after them. In any order and any number of times it ends in the same
    /// copy. Returns how many rows were written; after an error all of it is to be written again.
    pub async fn apply(&self, round: Round, changes: &[Change], sums: &Sums) -> Result<u64> {
        let mut writes = Writes::of(round);
        changes.iter().for_each(|change| writes.change(change));
        writes.sums(sums);
        self.door.run(|link: Arc<Link>| async move { writes.run(&link).await }).await
    }

    /// `None`: the copy is away.
    async fn standing(&self) -> Option<Standing> {
        self.door.run(|link: Arc<Link>| async move { round::standing(&link).await }).await.ok()
    }
}
