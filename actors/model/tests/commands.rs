//! The program itself, stopped in the two ways that trainings end early.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use ytempire_inference::{Card, Registry, Task};

const TASK: Task = Task::TopicRise;

#[expect(clippy::disallowed_methods, reason = "the test owns the process and waits for its end")]
fn training(models: &Path, processes: &str) -> Child {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/inference/tests/fixtures");
    let mut command = Command::new(env!("CARGO_BIN_EXE_ytempire-models"));
    command
        .arg("--registry")
        .arg(models)
        .args(["train", TASK.name(), "--quick", "--processes", processes, "--data"])
        .arg(data);
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Lets a training run until it says that it begins its fifth step, then `end`s it. Gives its exit code and last line.
fn ended(models: &Path, end: impl Fn(&mut Child)) -> (Option<i32>, String) {
    let mut child = training(models, "1");
    let (mut last, mut lines) = (String::new(), BufReader::new(child.stderr.take().unwrap()).lines());
    while let Some(line) = lines.next().transpose().unwrap() {
        if line.contains(" 4/") {
            end(&mut child);
        }
        last = line;
    }
    (child.wait().unwrap().code(), last)
}

fn card(models: &Path) -> Card {
    let card = Registry::at(models).card(TASK, "v0001").unwrap();
    assert!(card.trained_at.is_some());
    Card { trained_at: None, ..card }
}

#[test]
fn after_ctrl_c_and_after_a_kill_the_same_command_goes_on_to_the_same_model() {
    let (whole, broken) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    assert_eq!(ended(whole.path(), |_| ()).0, Some(0));
    let ctrl_c = |child: &mut Child| kill(Pid::from_raw(child.id() as i32), Signal::SIGINT).unwrap();
    let (code, said) = ended(broken.path(), ctrl_c);
    assert_eq!(code, Some(130), "{said}");
    assert!(said.contains("goes on from here"), "{said}");
    assert_eq!(ended(broken.path(), |child| child.kill().unwrap()).0, None);
    assert!(Registry::at(broken.path()).unfinished(TASK).unwrap().exists());
    assert_eq!(ended(broken.path(), |_| ()).0, Some(0));
    assert_eq!(card(whole.path()), card(broken.path()));
}

/// Log loss of every network in a training's table, by name.
fn networks(models: &Path) -> Vec<(String, f64)> {
    let folder = Registry::at(models).folder(TASK, "v0001").unwrap();
    let report = std::fs::read(folder.join("report.json")).unwrap();
    let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
    let rows = report["table"].as_array().unwrap().iter().filter(|row| row["recipe"]["kind"] == "network");
    rows.map(|row| (row["name"].to_string(), row["metrics"]["log_loss"].as_f64().unwrap())).collect()
}

#[test]
fn three_processes_learn_the_networks_of_one_up_to_rounding() {
    let (one, three) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (folder, processes) in [(&one, "1"), (&three, "3")] {
        let done = training(folder.path(), processes).wait_with_output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    let (one, three) = (networks(one.path()), networks(three.path()));
    assert_eq!(one.len(), 3, "a perceptron, a gru and a tcn: {one:?}");
    for (one, three) in one.iter().zip(&three) {
        assert!(one.0 == three.0 && (one.1 - three.1).abs() < 1e-4, "{one:?} {three:?}");
    }
}
