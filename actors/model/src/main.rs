#![doc = include_str!("../README.md")]

mod arguments;
mod ask;
mod learn;
mod look;
mod progress;
mod script;
mod sentences;
mod together;
mod words;
mod worker;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser as _;
use ytempire_inference::{InferenceError, Registry};

use self::{
    arguments::{Arguments, Command, ModelsCommand},
    progress::INTERRUPTED,
};

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(code) => code,
        Err(error) if matches!(error.downcast_ref(), Some(InferenceError::Stopped(_))) => {
            eprintln!("{error}: the same command goes on from here");
            ExitCode::from(INTERRUPTED)
        }
        Err(error) => {
            eprintln!("ytempire-models: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<ExitCode> {
    let Arguments { registry, sentences, command } = arguments;
    let registry = Registry::at(registry);
    match command {
        Command::Worker { role } => {
            anyhow::ensure!(role == "model", "there is no such worker: {role}");
            return Ok(worker::main(registry, sentences));
        }
        Command::Train(args) => learn::train(&registry, sentences, args),
        Command::Member => {
            // A terminal's Ctrl-C reaches all its processes, and the lead's step needs this one to its end.
            let _stop = progress::interrupted()?;
            together::join()
        }
        Command::Evaluate { task, input, version } => ask::evaluate(&registry, sentences, task, &input, version),
        Command::Predict { task, input, out, version } => {
            ask::predict(&registry, sentences, task, &input, &out, version)
        }
        Command::Promote { task, version } => {
            registry.promote(task, &version)?;
            println!("{task}: {version} is in use");
            Ok(())
        }
        Command::Models(ModelsCommand::List) => look::list(&registry),
        Command::Models(ModelsCommand::Show { task, version }) => look::show(&registry, task, version),
        Command::Models(ModelsCommand::Table) => look::table(&registry),
        Command::Models(ModelsCommand::Export { task, version, mlflow }) => {
            look::export(&registry, task, &version, &mlflow)
        }
    }?;
    Ok(ExitCode::SUCCESS)
}
