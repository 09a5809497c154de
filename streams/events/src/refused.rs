//! Why a record cannot be used.

use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// `snake_case`, stable: the crate's page lists them.
    pub code: &'static str,
    /// For people; quotes at most a few words of the record.
    pub detail: String,
}

impl Refused {
    pub(crate) fn new(code: &'static str, detail: impl Into<String>) -> Self {
        Refused { code, detail: detail.into() }
    }

    pub(crate) fn invalid(error: impl fmt::Display) -> Self {
        Refused::new("invalid_field", error.to_string())
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.detail)
    }
}

impl std::error::Error for Refused {}
