//! Listens for the journal's notifications and tells the root, which knows whom they are for.

use ractor::ActorRef;
use ytempire_journal::{Journal, Notice};

use crate::{
    patience::{chain, delay},
    studio::StudioMsg,
    tell,
};

/// Never returns. While nothing is heard the clocks of the others still look.
pub(crate) async fn listen(journal: Journal, studio: ActorRef<StudioMsg>) {
    let mut failures = 0;
    let mut listener = loop {
        match journal.listen().await {
            Ok(listener) => break listener,
            Err(error) => {
                failures += 1;
                tracing::warn!(error = chain(&error), "cannot listen for wake-ups; trying again");
                tokio::time::sleep(delay(failures, rand::random())).await;
            }
        }
    };
    // What was said before it listened.
    tell(&studio, StudioMsg::Notice(Notice::Reconnected));
    loop {
        let notice = listener.next().await;
        // For sockets, which listen for themselves.
        if !matches!(notice, Notice::Events | Notice::Metrics(_)) {
            tell(&studio, StudioMsg::Notice(notice));
        }
    }
}
