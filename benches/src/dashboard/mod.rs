//! What a person waits for: every read behind a dashboard, and every path that it asks, over ten million rows.

mod extent;
mod fill;
mod paths;
mod reads;

use std::time::{Duration, Instant};

use anyhow::bail;
use hdrhistogram::Histogram;
use ytempire_journal::Journal;
use ytempire_sinks::PostgresSink;

use crate::{
    product::Product,
    scale::Scale,
    scores::{Goal, Score, Scores},
    servers::{Broker, Postgres, Redis, free_bytes},
};
use extent::Extent;

/// How often each is asked.
const TIMES: u32 = 50;
/// Asked before, uncounted: a connection's first statements are planned anew.
const WARM: u32 = 3;
const GOAL_MS: f64 = 150.0;
const DATABASE: &str = "dashboard";

pub async fn run(scale: Scale, scores: &mut Scores) -> anyhow::Result<()> {
    let extent = Extent::new(scale.of(500, 5));
    let (free, needed) = (free_bytes()?, extent.rows() * 700);
    if free < needed {
        bail!("the dashboard's bench needs {} MB in {}", needed >> 20, std::env::temp_dir().display());
    }
    let postgres = Postgres::start()?;
    let journal = Journal::connect(&postgres.create(DATABASE)?, 8)?;
    journal.migrate().await?;
    let sink = PostgresSink::new(&journal);
    fill::fill(&postgres, &journal, &sink, extent).await?;
    reads::run(&sink, extent, scores).await?;

    let (redis, broker) = (Redis::start()?, Broker::embedded(&postgres).await?);
    let product = Product::on(&postgres.url(DATABASE), &redis.url(), &broker.address).await?;
    paths::run(&product, extent, scores).await
}

/// Milliseconds of each of many calls.
struct Waits(Histogram<u64>);

impl Waits {
    fn new() -> anyhow::Result<Self> {
        Ok(Waits(Histogram::new(3)?))
    }

    fn record(&mut self, wait: Duration) -> anyhow::Result<()> {
        Ok(self.0.record(u64::try_from(wait.as_micros())?)?)
    }

    fn at(&self, quantile: f64) -> f64 {
        self.0.value_at_quantile(quantile) as f64 / 1000.0
    }
}

/// Asks many times, each time otherwise, and says how long it took.
async fn ask<F: Future<Output = anyhow::Result<()>>>(
    scores: &mut Scores,
    what: &str,
    mut call: impl FnMut() -> F,
) -> anyhow::Result<()> {
    let mut waits = Waits::new()?;
    for number in 0..WARM + TIMES {
        let began = Instant::now();
        call().await?;
        if number >= WARM {
            waits.record(began.elapsed())?;
        }
    }
    scores.add(Score {
        bench: "dashboard",
        what: what.to_owned(),
        ours: format!("p50 {:.1} ms", waits.at(0.5)),
        beside: String::new(),
        figure: waits.at(0.95),
        unit: "ms at p95",
        goal: Goal::AtMost(GOAL_MS),
    });
    Ok(())
}
