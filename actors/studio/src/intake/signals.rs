//! What waits of `trend-signals`: written with the windows of its topics, or kept as dead letters, and the cursor moved, in
//! one transaction.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::time::Instant;
use ytempire_domain::trend::TrendSignal;
use ytempire_journal::{ChangedNiche, DeadReason, Fence, IntakeRecord, JournalError, RawRecord, SignalBatch};

use super::admit::dead_reason;
use crate::{clock::Clock, metrics, patience::patiently, shared::Shared};

/// Records after which the source is told to pause; what was on its way then comes on top.
const RECORDS: usize = 5_000;
/// The same in bytes of their values: a record may have a mebibyte.
const BYTES: usize = 16 << 20;
/// Between the beginnings of two writes of a partition, so that more signals share what a write costs beside them.
const BETWEEN: Duration = Duration::from_millis(100);
/// How far the clock of an observer may be ahead of ours. An observation of a far future would push all others out of its
/// topic's window.
const AHEAD: TimeDelta = TimeDelta::hours(1);

/// In offset order, until all of it is written together.
#[derive(Debug)]
pub(super) struct Signals {
    pub records: Vec<RawRecord>,
    /// When the first one came in.
    pub since: Instant,
    bytes: usize,
    /// The last write began a moment ago: those that come meanwhile wait for this.
    not_before: Instant,
}

impl Signals {
    pub fn new() -> Self {
        let now = Instant::now();
        Signals { records: Vec::new(), since: now, bytes: 0, not_before: now }
    }

    pub fn add(&mut self, records: Vec<RawRecord>) {
        if self.records.is_empty() {
            self.since = Instant::now();
        }
        self.bytes += records.iter().filter_map(|record| record.value.as_ref()).map(Vec::len).sum::<usize>();
        self.records.extend(records);
    }

    pub fn is_full(&self) -> bool {
        self.records.len() >= RECORDS || self.bytes >= BYTES
    }

    /// When they are written although there is room for more; `None`: there is nothing.
    pub fn due(&self) -> Option<Instant> {
        (!self.records.is_empty()).then_some(self.not_before)
    }

    /// `None`: there is nothing, or it is not time yet.
    pub fn take(&mut self) -> Option<Signals> {
        let (due, now) = (self.due()?, Instant::now());
        if now < due && !self.is_full() {
            return None;
        }
        let next = Signals { not_before: now + BETWEEN, ..Signals::new() };
        Some(std::mem::replace(self, next))
    }
}

/// The windows that changed. `None`: the partition has another owner.
pub(super) async fn write(
    shared: &Shared,
    fence: &Fence,
    records: &[RawRecord],
    clock: Clock,
) -> Result<Option<Vec<ChangedNiche>>, JournalError> {
    let now = clock.now();
    let batch: Vec<IntakeRecord<TrendSignal>> = records.iter().map(|raw| parsed(raw, now)).collect();
    let next_offset = records.last().map_or(0, |last| last.offset + 1);
    let (journal, workspace) = (&shared.journal, shared.config.workspace);
    let store = || journal.store_signals(workspace, fence, batch.clone(), next_offset);
    match patiently("storing signals", store).await? {
        SignalBatch::Fenced => Ok(None),
        SignalBatch::Stored { signals, dead, changed } => {
            metrics::intake(&fence.topic, "admitted", signals as u64);
            metrics::intake(&fence.topic, "dead", dead as u64);
            Ok(Some(changed))
        }
    }
}

fn parsed(raw: &RawRecord, now: DateTime<Utc>) -> IntakeRecord<TrendSignal> {
    let parsed = ytempire_events::parse_signal(raw.value.as_deref(), &raw.headers).map_err(dead_reason);
    let parsed =
        parsed.and_then(|signal| if signal.observed_at - now > AHEAD { Err(from_the_future()) } else { Ok(signal) });
    IntakeRecord { raw: raw.clone(), parsed }
}

fn from_the_future() -> DeadReason {
    let detail = format!("observed_at lies more than {} h ahead of our clock", AHEAD.num_hours());
    DeadReason { code: "invalid_field".to_owned(), detail }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(offset: i64, value: &str) -> RawRecord {
        RawRecord { offset, value: Some(value.into()), ..RawRecord::default() }
    }

    #[test]
    fn an_observation_of_the_future_is_refused() {
        let now: DateTime<Utc> = "2026-11-25T12:00:00Z".parse().expect("a time");
        let of = |at: &str| {
            let value = serde_json::json!({"source": "s", "topic": "t", "niche": "n", "observed_at": at});
            parsed(&record(0, &value.to_string()), now).parsed.map_err(|reason| reason.code)
        };
        assert!(of("2026-11-25T13:00:00Z").is_ok() && of("1970-01-01T00:00:00Z").is_ok());
        assert_eq!(of("2026-11-25T13:00:01Z"), Err("invalid_field".to_owned()));
        assert_eq!(of("9999-01-01T00:00:00Z"), Err("invalid_field".to_owned()));
    }

    #[tokio::test(start_paused = true)]
    async fn the_first_is_taken_at_once_and_those_behind_it_a_moment_later_together() {
        let mut signals = Signals::new();
        assert!(signals.take().is_none());
        signals.add(vec![record(0, "a")]);
        assert_eq!(signals.take().expect("one").records.len(), 1);
        signals.add(vec![record(1, "b"), record(2, "c")]);
        assert!(signals.take().is_none(), "one was taken just now");
        tokio::time::advance(BETWEEN).await;
        signals.add(vec![record(3, "d")]);
        let taken = signals.take().expect("three");
        assert_eq!(taken.records.iter().map(|record| record.offset).collect::<Vec<_>>(), [1, 2, 3]);
        assert!(signals.take().is_none() && signals.due().is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn much_is_taken_at_once() {
        let mut signals = Signals::new();
        signals.add(vec![record(0, "a")]);
        signals.take().expect("one");
        signals.add((0..20).map(|offset| record(offset, &"x".repeat(1 << 20))).collect());
        assert!(signals.is_full() && signals.take().is_some() && !signals.is_full());
    }
}
