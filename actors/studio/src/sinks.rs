//! The stores of reported metrics, as the studio uses them: the readers of `youtube-analytics` write, a clock keeps house,
//! and a feeder carries what was accepted to the read copy.
//!
//! Each is a part of the root's, started again by itself; they share only what this value holds.

pub(crate) mod copy;
pub(crate) mod house;

use std::{
    num::NonZeroU16,
    sync::{
        Arc,
        atomic::{AtomicU16, Ordering},
    },
};

use tokio::sync::{Semaphore, SemaphorePermit};
use ytempire_journal::Journal;
use ytempire_sinks::PostgresSink;

/// Names on the status board.
pub(crate) const POSTGRES: &str = "postgres";
pub(crate) const SCYLLA: &str = "scylla";

/// Partitions of this process that write at the same time. The connections are the journal's: the jobs need theirs.
const WRITERS: usize = 4;

/// Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Sinks {
    pub postgres: PostgresSink,
    writers: Arc<Semaphore>,
    hour: Arc<AtomicU16>,
}

impl Sinks {
    pub fn new(journal: &Journal) -> Self {
        let (postgres, writers) = (PostgresSink::new(journal), Arc::new(Semaphore::new(WRITERS)));
        Sinks { postgres, writers, hour: Arc::default() }
    }

    /// Held while a batch is written. `None` never: nobody closes it.
    pub async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        self.writers.acquire().await.ok()
    }

    /// In which hour of this process it is: what was read back in an earlier one may have been deleted since.
    pub fn hour(&self) -> NonZeroU16 {
        NonZeroU16::MIN.saturating_add(self.hour.load(Ordering::Relaxed) % (u16::MAX - 1))
    }

    fn next_hour(&self) {
        self.hour.fetch_add(1, Ordering::Relaxed);
    }
}
