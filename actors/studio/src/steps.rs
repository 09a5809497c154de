//! The steps of one video, one file each: typed input from the history, the work, the outcome.
//!
//! What a step leaves behind when it fails is its scratch folder and perhaps a stored file that nothing refers to: the
//! turn removes the folder, the sweeper the file. A step that needs more undoing says so in its file.

mod approval;
mod captions;
mod checks;
mod files;
mod footage;
mod input;
mod local;
mod money;
mod publish;
mod render;
mod revision;
mod script;
mod script_check;
mod thumbnail;
mod video_check;
mod voice;

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use ytempire_domain::{
    Failure, Step,
    job::{History, Job},
    production::StepOutput,
};
use ytempire_journal::ClaimKey;

use crate::progress::Gauge;

pub(crate) use local::LocalSteps;

/// Who does the steps: the local providers, or a test's own.
pub trait Perform: Send + Sync + 'static {
    /// Dropping the future cancels the step. A step may run again after any of its instructions.
    fn perform<'a>(&'a self, call: StepCall<'a>) -> BoxFuture<'a, Result<StepOutput, Halt>>;
}

/// One try of one step.
pub struct StepCall<'a> {
    pub job: &'a Job,
    pub history: &'a History,
    pub step: Step,
    /// From 1.
    pub attempt: u32,
    pub key: ClaimKey,
    /// Of the database.
    pub now: DateTime<Utc>,
    /// A folder for this try alone; made by who needs it, removed by the turn.
    pub scratch: PathBuf,
    pub progress: Gauge,
}

/// Why a step made nothing.
#[derive(Debug)]
pub enum Halt {
    /// Its outcome: recorded, and tried again or not as it says.
    Failed(Failure),
    /// The claim is no longer in force: nothing may be written.
    Stale,
}

impl From<Failure> for Halt {
    fn from(failure: Failure) -> Self {
        Halt::Failed(failure)
    }
}
