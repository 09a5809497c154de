use serde::{Deserialize, Serialize};

use super::video::Check;

/// What is said, sentence by sentence, and what the video is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Script {
    pub title: String,
    pub description: String,
    pub tags: Vec<String>,
    /// BCP 47.
    pub language: String,
    pub sentences: Vec<Sentence>,
    /// Who wrote it: `local-extractive`, `local-report`, later a provider's model name.
    pub writer: String,
}

/// One spoken sentence; one scene of the video.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// As it is shown and spoken.
    pub text: String,
    pub role: SentenceRole,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SentenceRole {
    Hook,
    Point,
    Close,
}

/// The rules' reading of a script. A failed check fails the step; the checks stay visible either way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScriptCheck {
    pub checks: Vec<Check>,
}
