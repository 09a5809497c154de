//! Micro-batches: what waits is asked together, and where much comes a moment is waited for more.

use std::time::Duration;

use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, timeout_at},
};
use ytempire_domain::trend::{Scored, SignalRow};
use ytempire_worker::ModelTask;

/// Rows of one question, and of a batch, but for its last question's.
pub(super) const MOST_ROWS: usize = 512;
/// Longest wait for more.
const WINDOW: Duration = Duration::from_millis(2);
/// A batch of so many rows is worth the whole window.
const WORTH: usize = 64;

/// A question that shares no batch with others.
#[derive(Debug)]
pub(super) struct Single {
    pub task: Box<ModelTask>,
    pub patience: Duration,
    /// A worker that is starting is waited for.
    pub waits: bool,
    /// Where the answer goes, or why there is none.
    pub reply: oneshot::Sender<Result<serde_json::Value, String>>,
}

/// A question on its way. Nobody wants the answer any more when `reply` is closed.
#[derive(Debug)]
pub(super) enum Wish {
    Score { rows: Vec<SignalRow>, reply: oneshot::Sender<Vec<Scored>> },
    Single(Single),
}

#[derive(Debug, Default)]
pub(super) struct Batch {
    pub scores: Vec<(Vec<SignalRow>, oneshot::Sender<Vec<Scored>>)>,
    pub singles: Vec<Single>,
}

impl Batch {
    /// Waits for the first question and takes those that wait or come within the window, which grows with the rows of the
    /// batch before: one row alone is not kept waiting. `None`: the queue is closed.
    pub async fn gather(take: &mut mpsc::Receiver<Wish>, last: usize) -> Option<Self> {
        let mut batch = Batch::default();
        batch.put(take.recv().await?);
        let end = Instant::now() + window(last);
        while batch.rows() < MOST_ROWS {
            let more = match take.try_recv() {
                Ok(wish) => Some(wish),
                Err(_) => timeout_at(end, take.recv()).await.ok().flatten(),
            };
            let Some(wish) = more else { break };
            batch.put(wish);
        }
        Some(batch)
    }

    fn put(&mut self, wish: Wish) {
        match wish {
            Wish::Score { rows, reply } if !reply.is_closed() => self.scores.push((rows, reply)),
            Wish::Single(single) if !single.reply.is_closed() => self.singles.push(single),
            Wish::Score { .. } | Wish::Single(_) => {}
        }
    }

    fn rows(&self) -> usize {
        self.scores.iter().map(|(rows, _)| rows.len()).sum()
    }
}

fn window(last: usize) -> Duration {
    if last <= 1 { Duration::ZERO } else { WINDOW.mul_f64(last.min(WORTH) as f64 / WORTH as f64) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(rows: usize) -> (Wish, oneshot::Receiver<Vec<Scored>>) {
        let (reply, answer) = oneshot::channel();
        (Wish::Score { rows: vec![SignalRow::default(); rows], reply }, answer)
    }

    #[tokio::test(start_paused = true)]
    async fn one_question_alone_is_not_kept_waiting_and_after_a_large_batch_two_milliseconds_are_waited() {
        let (put, mut take) = mpsc::channel(8);
        let mut answers = Vec::new();
        for (last, waited) in [(0, Duration::ZERO), (1, Duration::ZERO), (32, WINDOW / 2), (5_000, WINDOW)] {
            let (wish, answer) = wish(1);
            answers.push(answer);
            put.send(wish).await.expect("open");
            let began = Instant::now();
            assert_eq!(Batch::gather(&mut take, last).await.expect("one").scores.len(), 1);
            let took = began.elapsed();
            assert!(took >= waited && took <= waited + Duration::from_millis(1), "{last}: {took:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_waits_is_taken_together_up_to_the_most_and_what_nobody_wants_is_left_out() {
        let (put, mut take) = mpsc::channel(8);
        let mut answers = Vec::new();
        for rows in [300, 7, 300, 1] {
            let (wish, answer) = wish(rows);
            put.send(wish).await.expect("open");
            answers.push(answer);
        }
        drop(answers.remove(1));
        let batch = Batch::gather(&mut take, 0).await.expect("some");
        assert_eq!(batch.scores.iter().map(|(rows, _)| rows.len()).collect::<Vec<_>>(), [300, 300]);
        assert_eq!(Batch::gather(&mut take, 0).await.expect("the rest").rows(), 1);
    }
}
