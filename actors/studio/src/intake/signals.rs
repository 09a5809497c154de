//! A batch of `trend-signals`: parsed, stored or kept as dead letters, and the cursor moved, in one transaction.

use ytempire_domain::{id::WorkspaceId, trend::TrendSignal};
use ytempire_journal::{Fence, IntakeRecord, Journal, JournalError, RawRecord, SignalBatch};

use super::admit::dead_reason;
use crate::{metrics, patience::patiently};

/// `false`: the partition has another owner.
pub(crate) async fn store(
    journal: &Journal,
    workspace: WorkspaceId,
    fence: &Fence,
    records: &[RawRecord],
    next_offset: i64,
) -> Result<bool, JournalError> {
    let batch: Vec<IntakeRecord<TrendSignal>> = records.iter().cloned().map(parsed).collect();
    let store = || journal.store_signals(workspace, fence, batch.clone(), next_offset);
    match patiently("storing signals", store).await? {
        SignalBatch::Fenced => Ok(false),
        SignalBatch::Stored { signals, dead, .. } => {
            metrics::intake(&fence.topic, "admitted", signals as u64);
            metrics::intake(&fence.topic, "dead", dead as u64);
            Ok(true)
        }
    }
}

fn parsed(raw: RawRecord) -> IntakeRecord<TrendSignal> {
    let parsed = ytempire_events::parse_signal(raw.value.as_deref(), &raw.headers).map_err(dead_reason);
    IntakeRecord { raw, parsed }
}
