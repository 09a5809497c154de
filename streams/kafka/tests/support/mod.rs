//! Small worlds around a cluster, and what has to hold on each.
#![allow(dead_code, reason = "each test file uses the part it needs")]

pub mod outbox;
pub mod scenes;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use tokio::time::timeout;
use ytempire_events::{OutRecord, Topic};
use ytempire_journal::RawRecord;
use ytempire_kafka::{Delivery, GroupProtocol, KafkaConfig, Partition, Producer, Source, SourceEvent, SourceEvents};

/// After which a test fails; none waits that long to pass.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A name that no other test of any run has.
pub fn unique(prefix: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let now = chrono::Utc::now().timestamp_micros();
    format!("{prefix}-{now:x}-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// With a group of its own.
pub fn config(brokers: &str, protocol: GroupProtocol) -> KafkaConfig {
    let (brokers, client_id) = (brokers.to_owned(), "test".to_owned());
    KafkaConfig { brokers, group: unique("group"), protocol, client_id, properties: BTreeMap::new() }
}

pub fn topic(partitions: i32) -> Topic {
    let name: &'static str = Box::leak(unique("topic").into_boxed_str());
    Topic { name, partitions, retention_ms: -1, max_message_bytes: 1_572_864 }
}

pub fn partition(topic: &str, number: i32) -> Partition {
    Partition { topic: topic.to_owned(), number }
}

pub fn record(topic: &str, key: &str, value: &str) -> OutRecord {
    let headers = vec![("ce_id".to_owned(), value.into()), ("bytes".to_owned(), vec![0, 255])];
    OutRecord { topic: topic.to_owned(), key: Some(key.into()), value: value.into(), headers }
}

/// Sends the values one after the other under one key; they lie in one partition from offset 0 of a new topic on.
pub async fn send(producer: &Producer, topic: &str, key: &str, values: impl Iterator<Item = String>) -> Vec<Delivery> {
    let mut deliveries = Vec::new();
    for value in values {
        let sent = producer.send(record(topic, key, &value)).await;
        deliveries.push(sent.expect("acknowledged"));
    }
    deliveries
}

pub fn text(record: &RawRecord) -> String {
    String::from_utf8_lossy(record.value.as_deref().unwrap_or_default()).into_owned()
}

pub fn header<'a>(record: &'a RawRecord, name: &str) -> Option<&'a [u8]> {
    record.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_slice())
}

/// A member of a group, with what it has now and what it has read.
pub struct Member {
    pub source: Source,
    pub events: SourceEvents,
    pub assigned: BTreeSet<Partition>,
    pub read: Vec<(Partition, RawRecord)>,
    /// Where a partition begins as soon as it is assigned; none: it is left waiting.
    pub begin: Option<Option<i64>>,
}

impl Member {
    pub fn join(config: &KafkaConfig, topics: &[&str], begin: Option<Option<i64>>) -> Self {
        let (source, events) = Source::open(config, topics).expect("a source");
        Member { source, events, assigned: BTreeSet::new(), read: Vec::new(), begin }
    }

    /// Takes the next event in. Trouble passes by: the tests that wait for it look themselves.
    pub async fn next(&mut self, what: &str) -> SourceEvent {
        let event = timeout(PATIENCE, self.events.next()).await;
        let event = event.unwrap_or_else(|_| panic!("waited in vain: {what}")).expect("the source lives");
        match &event {
            SourceEvent::Assigned(partitions) => {
                self.assigned.extend(partitions.iter().cloned());
                if let Some(begin) = self.begin {
                    partitions.iter().for_each(|partition| self.source.begin(partition, begin));
                }
            }
            SourceEvent::Revoked(partitions) => {
                partitions.iter().for_each(|gone| assert!(self.assigned.remove(gone), "{gone:?} was not assigned"));
            }
            SourceEvent::Records { partition, records } => {
                assert!(!records.is_empty() && records.len() <= 500);
                self.read.extend(records.iter().map(|record| (partition.clone(), record.clone())));
            }
            SourceEvent::CursorLost { .. } | SourceEvent::Trouble(_) | SourceEvent::Recovered => {}
        }
        event
    }

    pub async fn until(&mut self, what: &str, done: impl Fn(&Member) -> bool) {
        while !done(self) {
            self.next(what).await;
        }
    }

    pub async fn until_assigned(&mut self, partitions: usize) {
        self.until(&format!("{partitions} partitions"), |member| member.assigned.len() == partitions).await;
    }

    /// Reads until that value was read.
    pub async fn until_read(&mut self, value: &str) {
        self.until(&format!("the record {value}"), |member| member.values().iter().any(|read| read == value)).await;
    }

    pub fn values(&self) -> Vec<String> {
        self.read.iter().map(|(_, record)| text(record)).collect()
    }
}

/// Reads a topic from its start until `done` says so.
pub async fn read_until(config: &KafkaConfig, topic: &str, done: impl Fn(&[RawRecord]) -> bool) -> Vec<RawRecord> {
    let config = KafkaConfig { group: unique("reader"), ..config.clone() };
    let mut member = Member::join(&config, &[topic], Some(None));
    let records = |member: &Member| member.read.iter().map(|(_, record)| record.clone()).collect::<Vec<_>>();
    member.until("records", |member| done(&records(member))).await;
    let read = records(&member);
    member.source.close().await;
    read
}
