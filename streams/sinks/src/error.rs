//! What can go wrong.

use ytempire_journal::JournalError;

pub type Result<T, E = SinkError> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum SinkError {
    /// The store does not answer: the same call may be made again.
    #[error("the store is away")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Ours to mend: trying again does not help.
    #[error("the store refused the call")]
    Defect(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl From<JournalError> for SinkError {
    fn from(error: JournalError) -> Self {
        if error.is_unavailable() { SinkError::Unavailable(error.into()) } else { SinkError::Defect(error.into()) }
    }
}

impl From<sqlx::Error> for SinkError {
    /// By the journal's rule: both use one database.
    fn from(error: sqlx::Error) -> Self {
        JournalError::from(error).into()
    }
}
