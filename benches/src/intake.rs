//! Requests from Kafka to PostgreSQL, each one parsed, checked and admitted exactly once.

use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use serde_json::json;

use crate::{
    cpu, kafka,
    product::Product,
    scores::{Goal, Score, Scores, short},
};

const RECORDS: u64 = 20_000;
const CHANNELS: u64 = 100;

pub async fn run(scores: &mut Scores) -> anyhow::Result<()> {
    let product = Product::start().await?;
    for channel in 0..CHANNELS {
        product.channel(&format!("bench-{channel}"), true).await?;
    }
    let before = product.cpu()?;
    let began = Instant::now();
    let records = (0..RECORDS).map(|n| {
        let channel = format!("bench-{}", n % CHANNELS);
        let value = json!({ "request_id": format!("intake-{n}"), "channel_id": channel, "topic": "keyed records", "seconds": 30 });
        (channel, value.to_string())
    });
    tokio::task::block_in_place(|| kafka::send_all(&product.run.kafka, "video-requests", records))?;
    admitted(&product).await?;
    let wall = began.elapsed().as_secs_f64();
    let after = product.cpu()?;
    let raw = tokio::task::block_in_place(|| raw_consume(&product.run.kafka))?;

    let (service, database) = (after.0 - before.0, after.1 - before.1);
    let per_second = RECORDS as f64 / (service + database);
    println!("requests, Kafka to PostgreSQL, {RECORDS} records of {CHANNELS} channels in {wall:.1} s:");
    println!(
        "  {per_second:.0} records per CPU second (service {service:.2} s, PostgreSQL with the broker's log {database:.2} s)"
    );
    scores.add(Score {
        bench: "intake",
        what: "requests, CPU s a million".to_owned(),
        ours: short(service * 1e6 / RECORDS as f64),
        beside: format!("a raw librdkafka consumer {}", short(raw * 1e6 / RECORDS as f64)),
        figure: service / raw,
        unit: "x raw",
        goal: Goal::None,
    });
    Ok(())
}

async fn admitted(product: &Product) -> anyhow::Result<()> {
    let deadline = Instant::now() + Duration::from_secs(300);
    loop {
        let queue = product.get("queue").await?;
        let queued = queue["counts"]["queued"].as_u64().context("the queue has no count of queued jobs")?;
        if queued >= RECORDS {
            return Ok(());
        }
        if Instant::now() > deadline {
            bail!("only {queued} of {RECORDS} records were admitted within five minutes");
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// CPU seconds that reading the same records takes a plain consumer.
fn raw_consume(brokers: &str) -> anyhow::Result<f64> {
    let own = i64::from(std::process::id());
    let before = cpu::seconds(own)?;
    let consumer = kafka::reader(brokers, "video-requests")?;
    let mut left = RECORDS;
    while left > 0 {
        if let Some(record) = consumer.poll(Duration::from_secs(10)) {
            record?;
            left -= 1;
        } else {
            bail!("the raw consumer found {left} records less than were sent");
        }
    }
    Ok(cpu::seconds(own)? - before)
}
