//! Carries the studio's progress to this instance's sockets and to the other instances.

use std::sync::Arc;

use tokio::sync::broadcast::error::RecvError;

use super::words::{self, Word};
use crate::app::App;

pub async fn run(app: Arc<App>) {
    let mut progress = app.studio.progress();
    loop {
        match progress.recv().await {
            Ok(progress) => {
                app.live.take_in(progress.clone());
                words::say(&app, &Word::Progress(progress)).await;
            }
            // Too slow for all of them: the newest ones come next.
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}
