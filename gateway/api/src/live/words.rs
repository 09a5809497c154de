//! What instances say to one another through Redis. Nothing is lost with it but promptness: sockets look at their
//! session themselves, and progress is seen where it is made.

use std::{sync::Arc, time::Duration};

use futures_util::StreamExt as _;
use serde::{Deserialize, Serialize};
use ytempire_domain::SessionId;

use crate::{app::App, deps::Progress};

const AGAIN: Duration = Duration::from_secs(2);

#[derive(Serialize, Deserialize)]
#[serde(tag = "word", rename_all = "snake_case")]
pub enum Word {
    Progress(Progress),
    SessionEnded { session: SessionId },
}

/// Progress that this instance made itself comes back and is no newer than what is known.
pub async fn run(app: Arc<App>) {
    loop {
        if let Ok(mut words) = app.redis.listen().await {
            let mut words = words.on_message();
            while let Some(message) = words.next().await {
                let text: String = message.get_payload().unwrap_or_default();
                match serde_json::from_str(&text) {
                    Ok(Word::Progress(progress)) => app.live.take_in(progress),
                    Ok(Word::SessionEnded { session }) => tell(&app, session),
                    Err(error) => tracing::debug!(%error, "another instance said something unknown"),
                }
            }
        }
        tokio::time::sleep(AGAIN).await;
    }
}

pub async fn say(app: &App, word: &Word) {
    let Ok(text) = serde_json::to_string(word) else { return };
    if app.redis.publish(&text).await.is_err() {
        tracing::debug!("redis is away: other instances hear nothing");
    }
}

/// Closes the sockets of a session, here and elsewhere.
pub async fn end_session(app: &App, session: SessionId) {
    tell(app, session);
    say(app, &Word::SessionEnded { session }).await;
}

fn tell(app: &App, session: SessionId) {
    // No socket is open where nobody listens.
    app.live.ended.send(session).ok();
}
