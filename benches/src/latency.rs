//! From the moment a request is handed to a Kafka client to the start of its job's first step, as `video-events` tells it.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};
use chrono::{DateTime, Utc};
use hdrhistogram::Histogram;
use rdkafka::{Message as _, producer::BaseRecord};
use serde_json::{Value, json};

use crate::{
    kafka,
    product::Product,
    scores::{Goal, Score, Scores},
};

const REQUESTS: usize = 200;
/// One request every this long: below what the machine can do, so that no queue is measured.
const EVERY: Duration = Duration::from_millis(100);

pub async fn run(scores: &mut Scores) -> anyhow::Result<()> {
    let product = Product::start().await?;
    for channel in 0..8 {
        product.channel(&format!("bench-{channel}"), false).await?;
    }
    let producer = kafka::producer(&product.run.kafka)?;
    let mut sent: HashMap<String, DateTime<Utc>> = HashMap::new();
    for n in 0..REQUESTS {
        // Without a brief the first step refuses: the job ends there, and the next one is not behind a render.
        let (channel, request) = (format!("bench-{}", n % 8), format!("latency-{n}"));
        let value = json!({ "request_id": request, "channel_id": channel, "topic": "latency" }).to_string();
        sent.insert(request, Utc::now());
        producer.send(BaseRecord::to("video-requests").key(&channel).payload(&value)).map_err(|(error, _)| error)?;
        tokio::time::sleep(EVERY).await;
    }
    let latencies = tokio::task::block_in_place(|| first_steps(&product.run.kafka, &sent))?;
    let raw = tokio::task::block_in_place(|| raw_round_trips(&product.run.kafka))?;
    println!(
        "request to first step, {REQUESTS} requests at {}/s over 8 channels: p50 {} ms, p99 {} ms, worst {} ms",
        1000 / EVERY.as_millis(),
        latencies.value_at_quantile(0.5),
        latencies.value_at_quantile(0.99),
        latencies.max(),
    );
    let ratio = |quantile| latencies.value_at_quantile(quantile) as f64 / raw.value_at_quantile(quantile).max(1) as f64;
    println!("  p50 is {:.1} x that of a raw librdkafka producer to a raw consumer over the same broker", ratio(0.5));
    scores.add(Score {
        bench: "latency",
        what: "request to first step".to_owned(),
        ours: format!("p99 {} ms", latencies.value_at_quantile(0.99)),
        beside: format!("raw round trip p99 {} ms", raw.value_at_quantile(0.99)),
        figure: ratio(0.99),
        unit: "x raw at p99",
        goal: Goal::None,
    });
    Ok(())
}

/// Milliseconds from sending to the first `video_stage_changed` of each request.
fn first_steps(brokers: &str, sent: &HashMap<String, DateTime<Utc>>) -> anyhow::Result<Histogram<u64>> {
    let consumer = kafka::reader(brokers, "video-events")?;
    let mut latencies = Histogram::<u64>::new(3)?;
    let mut seen = std::collections::HashSet::new();
    let deadline = Instant::now() + Duration::from_secs(60);
    while seen.len() < sent.len() {
        if Instant::now() > deadline {
            bail!("only {} of {} requests reached their first step within a minute", seen.len(), sent.len());
        }
        let Some(record) = consumer.poll(Duration::from_millis(200)) else { continue };
        let event: Value = serde_json::from_slice(record?.payload().context("an event without a value")?)?;
        let (Some(request), Some(started)) = (event["request_id"].as_str(), event["started_at"].as_str()) else {
            continue;
        };
        let Some(at) = sent.get(request) else { continue };
        if seen.insert(request.to_owned()) {
            let started: DateTime<Utc> = started.parse()?;
            latencies.record(u64::try_from((started - at).num_milliseconds().max(0))?)?;
        }
    }
    Ok(latencies)
}

/// The same way without the product's work: one record at a time, from a client through the broker to a client.
fn raw_round_trips(brokers: &str) -> anyhow::Result<Histogram<u64>> {
    // Nothing of the product writes or reads this topic yet.
    const TOPIC: &str = "trend-predictions";
    let (producer, consumer) = (kafka::producer(brokers)?, kafka::reader(brokers, TOPIC)?);
    let mut latencies = Histogram::<u64>::new(3)?;
    for n in 0..REQUESTS {
        let (text, began) = (n.to_string(), Instant::now());
        producer.send(BaseRecord::to(TOPIC).key(&text).payload(&text)).map_err(|(error, _)| error)?;
        let record = consumer.poll(Duration::from_secs(10)).context("a record did not come through")??;
        if record.payload() != Some(text.as_bytes()) {
            bail!("another record came through");
        }
        latencies.record(u64::try_from(began.elapsed().as_millis())?)?;
    }
    Ok(latencies)
}
