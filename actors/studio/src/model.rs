//! Scores: from the model's worker, and from the baseline rule wherever that cannot answer. An answer always comes, and says
//! which of the two gave it and why.
//!
//! What is wanted waits in a bounded queue. One loop gathers it into batches, asks the slot, and divides the answers; it is
//! a part of the tree and starts again when it fails. What it held then is answered by the rule.

mod ask;
mod batch;
mod forecast;

use std::{collections::HashMap, sync::Arc, time::Duration};

use futures_util::future::BoxFuture;
use serde_json::{Map, Value};
use tokio::{
    sync::{Mutex, mpsc, oneshot},
    time::Instant,
};
use ytempire_domain::{
    production::Quality,
    trend::{Meaning, ScoreSource, Scored, SignalRow},
};
use ytempire_worker::{MeaningsAnswer, ModelTask, RowAnswer, ScriptToJudge};

use crate::{
    metrics,
    niches::Score,
    slots::Slots,
    status::{Board, ModelStatus},
};
use ask::{Asker, Away};
use batch::{Batch, MOST_ROWS, Single, Wish};
use forecast::Kept;

/// The prediction that scores signals.
const SIGNALS: &str = "signals.y_rise";
/// Questions that wait; who comes later waits to be let in.
const WAITING: usize = 256;

/// Cheap to clone: all clones are one queue.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    put: mpsc::Sender<Wish>,
    take: Arc<Mutex<mpsc::Receiver<Wish>>>,
    kept: Kept,
}

impl Model {
    pub fn new() -> Self {
        let (put, take) = mpsc::channel(WAITING);
        Model { put, take: Arc::new(Mutex::new(take)), kept: Kept::default() }
    }

    /// How likely each topic is to rise, in the order of the rows. Waits for a place in the queue, at most some seconds for
    /// the worker, and then takes the rule: every row gets its score.
    pub async fn score(&self, rows: Vec<SignalRow>) -> Vec<Scored> {
        let mut answers = Vec::with_capacity(rows.len());
        for rows in rows.chunks(MOST_ROWS) {
            let (reply, answer) = oneshot::channel();
            let sent = self.put.send(Wish::Score { rows: rows.to_vec(), reply }).await.is_ok();
            match answer.await {
                Ok(scored) if sent => answers.extend(scored),
                _ => answers.extend(ruled(rows, "its batch was lost")),
            }
        }
        answers
    }

    /// How good a script is.
    ///
    /// # Errors
    /// Why nobody could say: there is no rule for it outside the worker.
    pub async fn judge(&self, script: ScriptToJudge) -> Result<Quality, String> {
        let judged = self.ask_once(ModelTask::Script(script), ask::JUDGE, true).await?;
        serde_json::from_value(judged).map_err(|error| format!("the score cannot be read: {error}"))
    }

    /// What names mean, in their order.
    ///
    /// # Errors
    /// Why nobody could say.
    async fn read_names(&self, texts: Vec<String>) -> Result<Vec<Meaning>, String> {
        let answer = self.ask_once(ModelTask::Meanings { texts }, ask::MEANINGS, false).await?;
        serde_json::from_value::<MeaningsAnswer>(answer).map_err(|error| format!("they cannot be read: {error}"))?
    }

    /// One question that stands alone; with `waits` a worker that is starting is waited for.
    async fn ask_once(&self, task: ModelTask, patience: Duration, waits: bool) -> Result<Value, String> {
        let (reply, answer) = oneshot::channel();
        let lost = || "its batch was lost".to_owned();
        let single = Single { task: Box::new(task), patience, waits, reply };
        self.put.send(Wish::Single(single)).await.map_err(|_| lost())?;
        answer.await.unwrap_or_else(|_| Err(lost()))
    }

