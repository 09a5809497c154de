//! What a training shows while it runs, and how Ctrl-C ends it.

use std::{
    io::{IsTerminal as _, stderr},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use signal_hook::{consts::SIGINT, flag};
use ytempire_inference::{Progress, Task, Trained, Workshop};

/// What a shell says of a program that Ctrl-C ended.
pub const INTERRUPTED: u8 = 130;

/// Set by the first Ctrl-C, which lets the running step end; the second one ends the program at once.
pub fn interrupted() -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    // In this order, or the first one would be taken for the second.
    flag::register_conditional_shutdown(SIGINT, i32::from(INTERRUPTED), Arc::clone(&stop))?;
    flag::register(SIGINT, Arc::clone(&stop))?;
    Ok(stop)
}

/// Trains a task; a person sees a bar, a log gets lines.
pub fn train(workshop: &Workshop<'_>, task: Task, stop: &AtomicBool) -> Result<Trained> {
    if stderr().is_terminal() { with_bar(workshop, task, stop) } else { with_lines(workshop, task, stop) }
}

fn with_bar(workshop: &Workshop<'_>, task: Task, stop: &AtomicBool) -> Result<Trained> {
    let style = ProgressStyle::with_template("{prefix} [{bar:24}] {pos}/{len} {msg} ({elapsed}, {eta} to go)")?;
    let bar = ProgressBar::new(1).with_style(style).with_prefix(task.name());
    let trained = workshop.train(task, &mut |Progress { done, of, doing, .. }| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
        bar.set_message(doing);
        !stop.load(Ordering::Relaxed)
    });
    bar.finish_and_clear();
    Ok(trained?)
}

fn with_lines(workshop: &Workshop<'_>, task: Task, stop: &AtomicBool) -> Result<Trained> {
    Ok(workshop.train(task, &mut |Progress { done, of, doing, .. }| {
        eprintln!("{task} {done}/{of} {doing}");
        !stop.load(Ordering::Relaxed)
    })?)
}
