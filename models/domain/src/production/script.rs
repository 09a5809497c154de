use serde::{Deserialize, Serialize};

use super::{quality::Quality, video::Check};

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
    /// Of the script that goes on.
    pub checks: Vec<Check>,
    /// How good the script is that goes on; none where it was checked before there was such a score, or where nobody could give
    /// it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality: Option<Quality>,
    /// What was done about a script below its channel's threshold; none where it is not below, and in older records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<Revision>,
}

impl ScriptCheck {
    /// The script that goes on in the place of the one that was checked, where one does.
    pub fn revised(&self) -> Option<&Script> {
        self.revision.as_ref()?.script.as_ref()
    }
}

/// The one attempt to better a script by the reasons that its score gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Revision {
    /// How good the script was as it was written first.
    pub first: Quality,
    /// How many changes were judged; most make nothing better and are left.
    pub tried: u32,
    /// What was changed, in order.
    pub changes: Vec<Change>,
    /// The script with all changes: it goes on. None where no change made it better; then the first one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub script: Option<Script>,
}

/// One change of a revision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Name of the score's part that asked for it.
    pub part: String,
    /// What that part said; it may be of several changes.
    pub reasons: Vec<String>,
    /// What was done, a sentence for people.
    pub done: String,
    /// The whole score before it and with it.
    pub before: f64,
    pub after: f64,
}

#[cfg(test)]
mod tests {
    use crate::production::StepOutput;

    #[test]
    fn a_check_from_before_there_were_revisions_is_read_and_leaves_the_script_as_it_is() {
        for old in [
            r#"{"step":"script_check","checks":[]}"#,
            r#"{"step":"script_check","checks":[],"quality":{"total":0.5,"parts":[],"by":"house rules"}}"#,
        ] {
            let read: StepOutput = serde_json::from_str(old).expect("it is read");
            assert_eq!(read.script(), None);
            assert_eq!(serde_json::to_string(&read).expect("JSON"), old, "and written as it was");
        }
        let old = r#"{"step":"video_check","checks":[],"loudness":{"integrated_lufs":-14.0,"true_peak_dbtp":-1.0}}"#;
        let read: StepOutput = serde_json::from_str(old).expect("it is read");
        assert!(matches!(&read, StepOutput::VideoCheck(check) if check.quality.is_none()), "{read:?}");
    }
}
