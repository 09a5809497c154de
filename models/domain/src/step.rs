//! The steps of one video, by the names used everywhere: journal, events, API and UI.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Script,
    ScriptCheck,
    Voice,
    Footage,
    Captions,
    Render,
    VideoCheck,
    Thumbnail,
    Approval,
    Publish,
}

impl Step {
    /// Every step, in the order in which a video passes them.
    pub const ALL: [Step; 10] = [
        Step::Script,
        Step::ScriptCheck,
        Step::Voice,
        Step::Footage,
        Step::Captions,
        Step::Render,
        Step::VideoCheck,
        Step::Thumbnail,
        Step::Approval,
        Step::Publish,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Step::Script => "script",
            Step::ScriptCheck => "script_check",
            Step::Voice => "voice",
            Step::Footage => "footage",
            Step::Captions => "captions",
            Step::Render => "render",
            Step::VideoCheck => "video_check",
            Step::Thumbnail => "thumbnail",
            Step::Approval => "approval",
            Step::Publish => "publish",
        }
    }

    /// Place in [`Step::ALL`], from 0.
    pub const fn index(self) -> usize {
        self as usize
    }

    pub fn next(self) -> Option<Step> {
        Step::ALL.get(self.index() + 1).copied()
    }

    /// How many times a step is tried before the job fails for good.
    pub const fn max_attempts(self) -> u32 {
        match self {
            // Deterministic readings of what is there: the same input gives the same answer.
            Step::Script | Step::ScriptCheck | Step::Captions | Step::VideoCheck | Step::Approval => 2,
            Step::Voice | Step::Footage | Step::Render | Step::Thumbnail => 4,
            // The video is made and paid for: give the destination time to come back.
            Step::Publish => 8,
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("unknown step {0:?}")]
pub struct StepError(String);

impl FromStr for Step {
    type Err = StepError;

    fn from_str(text: &str) -> Result<Self, StepError> {
        Step::ALL.into_iter().find(|step| step.name() == text).ok_or_else(|| StepError(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_indexes_and_json_agree() {
        for (index, step) in Step::ALL.into_iter().enumerate() {
            assert_eq!(step.index(), index);
            assert_eq!(step.name().parse(), Ok(step));
            assert_eq!(serde_json::to_value(step).ok(), Some(step.name().into()));
        }
        assert_eq!(Step::Publish.next(), None);
        assert!("encode".parse::<Step>().is_err());
    }
}
