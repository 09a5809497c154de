//! A member of the consumer group, read from our own cursors.
//!
//! A thread of its own owns the consumer, since librdkafka wants to be polled whatever happens elsewhere. A partition's
//! life: assigned (paused, nothing comes) -> [`Source::begin`] with the cursor (sought, resumed) -> records ->
//! revoked. The owner of the events takes the partition in the database between the first two, so that no database call
//! stands inside a rebalance. Where the events are not taken, every partition is paused and polling goes on: nothing is
//! buffered without bound and the member stays in its group. Lost when the thread dies: nothing but position in memory.

mod ask;
mod assigned;
mod context;
mod outbox;
mod reader;
mod record;
mod shared;
mod troubles;

use std::{fmt, sync::Arc};

use tokio::sync::{mpsc, watch};
use ytempire_journal::RawRecord;

use crate::{KafkaConfig, KafkaError};
use reader::Reader;
use shared::Shared;

/// Events that may wait for their reader: batches are bounded too, so this bounds the memory.
const EVENTS: usize = 16;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Partition {
    /// First, so that most comparisons end here: they are made for every record.
    pub number: i32,
    pub topic: String,
}

/// What a source says, in order.
#[derive(Debug)]
pub enum SourceEvent {
    /// Paused: nothing comes until [`Source::begin`].
    Assigned(Vec<Partition>),
    /// Gone already, or going now: records that come from it may be another member's by now.
    Revoked(Vec<Partition>),
    /// In offset order; at most 500 records, or as many as pass 4 MiB.
    Records { partition: Partition, records: Vec<RawRecord> },
    /// `wanted` is outside the log, which holds `low` up to before `high`. The partition stays paused.
    CursorLost { partition: Partition, wanted: i64, low: i64, high: i64 },
    /// Reading goes on by itself once it can; the same trouble is told of every few seconds at most.
    Trouble(KafkaError),
    /// After trouble: a broker answers again.
    Recovered,
}

/// A handle on the source. Cheap to clone; without any the source closes by itself.
#[derive(Clone)]
pub struct Source {
    shared: Arc<Shared>,
    /// Closes the source when the last handle is gone.
    _guard: Arc<Guard>,
    ended: watch::Receiver<()>,
}

/// The one reader of what the source says.
#[derive(Debug)]
pub struct SourceEvents {
    events: mpsc::Receiver<SourceEvent>,
    shared: Arc<Shared>,
}

impl Source {
    /// Joins the group. Nothing comes of a topic that does not exist yet until it does.
    pub fn open(config: &KafkaConfig, topics: &[&str]) -> Result<(Source, SourceEvents), KafkaError> {
        let (say, events) = mpsc::channel(EVENTS);
        let (end, ended) = watch::channel(());
        let shared = Arc::new(Shared::default());
        let topics = topics.iter().map(|topic| (*topic).to_owned()).collect();
        let reader = Reader::open(config.consumer(), topics, shared.clone(), say)?;
        let run = move || {
            reader.run();
            drop(end);
        };
        let thread = std::thread::Builder::new().name("kafka-source".to_owned()).spawn(run);
        thread.map_err(|error| KafkaError::Thread(error.to_string()))?;
        let guard = Arc::new(Guard(shared.clone()));
        Ok((Source { shared: shared.clone(), _guard: guard, ended }, SourceEvents { events, shared }))
    }

    /// Reads an assigned partition from that offset on; `None`: from the start of the log. Said again, it goes there.
    pub fn begin(&self, partition: &Partition, next_offset: Option<i64>) {
        self.shared.wish(partition, |wish| (wish.begin, wish.held) = (Some(next_offset), Some(false)));
    }

    /// Records that were read before may still come.
    pub fn pause(&self, partition: &Partition) {
        self.shared.wish(partition, |wish| wish.held = Some(true));
    }

    pub fn resume(&self, partition: &Partition) {
        self.shared.wish(partition, |wish| wish.held = Some(false));
    }

    /// Everything before that offset was dealt with. For lag dashboards only: it may be late, and lost.
    pub fn commit(&self, partition: &Partition, next_offset: i64) {
        self.shared.wish(partition, |wish| wish.commit = wish.commit.max(Some(next_offset)));
    }

    /// Of each partition that was begun: records that were not dealt with, as of some seconds ago.
    pub fn lag(&self) -> Vec<(Partition, i64)> {
        self.shared.lag()
    }

    /// Leaves the group; returns when the thread has ended.
    pub async fn close(mut self) {
        self.shared.close();
        while self.ended.changed().await.is_ok() {}
    }
}

impl SourceEvents {
    /// `None`: the source is closed.
    pub async fn next(&mut self) -> Option<SourceEvent> {
        let event = self.events.recv().await;
        self.shared.taken();
        event
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").finish_non_exhaustive()
    }
}

struct Guard(Arc<Shared>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.close();
    }
}
