//! Where the studio stands, for `/readyz`, the system page and the tests.

use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use ytempire_domain::{id::VideoId, production::VoiceTier};

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
        }))
    }

    pub fn write(&self, change: impl FnOnce(&mut StudioStatus)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    pub fn read(&self) -> StudioStatus {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
