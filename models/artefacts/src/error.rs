//! What can go wrong with a file, and who can mend it.

use std::{error::Error, io, ops::Range, path::PathBuf};

use ytempire_domain::{ContentHash, Failure, Retry, Whose};

#[derive(Debug, thiserror::Error)]
pub enum ArtefactError {
    #[error("{} cannot be used", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("{} changed while it was stored", .0.display())]
    Changed(PathBuf),
    #[error("the artefact {name} ({hash}) is not in the store")]
    Missing { name: String, hash: ContentHash },
    #[error("the artefact {name} ({hash}) is damaged: its content has another hash")]
    Damaged { name: String, hash: ContentHash },
    #[error("{}..{} lies outside the {bytes} bytes of the artefact", range.start, range.end)]
    Range { range: Range<u64>, bytes: u64 },
    #[error("the artefact store failed")]
    Store(#[from] object_store::Error),
    #[error("storing was broken off")]
    BrokenOff(#[source] tokio::task::JoinError),
}

impl ArtefactError {
    /// The step's failure: a disk is the operator's to mend and worth another try, a lost file is not.
    pub fn failure(&self) -> Failure {
        let (whose, retry, code) = match self {
            _ if self.disk_is_full() => (Whose::Operator, Retry::Backoff, "disk_full"),
            ArtefactError::File { .. } | ArtefactError::Store(_) => {
                (Whose::Operator, Retry::Backoff, "artefacts_unusable")
            }
            ArtefactError::Changed(_) => (Whose::Ours, Retry::Backoff, "artefact_changed"),
            ArtefactError::Missing { .. } => (Whose::Operator, Retry::Never, "artefact_missing"),
            ArtefactError::Damaged { .. } => (Whose::Operator, Retry::Never, "artefact_damaged"),
            ArtefactError::Range { .. } => (Whose::Ours, Retry::Never, "artefact_range"),
            ArtefactError::BrokenOff(_) => (Whose::Ours, Retry::Backoff, "artefact_broken_off"),
        };
        let message = match code {
            "disk_full" => "the disk of the artefact store is full: make room".to_owned(),
            _ => self.with_causes(),
        };
        Failure::new(whose, retry, code, message)
    }

    fn disk_is_full(&self) -> bool {
        let full =
            |error: &io::Error| matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
        causes(self).any(|cause| cause.downcast_ref().is_some_and(full))
    }

    fn with_causes(&self) -> String {
        let texts = causes(self).map(ToString::to_string);
        // object_store's errors repeat their source's text: say each thing once.
        texts.fold(String::new(), |said, text| match said.contains(&text) {
            true => said,
            false if said.is_empty() => text,
            false => format!("{said}: {text}"),
        })
    }
}

/// The error and what lies beneath it, outermost first.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| beneath(*error))
}

/// `io::Error::source` passes over the error that it wraps, so that is looked up.
fn beneath<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}
