//! Looks at the queue on a clock and shows its figures to Prometheus.

use crate::{metrics, patience::chain, shared::Shared};

/// Never returns.
pub(crate) async fn show(shared: Shared) {
    loop {
        match shared.journal.counts().await {
            Ok(counts) => metrics::queue(&counts),
            Err(error) => tracing::debug!(error = chain(&error), "the queue's figures are old"),
        }
        tokio::time::sleep(shared.config.pace.figures).await;
    }
}
