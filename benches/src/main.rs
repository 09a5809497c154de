//! `ytempire-bench`: what the product costs, beside a peer in the same run wherever there is one.
//!
//! Figures are CPU seconds and ratios where they can be: wall time on a shared machine measures the neighbours too.

mod analytics;
mod channels;
mod client;
mod cpu;
mod dashboard;
mod forecast;
mod intake;
mod kafka;
mod keyed;
mod latency;
mod product;
mod programs;
mod python;
mod records;
mod render;
mod roles;
mod scale;
mod scores;
mod servers;
mod sink;
mod trends;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::{analytics::Load, forecast::Hours, roles::Role, scale::Scale, scores::Scores};

/// The product's own.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// A goal was missed, and `--check` asks for it.
const MISSED: u8 = 4;

/// Measures the product; without a command all of it
#[derive(Parser)]
struct Cli {
    /// Share of the full size: 0.01 shows in a few minutes that a bench works, and its figures say nothing
    #[arg(long, global = true, default_value_t)]
    scale: Scale,
    /// End with exit code 4 if a goal is missed
    #[arg(long, global = true)]
    check: bool,
    #[command(subcommand)]
    bench: Option<Bench>,
}

#[derive(Subcommand, Clone)]
enum Bench {
    /// CPU seconds per second of video, ours against the ffmpeg program on the same stills, captions and sound
    Render,
    /// From a record's acknowledgement to the first step of its job: p50 and p99
    Latency,
    /// Requests from Kafka to PostgreSQL per CPU second, beside a raw librdkafka consumer
    Intake,
    /// From a report's sending to the API's answer with it, under a steady load: p50 and p99
    Analytics(Load),
    /// From a signal's sending to a ranking with it on `trend-predictions`, under a steady load: p50 and p99
    Trends(trends::Load),
    /// A million reports into the sink, new and restated, beside `psql \copy` of the same rows
    Sink,
    /// Every read and path behind a dashboard over ten million rows: p95
    Dashboard,
    /// Keyed reports from Apache Kafka to PostgreSQL, exactly once, in CPU seconds, beside librdkafka, Python, Bytewax, Kafka Streams
    Keyed,
    /// Bytes for an idle channel, and a million of them in one process
    Channels,
    /// 48 hours ahead of a thousand series of 730: CPU seconds and error, beside Prophet and AutoETS
    Forecast(Hours),
    /// A process that one of the benches measures (they start these themselves)
    #[command(subcommand, hide = true)]
    Client(Role),
}

fn main() -> anyhow::Result<ExitCode> {
    rustls::crypto::aws_lc_rs::default_provider().install_default().ok();
    let (runtime, cli) = (tokio::runtime::Runtime::new()?, Cli::parse());
    let chosen = match cli.bench {
        Some(Bench::Client(role)) => return runtime.block_on(roles::run(role)).map(|()| ExitCode::SUCCESS),
        Some(bench) => vec![bench],
        None => all(),
    };
    let (mut scores, mut failed) = (Scores::default(), false);
    for bench in chosen {
        if let Err(error) = runtime.block_on(run(bench, cli.scale, &mut scores)) {
            eprintln!("FAILED: {error:#}");
            failed = true;
        }
    }
    scores.print();
    if !cli.scale.is_full() {
        println!("These are figures of {} of the full size: they show that it runs, nothing more.", cli.scale);
    }
    Ok(match (failed, scores.all_met()) {
        (true, _) => ExitCode::FAILURE,
        (false, false) if cli.check => MISSED.into(),
        _ => ExitCode::SUCCESS,
    })
}

fn all() -> Vec<Bench> {
    let load = Bench::Analytics(Load::default());
    vec![
        Bench::Render,
        Bench::Latency,
        Bench::Intake,
        load,
        Bench::Trends(trends::Load::default()),
        Bench::Sink,
        Bench::Dashboard,
        Bench::Keyed,
        Bench::Channels,
        Bench::Forecast(Hours::default()),
    ]
}

async fn run(bench: Bench, scale: Scale, scores: &mut Scores) -> anyhow::Result<()> {
    match bench {
        Bench::Render => tokio::task::block_in_place(|| render::run(scores)),
        Bench::Latency => latency::run(scores).await,
        Bench::Intake => intake::run(scores).await,
        Bench::Analytics(load) => analytics::run(load, scale, scores).await,
        Bench::Trends(load) => trends::run(load, scale, scores).await,
        Bench::Sink => sink::run(scale, scores).await,
        Bench::Dashboard => dashboard::run(scale, scores).await,
        Bench::Keyed => keyed::run(scale, scores).await,
        Bench::Channels => channels::run(scale, scores).await,
        Bench::Forecast(hours) => tokio::task::block_in_place(|| forecast::run(&hours, scale, scores)),
        Bench::Client(role) => roles::run(role).await,
    }
}
