//! What waits to be written of one partition, as its topic wants it.

use std::{collections::VecDeque, time::Duration};

use tokio::time::Instant;
use ytempire_domain::id::ChannelId;
use ytempire_events::{TREND_SIGNALS, VIDEO_REQUESTS, YOUTUBE_ANALYTICS};
use ytempire_journal::{Fence, JournalError, RawRecord};
use ytempire_sinks::ChannelChange;

use super::{
    admit,
    gathering::{Gathered, Gathering},
    reports, signals,
};
use crate::shared::Shared;

type Broken = Box<dyn std::error::Error + Send + Sync>;

/// Batches as they came that may wait before the source is told to pause; what it has on its way then still comes.
const ENOUGH: usize = 1;

#[derive(Debug)]
pub(super) enum Desk {
    /// Each batch is written as it came and at once.
    Batches(VecDeque<Vec<RawRecord>>),
    /// Many are written together, or what there is after the patience.
    Reports(Gathering, Duration),
}

/// One write.
#[derive(Debug)]
pub(super) enum Work {
    Batch(Vec<RawRecord>),
    Reports(Gathered),
}

/// What was written.
#[derive(Debug)]
pub(super) struct Done {
    pub next_offset: i64,
    pub changes: Changes,
}

/// What a write changed of the channels.
#[derive(Debug, Default, PartialEq)]
pub(super) enum Changes {
    #[default]
    Nothing,
    /// Sorted by channel.
    Known(Vec<ChannelChange>),
    /// The answer to an earlier try was lost: it is not known by how much these changed.
    Unsure(Vec<ChannelId>),
}

impl Desk {
    pub fn new(topic: &str, patience: Duration) -> Self {
        match topic {
            YOUTUBE_ANALYTICS => Desk::Reports(Gathering::new(), patience),
            _ => Desk::Batches(VecDeque::new()),
        }
    }

    /// In offset order.
    pub fn add(&mut self, records: Vec<RawRecord>) {
        match self {
            Desk::Batches(_) if records.is_empty() => {}
            Desk::Batches(waiting) => waiting.push_back(records),
            Desk::Reports(gathering, _) => gathering.add(records),
        }
    }

    /// The source is told to pause.
    pub fn is_full(&self) -> bool {
        match self {
            Desk::Batches(waiting) => waiting.len() > ENOUGH,
            Desk::Reports(gathering, _) => gathering.is_full(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.due().is_none()
    }

    /// When there is something to write; `None`: nothing waits.
    pub fn due(&self) -> Option<Instant> {
        match self {
            Desk::Batches(waiting) => (!waiting.is_empty()).then(Instant::now),
            Desk::Reports(gathering, patience) => gathering.due(*patience),
        }
    }

    /// The next write, if it is time for one.
    pub fn take(&mut self) -> Option<Work> {
        match self {
            Desk::Batches(waiting) => waiting.pop_front().map(Work::Batch),
            Desk::Reports(gathering, patience) => gathering.take(*patience).map(Work::Reports),
        }
    }
}

impl Work {
    /// Waits as long as the database is away. `None`: the partition has another owner, and nothing was written.
    pub async fn write(self, shared: &Shared, fence: &Fence) -> Result<Option<Done>, Broken> {
        match self {
            Work::Reports(gathered) => {
                let next_offset = gathered.batch.next_offset;
                let changes = reports::write(shared, fence, &gathered).await?;
                Ok(changes.map(|changes| Done { next_offset, changes }))
            }
            Work::Batch(records) => {
                let next_offset = records.last().map_or(0, |last| last.offset + 1);
                let ours = batch(shared, fence, &records, next_offset).await?;
                Ok(ours.then_some(Done { next_offset, changes: Changes::Nothing }))
            }
        }
    }
}

async fn batch(shared: &Shared, fence: &Fence, records: &[RawRecord], next_offset: i64) -> Result<bool, JournalError> {
    let (journal, workspace) = (&shared.journal, shared.config.workspace);
    match fence.topic.as_str() {
        VIDEO_REQUESTS => admit::requests(journal, workspace, fence, records, next_offset).await,
        TREND_SIGNALS => signals::store(journal, workspace, fence, records, next_offset).await,
        other => Err(JournalError::Defect(format!("nothing reads the topic {other}").into())),
    }
}
