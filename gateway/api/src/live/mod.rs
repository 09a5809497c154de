//! What happens now, to everybody who watches: durable events by position, progress as it comes.

mod ears;
mod feed;
mod frames;
mod metrics;
mod outbox;
mod progress;
mod replay;
mod seats;
mod session;
mod socket;
mod state;
mod tickets;
mod upgrade;
mod words;

pub use state::{Live, Reading};
pub use tickets::{TICKET_SECONDS, issue as issue_ticket};
pub use upgrade::upgrade;
pub use words::end_session;

use std::sync::Arc;

use futures_util::future::BoxFuture;

use crate::app::App;

/// Run by the gateway until it stops: the log's reader, the studio's progress, what other instances say.
pub fn tasks(app: &Arc<App>) -> Vec<BoxFuture<'static, ()>> {
    vec![
        Box::pin(until_stop(app.clone(), feed::run(app.clone()))),
        Box::pin(until_stop(app.clone(), progress::run(app.clone()))),
        Box::pin(until_stop(app.clone(), words::run(app.clone()))),
        Box::pin(until_stop(app.clone(), metrics::run(app.clone()))),
    ]
}

async fn until_stop(app: Arc<App>, task: impl Future<Output = ()>) {
    let mut stopping = app.stopping.clone();
    tokio::select! {
        () = task => {}
        _ = stopping.wait_for(|stop| *stop) => {}
    }
}