    /// Never returns: one batch after the other.
    pub async fn answer(self, slots: Slots, board: Arc<Board>) {
        let mut take = self.take.lock().await;
        let (mut asker, mut batch, mut last) = (Asker::new(slots), Batch::default(), 0);
        loop {
            batch.gather(&mut take, last).await;
            let scores = std::mem::take(&mut batch.scores);
            let rows: Vec<SignalRow> = scores.iter().flat_map(|(rows, _)| rows.iter().cloned()).collect();
            last = rows.len();
            if !rows.is_empty() {
                let mut answers = scored(&mut asker, &board, &rows).await.into_iter();
                for (rows, reply) in scores {
                    if reply.send(answers.by_ref().take(rows.len()).collect()).is_err() {
                        tracing::debug!("nobody waits for these scores any more");
                    }
                }
            }
            if let Some(Single { task, patience, waits, reply }) = batch.single() {
                if waits {
                    asker.settle().await;
                }
                let answer = asker.ask(&task, patience).await.map_err(|away| away.to_string());
                if reply.send(answer).is_err() {
                    tracing::debug!("nobody waits for this answer any more");
                }
            }
        }
    }
}

impl Score for Model {
    fn score(&self, rows: Vec<SignalRow>) -> BoxFuture<'_, Vec<Scored>> {
        Box::pin(Model::score(self, rows))
    }

    fn meanings(&self, names: Vec<String>) -> BoxFuture<'_, HashMap<String, Meaning>> {
        Box::pin(async move {
            let read = self.read_names(names.clone()).await;
            metrics::names_read(if read.is_ok() { "read" } else { "failed" }, names.len());
            match read {
                Ok(meanings) => names.into_iter().zip(meanings).collect(),
                Err(error) => {
                    tracing::debug!(error, "what names of topics mean is not known: each stands alone");
                    HashMap::new()
                }
            }
        })
    }
}

/// One score for each row, come what may.
async fn scored(asker: &mut Asker, board: &Board, rows: &[SignalRow]) -> Vec<Scored> {
    let began = Instant::now();
    let task = ModelTask::Score { task: SIGNALS.to_owned(), rows: rows.iter().enumerate().map(fields).collect() };
    let answers = asker.ask::<Vec<RowAnswer>>(&task, ask::SCORE).await.and_then(|answers| match answers.len() {
        given if given == rows.len() => Ok(answers),
        given => Err(Away::Failed(format!("it gave {given} answers for {} rows", rows.len()))),
    });
    metrics::score_batch(rows.len(), began.elapsed());
    let scored: Vec<Scored> = match answers {
        Ok(answers) => rows.iter().zip(answers).map(|(row, answer)| checked(row, answer)).collect(),
        Err(away) => {
            metrics::model_answered("rule", away.reason(), rows.len());
            ruled(rows, &away.to_string()).collect()
        }
    };
    show(board, &scored);
    scored
}

fn ruled<'a>(rows: &'a [SignalRow], because: &'a str) -> impl Iterator<Item = Scored> + 'a {
    rows.iter().map(move |row| Scored::by_rule(row, because))
}

/// The answer, where it is one.
fn checked(row: &SignalRow, answer: RowAnswer) -> Scored {
    let because = match answer {
        Ok(scored) if (0.0..=1.0).contains(&scored.probability) => {
            if scored.source == ScoreSource::Model {
                metrics::model_answered("model", "none", 1);
                return scored;
            }
            // The same rule, with its reasons.
            scored.because
        }
        Ok(scored) => format!("the model's answer {} is no probability", scored.probability),
        Err(because) => because,
    };
    metrics::model_answered("rule", "row", 1);
    Scored::by_rule(row, &because)
}

/// A row by the names of its columns; what is not known is left out.
fn fields((place, row): (usize, &SignalRow)) -> Map<String, serde_json::Value> {
    let known = SignalRow::COLUMNS.iter().zip(row.values()).filter_map(|(name, value)| Some((*name, value?)));
    let mut fields: Map<_, _> = known.map(|(name, value)| (name.to_owned(), value.into())).collect();
    fields.insert("row_id".to_owned(), place.to_string().into());
    fields
}

/// On the status board, and in the log where another one answers than before.
fn show(board: &Board, scored: &[Scored]) {
    let model = scored.iter().find(|scored| scored.source == ScoreSource::Model);
    let Some(told) = model.or(scored.first()) else { return };
    let source = match told.source {
        ScoreSource::Model => "model",
        ScoreSource::Rule => "rule",
    };
    let now = ModelStatus {
        task: SIGNALS.to_owned(),
        source,
        model: told.model.clone(),
        version: told.version.clone(),
        because: told.because.clone(),
    };
    let because = now.because.clone();
    if board.model(now) {
        tracing::info!(source, model = told.model, version = told.version, because, "scores of signals");
    }
}

#[cfg(test)]
mod tests;
