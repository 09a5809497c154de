//! What waits of `trend-signals`: written with the windows of its topics, or kept as dead letters, and the cursor moved, in
//! one transaction.

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
}

impl Signals {
    pub fn new() -> Self {
        Signals { records: Vec::new(), since: Instant::now(), bytes: 0 }
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

    /// `None`: there is nothing.
    pub fn take(&mut self) -> Option<Signals> {
        (!self.records.is_empty()).then(|| std::mem::replace(self, Signals::new()))
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

    #[test]
    fn all_that_waits_is_taken_together_and_much_of_it_is_enough() {
        let mut signals = Signals::new();
        assert!(signals.take().is_none());
        signals.add(vec![record(0, "a")]);
        signals.add(vec![record(1, "b"), record(2, "c")]);
        let taken = signals.take().expect("three");
        assert_eq!(taken.records.iter().map(|record| record.offset).collect::<Vec<_>>(), [0, 1, 2]);
        assert!(signals.take().is_none() && !signals.is_full());
        signals.add((0..20).map(|offset| record(offset, &"x".repeat(1 << 20))).collect());
        assert!(signals.is_full());
        signals.take();
        assert!(!signals.is_full());
    }
}
