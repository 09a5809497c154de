//! What can go wrong.

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
