//! How far a running step is: ephemeral, at most four times a second for each video, lost where nobody keeps up.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tokio::{sync::broadcast, time::Instant};
use ytempire_domain::{
    Step,
    id::{ChannelId, VideoId},
};

/// Values that a slow reader may be behind before it loses the oldest.
const KEPT: usize = 256;
const APART: Duration = Duration::from_millis(250);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    pub video_id: VideoId,
    pub channel_id: ChannelId,
    /// The job's version when the step began.
    pub version: i64,
    /// From 1.
    pub attempt: u32,
    pub stage: Step,
    /// 0 to 1.
    pub stage_progress: f32,
    pub at: DateTime<Utc>,
}

#[derive(Clone, Debug)]
pub(crate) struct Progresses(broadcast::Sender<Progress>);

impl Progresses {
    pub fn new() -> Self {
        Progresses(broadcast::channel(KEPT).0)
    }

    pub fn subscribe(&self) -> broadcast::Receiver<Progress> {
        self.0.subscribe()
    }

    /// Of one running step, which stands at 0 now.
    pub fn gauge(&self, start: Progress) -> Gauge {
        let gauge =
            Gauge(Some(Arc::new(Inner { start, began: Instant::now(), last: Mutex::new(None), out: self.0.clone() })));
        gauge.report(0.0);
        gauge
    }
}

/// Where a running step says how far it is. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Gauge(Option<Arc<Inner>>);

#[derive(Debug)]
struct Inner {
    start: Progress,
    began: Instant,
    last: Mutex<Option<Instant>>,
    out: broadcast::Sender<Progress>,
}

impl Gauge {
    /// Of work that nobody watches.
    pub const fn none() -> Self {
        Gauge(None)
    }

    /// From 0 to 1; what comes within a quarter of a second is left out, but never the end.
    pub fn report(&self, fraction: f32) {
        let Some(Inner { start, began, last, out }) = self.0.as_deref() else { return };
        let now = Instant::now();
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        if fraction < 1.0 && last.is_some_and(|last| now - last < APART) {
            return;
        }
        *last = Some(now);
        let at = start.at + (now - *began);
        let progress = Progress { stage_progress: fraction.clamp(0.0, 1.0), at, ..start.clone() };
        if out.send(progress).is_err() {
            tracing::trace!("nobody watches the progress");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start() -> Progress {
        Progress {
            video_id: VideoId::generate(),
            channel_id: "demo".parse().expect("slug"),
            version: 7,
            attempt: 1,
            stage: Step::Render,
            stage_progress: 0.0,
            at: DateTime::UNIX_EPOCH,
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_step_is_seen_at_most_four_times_a_second_and_at_its_end() {
        let progresses = Progresses::new();
        let mut seen = progresses.subscribe();
        let gauge = progresses.gauge(start());
        for frame in 1_u8..100 {
            tokio::time::advance(Duration::from_millis(10)).await;
            gauge.report(f32::from(frame) / 100.0);
        }
        gauge.report(1.0);
        let mut fractions = Vec::new();
        while let Ok(progress) = seen.try_recv() {
            fractions.push(progress.stage_progress);
        }
        assert_eq!(fractions, [0.0, 0.25, 0.5, 0.75, 1.0]);
    }
}
