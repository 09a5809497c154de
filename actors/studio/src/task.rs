//! A task with an owner: it ends with the value that holds it, and its owner hears how it ended.

use std::{any::Any, panic::AssertUnwindSafe};

use futures_util::FutureExt as _;
use tokio::task::JoinHandle;

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

/// What a panic said.
#[derive(Debug, thiserror::Error)]
#[error("panicked: {0}")]
pub(crate) struct Panicked(pub String);

impl Panicked {
    pub fn of(payload: &(dyn Any + Send)) -> Self {
        let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
        Panicked(text.unwrap_or_else(|| "without a message".to_owned()))
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
