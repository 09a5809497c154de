//! Records out: idempotent, acknowledged by all, Java's partitioner.

mod bulk;

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use rdkafka::{
    client::DefaultClientContext,
    message::{Header, OwnedHeaders},
    producer::{FutureProducer, FutureRecord, Producer as _, PurgeConfig},
    types::RDKafkaErrorCode as Code,
};
use ytempire_events::OutRecord;

pub use bulk::Timed;

use crate::{KafkaConfig, KafkaError, topics::jitter};

/// Waits between the tries of [`Producer::send`]; librdkafka's own tries come on top.
const WAITS_MS: [u64; 5] = [100, 300, 1_000, 3_000, 6_000];
/// How long a record may wait for room in librdkafka's queue.
const QUEUE: Duration = Duration::from_secs(5);

/// Where a record lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub partition: i32,
    pub offset: i64,
}

/// Cheap to clone: all clones share one client and its connections.
#[derive(Clone)]
pub struct Producer(Arc<Inner>);

struct Inner {
    config: KafkaConfig,
    client: Mutex<FutureProducer>,
}

impl Producer {
    /// Connects by itself; a broker that is away shows when something is sent.
    pub fn new(config: &KafkaConfig) -> Result<Self, KafkaError> {
        let client = Mutex::new(config.producer().create()?);
        Ok(Producer(Arc::new(Inner { config: config.clone(), client })))
    }

    /// Returns when the record is acknowledged. Tries again what passes, the embedded broker's "unknown" among it, for
    /// some ten seconds after librdkafka gave up; so a record may be written twice, and after an error it may have been
    /// written.
    pub async fn send(&self, record: OutRecord) -> Result<Delivery, KafkaError> {
        for wait in WAITS_MS {
            match self.send_once(&record).await {
                // It has been tried for as long as a record may take.
                Err(error) if error.is_passing() && error.code() != Some(Code::MessageTimedOut) => {
                    tracing::debug!(%error, topic = record.topic, "a record is sent again");
                }
                done => return done,
            }
            tokio::time::sleep(jitter(Duration::from_millis(wait))).await;
        }
        self.send_once(&record).await
    }

    /// One try, librdkafka's own tries of what it knows to pass included.
    pub(crate) async fn send_once(&self, record: &OutRecord) -> Result<Delivery, KafkaError> {
        let client = self.client();
        let mut out = FutureRecord::to(&record.topic).payload(&record.value);
        if let Some(key) = &record.key {
            out = out.key(key);
        }
        if !record.headers.is_empty() {
            out = out.headers(headers(record));
        }
        match client.send(out, QUEUE).await {
            Ok(delivery) => {
                count(&record.topic, true);
                Ok(Delivery { partition: delivery.partition, offset: delivery.offset })
            }
            Err((error, _)) => {
                count(&record.topic, false);
                self.replace_if_dead(&client);
                Err(error.into())
            }
        }
    }

    /// Throws away what is queued or under way: nothing of it will be sent by this client any more.
    pub(crate) fn abandon(&self) {
        self.client().purge(PurgeConfig::default().queue().inflight());
    }

    fn client(&self) -> FutureProducer {
        self.0.client.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// After a fatal error (its sequence is broken) an idempotent client refuses everything: a new one takes its place.
    fn replace_if_dead(&self, dead: &FutureProducer) {
        let Some((code, reason)) = dead.client().fatal_error() else { return };
        let mut client = self.0.client.lock().unwrap_or_else(PoisonError::into_inner);
        if client.client().fatal_error().is_none() {
            return;
        }
        tracing::warn!(%code, reason, "the producer's client is dead; making a new one");
        match self.0.config.producer().create::<FutureProducer<DefaultClientContext>>() {
            Ok(new) => *client = new,
            Err(error) => tracing::error!(%error, "cannot make a new producer"),
        }
    }
}

impl fmt::Debug for Producer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Producer").field(&self.0.config).finish()
    }
}

fn count(topic: &str, acknowledged: bool) {
    let topic = topic.to_owned();
    match acknowledged {
        true => metrics::counter!("ytempire_streams_produced_records_total", "topic" => topic).increment(1),
        false => metrics::counter!("ytempire_streams_produce_failures_total", "topic" => topic).increment(1),
    }
}

fn headers(record: &OutRecord) -> OwnedHeaders {
    let empty = OwnedHeaders::new_with_capacity(record.headers.len());
    record.headers.iter().fold(empty, |headers, (key, value)| headers.insert(Header { key, value: Some(value) }))
}
