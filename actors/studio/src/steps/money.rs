//! Money of a step: reserved before its work, settled after it by the processor seconds that it took.

use ytempire_domain::{Failure, Micros, Retry, Whose};
use ytempire_journal::{Journal, JournalError, Reserved};

use super::{Halt, StepCall};
use crate::{
    metrics,
    patience::{chain, patiently},
    slots::Answer,
};

const PROVIDER: &str = "local";
const UNIT: &str = "cpu_second";

/// Runs `work` if the video's cap bears `estimate` processor seconds, and charges what it measured, up to the
/// reservation. Work that was cancelled midway is not charged: the turn's end gives its reservation back.
pub(crate) async fn paid<T>(
    journal: &Journal,
    call: &StepCall<'_>,
    estimate: f64,
    work: impl Future<Output = Answer<T>>,
) -> Result<T, Halt> {
    // With the generation: another claim's run of the same try is another call and costs again.
    let key = format!("{}/{}/{}/g{}/local", call.job.video_id, call.step, call.attempt, call.key.generation);
    let reserve = || journal.reserve(call.key, &key, call.step, PROVIDER, UNIT, estimate);
    let bound = match patiently("reserving money", reserve).await.map_err(defect)? {
        Reserved::Bound(bound) => bound,
        Reserved::Exceeded(refused) => {
            let failure = Failure::new(Whose::Operator, Retry::Never, "budget_exceeded", refused.to_string());
            return Err(failure.into());
        }
        Reserved::Stale => return Err(Halt::Stale),
    };
    let Answer { outcome, cpu_seconds } = work.await;
    match cpu_seconds {
        Some(seconds) => {
            let share = (seconds / estimate).min(1.0);
            metrics::spent(call.step, Micros((bound.0 as f64 * share).ceil() as i64));
            patiently("settling money", || journal.settle(&key, seconds)).await
        }
        // Of a worker that was killed nobody knows what it used.
        None => patiently("giving money back", || journal.release_reservation(&key)).await,
    }
    .map_err(defect)?;
    Ok(outcome?)
}

/// A journal that is broken, not away, fails the step: another try may meet it mended.
pub(crate) fn defect(error: JournalError) -> Halt {
    Failure::new(Whose::Ours, Retry::Backoff, "journal_defect", chain(&error)).into()
}
