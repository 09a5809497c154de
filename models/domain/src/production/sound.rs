use serde::{Deserialize, Serialize};

use crate::artefact::ArtefactRef;

/// Which voice spoke, so that the product can say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoiceTier {
    /// The neural voice, offline.
    Natural,
    /// libavfilter's flite: plain, where the model is not installed.
    Flite,
}

/// The spoken script. Times are milliseconds from the start of `audio`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Narration {
    /// Mono 16-bit WAV.
    pub audio: ArtefactRef,
    pub tier: VoiceTier,
    pub voice: String,
    pub sample_rate: u32,
    pub duration_ms: u32,
    /// One for every sentence of the script, in order.
    pub sentences: Vec<SpokenSentence>,
    /// Every displayed word, in order; times come from the voice itself.
    pub words: Vec<SpokenWord>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpokenSentence {
    pub start_ms: u32,
    pub end_ms: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpokenWord {
    /// Index of its sentence in the script.
    pub sentence: u32,
    /// As displayed, punctuation included.
    pub text: String,
    pub start_ms: u32,
    pub end_ms: u32,
}

/// Captions, word by word, and the same as a subtitle file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaptionTrack {
    pub cues: Vec<Cue>,
    /// SubRip text for the destination.
    pub subtitles: ArtefactRef,
}

/// Words that stand on the screen together. Cues do not overlap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    pub start_ms: u32,
    pub end_ms: u32,
    pub words: Vec<CaptionWord>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptionWord {
    pub text: String,
    pub start_ms: u32,
    pub end_ms: u32,
}
