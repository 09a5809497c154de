//! Why there is no model, no score or no forecast, in words for the person at the command line.

use std::{io, path::PathBuf};

use crate::Task;

pub type Result<T, E = InferenceError> = std::result::Result<T, E>;

/// What went wrong and where; the source is chained, not repeated.
#[derive(Debug, thiserror::Error)]
pub enum InferenceError {
    #[error("{} cannot be used", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("{} is not a csv file that can be read", path.display())]
    Csv { path: PathBuf, source: csv::Error },
    /// One cell is wrong: `line` counts from 1, the header is line 1.
    #[error("{} line {line}, column {column}: {reason}", path.display())]
    Cell { path: PathBuf, line: u64, column: String, reason: String },
    /// The header or a whole row is wrong.
    #[error("{} line {line}: {reason}", path.display())]
    Row { path: PathBuf, line: u64, reason: String },
    #[error("there is no task {0}; the tasks are: {names}", names = Task::names().join(", "))]
    UnknownTask(String),
    #[error("{task} cannot be learned from this data: {reason}")]
    TooLittle { task: Task, reason: String },
    #[error("the registry at {} has no {what}", path.display())]
    NotThere { path: PathBuf, what: String },
    /// A file of the registry is not the one that was written.
    #[error("{} is damaged: {reason}", path.display())]
    Damaged { path: PathBuf, reason: String },
    /// Another process works at the same thing.
    #[error("{} is in use by another training: wait for it, or stop it", path.display())]
    Busy { path: PathBuf },
    #[error("the model and its inputs do not fit: {0}")]
    Mismatch(String),
    /// Networks were left out of this build, or libtorch failed.
    #[error("libtorch: {0}")]
    Torch(String),
    /// Another process of those that learn together is gone, or said nothing for too long.
    #[error("a process that learns with this one cannot be reached")]
    Team { source: io::Error },
    #[error("{0}")]
    Stopped(&'static str),
}

impl InferenceError {
    /// For `map_err`: the file at fault, beside the system's own words.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| InferenceError::File { path, source }
    }
}

#[cfg(feature = "torch")]
impl From<tch::TchError> for InferenceError {
    fn from(error: tch::TchError) -> Self {
        InferenceError::Torch(error.to_string())
    }
}

/// An error with its sources, in one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        words = format!("{words}: {error}");
        source = error.source();
    }
    words
}
