//! Processes seen from outside.

use std::path::Path;

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};

pub fn kill_hard(pid: i32) {
    kill(Pid::from_raw(pid), Signal::SIGKILL).expect("killed");
}

/// Whether the process is there and no zombie.
pub fn lives(pid: i32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().next()).is_some_and(|state| state != "Z")
}

/// The living children of `pid` whose command line contains `words`.
pub fn children(pid: i32, words: &str) -> Vec<i32> {
    let mut found = Vec::new();
    for task in std::fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten() {
        let list = std::fs::read_to_string(task.path().join("children")).unwrap_or_default();
        found.extend(list.split_whitespace().filter_map(|child| child.parse::<i32>().ok()));
    }
    found.retain(|child| {
        let line = std::fs::read(format!("/proc/{child}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&line).replace('\0', " ").contains(words)
    });
    found
}

/// The private servers of a data folder that still run.
pub fn left_by(data: &Path) -> Vec<i32> {
    let name = |server: &str| {
        let bytes = std::fs::read(data.join(server).join("process.json")).ok()?;
        let name: serde_json::Value = serde_json::from_slice(&bytes).ok()?;
        let pid = i32::try_from(name["pid"].as_i64()?).ok()?;
        let line = std::fs::read(format!("/proc/{pid}/cmdline")).ok()?;
        // Redis shows its address only; a pid of a folder that nobody else uses is its own.
        (String::from_utf8_lossy(&line).contains(server) && lives(pid)).then_some(pid)
    };
    ["postgres", "redis"].into_iter().filter_map(name).collect()
}
