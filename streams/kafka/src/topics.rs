//! Topics are made before the door opens.

use std::{
    hash::{BuildHasher as _, Hasher as _, RandomState},
    sync::Arc,
    time::Duration,
};

use rdkafka::{
    admin::{AdminClient, AdminOptions, NewTopic, ResourceSpecifier, TopicReplication},
    client::DefaultClientContext,
    types::RDKafkaErrorCode as Code,
};
use tokio::time::Instant;
use ytempire_events::Topic;

use crate::{KafkaConfig, KafkaError};

type Admin = AdminClient<DefaultClientContext>;

/// How long a broker may take to start.
const PATIENCE: Duration = Duration::from_secs(60);
const CALL: Duration = Duration::from_secs(10);

/// Makes the topics that are missing and looks at their partitions; waits up to a minute for a broker that is still
/// starting. Settings of a topic that exists are its owner's and stay.
pub async fn ensure_topics(config: &KafkaConfig, topics: &[Topic]) -> Result<(), KafkaError> {
    let admin: Arc<Admin> = Arc::new(config.admin().create()?);
    let deadline = Instant::now() + PATIENCE;
    loop {
        let error = match ensure(&admin, topics).await {
            Err(error) if error.is_passing() && Instant::now() < deadline => error,
            done => return done,
        };
        tracing::info!(%error, "the broker does not make topics yet; trying again");
        tokio::time::sleep(jitter(Duration::from_millis(500))).await;
    }
}

async fn ensure(admin: &Arc<Admin>, topics: &[Topic]) -> Result<(), KafkaError> {
    let settings: Vec<_> = topics.iter().map(Settings::of).collect();
    let wanted: Vec<_> = topics.iter().zip(&settings).map(|(topic, settings)| settings.topic(topic)).collect();
    let options = AdminOptions::new().request_timeout(Some(CALL)).operation_timeout(Some(CALL));
    for result in admin.create_topics(&wanted, &options).await? {
        match result {
            Ok(name) => tracing::info!(topic = name, "made a topic"),
            Err((_, Code::TopicAlreadyExists)) => {}
            Err((_, code)) => return Err(rdkafka::error::KafkaError::AdminOp(code).into()),
        }
    }
    for topic in topics {
        check(topic, partitions(admin, topic.name).await?)?;
    }
    compare_retention(admin, topics, &options).await;
    Ok(())
}

/// A topic that somebody else made may forget too early, or keep what must go: said, and left to him. A broker that
/// does not tell (the embedded one) is believed.
async fn compare_retention(admin: &Arc<Admin>, topics: &[Topic], options: &AdminOptions) {
    let named: Vec<_> = topics.iter().map(|topic| ResourceSpecifier::Topic(topic.name)).collect();
    let described = match admin.describe_configs(&named, options).await {
        Ok(described) => described,
        Err(error) => return tracing::debug!(%error, "the broker does not describe its topics"),
    };
    for (topic, described) in topics.iter().zip(described) {
        let found = described.ok().and_then(|found| found.get("retention.ms")?.value.clone());
        if let Some(found) = found.filter(|found| *found != topic.retention_ms.to_string()) {
            let (topic, wanted) = (topic.name, topic.retention_ms);
            tracing::warn!(topic, wanted, found, "retention.ms of a topic is not what it should be: set it");
        }
    }
}

/// The values that a [`NewTopic`] borrows.
struct Settings {
    retention_ms: String,
    max_message_bytes: String,
}

impl Settings {
    fn of(topic: &Topic) -> Self {
        Settings {
            retention_ms: topic.retention_ms.to_string(),
            max_message_bytes: topic.max_message_bytes.to_string(),
        }
    }

    fn topic<'a>(&'a self, topic: &Topic) -> NewTopic<'a> {
        // -1: the cluster's own default.
        NewTopic::new(topic.name, topic.partitions, TopicReplication::Fixed(-1))
            .set("cleanup.policy", "delete")
            .set("retention.ms", &self.retention_ms)
            .set("max.message.bytes", &self.max_message_bytes)
    }
}

/// How many the topic has; an error while the broker has not heard of it.
async fn partitions(admin: &Arc<Admin>, name: &'static str) -> Result<usize, KafkaError> {
    let admin = admin.clone();
    let ask = tokio::task::spawn_blocking(move || admin.inner().fetch_metadata(Some(name), CALL));
    let metadata = ask.await.map_err(|error| KafkaError::Thread(error.to_string()))??;
    let found = metadata.topics().iter().find(|found| found.name() == name && found.error().is_none());
    let found = found.ok_or(rdkafka::error::KafkaError::MetadataFetch(Code::UnknownTopicOrPartition))?;
    Ok(found.partitions().len())
}

/// More partitions than asked for are an operator's choice; fewer would break his.
fn check(topic: &Topic, found: usize) -> Result<(), KafkaError> {
    match usize::try_from(topic.partitions).unwrap_or_default() {
        wanted if found < wanted => Err(KafkaError::Partitions { topic: topic.name.to_owned(), found, wanted }),
        _ => Ok(()),
    }
}

/// Half of it to one and a half of it, so that instances that wait for the same thing do not come back together.
pub(crate) fn jitter(mean: Duration) -> Duration {
    let random = RandomState::new().build_hasher().finish();
    mean / 2 + mean.mul_f64((random >> 11) as f64 / (1_u64 << 53) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jitter_stays_around_its_mean_and_varies() {
        let mean = Duration::from_millis(100);
        let waits: Vec<_> = (0..50).map(|_| jitter(mean)).collect();
        assert!(waits.iter().all(|wait| (mean / 2..=mean * 3 / 2).contains(wait)));
        assert!(waits.iter().any(|wait| *wait != waits[0]));
    }
}
