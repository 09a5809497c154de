//! Waiting for the database, and for whatever else comes back.

use std::time::Duration;

use ytempire_journal::JournalError;
use ytempire_sinks::SinkError;

const FIRST: Duration = Duration::from_millis(100);
const LONGEST: Duration = Duration::from_secs(5);

/// An error that may say that a store is away, which passes.
pub(crate) trait Passing: std::error::Error {
    fn is_passing(&self) -> bool;
}

impl Passing for JournalError {
    fn is_passing(&self) -> bool {
        self.is_unavailable()
    }
}

impl Passing for SinkError {
    fn is_passing(&self) -> bool {
        matches!(self, SinkError::Unavailable(_))
    }
}

/// Delay after `failures` failed tries: 100 ms doubling to 5 s, and up to half of it more by chance, so that what
/// lost the database together does not come back together.
pub(crate) fn delay(failures: u32, chance: f64) -> Duration {
    let base = FIRST.saturating_mul(1 << failures.saturating_sub(1).min(16)).min(LONGEST);
    base + base.mul_f64(0.5 * chance.clamp(0.0, 1.0))
}

/// How long a supervisor waits before it starts a child again that has ended `endings` times in a row.
pub(crate) fn restart_delay(endings: u32) -> Duration {
    delay(endings, rand::random()) * 2
}

/// Repeats the call while the database is away: for ever, so the caller bounds it by being dropped.
///
/// # Errors
/// A defect: the same call would fail again.
pub(crate) async fn patiently<T, E, F>(what: &'static str, mut call: impl FnMut() -> F) -> Result<T, E>
where
    E: Passing,
    F: Future<Output = Result<T, E>>,
{
    let mut failures = 0;
    loop {
        match call().await {
            Err(error) if error.is_passing() => {
                failures += 1;
                if failures == 1 {
                    tracing::warn!(error = chain(&error), what, "the database is away; trying until it is back");
                }
                tokio::time::sleep(delay(failures, rand::random())).await;
            }
            answer => {
                if failures > 0 {
                    tracing::info!(what, failures, "the database is back");
                }
                return answer;
            }
        }
    }
}

/// An error and its causes in one line, outermost first.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_to_five_seconds_and_spread_by_half() {
        let table = [(0, 100), (1, 100), (2, 200), (5, 1_600), (7, 5_000), (u32::MAX, 5_000)];
        for (failures, ms) in table {
            assert_eq!(delay(failures, 0.0), Duration::from_millis(ms), "{failures}");
            assert_eq!(delay(failures, 1.0), Duration::from_millis(ms * 3 / 2), "{failures}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_is_repeated_until_the_database_is_back() {
        let mut calls = 0;
        let answer = patiently("test", || {
            calls += 1;
            let away = JournalError::Unavailable("away".into());
            std::future::ready(if calls < 20 { Err(away) } else { Ok(calls) })
        });
        assert_eq!(answer.await.expect("it comes back"), 20);
    }

    #[tokio::test]
    async fn a_defect_is_not_repeated() {
        let mut calls = 0;
        let answer: Result<(), JournalError> = patiently("test", || {
            calls += 1;
            std::future::ready(Err(JournalError::Defect("broken".into())))
        })
        .await;
        assert!(answer.is_err());
        assert_eq!(calls, 1);
    }
}
