//! Removes files that no output refers to, answers of calls that nobody may ask for again, and signals and windows of topics
//! of which nothing was heard for long, on a slow clock.

use ytempire_artefacts::Artefacts;

use crate::{clock::Clock, metrics, patience::chain, shared::Shared};

/// How long the window of a topic is kept of which nothing is heard, in days.
const KEEP_DAYS: u32 = 14;
/// How long its signals are: a writer looks them up when a video is made of it later.
const KEEP_SIGNALS_DAYS: u32 = 90;
/// Rows of one sweep.
const ROWS: i64 = 50_000;

type Broken = Box<dyn std::error::Error + Send + Sync>;

/// Never returns. The first sweep comes after the first pause: a start has better things to do.
pub(crate) async fn sweep(shared: Shared, artefacts: Artefacts) {
    loop {
        tokio::time::sleep(shared.config.pace.sweep).await;
        match once(&shared, &artefacts).await {
            Ok(0) => {}
            Ok(files) => {
                metrics::swept(files);
                tracing::info!(files, "removed files that nothing refers to");
            }
            Err(error) => tracing::warn!(error = chain(error.as_ref()), "a sweep was cut short; the next one goes on"),
        }
    }
}

/// The time is read first: a file whose output is recorded between the two is younger than the grace.
pub(crate) async fn once(shared: &Shared, artefacts: &Artefacts) -> Result<u64, Broken> {
    let before = Clock::read(&shared.journal).await?.now() - shared.config.pace.sweep_grace;
    let keep = shared.journal.all_references().await?;
    let files = artefacts.sweep(&keep, before).await?;
    shared.journal.sweep_calls().await?;
    metrics::windows_swept(shared.journal.sweep_windows(KEEP_DAYS, ROWS).await?);
    metrics::signals_swept(shared.journal.sweep_signals(KEEP_SIGNALS_DAYS, ROWS).await?);
    Ok(files)
}
