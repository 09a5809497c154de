//! `train`, `evaluate`, `predict`, `promote`, `models`: the program beside this one takes our place, so that what is native
//! and large stays out of the service.

use std::{
    ffi::OsString,
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
};

use anyhow::Context as _;
use clap::{CommandFactory as _, error::ErrorKind};
use ytempire_studio::WorkerCommand;

use super::heard;
use crate::{cli::Cli, config::Config, exit::Stop, telemetry};

const COMMANDS: [&str; 5] = ["train", "evaluate", "predict", "promote", "models"];
/// What a shell and the loader say of a program that cannot begin: here, without its libraries.
const CANNOT_BEGIN: i32 = 127;

/// Returns only where the other program cannot be started.
pub fn run(config: &Config, words: &[OsString]) -> anyhow::Result<ExitCode> {
    let name = words.first().map(|word| word.to_string_lossy()).unwrap_or_default();
    if !COMMANDS.contains(&&*name) {
        Cli::command().error(ErrorKind::InvalidSubcommand, format!("unrecognized subcommand '{name}'")).exit();
    }
    let program = config.models_program()?;
    begins(&program)?;
    let heard = match heard::asked(words)? {
        Some(place) => Some(heard::in_place_of(words, place, &read_journal(config)?)),
        None => None,
    };
    let words = heard.as_deref().unwrap_or(words);
    let mut command = command(&program);
    command.arg("--registry").arg(config.registry()).args(sentences(config)).args(words);
    Err(command.exec()).with_context(|| format!("starting {}", program.display()))
}

/// The folder with what this instance has heard.
fn read_journal(config: &Config) -> anyhow::Result<PathBuf> {
    telemetry::logs(&config.log)?;
    let runtime = tokio::runtime::Runtime::new().context("starting the runtime")?;
    runtime.block_on(heard::write(config))
}

/// How the worker of the model slot is started; whether it can be shows when it is.
pub fn worker(config: &Config, data: &Path) -> anyhow::Result<WorkerCommand> {
    let mut args = vec!["--registry".into(), data.join("models").into()];
    args.extend(sentences(config));
    args.push("worker".into());
    let text = |arg: OsString| arg.into_string().map_err(|arg| anyhow::anyhow!("{arg:?} is no text"));
    Ok(WorkerCommand { program: config.models_program()?, args: args.into_iter().map(text).collect::<Result<_, _>>()? })
}

/// Whether it is there and finds libtorch.
pub fn begins(program: &Path) -> anyhow::Result<()> {
    if !program.is_file() {
        return Err(Stop::Missing(program.display().to_string()).into());
    }
    let output = command(program).arg("--version").stdin(Stdio::null()).output();
    let output = output.with_context(|| format!("starting {}", program.display()))?;
    match output.status.code() {
        Some(0) => Ok(()),
        Some(CANNOT_BEGIN) => {
            eprintln!("{}", String::from_utf8_lossy(&output.stderr).trim_end());
            Err(Stop::Missing("libtorch".to_owned()).into())
        }
        _ => anyhow::bail!("{} does not work ({})", program.display(), output.status),
    }
}

fn sentences(config: &Config) -> Vec<OsString> {
    let folder = config.assets().join("sentences");
    if folder.is_dir() { vec!["--sentences".into(), folder.into()] } else { Vec::new() }
}

#[expect(clippy::disallowed_methods, reason = "the program takes the place of this one")]
fn command(program: &Path) -> Command {
    Command::new(program)
}
