//! `ytempire-bench`: what the product costs, beside a peer in the same run wherever there is one.
//!
//! Figures are CPU seconds and ratios where they can be: wall time on a shared machine measures the neighbours too.

mod cpu;
mod intake;
mod kafka;
mod latency;
mod product;
mod render;

use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    bench: Option<Bench>,
}

#[derive(Subcommand, Clone, Copy)]
enum Bench {
    /// CPU seconds per second of video, ours against the ffmpeg program on the same stills, captions and sound
    Render,
    /// From a record's acknowledgement to the first step of its job: p50 and p99
    Latency,
    /// Keyed records from Kafka to PostgreSQL per CPU second, beside a raw librdkafka consumer
    Intake,
}

fn main() -> anyhow::Result<()> {
    rustls::crypto::aws_lc_rs::default_provider().install_default().ok();
    let runtime = tokio::runtime::Runtime::new()?;
    let chosen = Cli::parse().bench;
    for bench in [Bench::Render, Bench::Latency, Bench::Intake] {
        if chosen.is_some_and(|chosen| std::mem::discriminant(&chosen) != std::mem::discriminant(&bench)) {
            continue;
        }
        match bench {
            Bench::Render => render::run()?,
            Bench::Latency => runtime.block_on(latency::run())?,
            Bench::Intake => runtime.block_on(intake::run())?,
        }
    }
    Ok(())
}
