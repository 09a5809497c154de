//! Plain librdkafka clients: load comes from outside the product's own code.

use std::time::Duration;

use anyhow::Context as _;
use rdkafka::{
    ClientConfig, Offset, TopicPartitionList,
    consumer::{BaseConsumer, Consumer as _},
    producer::DefaultProducerContext,
    producer::{BaseRecord, Producer as _, ThreadedProducer},
    types::RDKafkaErrorCode,
};

const PATIENCE: Duration = Duration::from_secs(30);

pub fn producer(brokers: &str) -> anyhow::Result<ThreadedProducer<DefaultProducerContext>> {
    let mut config = ClientConfig::new();
    config.set("bootstrap.servers", brokers).set("enable.idempotence", "true").set("partitioner", "murmur2_random");
    config.set("queue.buffering.max.messages", "1000000").set("linger.ms", "5");
    config.create().context("creating a producer")
}

/// Hands a record to the producer; waits while its queue is full.
pub fn send(
    producer: &ThreadedProducer<DefaultProducerContext>,
    topic: &str,
    key: &str,
    value: &str,
) -> anyhow::Result<()> {
    let mut record = BaseRecord::to(topic).key(key).payload(value);
    while let Err((error, back)) = producer.send(record) {
        if error.rdkafka_error_code() != Some(RDKafkaErrorCode::QueueFull) {
            return Err(error).context("sending a record");
        }
        std::thread::sleep(Duration::from_millis(10));
        record = back;
    }
    Ok(())
}

/// Sends keyed values and waits until all are acknowledged.
pub fn send_all(brokers: &str, topic: &str, records: impl Iterator<Item = (String, String)>) -> anyhow::Result<()> {
    let producer = producer(brokers)?;
    for (key, value) in records {
        send(&producer, topic, &key, &value)?;
    }
    producer.flush(PATIENCE * 4).context("waiting for acknowledgements")
}

/// A consumer of every partition of `topic` from its start, in no group.
pub fn reader(brokers: &str, topic: &str) -> anyhow::Result<BaseConsumer> {
    let mut config = ClientConfig::new();
    config.set("bootstrap.servers", brokers).set("group.id", "ytempire-bench").set("enable.auto.commit", "false");
    config.set("fetch.wait.max.ms", "10").set("fetch.queue.backoff.ms", "10").set("auto.offset.reset", "earliest");
    let consumer: BaseConsumer = config.create().context("creating a consumer")?;
    let metadata = consumer.fetch_metadata(Some(topic), PATIENCE)?;
    let mut partitions = TopicPartitionList::new();
    for partition in metadata.topics().iter().flat_map(|topic| topic.partitions()) {
        partitions.add_partition_offset(topic, partition.id(), Offset::Beginning)?;
    }
    consumer.assign(&partitions)?;
    Ok(consumer)
}
