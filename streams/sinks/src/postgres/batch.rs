//! What goes into a write and what comes out of it.

use ytempire_domain::id::ChannelId;
use ytempire_events::Report;
use ytempire_journal::{DeadReason, RawRecord};

use crate::ChannelChange;

/// Records of one partition, in offset order.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    pub reports: Vec<Placed>,
    pub dead: Vec<(RawRecord, DeadReason)>,
    /// Of the next record to read.
    pub next_offset: i64,
}

/// A report and where it stands in its partition.
#[derive(Clone, Debug)]
pub struct Placed {
    pub report: Report,
    pub offset: i64,
}

#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub enum Write {
    /// The partition has another owner: nothing was written.
    Fenced,
    /// The same owner had written this batch, or one that lies behind it, and the answer was lost. What it changed is
    /// not known any more: read the states of these channels anew.
    Repeated(Vec<ChannelId>),
    Written(Written),
}

/// What became of a batch.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Written {
    /// Reports that count now.
    pub accepted: usize,
    /// Older than what is there, or followed by a newer one in the same batch.
    pub stale: usize,
    pub dead: usize,
    /// Sorted by channel, then day.
    pub changes: Vec<ChannelChange>,
}
