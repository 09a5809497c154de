//! The database's time, carried on between two looks at it.

use chrono::{DateTime, Utc};
use tokio::time::Instant;
use ytempire_journal::{Journal, JournalError};

use crate::patience::patiently;

/// All instances write the database's time, also while it is away.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    read: DateTime<Utc>,
    at: Instant,
}

impl Clock {
    pub async fn read(journal: &Journal) -> Result<Clock, JournalError> {
        let read = patiently("reading the time", || journal.now()).await?;
        Ok(Clock { read, at: Instant::now() })
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.read + self.at.elapsed()
    }
}
