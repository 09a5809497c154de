//! What an operator or a test sets about the studio.

use std::{path::PathBuf, time::Duration};

use ytempire_domain::id::{InstanceId, WorkspaceId};
use ytempire_sinks::scylla::ScyllaSink;

use crate::slots::Role;

/// Folders, sizes and patience of one studio.
#[derive(Clone, Debug)]
pub struct StudioConfig {
    /// Who holds the leases and partitions: this process.
    pub instance: InstanceId,
    pub workspace: WorkspaceId,
    /// Work in progress, one folder per (video, step, generation); emptied at the start.
    pub scratch: PathBuf,
    /// Where finished videos are published.
    pub library: PathBuf,
    /// Folder with `voice/` and `illustrations/`.
    pub assets: PathBuf,
    /// Videos in work at the same time.
    pub max_videos: usize,
    pub voice_slots: usize,
    pub render_slots: usize,
    /// How long running steps may go on once the studio drains.
    pub drain: Duration,
    pub worker: WorkerCommand,
    /// The worker that holds the models; `None`: rules answer.
    pub model: Option<WorkerCommand>,
    pub limits: WorkerLimits,
    pub pace: Pace,
    /// The read copy of the metrics that is fed, if there is one.
    pub copy: Option<ScyllaSink>,
    /// The platform's figures are deleted when they were not stored or refreshed for so long; `None`: they are kept.
    pub keep: Option<Duration>,
}

impl StudioConfig {
    pub fn new(instance: InstanceId, scratch: PathBuf, library: PathBuf, assets: PathBuf) -> Self {
        StudioConfig {
            instance,
            workspace: WorkspaceId::LOCAL,
            scratch,
            library,
            assets,
            max_videos: 4,
            voice_slots: 1,
            render_slots: 1,
            drain: Duration::from_secs(20),
            worker: WorkerCommand::default(),
            model: None,
            limits: WorkerLimits::default(),
            pace: Pace::default(),
            copy: None,
            keep: Some(Duration::from_secs(30 * 24 * 3600)),
        }
    }
}

impl StudioConfig {
    /// How the workers of a role are started.
    pub(crate) fn command(&self, role: Role) -> &WorkerCommand {
        self.model.as_ref().filter(|_| role == Role::Model).unwrap_or(&self.worker)
    }
}

/// How a worker process is started: the program, its arguments, and the role as the last of them.
#[derive(Clone, Debug)]
pub struct WorkerCommand {
    pub program: PathBuf,
    pub args: Vec<String>,
}

impl Default for WorkerCommand {
    /// The same binary again, whatever has become of its file since.
    fn default() -> Self {
        WorkerCommand { program: PathBuf::from("/proc/self/exe"), args: vec!["worker".to_owned()] }
    }
}

/// When a worker is taken for broken.
#[derive(Clone, Copy, Debug)]
pub struct WorkerLimits {
    /// From its start to its first word.
    pub start: Duration,
    /// Without a heartbeat.
    pub silence: Duration,
    /// At a task without progress.
    pub stall: Duration,
    /// Resident bytes.
    pub memory: u64,
    /// From the wish to end to the kill.
    pub grace: Duration,
}

impl Default for WorkerLimits {
    fn default() -> Self {
        WorkerLimits {
            start: Duration::from_secs(60),
            silence: Duration::from_secs(10),
            stall: Duration::from_secs(300),
            memory: 4 << 30,
            grace: Duration::from_secs(3),
        }
    }
}

/// The clocks of the tree.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Between two looks at the queue that nobody asked for.
    pub look: Duration,
    pub renew: Duration,
    /// A lease that could not be renewed for this long is given up; less than the lease itself.
    pub give_up: Duration,
    /// Between two looks at the queue's figures.
    pub figures: Duration,
    /// Between two sweeps of files nobody refers to.
    pub sweep: Duration,
    /// How long such a file is kept: an output may be on its way into the journal.
    pub sweep_grace: Duration,
    /// How long reports gather before they are written, where there are few.
    pub gather: Duration,
    /// Between two rankings of one niche.
    pub rank: Duration,
    /// After which a channel of which nothing is heard is an entry of a map again, and a niche ends.
    pub quiet: Duration,
    /// Between two deletions of figures that were not refreshed.
    pub expire: Duration,
    /// Between two looks at whether the next months have their partitions.
    pub partitions: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Pace {
            look: Duration::from_secs(1),
            renew: Duration::from_secs(15),
            give_up: Duration::from_secs(40),
            figures: Duration::from_secs(5),
            sweep: Duration::from_secs(3600),
            sweep_grace: Duration::from_secs(24 * 3600),
            gather: Duration::from_millis(500),
            rank: Duration::from_millis(250),
            quiet: Duration::from_secs(60),
            expire: Duration::from_secs(3600),
            partitions: Duration::from_secs(24 * 3600),
        }
    }
}
