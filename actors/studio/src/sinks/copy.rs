//! Feeds the read copy with what PostgreSQL accepted, and shows how far behind it is.

use std::time::Duration;

use tokio::{sync::watch, time::interval};
use ytempire_sinks::scylla::{self, FeedState, ScyllaSink};

use super::SCYLLA;
use crate::{patience::chain, shared::Shared, status::SinkStatus};

/// Never returns. Another instance may feed: then this one waits for the seat, which is well.
pub(crate) async fn feed(shared: Shared, copy: ScyllaSink) {
    let (state, states) = watch::channel(FeedState::default());
    let never = std::future::pending();
    tokio::select! {
        () = scylla::feed(&shared.sinks.postgres, &copy, &state, never) => {}
        () = show(&shared, states) => {}
    }
}

async fn show(shared: &Shared, states: watch::Receiver<FeedState>) {
    let mut looks = interval(shared.config.pace.figures);
    loop {
        looks.tick().await;
        let standing = shared.sinks.postgres.feed_standing().await.unwrap_or_else(|error| {
            tracing::debug!(error = chain(&error), "how far the copy is behind is not known");
            None
        });
        let state = states.borrow().clone();
        shared.board.sink(SCYLLA, |sink| shown(sink, &state, standing.map(|standing| standing.behind)));
    }
}

fn shown(sink: &mut SinkStatus, state: &FeedState, behind: Option<Duration>) {
    sink.cursor_age_ms = behind.map(|behind| i64::try_from(behind.as_millis()).unwrap_or(i64::MAX));
    sink.rows_total = i64::try_from(state.rows).unwrap_or(i64::MAX);
    match (&state.trouble, state.seated) {
        (Some(trouble), _) => sink.trouble(trouble),
        (None, true) => sink.well(format!("fed up to revision {}", state.position)),
        (None, false) => sink.waiting("another instance feeds it"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::Board;

    #[test]
    fn trouble_is_shown_before_anything_else_and_a_seat_that_is_taken_is_no_trouble() {
        let board = Board::new();
        let show = |state: FeedState| {
            board.sink(SCYLLA, |sink| shown(sink, &state, Some(Duration::from_secs(2))));
            board.read().sinks.remove(0)
        };
        let seated = FeedState { seated: true, rows: 7, ..FeedState::default() };
        let shown = show(seated.clone());
        assert_eq!((shown.state.as_str(), shown.cursor_age_ms, shown.rows_total), ("ok", Some(2_000), 7));
        assert_eq!(show(FeedState { trouble: Some("away".into()), ..seated }).state, "trouble");
        assert_eq!(show(FeedState::default()).state, "waiting");
    }
}
