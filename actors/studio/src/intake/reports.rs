//! What gathered of `youtube-analytics`: accepted or kept as dead letters, and the cursor moved, in one transaction.

use tokio::time::Instant;
use ytempire_journal::Fence;
use ytempire_sinks::{SinkError, postgres::Write};

use super::{desk::Changes, gathering::Gathered};
use crate::{
    metrics,
    patience::{chain, patiently},
    shared::Shared,
    sinks::POSTGRES,
};

/// `None`: the partition has another owner.
pub(super) async fn write(shared: &Shared, fence: &Fence, gathered: &Gathered) -> Result<Option<Changes>, SinkError> {
    let write = patiently("writing reports", || once(shared, fence, gathered)).await?;
    Ok(match write {
        Write::Fenced => None,
        Write::Repeated(channels) => {
            count(shared, fence, gathered.records, 0, 0);
            Some(Changes::Unsure(channels))
        }
        Write::Written(written) => {
            count(shared, fence, gathered.records, written.accepted, written.dead);
            Some(Changes::Known(written.changes))
        }
    })
}

async fn once(shared: &Shared, fence: &Fence, gathered: &Gathered) -> Result<Write, SinkError> {
    let _turn = shared.sinks.turn().await;
    let began = Instant::now();
    let written = shared.sinks.postgres.write(shared.config.workspace, fence, &gathered.batch).await;
    let outcome = match &written {
        Ok(Write::Fenced) => "fenced",
        Ok(Write::Written(_) | Write::Repeated(_)) => "written",
        Err(error) => {
            shared.board.sink(POSTGRES, |sink| sink.trouble(chain(error)));
            "failed"
        }
    };
    metrics::sink_write(POSTGRES, outcome, gathered.records, began.elapsed());
    written
}

fn count(shared: &Shared, fence: &Fence, records: usize, accepted: usize, dead: usize) {
    let repeated = records.saturating_sub(accepted + dead);
    for (outcome, records) in [("admitted", accepted), ("repeated", repeated), ("dead", dead)] {
        metrics::intake(&fence.topic, outcome, records as u64);
    }
    shared.board.sink(POSTGRES, |sink| {
        sink.rows_total += i64::try_from(accepted).unwrap_or(i64::MAX);
        sink.well("");
    });
}
