//! `ytempire request`: one record to `video-requests`, as any other program would send it.

use anyhow::Context as _;
use serde::Deserialize;
use ytempire_events::VIDEO_REQUESTS;
use ytempire_kafka::{OutRecord, Producer};

use crate::{cli::RequestArgs, config::Config, servers::kafka_config};

#[derive(Deserialize)]
struct Running {
    kafka: String,
}

pub async fn run(config: Config, args: RequestArgs) -> anyhow::Result<()> {
    let request_id = args.request_id.unwrap_or_else(|| uuid::Uuid::now_v7().to_string());
    let request = args.wish.request(request_id, args.channel)?;
    let brokers = match args.brokers.or_else(|| config.kafka.brokers.clone()) {
        Some(brokers) => brokers,
        None => running(&config)?,
    };
    let producer = Producer::new(&kafka_config(&config.kafka, brokers, false))?;
    let record = OutRecord {
        topic: VIDEO_REQUESTS.to_owned(),
        key: Some(request.channel_id.as_str().as_bytes().to_vec()),
        value: serde_json::to_vec(&request)?,
        headers: Vec::new(),
    };
    let delivery = producer.send(record).await.context("producing the request")?;
    println!("request {} is at {VIDEO_REQUESTS}/{} offset {}", request.request_id, delivery.partition, delivery.offset);
    Ok(())
}

/// Kafka's address of the instance that runs on the data folder.
fn running(config: &Config) -> anyhow::Result<String> {
    let file = config.data.join("run.json");
    let bytes = std::fs::read(&file)
        .with_context(|| format!("nothing runs on {}: start it, or name --brokers", config.data.display()))?;
    Ok(serde_json::from_slice::<Running>(&bytes).with_context(|| format!("reading {}", file.display()))?.kafka)
}
