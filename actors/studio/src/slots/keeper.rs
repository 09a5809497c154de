//! Keeps one worker alive for a slot, and gives it the tasks that wait.

use tokio::{
    sync::watch,
    time::{Instant, MissedTickBehavior, interval, timeout},
};
use ytempire_domain::{Failure, id::VideoId};
use ytempire_worker::FromWorker;

use super::{
    Presence, Role,
    errand::After,
    process::Process,
    slot::SlotArgs,
    watch::{Seen, died, fault},
};
use crate::{config::StudioConfig, metrics, patience::restart_delay};

pub(super) struct Keeper {
    pub args: SlotArgs,
    closed: watch::Receiver<bool>,
    restarts: u64,
    /// Number of the task given out last.
    pub task: u64,
}

impl Keeper {
    pub fn new(args: SlotArgs, closed: watch::Receiver<bool>) -> Self {
        Keeper { args, closed, restarts: 0, task: 0 }
    }

    /// Until the slot is closed.
    pub async fn keep(mut self) {
        let mut failures = 0;
        let mut known = String::new();
        while !*self.closed.borrow() {
            self.show("starting", None, None, "");
            match self.start().await {
                Ok(worker) => {
                    let began = Instant::now();
                    known.clear();
                    self.serve(worker).await;
                    self.show("starting", None, None, "");
                    failures = if began.elapsed().as_secs() > 60 { 1 } else { failures + 1 };
                    self.restarts += 1;
                }
                Err(reason) => {
                    failures += 1;
                    self.show("unavailable", None, None, &reason);
                    // Said once: a program that is missing stays so until somebody builds it.
                    if known != reason {
                        tracing::warn!(
                            role = self.args.role.name(),
                            reason,
                            "a worker does not start; it is tried again"
                        );
                        known = reason;
                    }
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
        let mut worker = Process::start(self.args.config.command(self.args.role), self.args.role)
            .map_err(|error| error.to_string())?;
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
            self.show("busy", Some(worker.pid), assignment.video_id, "");
            match self.run(worker, assignment).await {
                After::Keep(kept) => worker = *kept,
                After::Replace => return,
            }
        }
    }

    /// A worker that is broken is counted and killed.
    pub async fn replaced(&self, worker: Process, failure: &Failure) {
        self.count(failure);
        worker.kill().await;
    }

    pub fn count(&self, failure: &Failure) {
        let role = self.args.role.name();
        tracing::warn!(role, code = failure.code, reason = failure.message, "a worker is replaced");
        metrics::worker_replaced(role, code_of(failure));
    }

    fn show(&self, state: &'static str, pid: Option<u32>, video_id: Option<VideoId>, detail: &str) {
        if self.args.role == Role::Model {
            self.args.presence.send_replace(Presence::of(state, self.restarts, detail));
        }
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

/// When a worker is looked at: twice a second.
pub(super) fn look() -> tokio::time::Interval {
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

fn code_of(failure: &Failure) -> &'static str {
    match failure.code.as_str() {
        "worker_oom" => "oom",
        "worker_hung" => "hung",
        _ => "died",
    }
}
