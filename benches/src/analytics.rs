//! From the moment a report is handed to a Kafka client to the moment the API answers with it, under a steady load.

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};
use chrono::{Days, NaiveDate, Utc};
use clap::Args;
use hdrhistogram::Histogram;
use serde_json::{Value, json};

use crate::{
    kafka,
    product::Product,
    scale::Scale,
    scores::{Goal, Score, Scores, short},
};

const TOPIC: &str = "youtube-analytics";
/// Channels whose reports are waited for, spread over the partitions.
const PROBES: u64 = 16;
/// Between two reports that are waited for.
const EVERY: Duration = Duration::from_millis(50);
/// Between two questions whether they are there.
const LOOK: Duration = Duration::from_millis(10);
/// After the load.
const PATIENCE: Duration = Duration::from_secs(120);
const GOAL_S: f64 = 5.0;

#[derive(Args, Clone, Copy)]
pub struct Load {
    /// Records a second
    #[arg(long, default_value_t = 2_000)]
    rate: u64,
    /// Channels that they tell of
    #[arg(long, default_value_t = 1_000)]
    channels: u64,
    #[arg(long, default_value_t = 60)]
    seconds: u64,
}

impl Default for Load {
    fn default() -> Self {
        Load { rate: 2_000, channels: 1_000, seconds: 60 }
    }
}

pub async fn run(load: Load, scale: Scale, scores: &mut Scores) -> anyhow::Result<()> {
    let load = Load { seconds: scale.of(load.seconds, 5), ..load };
    let product = Product::start().await?;
    let (day, brokers) = (Utc::now().date_naive() - Days::new(3), Arc::new(product.run.kafka.clone()));
    // On another day: the load is steady, so the product first has to have begun reading.
    probe(&product, &brokers, Load { seconds: 2, ..load }, day - Days::new(1)).await?;
    let before = product.cpu()?;
    let sender = brokers.clone();
    let sending = tokio::task::spawn_blocking(move || send(&sender, load, day));
    let waits = probe(&product, &brokers, load, day).await?;
    let sent = sending.await??;
    let after = product.cpu()?;

    let seconds = |quantile| waits.value_at_quantile(quantile) as f64 / 1000.0;
    println!(
        "analytics, {} records/s over {} channels for {} s ({sent} records), {} of them waited for:",
        load.rate,
        load.channels,
        load.seconds,
        waits.len(),
    );
    println!(
        "  CPU s a million records: service {}, PostgreSQL with the broker's log {}",
        short((after.0 - before.0) * 1e6 / sent as f64),
        short((after.1 - before.1) * 1e6 / sent as f64),
    );
    scores.add(Score {
        bench: "analytics",
        what: "record sent to row answered by the API".to_owned(),
        ours: format!("p50 {} s, worst {} s", short(seconds(0.5)), short(waits.max() as f64 / 1000.0)),
        beside: String::new(),
        figure: seconds(0.99),
        unit: "s at p99",
        goal: Goal::AtMost(GOAL_S),
    });
    Ok(())
}

/// The load, evenly: new reports and restated ones of 20 videos and 3 days of each channel.
fn send(brokers: &str, load: Load, day: NaiveDate) -> anyhow::Result<u64> {
    const TICK: Duration = Duration::from_millis(10);
    let (producer, began, mut sent) = (kafka::producer(brokers)?, Instant::now(), 0);
    while sent < load.rate * load.seconds {
        let due = (began.elapsed().as_secs_f64() * load.rate as f64) as u64;
        for number in sent..due.min(load.rate * load.seconds) {
            let (channel, round) = (number % load.channels, number / load.channels);
            let video = format!("video-{channel}-{}", round % 20);
            let day = day - Days::new(round / 20 % 3);
            let value = report(&format!("bench-{channel}"), Some(&video), day, number);
            kafka::send(&producer, TOPIC, &format!("bench-{channel}"), &value)?;
        }
        sent = sent.max(due.min(load.rate * load.seconds));
        std::thread::sleep(TICK);
    }
    rdkafka::producer::Producer::flush(&producer, PATIENCE)?;
    Ok(sent)
}

fn report(channel: &str, video: Option<&str>, day: NaiveDate, views: u64) -> String {
    let metrics = json!({ "views": views, "minutes_watched": views / 2, "likes": views / 50, "revenue_micros": views * 1500, "currency": "USD" });
    json!({ "channel_id": channel, "video_id": video, "day": day, "observed_at": Utc::now(), "metrics": metrics })
        .to_string()
}

/// Milliseconds that each of the probes took. A probe's views are its number: the figure of its channel tells that it, or a
/// later one, is there.
async fn probe(product: &Product, brokers: &str, load: Load, day: NaiveDate) -> anyhow::Result<Histogram<u64>> {
    let (producer, mut waits) = (kafka::producer(brokers)?, Histogram::new(3)?);
    let mut waiting: BTreeMap<u64, Instant> = BTreeMap::new();
    let (began, mut number) = (Instant::now(), 0);
    let (time, mut next) = (Duration::from_secs(load.seconds), began);
    while began.elapsed() < time || !waiting.is_empty() {
        if began.elapsed() > time + PATIENCE {
            bail!("{} reports are still not there", waiting.len());
        }
        if began.elapsed() < time && Instant::now() >= next {
            (number, next) = (number + 1, next + EVERY);
            let channel = name(number % PROBES);
            waiting.insert(number, Instant::now());
            kafka::send(&producer, TOPIC, &channel, &report(&channel, None, day, number))?;
        }
        let there = there(product, day).await?;
        let now = Instant::now();
        let seen = |number: &u64| there.get(&name(number % PROBES)).is_some_and(|latest| latest >= number);
        let found: Vec<u64> = waiting.keys().copied().filter(seen).collect();
        for sent in found.iter().filter_map(|number| waiting.remove(number)) {
            waits.record(u64::try_from((now - sent).as_millis())?)?;
        }
        tokio::time::sleep(LOOK).await;
    }
    Ok(waits)
}

fn name(probe: u64) -> String {
    format!("probe-{probe}")
}

/// The views of the probes' channels, as the API answers.
async fn there(product: &Product, day: NaiveDate) -> anyhow::Result<BTreeMap<String, u64>> {
    let channels: String = (0..PROBES).map(|probe| format!("&channel_id={}", name(probe))).collect();
    let path = format!("analytics/breakdown?by=channel&metric=views&from={day}&to={day}&limit=200{channels}");
    let answer: Value = product.get(&path).await?;
    let items = answer["items"].as_array().context("the breakdown has no items")?;
    let views = |item: &Value| Some((item["key"].as_str()?.to_owned(), item["values"]["views"].as_u64()?));
    Ok(items.iter().filter_map(views).collect())
}
