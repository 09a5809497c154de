//! The truth: PostgreSQL decides which report counts, and adds up.

mod batch;
mod columns;
mod copy;
mod expire;
mod feed;
mod feed_rows;
mod feed_sums;
mod fold;
mod locks;
mod outdo;
mod partitions;
mod read;
mod rebuild;
mod recount;
mod restore;
mod revision;
mod rollup;
mod rows;
mod states;
mod sums;
mod tally;
mod tid;
mod write;

use std::collections::{HashMap, HashSet};

use sqlx::PgPool;
use ytempire_domain::id::{ChannelId, IdError};
use ytempire_journal::Journal;

use crate::{Result, SinkError};

pub use batch::{Batch, Placed, Write, Written};
pub use feed::{Feed, FeedStanding};

/// The tables of reported metrics. Cheap to clone; shares the journal's connections.
#[derive(Clone, Debug)]
pub struct PostgresSink {
    journal: Journal,
    months: partitions::Months,
}

impl PostgresSink {
    pub fn new(journal: &Journal) -> PostgresSink {
        PostgresSink { journal: journal.clone(), months: partitions::Months::default() }
    }

    pub(crate) fn pool(&self) -> &PgPool {
        self.journal.pool()
    }
}

/// Looked into for every row of a batch.
type Map<K, V> = HashMap<K, V, ahash::RandomState>;
type Set<K> = HashSet<K, ahash::RandomState>;

/// Of a column that holds one: it was a [`ChannelId`] when it was written.
fn channel_id(text: &str) -> Result<ChannelId> {
    text.parse().map_err(|error: IdError| SinkError::Defect(error.into()))
}

/// From the coordinates, point after point.
fn points(numbers: &[f64]) -> Vec<(f64, f64)> {
    numbers.as_chunks::<2>().0.iter().map(|[elapsed, audience]| (*elapsed, *audience)).collect()
}
