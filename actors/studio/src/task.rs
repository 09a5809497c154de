//! A task with an owner: it ends with the value that holds it, and its owner hears how it ended.

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt as _;
use tokio::task::JoinHandle;
pub(crate) use ytempire_worker::Panicked;

/// Aborts the task when dropped. An actor keeps it in its state: no task outlives its actor.
#[derive(Debug)]
pub(crate) struct Task(JoinHandle<()>);

impl Task {
    #[expect(clippy::disallowed_methods, reason = "the owner is whoever holds the returned value")]
    pub fn spawn(work: impl Future<Output = ()> + Send + 'static) -> Self {
        Task(tokio::spawn(work))
    }

    /// `ended` is told the result, or the text of the panic.
    pub fn watched<T: Send>(
        work: impl Future<Output = T> + Send + 'static,
        ended: impl FnOnce(Result<T, Panicked>) + Send + 'static,
    ) -> Self {
        Task::spawn(async move { ended(caught(work).await) })
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

pub(crate) async fn caught<T>(work: impl Future<Output = T>) -> Result<T, Panicked> {
    AssertUnwindSafe(work).catch_unwind().await.map_err(|payload| Panicked::of(payload.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::sync::oneshot;

    #[tokio::test]
    async fn the_owner_hears_of_a_panic() {
        let (tell, told) = oneshot::channel();
        let _task = Task::watched(async { panic!("boom {}", 1) }, |end: Result<(), Panicked>| {
            tell.send(end.expect_err("panics").0).expect("somebody listens");
        });
        assert_eq!(told.await.expect("told"), "boom 1");
    }

    #[tokio::test]
    async fn a_task_ends_with_its_owner() {
        let (held, released) = oneshot::channel::<()>();
        let task = Task::spawn(async move {
            let _held = held;
            std::future::pending::<()>().await;
        });
        drop(task);
        assert!(released.await.is_err(), "what the task held is dropped");
    }
}
