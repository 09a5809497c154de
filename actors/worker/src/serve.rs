//! The worker's loop: a reader that never blocks on work, a heartbeat, and the work itself on the main thread.

use std::{
    fs::File,
    io,
    ops::ControlFlow,
    os::fd::AsFd as _,
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitCode,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    time::Duration,
};

use nix::sys::{prctl, resource::UsageWho, signal::Signal};
use serde_json::Value;
use ytempire_domain::{Failure, Retry, Whose};

use crate::{
    panicked::Panicked,
    protocol::{FromWorker, ToWorker, read_frame, write_frame},
    used::used,
};

/// Code of the failure after which the process ends.
pub const PANICKED: &str = "worker_panicked";
const BEAT: Duration = Duration::from_secs(1);

/// One role: what it does with a task.
pub trait Work {
    /// `progress` is told how far it is, from 0 to 1, and answers `Break` once nobody wants the result any more.
    ///
    /// # Errors
    /// The step's outcome; the worker goes on.
    fn run(&mut self, task: Value, progress: &mut dyn FnMut(f32) -> ControlFlow<()>) -> Result<Value, Failure>;
}

/// A task or an answer that is no JSON of its type.
pub fn unreadable(error: &serde_json::Error) -> Failure {
    Failure::new(Whose::Ours, Retry::Never, "worker_protocol", format!("slot and worker do not agree: {error}"))
}

/// Serves one role until standard input closes, then ends the process.
pub fn serve(mut work: impl Work) -> ExitCode {
    // The input closes when the service dies; this is for a moment in which nobody reads it.
    if let Err(error) = prctl::set_pdeathsig(Signal::SIGKILL) {
        tracing::warn!(%error, "the worker cannot ask to end with its parent");
    }
    let out = match private_output() {
        Ok(out) => Output(Arc::new(Mutex::new(out))),
        Err(error) => {
            tracing::error!(%error, "the worker has no standard output");
            return ExitCode::FAILURE;
        }
    };
    let (send, tasks) = sync_channel(1);
    let cancelled = Arc::new(AtomicU64::new(0));
    let wish = Arc::clone(&cancelled);
    std::thread::spawn(move || read(&send, &wish));
    out.say(&FromWorker::Ready);
    let beating = out.clone();
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(BEAT);
            beating.say(&FromWorker::Beat);
        }
    });
    run(&mut work, &tasks, &cancelled, &out)
}

/// Standard output as a file of our own; what a library prints goes to standard error instead of between the frames.
fn private_output() -> io::Result<File> {
    let out = io::stdout().as_fd().try_clone_to_owned()?;
    nix::unistd::dup2_stdout(io::stderr().as_fd())?;
    Ok(File::from(out))
}

/// Ends the process when the input does.
fn read(tasks: &SyncSender<(u64, Value)>, cancelled: &AtomicU64) {
    let mut input = io::stdin().lock();
    loop {
        match read_frame(&mut input) {
            Ok(Some(ToWorker::Run { id, task })) => {
                if tasks.send((id, task)).is_err() {
                    std::process::exit(1);
                }
            }
            Ok(Some(ToWorker::Cancel { id })) => cancelled.store(id, Ordering::Relaxed),
            Ok(None) => std::process::exit(0),
            Err(error) => {
                tracing::error!(%error, "the worker does not understand its slot");
                std::process::exit(1);
            }
        }
    }
}

fn run(work: &mut impl Work, tasks: &Receiver<(u64, Value)>, cancelled: &AtomicU64, out: &Output) -> ExitCode {
    while let Ok((id, task)) = tasks.recv() {
        let before = used(UsageWho::RUSAGE_SELF);
        let mut progress = |fraction| {
            out.say(&FromWorker::Progress { id, fraction });
            if cancelled.load(Ordering::Relaxed) == id { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let end = catch_unwind(AssertUnwindSafe(|| work.run(task, &mut progress)));
        let cpu_seconds = used(UsageWho::RUSAGE_SELF).saturating_sub(before).as_secs_f64();
        let done = |outcome| FromWorker::Done { id, cpu_seconds, outcome };
        match end {
            Ok(outcome) => out.say(&done(outcome)),
            Err(payload) => {
                // What the panic left behind cannot be trusted: the slot starts another worker.
                let message = format!("the worker {}", Panicked::of(payload.as_ref()));
                out.say(&done(Err(Failure::new(Whose::Ours, Retry::Backoff, PANICKED, message))));
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

#[derive(Clone)]
struct Output(Arc<Mutex<File>>);

impl Output {
    /// A slot that no longer listens has closed: nothing is left to do.
    fn say(&self, message: &FromWorker) {
        let mut out = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = write_frame(&mut *out, message) {
            tracing::warn!(%error, "the worker's slot does not listen");
            std::process::exit(1);
        }
    }
}
