//! What PostgreSQL's tables of metrics need besides writes: partitions ahead of time, and the platform's rule that its
//! figures are deleted when they were not refreshed for some time.

use tokio::time::Instant;
use ytempire_sinks::SinkError;

use super::POSTGRES;
use crate::{
    metrics,
    patience::{chain, delay},
    shared::Shared,
};

/// Never returns. What fails is tried again, soon at first.
pub(crate) async fn keep(shared: Shared) {
    let (pace, mut failures) = (shared.config.pace, 0);
    let mut made: Option<Instant> = None;
    loop {
        let ahead = made.is_none_or(|made| made.elapsed() >= pace.partitions);
        match once(&shared, ahead).await {
            Ok(()) => {
                (failures, made) = (0, if ahead { Some(Instant::now()) } else { made });
                shared.board.sink(POSTGRES, |sink| sink.well(""));
                tokio::time::sleep(pace.expire).await;
            }
            Err(error) => {
                failures += 1;
                tracing::warn!(error = chain(&error), "the tables of metrics were not kept in order; trying again");
                shared.board.sink(POSTGRES, |sink| sink.trouble(chain(&error)));
                tokio::time::sleep(delay(failures, rand::random()).min(pace.expire)).await;
            }
        }
    }
}

async fn once(shared: &Shared, ahead: bool) -> Result<(), SinkError> {
    let sink = &shared.sinks.postgres;
    if ahead {
        sink.ensure_partitions().await?;
    }
    if let Some(keep) = shared.config.keep {
        let rows = sink.expire(keep).await?;
        metrics::expired(rows);
        if rows > 0 {
            tracing::info!(rows, "deleted figures of the platform that were not refreshed");
        }
    }
    // Whoever deleted, this instance or another: states are read back at their next change.
    shared.sinks.next_hour();
    Ok(())
}
