use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::quality::Quality;
use crate::artefact::ArtefactRef;

/// The rendered file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cut {
    pub video: ArtefactRef,
    pub width: u32,
    pub height: u32,
    /// Frames per second.
    pub fps: u32,
    pub frames: u64,
    pub duration_ms: u32,
    /// Encoder that made it (`libx264`, `h264_nvenc`).
    pub encoder: String,
}

/// EBU R 128 figures of a whole file.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Loudness {
    /// Integrated loudness, LUFS.
    pub integrated_lufs: f64,
    /// True peak, dBTP.
    pub true_peak_dbtp: f64,
}

/// One thing looked at: what was measured, what was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// `snake_case`, stable: `true_peak`, `caption_safe_area`.
    pub name: String,
    pub passed: bool,
    pub measured: String,
    pub expected: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VideoCheck {
    pub checks: Vec<Check>,
    pub loudness: Loudness,
    /// How good the video is, by what was measured; none in records from before there was such a score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality: Option<Quality>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thumbnail {
    pub image: ArtefactRef,
    pub width: u32,
    pub height: u32,
}

/// Who let the video out: `automatic` or a person's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    pub by: String,
}

/// Where the published work stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// `library`, later `youtube`.
    pub destination: String,
    /// The destination's own id: for the library the folder's path below its root.
    pub location: String,
    pub published_at: DateTime<Utc>,
    pub files: Vec<ArtefactRef>,
}
