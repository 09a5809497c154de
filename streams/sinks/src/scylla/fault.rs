//! What the driver says went wrong, in two sorts: the servers are away, or the call itself is wrong.

use scylla::errors::{
    DbError, DeserializationError, ExecutionError, IntoRowsResultError, MaybeFirstRowError, NewSessionError,
    NextPageError, NextRowError, PagerExecutionError, PrepareError, RequestAttemptError, RequestError, RowsError,
    TypeCheckError, UseKeyspaceError,
};

use crate::SinkError;

type Source = Box<dyn std::error::Error + Send + Sync>;

/// An error of the driver, on its way to becoming a [`SinkError`].
#[derive(Debug)]
pub(super) struct Fault {
    pub away: bool,
    pub source: Source,
}

impl Fault {
    pub fn away(source: impl Into<Source>) -> Fault {
        Fault { away: true, source: source.into() }
    }

    pub fn defect(source: impl Into<Source>) -> Fault {
        Fault { away: false, source: source.into() }
    }
}

impl From<Fault> for SinkError {
    fn from(fault: Fault) -> SinkError {
        if fault.away { SinkError::Unavailable(fault.source) } else { SinkError::Defect(fault.source) }
    }
}

impl From<ExecutionError> for Fault {
    fn from(error: ExecutionError) -> Fault {
        let wrong = match &error {
            ExecutionError::BadQuery(_) => true,
            ExecutionError::LastAttemptError(attempt) => is_wrong(attempt),
            ExecutionError::PrepareError(error) => cannot_be_prepared(error),
            _ => false,
        };
        Fault { away: !wrong, source: error.into() }
    }
}

impl From<PagerExecutionError> for Fault {
    fn from(error: PagerExecutionError) -> Fault {
        let wrong = match &error {
            PagerExecutionError::SerializationError(_) => true,
            PagerExecutionError::NextPageError(error) => has_no_page(error),
            PagerExecutionError::PrepareError(error) => cannot_be_prepared(error),
            _ => false,
        };
        Fault { away: !wrong, source: error.into() }
    }
}

impl From<NextRowError> for Fault {
    fn from(error: NextRowError) -> Fault {
        let wrong = match &error {
            NextRowError::NextPageError(error) => has_no_page(error),
            _ => true,
        };
        Fault { away: !wrong, source: error.into() }
    }
}

impl From<PrepareError> for Fault {
    fn from(error: PrepareError) -> Fault {
        Fault { away: !cannot_be_prepared(&error), source: error.into() }
    }
}

macro_rules! all_are {
    ($sort:ident: $($error:ty),*) => {
        $(impl From<$error> for Fault {
            fn from(error: $error) -> Fault {
                Fault::$sort(error)
            }
        })*
    };
}
all_are!(away: NewSessionError, UseKeyspaceError);
all_are!(defect: TypeCheckError, DeserializationError, IntoRowsResultError, MaybeFirstRowError, RowsError);

fn has_no_page(error: &NextPageError) -> bool {
    match error {
        NextPageError::RequestFailure(RequestError::LastAttemptError(attempt)) => is_wrong(attempt),
        NextPageError::RequestFailure(_) => false,
        _ => true,
    }
}

fn cannot_be_prepared(error: &PrepareError) -> bool {
    matches!(error, PrepareError::AllAttemptsFailed { first_attempt } if is_wrong(first_attempt))
}

/// The servers answered, and would answer in the same way again.
fn is_wrong(attempt: &RequestAttemptError) -> bool {
    use DbError::{AlreadyExists, ConfigError, FunctionFailure, Invalid, SyntaxError, Unauthorized};
    match attempt {
        RequestAttemptError::SerializationError(_) | RequestAttemptError::CqlRequestSerialization(_) => true,
        RequestAttemptError::DbError(error, _) => {
            matches!(
                error,
                SyntaxError | Invalid | Unauthorized | ConfigError | AlreadyExists { .. } | FunctionFailure { .. }
            )
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_by_itself_is_told_from_a_defect() {
        let said = |error| Fault::from(ExecutionError::from(RequestAttemptError::DbError(error, String::new())));
        assert!(said(DbError::Overloaded).away);
        assert!(said(DbError::IsBootstrapping).away);
        assert!(Fault::from(ExecutionError::RequestTimeout(std::time::Duration::ZERO)).away);
        assert!(!said(DbError::SyntaxError).away);
        assert!(!said(DbError::Invalid).away);
        assert!(matches!(SinkError::from(said(DbError::Overloaded)), SinkError::Unavailable(_)));
        assert!(matches!(SinkError::from(said(DbError::Invalid)), SinkError::Defect(_)));
    }
}
