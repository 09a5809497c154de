//! Where a socket stands in the log, and what comes next. The log itself is the queue: a slow socket holds no events.

use serde_json::Value;
use ytempire_journal::{LogBounds, Result};

use super::frames;
use crate::app::App;

const PAGE: i64 = 200;

pub struct Cursor {
    pub epoch: i64,
    /// Of the event that was sent last.
    pub position: i64,
}

/// Whether everything after the client's last event can still be sent.
#[derive(Debug, PartialEq, Eq)]
pub enum Resume {
    From(i64),
    Reset(&'static str),
}

pub fn resume(bounds: &LogBounds, after: Option<(i64, i64)>, most: i64) -> Resume {
    match after {
        None => Resume::From(bounds.newest),
        Some((epoch, _)) if epoch != bounds.epoch => Resume::Reset("epoch"),
        Some((_, position)) if position > bounds.newest => Resume::Reset("ahead"),
        Some((_, position)) if position + 1 < bounds.oldest => Resume::Reset("retention"),
        Some((_, position)) if bounds.newest - position > most => Resume::Reset("too_far_behind"),
        Some((_, position)) => Resume::From(position),
    }
}

impl Cursor {
    /// The next events, in order; the cursor moves only when they are given out. Empty: there are none yet.
    pub async fn next(&mut self, app: &App) -> Result<Vec<Value>> {
        let bounds = app.journal.log_bounds(app.workspace).await?;
        if let Resume::Reset(reason) = resume(&bounds, Some((self.epoch, self.position)), app.config.max_replay) {
            (self.epoch, self.position) = (bounds.epoch, bounds.newest);
            return Ok(vec![frames::stream_reset(reason, bounds.epoch, bounds.oldest, bounds.newest)]);
        }
        let events = app.journal.events_since(app.workspace, self.position, PAGE).await?;
        // The log may begin anew between the two questions: events of another epoch wait for the next look.
        let own = events.iter().take_while(|logged| logged.epoch == self.epoch);
        let values: Vec<Value> = own.clone().map(frames::event).collect();
        self.position = own.last().map_or(self.position, |logged| logged.position);
        Ok(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_goes_on_where_it_stopped_or_is_told_that_it_cannot() {
        let bounds = LogBounds { epoch: 7, oldest: 100, newest: 300 };
        let table = [
            (None, Resume::From(300)),
            (Some((7, 300)), Resume::From(300)),
            (Some((7, 250)), Resume::From(250)),
            (Some((7, 99)), Resume::From(99)),
            (Some((7, 98)), Resume::Reset("retention")),
            (Some((7, 301)), Resume::Reset("ahead")),
            (Some((6, 300)), Resume::Reset("epoch")),
        ];
        for (after, expected) in table {
            assert_eq!(resume(&bounds, after, 1000), expected, "{after:?}");
        }
        assert_eq!(resume(&bounds, Some((7, 250)), 49), Resume::Reset("too_far_behind"));
        assert_eq!(resume(&LogBounds { epoch: 1, oldest: 1, newest: 0 }, Some((1, 0)), 10), Resume::From(0));
    }
}
