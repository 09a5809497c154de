//! One record of the relay on its way, and what became of it.

use futures_util::future::BoxFuture;
use rdkafka::types::RDKafkaErrorCode as Code;
use ytempire_domain::id::ChannelId;
use ytempire_events::{Prediction, event_record, prediction_record};
use ytempire_journal::{DeadLetterRow, LoggedEvent, Ranking, SentRanking};

use super::letters;
use crate::{KafkaError, Producer};

pub(super) enum Done {
    Event { position: i64, channel: ChannelId, result: Result<(), KafkaError> },
    Letter { id: i64, code: String, topic: String, result: Result<(), KafkaError> },
    Replay { id: i64, result: Result<(), KafkaError> },
    Ranking { ranking: SentRanking, result: Result<(), KafkaError> },
}

pub(super) fn send_event(producer: Producer, event: LoggedEvent) -> BoxFuture<'static, Done> {
    Box::pin(async move {
        let record = event_record(&event.event, &event.id, event.time, event.version);
        let result = producer.send_once(&record).await.map(|_| ());
        Done::Event { position: event.position, channel: event.event.channel_id().clone(), result }
    })
}

pub(super) fn send_letter(producer: Producer, row: DeadLetterRow) -> BoxFuture<'static, Done> {
    Box::pin(async move {
        let sent = producer.send_once(&letters::record(&row)).await;
        let result = match sent {
            Err(error) if error.code() == Some(Code::MessageSizeTooLarge) => {
                producer.send_once(&letters::slip(&row)).await
            }
            sent => sent,
        };
        Done::Letter { id: row.id, code: row.reason.code, topic: row.topic, result: result.map(|_| ()) }
    })
}

pub(super) fn send_replay(producer: Producer, row: DeadLetterRow) -> BoxFuture<'static, Done> {
    Box::pin(async move {
        let result = producer.send_once(&letters::again(&row)).await.map(|_| ());
        Done::Replay { id: row.id, result }
    })
}

pub(super) fn send_ranking(producer: Producer, ranking: Ranking) -> BoxFuture<'static, Done> {
    Box::pin(async move {
        let Ranking { workspace_id, niche, number, made_at, topics } = ranking;
        let result = match Prediction::of(&niche, made_at, &topics) {
            Some(prediction) => {
                let record = prediction_record(&prediction, &format!("{niche}-{number}"));
                producer.send_once(&record).await.map(|_| ())
            }
            // A ranking without a topic says nothing.
            None => Ok(()),
        };
        Done::Ranking { ranking: SentRanking { workspace_id, niche, number }, result }
    })
}
