//! What can go wrong in the engine, and whose fault it is.

use std::{io, path::Path};

use ytempire_domain::{Failure, Retry, Whose};

use crate::scene::SceneError;

#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The progress callback asked to stop; nothing is left on disk.
    #[error("cancelled")]
    Cancelled,
    /// The job asks for something that cannot be made.
    #[error("{0}")]
    Job(String),
    #[error("cannot {doing} {path}")]
    Io {
        doing: &'static str,
        path: String,
        #[source]
        source: io::Error,
    },
    /// A file is not what it should be.
    #[error("{path}: {reason}")]
    Format { path: String, reason: String },
    #[error("cannot {doing}")]
    Libav {
        doing: &'static str,
        #[source]
        source: ffmpeg_next::Error,
    },
    /// FFmpeg was built without something we need.
    #[error("this ffmpeg has no {0}: install Debian's ffmpeg libraries")]
    Missing(&'static str),
    #[error("cannot measure loudness")]
    Loudness(#[from] ebur128::Error),
    #[error("cannot draw the pictures")]
    Scene(#[from] SceneError),
}

impl MediaError {
    pub(crate) fn io<'a>(doing: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> MediaError + 'a {
        move |source| MediaError::Io { doing, path: path.display().to_string(), source }
    }

    pub(crate) fn av(doing: &'static str) -> impl FnOnce(ffmpeg_next::Error) -> MediaError {
        move |source| MediaError::Libav { doing, source }
    }

    pub(crate) fn format(path: &Path, reason: impl Into<String>) -> MediaError {
        MediaError::Format { path: path.display().to_string(), reason: reason.into() }
    }

    /// The same as a step's outcome.
    pub fn failure(&self) -> Failure {
        let (whose, retry, code) = match self {
            MediaError::Cancelled => (Whose::Operator, Retry::Never, "cancelled"),
            MediaError::Job(_) => (Whose::Ours, Retry::Never, "media_job"),
            MediaError::Io { .. } => (Whose::Operator, Retry::Backoff, "media_io"),
            MediaError::Format { .. } => (Whose::Ours, Retry::Never, "media_format"),
            MediaError::Libav { .. } => (Whose::Ours, Retry::Backoff, "media_libav"),
            MediaError::Missing(_) => (Whose::Operator, Retry::Never, "media_missing"),
            MediaError::Loudness(_) => (Whose::Ours, Retry::Never, "media_loudness"),
            MediaError::Scene(SceneError::NoIllustrations(_) | SceneError::NoTypeface(_)) => {
                (Whose::Operator, Retry::Never, "media_missing")
            }
            MediaError::Scene(_) => (Whose::Ours, Retry::Never, "media_scene"),
        };
        Failure::new(whose, retry, code, self.chain())
    }

    /// The text of the error and of its causes, outermost first.
    pub fn chain(&self) -> String {
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
