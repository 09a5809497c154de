//! Reads the log's end for this instance: woken by the journal, and by the clock where a wake-up was lost.

use std::{sync::Arc, time::Duration};

use ytempire_journal::{Journal, Listener, Notice};

use super::state::Newest;
use crate::{app::App, problem::chain};

/// Looked at so often in any case.
const CLOCK: Duration = Duration::from_secs(5);
const AGAIN: Duration = Duration::from_millis(500);
const PAGE: i64 = 500;

pub async fn run(app: Arc<App>) {
    let mut listener = None;
    let mut learnt = None;
    loop {
        if listener.is_none() {
            listener = listen(&app.journal).await;
        }
        if let Err(error) = look(&app, &mut learnt).await {
            tracing::debug!(error = chain(&error), "the log cannot be read now");
        }
        wait(&app, &mut listener).await;
    }
}

async fn listen(journal: &Journal) -> Option<Listener> {
    journal
        .listen()
        .await
        .inspect_err(|error| tracing::debug!(error = chain(error), "cannot listen for events now"))
        .ok()
}

async fn wait(app: &App, listener: &mut Option<Listener>) {
    let Some(listener) = listener else { return tokio::time::sleep(AGAIN).await };
    let woken = async {
        loop {
            match listener.next().await {
                Notice::Events | Notice::Reconnected => return,
                Notice::Metrics(changed) => app.live.metrics.note(changed),
                Notice::Predictions(niche) => {
                    // Nobody watching is no fault.
                    app.live.rankings.send(niche.into()).ok();
                }
                Notice::Jobs | Notice::Outbox | Notice::Control(_) => {}
            }
        }
    };
    // By the clock where nothing was heard.
    tokio::time::timeout(CLOCK, woken).await.ok();
}

/// Learns from what is new, then tells the sockets how far the log goes.
async fn look(app: &App, learnt: &mut Option<Newest>) -> ytempire_journal::Result<()> {
    let bounds = app.journal.log_bounds(app.workspace).await?;
    let newest = Newest { epoch: bounds.epoch, position: bounds.newest };
    let start = match learnt {
        Some(known) if known.epoch == bounds.epoch => known.position,
        // Enough to know how long steps take.
        _ => (bounds.newest - PAGE).max(0),
    };
    let mut position = start;
    while position < newest.position {
        let events = app.journal.events_since(app.workspace, position, PAGE).await?;
        let Some(last) = events.last() else { break };
        position = last.position;
        events.iter().for_each(|logged| app.live.learn(&logged.event));
    }
    *learnt = Some(newest);
    app.live.newest.send_if_modified(|known| std::mem::replace(known, newest) != newest);
    Ok(())
}
