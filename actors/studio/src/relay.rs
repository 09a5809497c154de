//! Carries the outbox to `video-events`, or only stamps it where there is no Kafka.

use tokio::sync::watch;
use ytempire_kafka::{Producer, RelayState, relay};

use crate::{
    shared::Shared,
    status::{Board, PartStatus},
};

/// Never returns. Another instance may hold the seat: then this one waits for it, which is well.
pub(crate) async fn carry(shared: Shared, producer: Option<Producer>) {
    let (state, mut states) = watch::channel(RelayState { seated: false, trouble: None, sent: 0 });
    let board = shared.board.clone();
    let show = async move {
        loop {
            show(&board, &states.borrow_and_update());
            if states.changed().await.is_err() {
                return std::future::pending::<()>().await;
            }
        }
    };
    tokio::select! {
        () = relay(shared.journal.clone(), producer, shared.outbox.clone(), state) => {}
        () = show => {}
    }
}

fn show(board: &Board, state: &RelayState) {
    let part = match (&state.trouble, state.seated) {
        (Some(trouble), _) => PartStatus::bad(trouble.clone()),
        (None, true) => PartStatus::ok(format!("sent up to position {}", state.sent)),
        (None, false) => PartStatus::ok("another instance relays"),
    };
    board.write(|status| status.relay = part);
}
