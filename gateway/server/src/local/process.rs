//! A server's process, named by pid and start time, so that no other process is ever taken for it.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::Context as _;
use nix::{
    errno::Errno,
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use serde::{Deserialize, Serialize};
use tokio::{process::Child, time::Instant};

const LOOK: Duration = Duration::from_millis(200);

/// Pid and start time (clock ticks since boot, field 22 of `/proc/PID/stat`): together they name one process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessName {
    pub pid: i32,
    started: u64,
}

impl ProcessName {
    /// The process that has this pid now; `None` where there is none, or only its unreaped rest.
    pub fn of(pid: i32) -> Option<Self> {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // The name in parentheses may hold anything; the fields after the last ')' are plain.
        let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
        let state = fields.next()?;
        let started = fields.nth(18)?.parse().ok()?;
        (state != "Z" && state != "X").then_some(ProcessName { pid, started })
    }

    pub fn lives(self) -> bool {
        ProcessName::of(self.pid) == Some(self)
    }

    pub fn signal(self, signal: Signal) -> anyhow::Result<()> {
        if !self.lives() {
            return Ok(());
        }
        match kill(Pid::from_raw(self.pid), signal) {
            Ok(()) | Err(Errno::ESRCH) => Ok(()),
            Err(error) => Err(error).with_context(|| format!("sending {signal} to process {}", self.pid)),
        }
    }

    /// Asks it to end with `signal`, kills it after `patience`.
    pub async fn end(self, signal: Signal, patience: Duration) -> anyhow::Result<()> {
        self.signal(signal)?;
        let deadline = Instant::now() + patience;
        while self.lives() {
            if Instant::now() >= deadline {
                self.signal(Signal::SIGKILL)?;
            }
            tokio::time::sleep(LOOK).await;
        }
        Ok(())
    }

    /// Returns when it is gone.
    pub async fn gone(self) {
        while self.lives() {
            tokio::time::sleep(LOOK).await;
        }
    }
}

/// Where the name of a server's process is kept, so that the next start finds what a `kill -9` left running.
pub struct NameFile(PathBuf);

impl NameFile {
    pub fn new(folder: &Path) -> Self {
        NameFile(folder.join("process.json"))
    }

    /// The process written here, if it lives.
    pub fn living(&self) -> Option<ProcessName> {
        let bytes = std::fs::read(&self.0).ok()?;
        serde_json::from_slice::<ProcessName>(&bytes).ok().filter(|name| name.lives())
    }

    pub fn write(&self, child: &Child) -> anyhow::Result<ProcessName> {
        let pid = child.id().and_then(|pid| i32::try_from(pid).ok());
        let name = pid.and_then(ProcessName::of).context("the server ended at once")?;
        std::fs::write(&self.0, serde_json::to_vec(&name)?).with_context(|| format!("writing {}", self.0.display()))?;
        Ok(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_itself_and_a_reused_pid_is_not() {
        let own = i32::try_from(std::process::id()).expect("pid");
        let name = ProcessName::of(own).expect("this process");
        assert!(name.lives());
        assert!(!ProcessName { started: name.started + 1, ..name }.lives());
        assert_eq!(ProcessName::of(i32::MAX), None);
    }

    #[tokio::test]
    #[expect(clippy::disallowed_methods, reason = "the test's own process")]
    async fn a_process_that_ignores_the_request_is_killed() {
        let mut child = tokio::process::Command::new("sh")
            .args(["-c", "trap '' TERM; read x"])
            .stdin(std::process::Stdio::piped())
            .spawn()
            .expect("sh");
        let pid = i32::try_from(child.id().expect("pid")).expect("pid");
        let name = ProcessName::of(pid).expect("lives");
        name.end(Signal::SIGTERM, Duration::from_millis(300)).await.expect("ended");
        let status = child.wait().await.expect("reaped");
        assert!(!status.success());
    }
}
