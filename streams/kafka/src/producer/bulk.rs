//! Many records at once, in their order: for whoever has them all and wants them there soon.

use std::collections::VecDeque;

use rdkafka::{
    producer::{DeliveryFuture, FutureRecord},
    types::RDKafkaErrorCode as Code,
};
use ytempire_events::OutRecord;

use super::{Delivery, Producer, WAITS_MS, count, headers};
use crate::{KafkaError, topics::jitter};

/// A record, and the time that it tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timed {
    pub record: OutRecord,
    /// Milliseconds since 1970; none: the time of sending.
    pub time_ms: Option<i64>,
}

impl Producer {
    /// Returns when all are acknowledged. What fails in passing is sent again with everything that follows it, as
    /// patiently as [`Producer::send`] does it: so after trouble a record may be written twice, and the last copies of
    /// a key's records still lie in the order given.
    pub async fn send_all(&self, records: &[Timed]) -> Result<(), KafkaError> {
        let (mut rest, mut tries) = (records, 0);
        while !rest.is_empty() {
            let (done, ended) = self.send_until_trouble(rest).await;
            rest = &rest[done..];
            let Err(error) = ended else { continue };
            // Each record that got through shows that the broker is there again.
            tries = if done > 0 { 0 } else { tries + 1 };
            match WAITS_MS.get(tries) {
                Some(wait) if error.is_passing() && error.code() != Some(Code::MessageTimedOut) => {
                    tracing::debug!(%error, left = rest.len(), "records are sent again");
                    tokio::time::sleep(jitter(std::time::Duration::from_millis(*wait))).await;
                }
                _ => return Err(error),
            }
        }
        Ok(())
    }

    /// How many from the first on are acknowledged without a gap, and what stood in the way of the next one. Ends early,
    /// and without an error, where the client's queue is full.
    async fn send_until_trouble(&self, records: &[Timed]) -> (usize, Result<(), KafkaError>) {
        let client = self.client();
        let mut under_way: VecDeque<DeliveryFuture> = VecDeque::with_capacity(records.len());
        let mut refused = Ok(());
        for timed in records {
            match client.send_result(out(timed)) {
                Ok(delivery) => under_way.push_back(delivery),
                Err((error, _)) if error.rdkafka_error_code() == Some(Code::QueueFull) && !under_way.is_empty() => {
                    break;
                }
                Err((error, _)) => {
                    refused = Err(error.into());
                    break;
                }
            }
        }
        let (mut done, mut failed) = (0, None);
        for (timed, delivery) in records.iter().zip(under_way) {
            let ended = delivered(delivery.await);
            count(&timed.record.topic, ended.is_ok());
            match ended {
                Ok(_) if failed.is_none() => done += 1,
                Ok(_) => {}
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        let ended = failed.map_or(refused, Err);
        if ended.is_err() {
            self.replace_if_dead(&client);
        }
        (done, ended)
    }
}

fn out(timed: &Timed) -> FutureRecord<'_, Vec<u8>, Vec<u8>> {
    let record = &timed.record;
    let mut out = FutureRecord::to(&record.topic).payload(&record.value);
    out.key = record.key.as_ref();
    out.timestamp = timed.time_ms;
    if record.headers.is_empty() { out } else { out.headers(headers(record)) }
}

fn delivered(answer: <DeliveryFuture as Future>::Output) -> Result<Delivery, KafkaError> {
    match answer {
        Ok(Ok(delivery)) => Ok(Delivery { partition: delivery.partition, offset: delivery.offset }),
        Ok(Err((error, _))) => Err(error.into()),
        // The client has ended with the record in its hands.
        Err(_) => Err(rdkafka::error::KafkaError::Canceled.into()),
    }
}
