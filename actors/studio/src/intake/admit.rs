//! A batch of `video-requests`: parsed, admitted or kept as dead letters, and the cursor moved, in one transaction.

use ytempire_domain::id::WorkspaceId;
use ytempire_events::Refused;
use ytempire_journal::{
    Admission, BatchAdmission, BatchEntry, DeadReason, Fence, IntakeRecord, Journal, JournalError, RawRecord,
};

use crate::{metrics, patience::patiently};

/// `false`: the partition has another owner.
pub(crate) async fn requests(
    journal: &Journal,
    workspace: WorkspaceId,
    fence: &Fence,
    records: &[RawRecord],
    next_offset: i64,
) -> Result<bool, JournalError> {
    let batch: Vec<IntakeRecord> = records.iter().cloned().map(parsed).collect();
    let admit = || journal.admit_batch(workspace, fence, batch.clone(), next_offset);
    match patiently("admitting a batch", admit).await? {
        BatchAdmission::Fenced => Ok(false),
        BatchAdmission::Admitted(entries) => {
            count(&fence.topic, &entries);
            Ok(true)
        }
    }
}

fn parsed(raw: RawRecord) -> IntakeRecord {
    let parsed = ytempire_events::parse_request(raw.value.as_deref(), &raw.headers).map_err(dead_reason);
    IntakeRecord { raw, parsed }
}

pub(super) fn dead_reason(refused: Refused) -> DeadReason {
    DeadReason { code: refused.code.to_owned(), detail: refused.detail }
}

fn count(topic: &str, entries: &[BatchEntry]) {
    let outcome = |entry: &BatchEntry| match entry {
        BatchEntry::Job(Admission::Created { .. }) => "admitted",
        BatchEntry::Job(Admission::Repeat { .. }) => "repeated",
        BatchEntry::Job(Admission::Refused(_)) | BatchEntry::Dead(_) => "dead",
    };
    for each in ["admitted", "repeated", "dead"] {
        let records = entries.iter().filter(|entry| outcome(entry) == each).count();
        metrics::intake(topic, each, records as u64);
    }
}
