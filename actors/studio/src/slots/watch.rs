//! When a worker is broken: decided from what was seen of it, without a clock or a process.

use std::time::Duration;

use tokio::time::Instant;
use ytempire_domain::{Failure, Retry, Whose};

use crate::config::WorkerLimits;

/// What was last seen of a worker.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    /// A word of any kind.
    pub word: Instant,
    /// A step forward at its task; `None` without a task.
    pub progress: Option<Instant>,
}

/// What is wrong with it, if anything is.
pub(crate) fn fault(seen: Seen, resident: Option<u64>, limits: &WorkerLimits, now: Instant) -> Option<Failure> {
    let since = |then: Instant| now.saturating_duration_since(then);
    if let Some(resident) = resident.filter(|resident| *resident > limits.memory) {
        let message = format!("the worker grew to {} MiB; {} are allowed", resident >> 20, limits.memory >> 20);
        return Some(broken("worker_oom", message));
    }
    if since(seen.word) > limits.silence {
        return Some(hung("gave no sign of life", since(seen.word)));
    }
    let stalled = seen.progress.map(since).filter(|stalled| *stalled > limits.stall)?;
    Some(hung("made no progress", stalled))
}

pub(crate) fn died(how: &str) -> Failure {
    broken("worker_died", format!("the worker died ({how})"))
}

fn hung(what: &str, time: Duration) -> Failure {
    broken("worker_hung", format!("the worker {what} for {} s", time.as_secs()))
}

/// A worker's end is a failed try of the one step it held.
fn broken(code: &str, message: String) -> Failure {
    Failure::new(Whose::Provider, Retry::Backoff, code, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn silence_standstill_and_growth_are_told_apart() {
        let limits = WorkerLimits::default();
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let (idle, busy) = (None, Some(start));
        let table = [
            (start, idle, 0, 10, None),
            (start, idle, 0, 11, Some("worker_hung")),
            (at(300), busy, 0, 300, None),
            (at(301), busy, 0, 301, Some("worker_hung")),
            (at(900), idle, 0, 900, None),
            (start, idle, (4 << 30) + 1, 0, Some("worker_oom")),
        ];
        for (word, progress, resident, now, expected) in table {
            let found = fault(Seen { word, progress }, Some(resident), &limits, at(now));
            assert_eq!(found.as_ref().map(|failure| failure.code.as_str()), expected, "{word:?} {now}");
            assert!(found.is_none_or(|failure| failure.retry == Retry::Backoff && failure.whose == Whose::Provider));
        }
    }
}
