//! `ytempire request`: one record to `video-requests`, as any other program would send it.

use anyhow::Context as _;
use ytempire_events::VIDEO_REQUESTS;
use ytempire_kafka::{OutRecord, Producer};

use crate::{cli::RequestArgs, config::Config, run_file, servers::kafka_config};

pub async fn run(config: Config, args: RequestArgs) -> anyhow::Result<()> {
    let request_id = args.request_id.unwrap_or_else(|| uuid::Uuid::now_v7().to_string());
    let request = args.wish.request(request_id, args.channel)?;
    let brokers = match args.brokers.or_else(|| config.kafka.brokers.clone()) {
        Some(brokers) => brokers,
        None => run_file::kafka(&config.data)?,
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
