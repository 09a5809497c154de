//! Between steps and slots: a place where a task waits until a slot of its role is free.

use std::sync::Arc;

use serde_json::Value;
use tokio::sync::{Mutex, mpsc, oneshot};
use ytempire_domain::{Failure, Retry, Whose, id::VideoId};

use crate::progress::Gauge;

/// A worker's answer, and the processor time it took where that is known.
#[derive(Debug)]
pub(crate) struct Answer<T = Value> {
    pub outcome: Result<T, Failure>,
    pub cpu_seconds: Option<f64>,
}

impl<T> Answer<T> {
    pub fn failed(failure: Failure) -> Self {
        Answer { outcome: Err(failure), cpu_seconds: None }
    }
}

/// A task on its way. Its step no longer wants it when `reply` is closed.
pub(crate) struct Assignment {
    /// None: it is not one video's.
    pub video_id: Option<VideoId>,
    pub task: Value,
    pub progress: Gauge,
    pub reply: oneshot::Sender<Answer>,
}

/// Cheap to clone: all clones are one queue.
#[derive(Clone, Debug)]
pub(crate) struct Queue {
    put: mpsc::Sender<Assignment>,
    take: Arc<Mutex<mpsc::Receiver<Assignment>>>,
}

impl Queue {
    pub fn new() -> Self {
        let (put, take) = mpsc::channel(1);
        Queue { put, take: Arc::new(Mutex::new(take)) }
    }

    pub async fn run(&self, video_id: Option<VideoId>, task: Value, progress: Gauge) -> Answer {
        let (reply, answer) = oneshot::channel();
        let gone = || {
            let message = "the slot ended before its worker answered";
            Answer::failed(Failure::new(Whose::Provider, Retry::Backoff, "worker_died", message))
        };
        if self.put.send(Assignment { video_id, task, progress, reply }).await.is_err() {
            return gone();
        }
        answer.await.unwrap_or_else(|_| gone())
    }

    /// The next task that is still wanted. Nothing is lost when the future is dropped.
    pub async fn next(&self) -> Assignment {
        let mut take = self.take.lock().await;
        loop {
            match take.recv().await {
                Some(assignment) if assignment.reply.is_closed() => {}
                Some(assignment) => return assignment,
                // This value holds a sender, so the queue is never closed.
                None => std::future::pending().await,
            }
        }
    }
}
