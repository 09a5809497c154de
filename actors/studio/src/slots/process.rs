//! One worker process: started in a group of its own, spoken to in frames, killed with all it started.

use std::{process::Stdio, time::Duration};

use nix::{
    sys::signal::{Signal, killpg},
    unistd::Pid,
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    process::{Child, ChildStderr, ChildStdin, ChildStdout, Command},
    sync::mpsc,
    time::timeout,
};
use ytempire_worker::{FromWorker, ToWorker, checked, frame};

use crate::{config::WorkerCommand, slots::Role, task::Task};

/// Longest line of a worker's standard error that is logged whole.
const MAX_LINE: u64 = 4096;
const WRITE: Duration = Duration::from_secs(10);

/// Dropping it kills the whole group.
#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
    pub pid: u32,
    input: Option<ChildStdin>,
    said: mpsc::Receiver<FromWorker>,
    _reader: Task,
    _errors: Task,
}

impl Process {
    #[expect(clippy::disallowed_methods, reason = "the process belongs to its slot, which ends it")]
    pub fn start(command: &WorkerCommand, role: Role) -> std::io::Result<Self> {
        let mut child = Command::new(&command.program)
            .args(&command.args)
            .arg(role.name())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .kill_on_drop(true)
            .spawn()?;
        let lost = || std::io::Error::other("a worker without pipes");
        let pid = child.id().ok_or_else(lost)?;
        let (input, output) = (child.stdin.take(), child.stdout.take().ok_or_else(lost)?);
        let errors = child.stderr.take().ok_or_else(lost)?;
        let (say, said) = mpsc::channel(64);
        let reader = Task::spawn(async move {
            if let Err(error) = read(output, &say).await {
                tracing::warn!(%error, pid, "a worker's output cannot be read");
            }
        });
        let errors = Task::spawn(forward(errors, pid, role));
        Ok(Process { child, pid, input, said, _reader: reader, _errors: errors })
    }

    /// What the worker says next; `None` when it has closed its output: it died.
    pub async fn next(&mut self) -> Option<FromWorker> {
        self.said.recv().await
    }

    pub async fn say(&mut self, message: &ToWorker) -> std::io::Result<()> {
        let frame = frame(message)?;
        let input = self.input.as_mut().ok_or_else(|| std::io::Error::other("the worker's input is closed"))?;
        let write = async {
            input.write_all(&frame).await?;
            input.flush().await
        };
        timeout(WRITE, write).await.unwrap_or_else(|_| Err(std::io::Error::other("the worker does not read")))
    }

    /// Closes its input, waits, kills what is left. Returns how the process ended.
    pub async fn end(mut self, grace: Duration) -> String {
        drop(self.input.take());
        match timeout(grace, self.child.wait()).await {
            Ok(Ok(status)) => status.to_string(),
            Ok(Err(error)) => error.to_string(),
            Err(_) => self.kill().await,
        }
    }

    /// Kills the group at once and waits for the process to be gone.
    pub async fn kill(mut self) -> String {
        kill_group(self.pid);
        match self.child.wait().await {
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        }
    }

    /// Resident bytes, while it lives.
    pub fn resident(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid)).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
        Some(kib * 1024)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // After `wait` the number may be somebody else's.
        if self.child.id().is_some() {
            kill_group(self.pid);
        }
    }
}

fn kill_group(pid: u32) {
    let Ok(group) = i32::try_from(pid) else { return };
    if let Err(error) = killpg(Pid::from_raw(group), Signal::SIGKILL) {
        tracing::debug!(%error, pid, "a worker's group is gone already");
    }
}

async fn read(mut output: ChildStdout, say: &mpsc::Sender<FromWorker>) -> std::io::Result<()> {
    loop {
        let length = match output.read_u32().await {
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(()),
            length => checked(length?)?,
        };
        let mut body = vec![0; length];
        output.read_exact(&mut body).await?;
        if say.send(serde_json::from_slice(&body)?).await.is_err() {
            return Ok(());
        }
    }
}

/// A worker's standard error becomes the service's log.
async fn forward(errors: ChildStderr, pid: u32, role: Role) {
    let mut lines = BufReader::new(errors);
    let mut line = Vec::new();
    loop {
        line.clear();
        match (&mut lines).take(MAX_LINE).read_until(b'\n', &mut line).await {
            Ok(0) => return,
            Ok(_) => {
                let text = String::from_utf8_lossy(&line);
                tracing::info!(target: "ytempire_studio::worker", pid, role = role.name(), "{}", text.trim_end());
            }
            Err(error) => return tracing::debug!(%error, pid, "a worker's errors cannot be read"),
        }
    }
}
