//! One task in the hands of a worker: to its end, to its cancellation, or to the worker's.

use std::time::Duration;

use tokio::{
    sync::oneshot,
    time::{Instant, timeout},
};
use ytempire_domain::Failure;
use ytempire_worker::{FromWorker, PANICKED, ToWorker};

use super::{
    Role,
    keeper::{Keeper, look},
    process::Process,
    queue::{Answer, Assignment},
    watch::{Seen, died, fault},
};

/// What has become of a worker.
pub(super) enum After {
    Keep(Box<Process>),
    /// It is gone.
    Replace,
}

impl Keeper {
    pub async fn run(&mut self, mut worker: Process, assignment: Assignment) -> After {
        let Assignment { task, progress, mut reply, .. } = assignment;
        self.task += 1;
        let id = self.task;
        if let Err(error) = worker.say(&ToWorker::Run { id, task }).await {
            return self.failed(worker, reply, &died(&error.to_string())).await;
        }
        let now = Instant::now();
        let mut seen = Seen { word: now, progress: Some(now) };
        let mut look = look();
        loop {
            tokio::select! {
                said = worker.next() => {
                    seen.word = Instant::now();
                    match said {
                        Some(FromWorker::Done { id: done, cpu_seconds, outcome }) if done == id => {
                            // It ends by itself: the next task must not meet it.
                            let broken = outcome.as_ref().err().filter(|failure| failure.code == PANICKED).cloned();
                            answer(reply, Answer { outcome, cpu_seconds: Some(cpu_seconds) });
                            let Some(failure) = broken else { return After::Keep(Box::new(worker)) };
                            self.replaced(worker, &failure).await;
                            return After::Replace;
                        }
                        Some(FromWorker::Progress { id: of, fraction }) if of == id => {
                            seen.progress = Some(seen.word);
                            progress.report(fraction);
                        }
                        Some(_) => {}
                        None => {
                            let how = worker.end(self.args.config.limits.grace).await;
                            self.count(&died(&how));
                            answer(reply, Answer::failed(died(&how)));
                            return After::Replace;
                        }
                    }
                }
                () = reply.closed() => return self.cancel(worker, id).await,
                _ = look.tick() => {
                    let limits = &self.args.config.limits;
                    if let Some(failure) = fault(seen, worker.resident(), limits, Instant::now()) {
                        return self.failed(worker, reply, &failure).await;
                    }
                }
            }
        }
    }

    /// Nobody wants the result any more: a word, then a kill.
    async fn cancel(&mut self, mut worker: Process, id: u64) -> After {
        // A score is wanted at once or not at all, and a model does not look up from its work.
        let grace = if self.args.role == Role::Model { Duration::ZERO } else { self.args.config.limits.grace };
        let ended = async {
            worker.say(&ToWorker::Cancel { id }).await.ok()?;
            loop {
                if let FromWorker::Done { id: done, .. } = worker.next().await?
                    && done == id
                {
                    return Some(());
                }
            }
        };
        if let Ok(Some(())) = timeout(grace, ended).await {
            return After::Keep(Box::new(worker));
        }
        worker.kill().await;
        After::Replace
    }

    async fn failed(&self, worker: Process, reply: oneshot::Sender<Answer>, failure: &Failure) -> After {
        self.replaced(worker, failure).await;
        answer(reply, Answer::failed(failure.clone()));
        After::Replace
    }
}

fn answer(reply: oneshot::Sender<Answer>, answer: Answer) {
    if reply.send(answer).is_err() {
        tracing::debug!("nobody waits for a worker's answer any more");
    }
}
