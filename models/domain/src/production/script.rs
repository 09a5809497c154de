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
    /// How good it is; none where it was checked before there was such a score, or where nobody could give it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality: Option<ScriptQuality>,
}

/// A score by parts that anyone can check by hand. It is a score to sort and to send back by, and no probability.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScriptQuality {
    /// Weighted mean of the parts, 0 to 1.
    pub total: f64,
    pub parts: Vec<QualityPart>,
    /// Who judged: the rules, and the models that took part with their versions.
    pub by: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QualityPart {
    pub name: String,
    /// 0 (bad) to 1 (good).
    pub score: f64,
    /// Its share of the total; all shares add up to 1.
    pub weight: f64,
    /// What took from the score, in words for the writer; empty where all is well.
    pub reasons: Vec<String>,
}
