//! One slot: keeps one worker process alive and gives it one task at a time.
//!
//! Talks to nobody but its worker; its supervisor closes it. If it dies its worker is killed with it, and the one task
//! that ran is a failed try. The work goes on in a task of its own, so that the mailbox is always read.

use std::sync::Arc;

use ractor::{Actor, ActorProcessingErr, ActorRef, SupervisionEvent};
use tokio::{
    sync::watch,
    time::{Instant, MissedTickBehavior, interval, timeout},
};
use ytempire_domain::{Failure, id::VideoId};

use super::{
    Role,
    process::Process,
    queue::{Answer, Assignment, Queue},
    watch::{Seen, died, fault},
};
use crate::{
    config::StudioConfig,
    metrics,
    patience::restart_delay,
    status::Board,
    task::{Panicked, Task},
    tell,
    worker::{FromWorker, PANICKED, ToWorker},
};

pub(crate) struct SlotArgs {
    /// Place in the status and in the supervisor's list.
    pub place: usize,
    pub role: Role,
    pub config: Arc<StudioConfig>,
    pub queue: Queue,
    pub board: Arc<Board>,
}

pub(crate) enum SlotMsg {
    Close,
    /// The keeper of the worker has ended.
    Ended(Result<(), Panicked>),
}

pub(crate) struct SlotState {
    close: watch::Sender<bool>,
    _keeper: Task,
}

pub(crate) struct Slot;

impl Actor for Slot {
    type Msg = SlotMsg;
    type State = SlotState;
    type Arguments = SlotArgs;

    async fn pre_start(&self, myself: ActorRef<SlotMsg>, args: SlotArgs) -> Result<SlotState, ActorProcessingErr> {
        let (close, closed) = watch::channel(false);
        let keeper = Keeper { args, closed, restarts: 0, task: 0 };
        let keeper = Task::watched(keeper.keep(), move |end| tell(&myself, SlotMsg::Ended(end)));
        Ok(SlotState { close, _keeper: keeper })
    }

    async fn handle(
        &self,
        myself: ActorRef<SlotMsg>,
        message: SlotMsg,
        state: &mut SlotState,
    ) -> Result<(), ActorProcessingErr> {
        match message {
            SlotMsg::Close => {
                state.close.send_replace(true);
            }
            SlotMsg::Ended(Ok(())) => myself.stop(None),
            SlotMsg::Ended(Err(panicked)) => return Err(panicked.into()),
        }
        Ok(())
    }

    async fn handle_supervisor_evt(
        &self,
        _: ActorRef<SlotMsg>,
        event: SupervisionEvent,
        _: &mut SlotState,
    ) -> Result<(), ActorProcessingErr> {
        match event {
            SupervisionEvent::ActorStarted(_)
            | SupervisionEvent::ActorTerminated(..)
            | SupervisionEvent::ActorFailed(..)
            | SupervisionEvent::ProcessGroupChanged(_) => Ok(()),
        }
    }
}

/// Keeps a worker alive until the slot is closed.
struct Keeper {
    args: SlotArgs,
    closed: watch::Receiver<bool>,
    restarts: u64,
    /// Number of the task given out last.
    task: u64,
}

/// What has become of a worker.
enum After {
    Keep(Box<Process>),
    /// It is gone.
    Replace,
}

impl Keeper {
    async fn keep(mut self) {
        let mut failures = 0;
        while !*self.closed.borrow() {
            self.show("starting", None, None, "");
            match self.start().await {
                Ok(worker) => {
                    let began = Instant::now();
                    self.serve(worker).await;
                    failures = if began.elapsed().as_secs() > 60 { 1 } else { failures + 1 };
                    self.restarts += 1;
                }
                Err(reason) => {
                    failures += 1;
                    tracing::warn!(role = self.args.role.name(), reason, "a worker does not start; it is tried again");
                    self.show("unavailable", None, None, &reason);
                }
            }
            tokio::select! {
                () = tokio::time::sleep(restart_delay(failures)) => {}
                () = closed(&mut self.closed) => {}
            }
        }
    }

