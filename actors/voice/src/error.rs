//! What can go wrong while speaking, and whose fault it is.

use std::{io, path::Path};

use ytempire_domain::{Failure, Retry, Whose};

#[derive(Debug, thiserror::Error)]
pub enum VoiceError {
    /// The progress callback asked to stop; nothing is left on disk.
    #[error("cancelled")]
    Cancelled,
    /// The model or its runtime is not installed, or the runtime is not of a version that can be used.
    #[error("the natural voice is not installed: {0}")]
    Missing(String),
    #[error("there is no voice {0:?}")]
    UnknownVoice(String),
    #[error("no voice speaks {0:?}: the natural voice knows en-US and en-GB")]
    NoVoiceFor(String),
    /// Not one sentence holds a word that has a sound.
    #[error("nothing in these sentences can be spoken")]
    NothingToSay,
    #[error("cannot {doing} {path}")]
    Io {
        doing: &'static str,
        path: String,
        #[source]
        source: io::Error,
    },
    /// An installed file is not what it should be.
    #[error("{path}: {reason}")]
    Format { path: String, reason: String },
    #[error("cannot {doing}")]
    Runtime {
        doing: &'static str,
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The model's answer contradicts itself.
    #[error("the model gave {0}")]
    Model(String),
}

impl VoiceError {
    pub(crate) fn io<'a>(doing: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> VoiceError + 'a {
        move |source| VoiceError::Io { doing, path: path.display().to_string(), source }
    }

    pub(crate) fn format(path: &Path, reason: impl Into<String>) -> VoiceError {
        VoiceError::Format { path: path.display().to_string(), reason: reason.into() }
    }

    pub(crate) fn runtime<E: std::error::Error + Send + Sync + 'static>(
        doing: &'static str,
    ) -> impl FnOnce(E) -> VoiceError {
        move |source| VoiceError::Runtime { doing, source: Box::new(source) }
    }

    /// The model is not installed: the plain voice may speak instead.
    pub fn is_missing(&self) -> bool {
        matches!(self, VoiceError::Missing(_))
    }

    /// The same as a step's outcome.
    pub fn failure(&self) -> Failure {
        let (whose, retry, code) = match self {
            VoiceError::Cancelled => (Whose::Operator, Retry::Never, "cancelled"),
            VoiceError::Missing(_) => (Whose::Operator, Retry::Never, "voice_missing"),
            VoiceError::UnknownVoice(_) => (Whose::Request, Retry::Never, "voice_unknown"),
            VoiceError::NoVoiceFor(_) => (Whose::Request, Retry::Never, "voice_language"),
            VoiceError::NothingToSay => (Whose::Request, Retry::Never, "voice_nothing_to_say"),
            VoiceError::Io { .. } => (Whose::Operator, Retry::Backoff, "voice_io"),
            VoiceError::Format { .. } => (Whose::Operator, Retry::Never, "voice_format"),
            VoiceError::Runtime { .. } => (Whose::Ours, Retry::Backoff, "voice_runtime"),
            VoiceError::Model(_) => (Whose::Ours, Retry::Never, "voice_model"),
        };
        Failure::new(whose, retry, code, self.chain())
    }

    /// The text of the error and of its causes, outermost first.
    fn chain(&self) -> String {
        let mut text = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            text.push_str(": ");
            text.push_str(&error.to_string());
            cause = error.source();
        }
        text
    }
}
