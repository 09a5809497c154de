//! A batch of `trend-signals`: parsed, stored or kept as dead letters, and the cursor moved, in one transaction.

use ytempire_domain::id::WorkspaceId;
use ytempire_journal::{Fence, Journal, JournalError, RawRecord};

/// `false`: the partition has another owner.
pub(crate) async fn store(
    _journal: &Journal,
    _workspace: WorkspaceId,
    _fence: &Fence,
    _records: &[RawRecord],
    _next_offset: i64,
) -> Result<bool, JournalError> {
    Err(JournalError::Defect("trend signals cannot be stored yet".into()))
}
