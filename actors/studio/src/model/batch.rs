//! Micro-batches: what waits is asked together, and where much comes a moment is waited for more. Questions that stand alone
//! are answered one between two batches: however many wait, a score waits for one of them.

use std::{collections::VecDeque, time::Duration};

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

/// What was taken from the queue and is not answered yet.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub scores: Vec<(Vec<SignalRow>, oneshot::Sender<Vec<Scored>>)>,
    singles: VecDeque<Single>,
}

impl Batch {
    /// Takes the questions that wait or come within the window, which grows with the rows of the batch before: one row alone is
    /// not kept waiting. Where there is none at all it waits for the first.
    pub async fn gather(&mut self, take: &mut mpsc::Receiver<Wish>, last: usize) {
        let mut end = Instant::now();
        if self.singles.is_empty() {
            let Some(wish) = take.recv().await else { return };
            self.put(wish);
            end = Instant::now() + window(last);
        }
        while self.rows() < MOST_ROWS {
            let more = match take.try_recv() {
                Ok(wish) => Some(wish),
                Err(_) => timeout_at(end, take.recv()).await.ok().flatten(),
            };
            let Some(wish) = more else { break };
            self.put(wish);
        }
    }

    /// The next one that somebody still wants to know.
    pub fn single(&mut self) -> Option<Single> {
        std::iter::from_fn(|| self.singles.pop_front()).find(|single| !single.reply.is_closed())
    }

    fn put(&mut self, wish: Wish) {
        match wish {
            Wish::Score { rows, reply } if !reply.is_closed() => self.scores.push((rows, reply)),
            Wish::Single(single) if !single.reply.is_closed() => self.singles.push_back(single),
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
            let mut batch = Batch::default();
            batch.gather(&mut take, last).await;
            assert_eq!(batch.scores.len(), 1);
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
        let mut batch = Batch::default();
        batch.gather(&mut take, 0).await;
        assert_eq!(batch.scores.iter().map(|(rows, _)| rows.len()).collect::<Vec<_>>(), [300, 300]);
        batch.scores.clear();
        batch.gather(&mut take, 0).await;
        assert_eq!(batch.rows(), 1, "the rest");
    }

    fn single(text: &str) -> (Wish, oneshot::Receiver<Result<serde_json::Value, String>>) {
        let (reply, answer) = oneshot::channel();
        let task = Box::new(ModelTask::Meanings { texts: vec![text.to_owned()] });
        (Wish::Single(Single { task, patience: Duration::ZERO, waits: false, reply }), answer)
    }

    #[tokio::test(start_paused = true)]
    async fn a_score_waits_for_one_of_the_questions_that_stand_alone_and_those_nobody_wants_are_left_out() {
        let (put, mut take) = mpsc::channel(8);
        let mut answers = Vec::new();
        for text in ["a", "b", "c"] {
            let (wish, answer) = single(text);
            put.send(wish).await.expect("open");
            answers.push(answer);
        }
        let text = |single: Option<Single>| single.map(|single| format!("{:?}", single.task));
        let mut batch = Batch::default();
        batch.gather(&mut take, 0).await;
        assert!(batch.scores.is_empty() && text(batch.single()).expect("one").contains("\"a\""));
        let (late, _scores) = wish(1);
        put.send(late).await.expect("open");
        drop(answers.remove(1));
        batch.gather(&mut take, 0).await;
        assert_eq!(batch.scores.len(), 1, "though others were there first");
        assert!(text(batch.single()).expect("the next").contains("\"c\""));
        assert!(batch.single().is_none());
    }
}
