#![doc = include_str!("../README.md")]

mod cli;
mod commands;
mod config;
mod exit;
mod first_start;
mod local;
mod replay;
mod run_file;
mod servers;
mod sinks;
mod stop_signal;
mod table;
mod telemetry;
mod visit;
mod wish;

use std::process::ExitCode;

use clap::Parser as _;

/// glibc's allocator costs a seventh more processor time where records stream from thread to thread.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    // One TLS provider in the whole process; refused only where one is installed already.
    rustls::crypto::aws_lc_rs::default_provider().install_default().ok();
    let cli = cli::Cli::parse();
    match commands::run(cli) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("ytempire: {error:#}");
            exit::code(&error)
        }
    }
}