    /// A worker that has said that it is ready.
    async fn start(&mut self) -> Result<Process, String> {
        let limits = self.args.config.limits;
        let mut worker = Process::start(&self.args.config.worker, self.args.role).map_err(|error| error.to_string())?;
        let ready = async {
            loop {
                match worker.next().await {
                    Some(FromWorker::Ready) => return true,
                    Some(_) => {}
                    None => return false,
                }
            }
        };
        match timeout(limits.start, ready).await {
            Ok(true) => Ok(worker),
            Ok(false) => Err(format!("it ended at once ({})", worker.end(limits.grace).await)),
            Err(_) => {
                worker.kill().await;
                Err(format!("it was not ready after {} s", limits.start.as_secs()))
            }
        }
    }

    /// Gives it tasks until it is gone or the slot closes.
    async fn serve(&mut self, mut worker: Process) {
        loop {
            self.show("idle", Some(worker.pid), None, "");
            let assignment = tokio::select! {
                // A worker that is gone takes no task with it.
                biased;
                failure = idle(&mut worker, &self.args.config) => {
                    return self.replaced(worker, &failure).await;
                }
                assignment = self.args.queue.next() => assignment,
                () = closed(&mut self.closed) => {
                    worker.end(self.args.config.limits.grace).await;
                    return;
                }
            };
            self.show("busy", Some(worker.pid), Some(assignment.video_id), "");
            match self.run(worker, assignment).await {
                After::Keep(kept) => worker = *kept,
                After::Replace => return,
            }
        }
    }

    async fn run(&mut self, mut worker: Process, assignment: Assignment) -> After {
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
        let grace = self.args.config.limits.grace;
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

    async fn failed(&self, worker: Process, reply: tokio::sync::oneshot::Sender<Answer>, failure: &Failure) -> After {
        self.replaced(worker, failure).await;
        answer(reply, Answer::failed(failure.clone()));
        After::Replace
    }

    async fn replaced(&self, worker: Process, failure: &Failure) {
        self.count(failure);
        worker.kill().await;
    }

    fn count(&self, failure: &Failure) {
        let role = self.args.role.name();
        tracing::warn!(role, code = failure.code, reason = failure.message, "a worker is replaced");
        metrics::worker_replaced(role, code_of(failure));
    }

    fn show(&self, state: &'static str, pid: Option<u32>, video_id: Option<VideoId>, detail: &str) {
        self.args.board.write(|status| {
            let Some(slot) = status.slots.get_mut(self.args.place) else { return };
            (slot.state, slot.detail) = (state.to_owned(), detail.to_owned());
            (slot.pid, slot.video_id, slot.restarts) = (pid, video_id, self.restarts);
            metrics::slot(&slot.name, self.args.role.name(), state);
        });
    }
}

/// Ends when something is wrong with a worker that has nothing to do.
async fn idle(worker: &mut Process, config: &StudioConfig) -> Failure {
    let mut word = Instant::now();
    let mut look = look();
    loop {
        tokio::select! {
            said = worker.next() => match said {
                Some(_) => word = Instant::now(),
                None => return died("while it had nothing to do"),
            },
            _ = look.tick() => {
                let seen = Seen { word, progress: None };
                if let Some(failure) = fault(seen, worker.resident(), &config.limits, Instant::now()) {
                    return failure;
                }
            }
        }
    }
}

fn look() -> tokio::time::Interval {
    let mut look = interval(std::time::Duration::from_millis(500));
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    look
}

async fn closed(closed: &mut watch::Receiver<bool>) {
    // Without its actor the keeper is aborted: a lost sender needs no answer here.
    if closed.wait_for(|closed| *closed).await.is_err() {
        std::future::pending::<()>().await;
    }
}

fn answer(reply: tokio::sync::oneshot::Sender<Answer>, answer: Answer) {
    if reply.send(answer).is_err() {
        tracing::debug!("nobody waits for a worker's answer any more");
    }
}

fn code_of(failure: &Failure) -> &'static str {
    match failure.code.as_str() {
        "worker_oom" => "oom",
        "worker_hung" => "hung",
        _ => "died",
    }
}
