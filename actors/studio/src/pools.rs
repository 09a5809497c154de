//! Admission to the threads of this process: so many at once, the rest waits its turn.

use std::{sync::Arc, time::Duration};

use nix::sys::resource::UsageWho;
use tokio::sync::Semaphore;
use ytempire_domain::{Failure, Retry, Whose};
use ytempire_worker::used;

/// Work that blocks: on processors (`cpu`) or on disks (`io`).
#[derive(Clone, Debug)]
pub(crate) struct Pools {
    pub cpu: Pool,
    pub io: Pool,
}

impl Pools {
    pub fn new() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Pools { cpu: Pool::new(processors), io: Pool::new(8) }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Pool(Arc<Semaphore>);

impl Pool {
    fn new(permits: usize) -> Self {
        Pool(Arc::new(Semaphore::new(permits)))
    }

    /// Runs it on a thread that may block. The permit goes with the work: where the caller gives up, the work that
    /// nobody can stop still counts. Returns what it made and the processor time that it took.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
    ) -> Result<(T, Duration), Failure> {
        let closed = |_| Failure::new(Whose::Ours, Retry::Backoff, "pool_closed", "the pool is closed");
        let permit = Arc::clone(&self.0).acquire_owned().await.map_err(closed)?;
        let thread = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let before = thread_time();
            let made = work()?;
            Ok((made, thread_time().saturating_sub(before)))
        });
        thread.await.unwrap_or_else(|error| {
            let message = format!("the work of a step ended without an answer: {error}");
            Err(Failure::new(Whose::Ours, Retry::Backoff, "step_panicked", message))
        })
    }
}

/// Processor time of this thread so far.
fn thread_time() -> Duration {
    used(UsageWho::RUSAGE_THREAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_that_panics_is_a_failure_and_frees_its_permit() {
        let pool = Pool::new(1);
        let failure = pool.run::<()>(|| panic!("boom")).await.expect_err("panics");
        assert_eq!(failure.code, "step_panicked");
        let (made, _) = pool.run(|| Ok(7)).await.expect("the permit is free");
        assert_eq!(made, 7);
    }

    #[tokio::test]
    async fn processor_time_is_measured() {
        let busy = || Ok((0..20_000_000_u64).fold(0, |sum, n| std::hint::black_box(sum ^ n)));
        let (_, took) = Pool::new(1).run(busy).await.expect("works");
        assert!(took > Duration::ZERO);
    }
}
