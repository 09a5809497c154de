//! One file per command.

mod config;
mod dead_letters;
mod doctor;
mod heard;
mod make_video;
mod migrate;
mod models;
mod rebuild_sink;
mod replay;
mod request;
mod serve;

use std::process::ExitCode;

use anyhow::Context as _;

use crate::{
    cli::{Cli, Command},
    config::Config,
    telemetry,
};

pub fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    // A worker has its role from its parent and no configuration of its own; it is single-threaded by choice.
    if let Command::Worker { role } = &cli.command {
        return Ok(ytempire_studio::worker::main(role));
    }
    let config = Config::load(&cli.flags)?;
    if let Command::Other(words) = &cli.command {
        return models::run(&config, words);
    }
    telemetry::logs(&config.log)?;
    let runtime = tokio::runtime::Runtime::new().context("starting the runtime")?;
    runtime.block_on(async {
        match cli.command {
            Command::Serve(args) => serve::run(config, args).await,
            Command::Migrate => migrate::run(config).await,
            Command::Config(command) => config::run(&config, &command),
            Command::Request(args) => request::run(config, args).await,
            Command::MakeVideo(args) => make_video::run(config, args).await,
            Command::Replay(args) => replay::run(config, args).await,
            Command::DeadLetters(command) => dead_letters::run(config, command).await,
            Command::RebuildSink { sink } => rebuild_sink::run(config, sink).await,
            Command::Doctor => return doctor::run(&config).await,
            Command::Worker { .. } | Command::Other(_) => Ok(()),
        }
        .map(|()| ExitCode::SUCCESS)
    })
}
