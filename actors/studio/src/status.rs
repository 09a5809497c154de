//! Where the studio stands, for `/readyz`, the system page and the tests.

use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use tokio::time::Instant;
use ytempire_domain::{id::VideoId, production::VoiceTier};
use ytempire_events::YOUTUBE_ANALYTICS;

use crate::{channels::ChannelCounts, sinks::POSTGRES};

#[derive(Clone, Debug, Serialize)]
pub struct StudioStatus {
    pub intake: PartStatus,
    pub relay: PartStatus,
    pub dispatcher: PartStatus,
    pub slots: Vec<SlotStatus>,
    /// Videos that this instance has claimed.
    pub running: Vec<VideoId>,
    /// The voice that spoke last; `None` before the first.
    pub voice_tier: Option<VoiceTier>,
    pub partitions: Vec<PartitionStatus>,
    /// Stores of reported metrics that this instance writes.
    pub sinks: Vec<SinkStatus>,
    /// What gave the last answers, by prediction.
    pub models: Vec<ModelStatus>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ModelStatus {
    /// Name of the prediction: `signals.y_rise`.
    pub task: String,
    /// `model` or `rule`.
    pub source: &'static str,
    /// The model's name, or the rule's.
    pub model: String,
    /// Of the model.
    pub version: Option<String>,
    /// Why this source.
    pub because: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartStatus {
    pub ok: bool,
    pub detail: String,
}

impl PartStatus {
    pub fn ok(detail: impl Into<String>) -> Self {
        PartStatus { ok: true, detail: detail.into() }
    }

    pub fn bad(detail: impl Into<String>) -> Self {
        PartStatus { ok: false, detail: detail.into() }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlotStatus {
    /// `render-1`.
    pub name: String,
    pub role: String,
    /// `idle`, `busy`, `starting` or `unavailable`.
    pub state: String,
    /// Why it is unavailable; else empty.
    pub detail: String,
    pub pid: Option<u32>,
    pub video_id: Option<VideoId>,
    /// Workers that were replaced.
    pub restarts: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartitionStatus {
    pub topic: String,
    pub partition: i32,
    /// Offset of the next record to read.
    pub next_offset: Option<i64>,
    /// Records behind the end of the log.
    pub lag: Option<i64>,
    pub paused: bool,
    /// Why it stands still; else empty.
    pub alarm: String,
    /// Milliseconds since this instance moved the cursor or took the partition.
    pub cursor_age_ms: i64,
    /// Of `youtube-analytics`.
    pub channels: ChannelCounts,
    #[serde(skip)]
    pub(crate) moved: Instant,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SinkStatus {
    /// `postgres` or `scylla`.
    pub name: String,
    /// `starting`, `ok`, `waiting` (another instance does it) or `trouble`.
    pub state: String,
    /// What an operator should read; else empty.
    pub detail: String,
    /// How far it is behind, in milliseconds: PostgreSQL behind the log, a copy behind PostgreSQL. Zero: not at all.
    pub cursor_age_ms: Option<i64>,
    /// Reports that this instance wrote there since it started.
    pub rows_total: i64,
}

impl SinkStatus {
    fn starting(name: &str) -> Self {
        let (state, detail) = ("starting".to_owned(), String::new());
        SinkStatus { name: name.to_owned(), state, detail, cursor_age_ms: None, rows_total: 0 }
    }

    pub(crate) fn well(&mut self, detail: impl Into<String>) {
        (self.state, self.detail) = ("ok".to_owned(), detail.into());
    }

    pub(crate) fn waiting(&mut self, detail: impl Into<String>) {
        (self.state, self.detail) = ("waiting".to_owned(), detail.into());
    }

    pub(crate) fn trouble(&mut self, detail: impl Into<String>) {
        (self.state, self.detail) = ("trouble".to_owned(), detail.into());
    }
}

/// The status as its parts last wrote it: it can be read whatever hangs.
#[derive(Debug)]
pub(crate) struct Board(Mutex<StudioStatus>);

impl Board {
    pub fn new() -> Self {
        let starting = || PartStatus::bad("starting");
        Board(Mutex::new(StudioStatus {
            intake: starting(),
            relay: starting(),
            dispatcher: starting(),
            slots: Vec::new(),
            running: Vec::new(),
            voice_tier: None,
            partitions: Vec::new(),
            sinks: Vec::new(),
            models: Vec::new(),
        }))
    }

    pub fn write(&self, change: impl FnOnce(&mut StudioStatus)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// The sink of that name; shown from now on.
    pub fn sink(&self, name: &str, change: impl FnOnce(&mut SinkStatus)) {
        self.write(|status| {
            let place = status.sinks.iter().position(|sink| sink.name == name).unwrap_or_else(|| {
                status.sinks.push(SinkStatus::starting(name));
                status.sinks.len() - 1
            });
            change(&mut status.sinks[place]);
        });
    }

    /// What answers for a prediction. Whether that is news.
    pub fn model(&self, now: ModelStatus) -> bool {
        let mut news = false;
        self.write(|status| match status.models.iter_mut().find(|known| known.task == now.task) {
            Some(known) => {
                news = (known.source, &known.model, &known.version) != (now.source, &now.model, &now.version);
                *known = now;
            }
            None => {
                news = true;
                status.models.push(now);
            }
        });
        news
    }

    /// Ages are those of this moment.
    pub fn read(&self) -> StudioStatus {
        let mut status = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for partition in &mut status.partitions {
            partition.cursor_age_ms = i64::try_from(partition.moved.elapsed().as_millis()).unwrap_or(i64::MAX);
        }
        let behind = |partition: &&PartitionStatus| {
            partition.topic == YOUTUBE_ANALYTICS && partition.lag.is_some_and(|records| records > 0)
        };
        let oldest = status.partitions.iter().filter(behind).map(|partition| partition.cursor_age_ms).max();
        if let Some(sink) = status.sinks.iter_mut().find(|sink| sink.name == POSTGRES) {
            sink.cursor_age_ms = Some(oldest.unwrap_or(0));
        }
        status
    }
}
