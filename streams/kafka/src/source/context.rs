//! What librdkafka calls back: rebalances, statistics. Always on the thread that polls.

use std::{
    collections::HashMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use rdkafka::{
    ClientContext, Offset, Statistics, TopicPartitionList,
    consumer::{BaseConsumer, Consumer as _, ConsumerContext, RebalanceProtocol},
    error::{KafkaError, KafkaResult},
    types::RDKafkaRespErr,
};

use super::{Partition, SourceEvent};

#[derive(Debug, Default)]
pub(super) struct Context {
    heard: Mutex<Heard>,
    /// Something was called back: looked at after every record, so without the lock.
    called: AtomicBool,
}

/// What was called back since the thread last looked.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// In order.
    pub events: Vec<SourceEvent>,
    /// Ends of logs.
    pub highs: HashMap<Partition, i64>,
    /// The statistics show a broker that answers.
    pub connected: bool,
}

impl Context {
    /// `None`: nothing was called back since. Where something was, the poll that did it has returned without a record
    /// although there may be one.
    pub fn take(&self) -> Option<Heard> {
        self.called.swap(false, Ordering::AcqRel).then(|| std::mem::take(&mut *self.lock()))
    }

    fn hear(&self, hear: impl FnOnce(&mut Heard)) {
        hear(&mut self.lock());
        self.called.store(true, Ordering::Release);
    }

    fn lock(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ClientContext for Context {
    fn stats(&self, statistics: Statistics) {
        let highs = statistics.topics.iter().flat_map(|(topic, figures)| {
            let known = figures.partitions.iter().filter(|(number, figures)| **number >= 0 && figures.hi_offset >= 0);
            known.map(|(number, figures)| (Partition { topic: topic.clone(), number: *number }, figures.hi_offset))
        });
        self.hear(|heard| {
            heard.highs.extend(highs);
            heard.connected = statistics.brokers.values().any(|broker| broker.state == "UP");
        });
    }

    fn error(&self, error: KafkaError, reason: &str) {
        self.hear(|_| {});
        tracing::debug!(%error, reason, "the consumer has trouble");
    }
}

impl ConsumerContext for Context {
    /// New partitions are paused before anything of them is read; where reading begins is for the owner of the events
    /// to say, so no offset is looked up here.
    fn rebalance(&self, consumer: &BaseConsumer<Self>, what: RDKafkaRespErr, list: &mut TopicPartitionList) {
        let cooperative = matches!(consumer.rebalance_protocol(), RebalanceProtocol::Cooperative);
        let partitions = partitions(list);
        let assigned = matches!(what, RDKafkaRespErr::RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS);
        let done = match (assigned, cooperative) {
            (true, _) => assign_paused(consumer, list, cooperative),
            (false, true) => consumer.incremental_unassign(list),
            (false, false) => consumer.unassign(),
        };
        metrics::counter!("ytempire_streams_rebalances_total").increment(1);
        self.hear(|heard| {
            if !partitions.is_empty() {
                let event = if assigned { SourceEvent::Assigned } else { SourceEvent::Revoked };
                heard.events.push(event(partitions));
            }
            heard.events.extend(done.err().map(|error| SourceEvent::Trouble(error.into())));
        });
    }

    fn commit_callback(&self, result: KafkaResult<()>, _: &TopicPartitionList) {
        self.hear(|_| {});
        if let Err(error) = result {
            tracing::debug!(%error, "offsets for the lag dashboards were not committed");
        }
    }
}

fn assign_paused(
    consumer: &BaseConsumer<Context>,
    list: &mut TopicPartitionList,
    cooperative: bool,
) -> KafkaResult<()> {
    list.set_all_offsets(Offset::Beginning)?;
    if cooperative {
        consumer.incremental_assign(list)?
    } else {
        consumer.assign(list)?
    }
    consumer.pause(list)
}

fn partitions(list: &TopicPartitionList) -> Vec<Partition> {
    let partition = |(topic, number)| Partition { topic, number };
    let mut partitions: Vec<_> = list.to_topic_map().into_keys().map(partition).collect();
    partitions.sort();
    partitions
}
