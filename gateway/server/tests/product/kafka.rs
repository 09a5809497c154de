//! A Kafka client that shares no code with the product's own.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use rdkafka::{
    ClientConfig, ClientContext, Message as _, Offset, TopicPartitionList,
    consumer::{BaseConsumer, Consumer as _},
    message::Headers as _,
    producer::{BaseProducer, BaseRecord, DeliveryResult, Producer as _, ProducerContext, ThreadedProducer},
};
use serde_json::Value;

use crate::harness::{PATIENCE, eventually};

pub struct Broker {
    address: String,
}

/// A record of `video-events` or `dead-letters`.
#[derive(Clone, Debug)]
pub struct Event {
    pub key: Option<String>,
    pub headers: Vec<(String, String)>,
    pub value: Vec<u8>,
}

impl Event {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn kind(&self) -> &str {
        self.header("ce_type").unwrap_or_default()
    }

    pub fn data(&self) -> Value {
        serde_json::from_slice(&self.value).unwrap_or(Value::Null)
    }

    pub fn is(&self, kind: &str, request_id: &str) -> bool {
        self.kind() == kind && self.data()["request_id"] == request_id
    }
}

impl Broker {
    pub fn new(address: &str) -> Self {
        Broker { address: address.to_owned() }
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    fn config(&self) -> ClientConfig {
        let mut config = ClientConfig::new();
        config.set("bootstrap.servers", &self.address).set("group.id", "test").set("enable.auto.commit", "false");
        config.set("fetch.wait.max.ms", "20").set("enable.partition.eof", "true").set("auto.offset.reset", "earliest");
        config
    }

    pub fn produce(&self, topic: &str, key: &str, value: &str) {
        self.send(BaseRecord::to(topic).key(key).payload(value));
    }

    /// To a partition that the key may not choose by itself.
    pub fn produce_to(&self, topic: &str, partition: i32, key: &str, value: &str) {
        self.send(BaseRecord::to(topic).partition(partition).key(key).payload(value));
    }

    fn send(&self, record: BaseRecord<'_, str, str>) {
        let mut config = ClientConfig::new();
        config.set("bootstrap.servers", &self.address).set("enable.idempotence", "true");
        let producer: BaseProducer = config.create().expect("a producer");
        producer.send(record).map_err(|(error, _)| error).expect("queued");
        producer.flush(Duration::from_secs(30)).expect("acknowledged");
        assert_eq!(producer.in_flight_count(), 0);
    }

    /// A producer that remembers what was acknowledged.
    pub fn stream(&self) -> Stream {
        let mut config = ClientConfig::new();
        config.set("bootstrap.servers", &self.address).set("enable.idempotence", "true").set("linger.ms", "5");
        Stream(config.create_with_context(Acknowledged::default()).expect("a producer"))
    }

    /// The offset after the last record of each partition. `None`: the broker cannot answer now.
    pub fn ends(&self, topic: &str) -> Option<BTreeMap<i32, i64>> {
        let consumer: BaseConsumer = self.config().create().expect("a consumer");
        let patience = Duration::from_secs(30);
        let metadata = consumer.fetch_metadata(Some(topic), patience).ok()?;
        let partitions = metadata.topics().first()?.partitions().iter().map(|partition| partition.id());
        partitions.map(|id| Some((id, consumer.fetch_watermarks(topic, id, patience).ok()?.1))).collect()
    }

    /// Every record of the topic so far, each partition in its order.
    pub fn read(&self, topic: &str) -> Vec<Event> {
        let consumer: BaseConsumer = self.config().create().expect("a consumer");
        let metadata = consumer.fetch_metadata(Some(topic), Duration::from_secs(30)).expect("metadata");
        let mut partitions = TopicPartitionList::new();
        for partition in metadata.topics()[0].partitions() {
            partitions.add_partition_offset(topic, partition.id(), Offset::Beginning).expect("a partition");
        }
        let mut open = partitions.count();
        consumer.assign(&partitions).expect("assigned");
        let (mut events, deadline) = (Vec::new(), Instant::now() + PATIENCE);
        while open > 0 {
            assert!(Instant::now() < deadline, "{topic} could not be read to its end");
            match consumer.poll(Duration::from_millis(500)) {
                Some(Ok(record)) => events.push(Event {
                    key: record.key().map(|key| String::from_utf8_lossy(key).into_owned()),
                    headers: record
                        .headers()
                        .map(|headers| {
                            let text =
                                |value: Option<&[u8]>| String::from_utf8_lossy(value.unwrap_or_default()).into_owned();
                            headers.iter().map(|header| (header.key.to_owned(), text(header.value))).collect()
                        })
                        .unwrap_or_default(),
                    value: record.payload().unwrap_or_default().to_vec(),
                }),
                Some(Err(rdkafka::error::KafkaError::PartitionEOF(_))) => open -= 1,
                Some(Err(error)) => eprintln!("reading {topic}: {error}"),
                None => {}
            }
        }
        events
    }

    /// The first event of that kind for that request; waits for it.
    pub fn wait_for(&self, kind: &str, request_id: &str) -> Event {
        let what = format!("{kind} of {request_id} on video-events");
        eventually(&what, || self.read("video-events").into_iter().find(|event| event.is(kind, request_id)))
    }

    /// Waits until a step of a request has reached a state.
    pub fn wait_for_stage(&self, request_id: &str, stage: &str, state: &str) {
        eventually(&format!("{stage} of {request_id} {state}"), || {
            self.read("video-events").into_iter().find(|event| {
                let data = event.data();
                event.is("video_stage_changed", request_id) && data["stage"] == stage && data["to"] == state
            })
        });
    }
}

#[derive(Default)]
struct Acknowledged(Mutex<BTreeSet<u64>>);

impl ClientContext for Acknowledged {}

impl ProducerContext for Acknowledged {
    type DeliveryOpaque = usize;

    fn delivery(&self, result: &DeliveryResult<'_>, number: usize) {
        if result.is_ok() {
            self.0.lock().expect("no panic").insert(number as u64);
        }
    }
}

pub struct Stream(ThreadedProducer<Acknowledged>);

impl Stream {
    /// Waits while the client's own queue is full. `false`: the client has given up, or was told to stop.
    pub fn send(&self, topic: &str, number: u64, stop: &AtomicBool) -> bool {
        let text = number.to_string();
        let mut record = BaseRecord::with_opaque_to(topic, number as usize).key(&text).payload(&text);
        while let Err((error, back)) = self.0.send(record) {
            let is_full = error.rdkafka_error_code() == Some(rdkafka::types::RDKafkaErrorCode::QueueFull);
            if !is_full || stop.load(Ordering::Relaxed) {
                return false;
            }
            std::thread::park_timeout(Duration::from_millis(10));
            record = back;
        }
        true
    }

    pub fn acknowledged(&self) -> BTreeSet<u64> {
        self.0.context().0.lock().expect("no panic").clone()
    }

    /// Gives up what was not acknowledged.
    pub fn forget(self) {
        self.0.purge(rdkafka::producer::PurgeConfig::default().queue().inflight());
    }
}
