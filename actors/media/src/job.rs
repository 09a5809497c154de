//! What a render worker is told and what it answers; everything here crosses a process boundary as JSON.

use std::{collections::BTreeMap, path::PathBuf};

use serde::{Deserialize, Serialize};
use ytempire_domain::{
    ContentHash,
    production::{Cue, Footage, Loudness},
};

use crate::error::MediaError;

/// One video to make.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenderJob {
    /// Pixels; both even.
    pub width: u32,
    pub height: u32,
    pub fps: u32,
    pub duration_ms: u32,
    pub footage: Footage,
    /// The owner's pictures that `footage` refers to, on this disk.
    pub files: BTreeMap<ContentHash, PathBuf>,
    /// Captions; empty for none.
    pub cues: Vec<Cue>,
    /// 16-bit WAV.
    pub narration: PathBuf,
    /// Lay a synthesised bed under the voice.
    pub music: bool,
    /// The same seed gives the same music.
    pub seed: u64,
    /// Folder of the illustration set.
    pub illustrations: PathBuf,
    /// The mp4 to write. Its folder is the job's scratch: helper files stand there while the render runs.
    pub out: PathBuf,
    /// Threads of the video encoder; 0 lets it choose.
    pub threads: usize,
}

impl RenderJob {
    /// Frames of the video: it never ends before its sound.
    pub fn frames(&self) -> u64 {
        (u64::from(self.duration_ms) * u64::from(self.fps)).div_ceil(1000)
    }

    /// Whether such a video can be made at all.
    pub(crate) fn check(&self) -> Result<(), MediaError> {
        let size = |pixels: u32| pixels.is_multiple_of(2) && (16..=4096).contains(&pixels);
        if !size(self.width) || !size(self.height) {
            return Err(MediaError::Job(format!(
                "cannot draw {}x{}: sizes are even, 16 to 4096",
                self.width, self.height
            )));
        }
        if !(1..=120).contains(&self.fps) {
            return Err(MediaError::Job(format!("{} frames a second: 1 to 120 can be made", self.fps)));
        }
        if self.duration_ms == 0 {
            return Err(MediaError::Job("a video of no length".to_owned()));
        }
        Ok(())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenderProgress {
    /// Frames handed to the encoder so far.
    pub frame: u64,
    pub frames: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RenderReport {
    pub path: PathBuf,
    pub width: u32,
    pub height: u32,
    pub fps: u32,
    pub frames: u64,
    pub duration_ms: u32,
    /// libav's name of the encoder that made it.
    pub encoder: String,
    /// Of the coded sound, decoded again.
    pub loudness: Loudness,
    /// By how many decibels the music went down under speech; nothing without music or without speech.
    pub ducking_db: Option<f64>,
}
