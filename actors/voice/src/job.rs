//! What is asked for and what is given back, in plain data.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use ytempire_domain::production::{SpokenSentence, SpokenWord};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoiceJob {
    pub sentences: Vec<String>,
    /// A language tag: `en`, `en-US`, `en-GB`. The accent is the voice's own.
    pub language: String,
    /// One of the names that [`voices`](crate::voices) tells.
    pub voice: String,
    /// The 16-bit mono WAV to write.
    pub out: PathBuf,
    /// Sentences that are spoken at the same time; changes the time it takes, never the sound.
    pub threads: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceReport {
    pub voice: String,
    pub sample_rate: u32,
    pub duration_ms: u32,
    /// One for every sentence of the job. One without a sound of its own is a short silence.
    pub sentences: Vec<SpokenSentence>,
    /// Every word of every sentence, split at white space, as written. Times never decrease and never overlap.
    pub words: Vec<SpokenWord>,
}
