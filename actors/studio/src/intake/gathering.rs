//! Records of `youtube-analytics` until they are written together: parsed and folded as they come.

use std::time::Duration;

use tokio::time::Instant;
use ytempire_journal::{DeadReason, RawRecord};
use ytempire_sinks::postgres::{Batch, Placed};

use super::{admit::dead_reason, fold::Fold};

/// Records after which there is enough for one write; what was on its way then comes on top.
const RECORDS: usize = 20_000;
/// The same in bytes of their values: a record may have a mebibyte.
const BYTES: usize = 16 << 20;

#[derive(Debug)]
pub(super) struct Gathering {
    fold: Fold,
    dead: Vec<(RawRecord, DeadReason)>,
    records: usize,
    bytes: usize,
    next_offset: i64,
    since: Instant,
}

/// What one write takes.
#[derive(Debug)]
pub(super) struct Gathered {
    pub batch: Batch,
    /// Those that another one of the batch followed included.
    pub records: usize,
}

impl Gathering {
    /// Begins with the first record.
    pub fn new() -> Self {
        let (fold, dead, since) = (Fold::default(), Vec::new(), Instant::now());
        Gathering { fold, dead, records: 0, bytes: 0, next_offset: 0, since }
    }

    /// In offset order.
    pub fn add(&mut self, records: Vec<RawRecord>) {
        if self.records == 0 {
            self.since = Instant::now();
        }
        for raw in records {
            self.records += 1;
            self.bytes += raw.value.as_ref().map_or(0, Vec::len);
            self.next_offset = raw.offset + 1;
            match ytempire_events::parse_report(raw.value.as_deref(), &raw.headers) {
                Ok(report) => self.fold.add(Placed { report, offset: raw.offset }),
                Err(refused) => self.dead.push((raw, dead_reason(refused))),
            }
        }
    }

    pub fn is_full(&self) -> bool {
        self.records >= RECORDS || self.bytes >= BYTES
    }

    /// When it is written although it is not full; `None`: there is nothing.
    pub fn due(&self, patience: Duration) -> Option<Instant> {
        (self.records > 0).then(|| self.since + patience)
    }

    /// `None`: there is nothing, or there is more to gather and time left.
    pub fn take(&mut self, patience: Duration) -> Option<Gathered> {
        let due = self.due(patience)?;
        if !self.is_full() && Instant::now() < due {
            return None;
        }
        let Gathering { fold, dead, records, next_offset, .. } = std::mem::replace(self, Gathering::new());
        Some(Gathered { batch: Batch { reports: fold.winners(), dead, next_offset }, records })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_millis(500);

    fn record(offset: i64, value: &str) -> RawRecord {
        RawRecord { offset, value: Some(value.into()), ..RawRecord::default() }
    }

    fn report(offset: i64) -> RawRecord {
        let value = serde_json::json!({"channel_id": "a", "day": "2026-11-20", "observed_at": "2026-11-22T00:00:00Z",
            "metrics": {"views": offset}});
        record(offset, &value.to_string())
    }

    #[tokio::test(start_paused = true)]
    async fn it_is_written_after_its_patience_with_what_is_dead_and_one_winner_per_key() {
        let mut gathering = Gathering::new();
        gathering.add(vec![report(5), record(6, "nonsense"), report(7)]);
        tokio::time::advance(PATIENCE / 2).await;
        gathering.add(vec![report(8)]);
        assert!(gathering.take(PATIENCE).is_none());
        tokio::time::advance(PATIENCE / 2).await;
        let gathered = gathering.take(PATIENCE).expect("due");
        let offsets: Vec<_> = gathered.batch.reports.iter().map(|placed| placed.offset).collect();
        assert_eq!((gathered.records, gathered.batch.next_offset, offsets), (4, 9, vec![8]));
        assert_eq!(gathered.batch.dead[0].0.offset, 6);
        assert_eq!((gathered.batch.dead.len(), gathered.batch.dead[0].1.code.as_str()), (1, "bad_json"));
        assert!(gathering.take(PATIENCE).is_none() && gathering.due(PATIENCE).is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn it_is_full_by_number_or_by_bytes_and_written_at_once() {
        let mut many = Gathering::new();
        many.add((0..RECORDS as i64).map(report).collect());
        assert!(many.is_full() && many.take(PATIENCE).is_some());
        let mut large = Gathering::new();
        large.add((0..20).map(|offset| record(offset, &"x".repeat(1 << 20))).collect());
        assert!(large.is_full() && large.take(PATIENCE).is_some());
    }
}
