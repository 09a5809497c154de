//! Reported figures that changed: gathered, so that sockets hear of them at most once a second, however fast reports
//! come.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use tokio::sync::{Notify, broadcast};
use ytempire_domain::ChannelId;
use ytempire_journal::MetricsChanged;

use crate::app::App;

/// Between two frames to one socket.
pub const SPACING: Duration = Duration::from_secs(1);
/// Frames that a slow socket may be behind; what it misses it never gets.
const BEHIND: usize = 16;

/// Changes taken together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// At most [`MetricsChanged::MOST`].
    pub channels: BTreeSet<ChannelId>,
    from: NaiveDate,
    to: NaiveDate,
    accepted: usize,
}

impl From<MetricsChanged> for Changed {
    fn from(changed: MetricsChanged) -> Self {
        let MetricsChanged { channels, from, to, accepted } = changed;
        Changed { channels: channels.into_iter().collect(), from, to, accepted }
    }
}

impl Changed {
    pub fn add(&mut self, other: &Changed) {
        self.channels.extend(other.channels.iter().cloned());
        while self.channels.len() > MetricsChanged::MOST {
            self.channels.pop_last();
        }
        self.from = self.from.min(other.from);
        self.to = self.to.max(other.to);
        self.accepted = self.accepted.saturating_add(other.accepted);
    }

    pub fn json(&self, time: DateTime<Utc>) -> Value {
        let Changed { channels, from, to, accepted } = self;
        json!({
            "type": "metrics_updated",
            "time": time,
            "subject": "dashboard",
            "data": { "channel_ids": channels, "from": from, "to": to, "accepted": accepted },
        })
    }
}

/// Puts changes together that wait in the same place.
pub fn gather(waiting: &mut Option<Changed>, changed: &Changed) {
    match waiting {
        Some(waiting) => waiting.add(changed),
        None => *waiting = Some(changed.clone()),
    }
}

/// From the journal's notices to every socket of this instance.
pub struct Metrics {
    waiting: Mutex<Option<Changed>>,
    grown: Notify,
    pub told: broadcast::Sender<Arc<Changed>>,
}

impl Metrics {
    pub fn new() -> Self {
        Metrics { waiting: Mutex::default(), grown: Notify::new(), told: broadcast::channel(BEHIND).0 }
    }

    pub fn note(&self, changed: MetricsChanged) {
        gather(&mut self.waiting.lock().unwrap_or_else(PoisonError::into_inner), &changed.into());
        self.grown.notify_one();
    }

    fn take(&self) -> Option<Changed> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

pub async fn run(app: Arc<App>) {
    let metrics = &app.live.metrics;
    loop {
        metrics.grown.notified().await;
        if let Some(changed) = metrics.take() {
            // Nobody watching is no fault.
            metrics.told.send(Arc::new(changed)).ok();
            tokio::time::sleep(SPACING).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(channels: std::ops::Range<usize>, day: u32) -> Changed {
        let channels = channels.map(|n| format!("ch-{n:03}").parse().expect("a slug")).collect();
        let day = NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
        MetricsChanged { channels, from: day, to: day, accepted: 3 }.into()
    }

    #[test]
    fn changes_that_wait_become_one() {
        let mut waiting = None;
        for (channels, day) in [(0..1, 20), (1..2, 18), (0..1, 19)] {
            gather(&mut waiting, &changed(channels, day));
        }
        let frame = waiting.expect("gathered").json(DateTime::UNIX_EPOCH);
        let data =
            json!({ "channel_ids": ["ch-000", "ch-001"], "from": "2026-11-18", "to": "2026-11-20", "accepted": 9 });
        assert_eq!((&frame["data"], &frame["subject"], frame.get("id")), (&data, &json!("dashboard"), None));
    }

    #[test]
    fn a_frame_names_no_more_channels_than_a_notice() {
        let mut all = changed(0..40, 1);
        all.add(&changed(30..90, 1));
        assert_eq!((all.channels.len(), all.accepted), (MetricsChanged::MOST, 6));
    }
}
