//! Why the journal gave no answer: the database is away (try again), or something is broken (tell a person).

use std::error::Error;

pub type Result<T, E = JournalError> = std::result::Result<T, E>;

type Source = Box<dyn Error + Send + Sync>;

#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// Nothing is known to be wrong: the caller waits with jitter and calls again. A write may have been done; every
    /// write of the journal may be repeated.
    #[error("the database is away")]
    Unavailable(#[source] Source),
    /// No new requests for now, because they could not be kept.
    #[error("no new requests are taken: the disk is nearly full")]
    Held,
    /// The same call will fail again.
    #[error("the journal refused its own statement or could not read what it holds")]
    Defect(#[source] Source),
}

impl JournalError {
    pub const fn is_unavailable(&self) -> bool {
        matches!(self, JournalError::Unavailable(_) | JournalError::Held)
    }

    pub(crate) fn defect(source: impl Into<Source>) -> Self {
        JournalError::Defect(source.into())
    }
}

impl From<sqlx::Error> for JournalError {
    fn from(error: sqlx::Error) -> Self {
        let away = match &error {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => true,
            // The second is how a server that goes away while it is being connected to looks.
            sqlx::Error::Protocol(text) => text.contains("EOF") || text.contains("response from SSLRequest"),
            sqlx::Error::Database(database) => database.code().is_some_and(|code| is_passing(&code)),
            _ => false,
        };
        if away { JournalError::Unavailable(error.into()) } else { JournalError::Defect(error.into()) }
    }
}

impl From<sqlx::migrate::MigrateError> for JournalError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::Execute(error) => error.into(),
            other => JournalError::defect(other),
        }
    }
}

impl From<serde_json::Error> for JournalError {
    fn from(error: serde_json::Error) -> Self {
        JournalError::defect(error)
    }
}

/// SQLSTATEs that pass by themselves: connection lost, too few resources (a full disk among them), shutting down or
/// starting up, read-only after a fail-over, too long idle within a transaction, rolled back for another one's sake.
fn is_passing(code: &str) -> bool {
    ["08", "53", "57P"].iter().any(|class| code.starts_with(class))
        || ["25006", "25P03", "40001", "40P01", "55P03"].contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_by_itself_is_told_from_a_defect() {
        for passing in ["08006", "53300", "53100", "57P01", "57P02", "57P03", "25P03", "40P01"] {
            assert!(is_passing(passing), "{passing}");
        }
        for defect in ["23505", "22021", "42P01", "57014"] {
            assert!(!is_passing(defect), "{defect}");
        }
        let lost = sqlx::Error::Io(std::io::ErrorKind::ConnectionReset.into());
        assert!(JournalError::from(lost).is_unavailable());
        assert!(JournalError::from(sqlx::Error::PoolTimedOut).is_unavailable());
        let closed = sqlx::Error::Protocol("unexpected response from SSLRequest: 0x00".to_owned());
        assert!(JournalError::from(closed).is_unavailable());
        assert!(!JournalError::from(sqlx::Error::RowNotFound).is_unavailable());
        let wrapped = sqlx::migrate::MigrateError::Execute(sqlx::Error::PoolClosed);
        assert!(JournalError::from(wrapped).is_unavailable());
        assert!(!JournalError::from(sqlx::migrate::MigrateError::Dirty(1)).is_unavailable());
    }
}
