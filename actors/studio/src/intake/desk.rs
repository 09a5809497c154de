//! What waits to be written of one partition, as its topic wants it.

use std::{collections::VecDeque, time::Duration};

use tokio::time::Instant;
use ytempire_domain::id::ChannelId;
use ytempire_events::{TREND_SIGNALS, VIDEO_REQUESTS, YOUTUBE_ANALYTICS};
use ytempire_journal::{ChangedNiche, Fence, JournalError, RawRecord};
use ytempire_sinks::ChannelChange;

use super::{
    admit,
    gathering::{Gathered, Gathering},
    reports,
    signals::{self, Signals},
};
use crate::{clock::Clock, shared::Shared};

type Broken = Box<dyn std::error::Error + Send + Sync>;

/// Batches as they came that may wait before the source is told to pause; what it has on its way then still comes.
const ENOUGH: usize = 1;

#[derive(Debug)]
pub(super) enum Desk {
    /// Each batch is written as it came and at once.
    Batches(VecDeque<Vec<RawRecord>>),
    /// All that waits is written together: at once, or a moment after the last write began.
    Signals(Signals),
    /// Many are written together, or what there is after the patience.
    Reports(Gathering, Duration),
}

/// One write.
#[derive(Debug)]
pub(super) enum Work {
    Batch(Vec<RawRecord>),
    Signals(Signals),
    Reports(Gathered),
}

/// What was written.
#[derive(Debug)]
pub(super) struct Done {
    pub next_offset: i64,
    pub changes: Changes,
}

/// What a write changed of the channels, or of the niches.
#[derive(Debug, Default, PartialEq)]
pub(super) enum Changes {
    #[default]
    Nothing,
    /// Sorted by channel.
    Known(Vec<ChannelChange>),
    /// The answer to an earlier try was lost: it is not known by how much these changed.
    Unsure(Vec<ChannelId>),
    /// Windows of niches; when the first record of the batch came in.
    Niches(Vec<ChangedNiche>, Instant),
}

impl Desk {
    pub fn new(topic: &str, patience: Duration) -> Self {
        match topic {
            YOUTUBE_ANALYTICS => Desk::Reports(Gathering::new(), patience),
            TREND_SIGNALS => Desk::Signals(Signals::new()),
            _ => Desk::Batches(VecDeque::new()),
        }
    }

    /// In offset order.
    pub fn add(&mut self, records: Vec<RawRecord>) {
        match self {
            Desk::Batches(_) if records.is_empty() => {}
            Desk::Batches(waiting) => waiting.push_back(records),
            Desk::Signals(signals) => signals.add(records),
            Desk::Reports(gathering, _) => gathering.add(records),
        }
    }

    /// The source is told to pause.
    pub fn is_full(&self) -> bool {
        match self {
            Desk::Batches(waiting) => waiting.len() > ENOUGH,
            Desk::Signals(signals) => signals.is_full(),
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
            Desk::Signals(signals) => signals.due(),
            Desk::Reports(gathering, patience) => gathering.due(*patience),
        }
    }

    /// The next write, if it is time for one.
    pub fn take(&mut self) -> Option<Work> {
        match self {
            Desk::Batches(waiting) => waiting.pop_front().map(Work::Batch),
            Desk::Signals(signals) => signals.take().map(Work::Signals),
            Desk::Reports(gathering, patience) => gathering.take(*patience).map(Work::Reports),
        }
    }
}

impl Work {
    /// Waits as long as the database is away. `None`: the partition has another owner, and nothing was written.
    pub async fn write(self, shared: &Shared, fence: &Fence, clock: Clock) -> Result<Option<Done>, Broken> {
        match self {
            Work::Reports(gathered) => {
                let next_offset = gathered.batch.next_offset;
                let changes = reports::write(shared, fence, &gathered).await?;
                Ok(changes.map(|changes| Done { next_offset, changes }))
            }
            Work::Signals(Signals { records, since, .. }) => {
                let next_offset = records.last().map_or(0, |last| last.offset + 1);
                let changed = signals::write(shared, fence, &records, clock).await?;
                Ok(changed.map(|changed| Done { next_offset, changes: Changes::Niches(changed, since) }))
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
        other => Err(JournalError::Defect(format!("nothing reads the topic {other}").into())),
    }
}
