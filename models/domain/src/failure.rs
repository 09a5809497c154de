//! What went wrong with a step: a value, never an `Err` that would stop an actor.

use std::{fmt, time::Duration};

use serde::{Deserialize, Serialize};

/// Whose fault it is, which says who can mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// The request asked for something that cannot be made.
    Request,
    /// A provider or a device refused, hung or died.
    Provider,
    /// The operator's settings, budget or machine stand in the way.
    Operator,
    /// A defect of ours.
    Ours,
}

/// Whether trying the same again can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "after_ms")]
pub enum Retry {
    /// The same input will fail again.
    Never,
    /// By the usual backoff.
    Backoff,
    /// Not before this many milliseconds (a provider's Retry-After).
    After(u64),
}

impl Retry {
    /// The least delay that the fault itself asks for.
    pub fn floor(self) -> Duration {
        match self {
            Retry::After(ms) => Duration::from_millis(ms),
            Retry::Never | Retry::Backoff => Duration::ZERO,
        }
    }
}

/// A failed step. `code` is stable and searchable; `message` is for the operator and holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    pub whose: Whose,
    pub retry: Retry,
    /// `snake_case`, stable: `budget_exceeded`, `no_material`.
    pub code: String,
    pub message: String,
}

impl Failure {
    pub fn new(whose: Whose, retry: Retry, code: &str, message: impl Into<String>) -> Self {
        Failure { whose, retry, code: code.to_owned(), message: message.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for Failure {}
