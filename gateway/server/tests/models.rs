//! The commands around models: handed over with the right folders, and refused with a clear word where they cannot be.

use std::{
    path::Path,
    process::{Command, Output},
};

#[expect(clippy::disallowed_methods, reason = "the test owns the process and waits for its end")]
fn ytempire(data: &Path, variables: &[(&str, &str)], words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ytempire"));
    command.current_dir(data).envs(variables.iter().copied()).arg("--data").arg(data.join("d")).args(words);
    command.output().expect("ran")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn the_program_beside_this_one_takes_over_with_the_registry_of_the_data_folder() {
    let beside = Path::new(env!("CARGO_BIN_EXE_ytempire")).with_file_name("ytempire-models");
    assert!(beside.is_file(), "build it first: cargo build --release --workspace --bin ytempire-models");
    let folder = tempfile::tempdir().expect("a folder");
    let listed = ytempire(folder.path(), &[], &["models", "list"]);
    assert!(listed.status.success() && said(&listed).contains("t1a.y_stay"), "{}", said(&listed));
    // `--data` behind the command is the other program's: the folder of the training files.
    let trained = ytempire(folder.path(), &[], &["train", "t1a.y_stay", "--data", "nowhere"]);
    assert!(!trained.status.success() && said(&trained).contains("nowhere"), "{}", said(&trained));
    let absent = ytempire(folder.path(), &[], &["promote", "t1a.y_stay", "v0001"]);
    assert!(!absent.status.success() && said(&absent).contains("d/models has no v0001"), "{}", said(&absent));
}

#[test]
fn without_the_program_or_its_libraries_the_exit_code_says_that_something_is_missing() {
    let folder = tempfile::tempdir().expect("a folder");
    let gone = ytempire(folder.path(), &[("YTEMPIRE_MODELS__PROGRAM", "/nowhere/models")], &["models", "list"]);
    assert_eq!(gone.status.code(), Some(6), "{}", said(&gone));
    assert!(said(&gone).contains("/nowhere/models is missing"), "{}", said(&gone));
    // As the loader does where a library is gone.
    let script = folder.path().join("unlinked");
    std::fs::write(&script, "#!/bin/sh\necho 'cannot open libtorch_cpu.so' >&2\nexit 127\n").expect("a script");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&script, mode).expect("a program");
    let program = script.to_str().expect("text");
    let unlinked = ytempire(folder.path(), &[("YTEMPIRE_MODELS__PROGRAM", program)], &["train", "trend"]);
    assert_eq!(unlinked.status.code(), Some(6), "{}", said(&unlinked));
    assert!(said(&unlinked).contains("libtorch_cpu.so") && said(&unlinked).contains("libtorch is missing"));
}

#[test]
fn a_word_that_is_no_command_is_refused_as_ever() {
    let folder = tempfile::tempdir().expect("a folder");
    let wrong = ytempire(folder.path(), &[], &["srve"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(said(&wrong).contains("unrecognized subcommand 'srve'"), "{}", said(&wrong));
}
