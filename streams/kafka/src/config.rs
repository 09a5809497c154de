//! How to reach a cluster, and the settings of each client.

use std::{collections::BTreeMap, fmt};

use rdkafka::{ClientConfig, config::RDKafkaLogLevel};

#[derive(Clone)]
pub struct KafkaConfig {
    /// `host:port`, comma-separated.
    pub brokers: String,
    /// Consumer group of all instances.
    pub group: String,
    pub protocol: GroupProtocol,
    pub client_id: String,
    /// librdkafka's own settings, such as security; may hold secrets.
    pub properties: BTreeMap<String, String>,
}

/// How the group shares the partitions out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupProtocol {
    /// KIP-848: the broker does; Apache Kafka 4.
    Consumer,
    /// Members do; Apache Kafka 3 and the embedded broker.
    Classic,
}

impl fmt::Debug for KafkaConfig {
    /// Names of the properties, never their values.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KafkaConfig")
            .field("brokers", &self.brokers)
            .field("group", &self.group)
            .field("protocol", &self.protocol)
            .field("client_id", &self.client_id)
            .field("properties", &self.properties.keys())
            .finish()
    }
}

impl KafkaConfig {
    pub(crate) fn admin(&self) -> ClientConfig {
        self.client(&[], &[])
    }

    pub(crate) fn producer(&self) -> ClientConfig {
        self.client(
            // The acknowledgement of one record should not wait for company; a broken broker is told of after 30 s.
            &[("linger.ms", "1"), ("message.timeout.ms", "30000"), ("message.max.bytes", "4194304")],
            // Java's partitioner: a key lies in the same partition whoever wrote it.
            &[("enable.idempotence", "true"), ("acks", "all"), ("partitioner", "murmur2_random")],
        )
    }

    pub(crate) fn consumer(&self) -> ClientConfig {
        let mut config = self.client(
            &[
                // The embedded broker answers a waiting fetch by polling its store, ever faster towards the end of the
                // wait: 20 ms kept most of a core busy in an idle product, 250 ms a tenth of that.
                ("fetch.wait.max.ms", "250"),
                // librdkafka waits a whole second by default when its queue is full.
                ("fetch.queue.backoff.ms", "10"),
                ("queued.max.messages.kbytes", "32768"),
                ("statistics.interval.ms", "2000"),
            ],
            &[
                ("group.id", &self.group),
                ("enable.auto.commit", "false"),
                // Closing a consumer throws records away whose offsets would count as read.
                ("enable.auto.offset.store", "false"),
                // A cursor outside the log is an alarm, never a skip.
                ("auto.offset.reset", "error"),
            ],
        );
        // By ranges: each topic is shared out by itself. What balances the partitions of all topics together leaves a
        // busy topic whole with the first member and gives the second one the quiet ones.
        match self.protocol {
            // The session and the heartbeat are the broker's there.
            GroupProtocol::Consumer => config.set("group.protocol", "consumer").set("group.remote.assignor", "range"),
            GroupProtocol::Classic => config
                .set("group.protocol", "classic")
                .set("partition.assignment.strategy", "range")
                .set("session.timeout.ms", "6000")
                .set("heartbeat.interval.ms", "500"),
        };
        config
    }

    /// `defaults` give way to the operator's properties, those to `fixed`.
    fn client(&self, defaults: &[(&str, &str)], fixed: &[(&str, &str)]) -> ClientConfig {
        let mut config = ClientConfig::new();
        let own = [("bootstrap.servers", self.brokers.as_str()), ("client.id", &self.client_id)];
        for (name, value) in defaults {
            config.set(*name, *value);
        }
        for (name, value) in &self.properties {
            config.set(name, value);
        }
        for (name, value) in fixed.iter().chain(&own) {
            config.set(*name, *value);
        }
        config.set_log_level(RDKafkaLogLevel::Warning);
        config
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(protocol: GroupProtocol, properties: &[(&str, &str)]) -> KafkaConfig {
        let properties = properties.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let (brokers, group, client_id) = ("b:1".to_owned(), "g".to_owned(), "c".to_owned());
        KafkaConfig { brokers, group, protocol, client_id, properties }
    }

    #[test]
    fn a_property_changes_what_is_tuned_and_not_what_is_promised() {
        let config = config(GroupProtocol::Classic, &[("fetch.wait.max.ms", "9"), ("auto.offset.reset", "latest")]);
        let consumer = config.consumer();
        assert_eq!(consumer.get("fetch.wait.max.ms"), Some("9"));
        assert_eq!(consumer.get("auto.offset.reset"), Some("error"));
        assert_eq!(consumer.get("partition.assignment.strategy"), Some("range"));
    }

    #[test]
    fn the_new_protocol_goes_without_the_classic_settings() {
        let consumer = config(GroupProtocol::Consumer, &[]).consumer();
        assert_eq!(consumer.get("group.protocol"), Some("consumer"));
        for classic in ["partition.assignment.strategy", "session.timeout.ms", "heartbeat.interval.ms"] {
            assert_eq!(consumer.get(classic), None, "{classic}");
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        let config = config(GroupProtocol::Classic, &[("sasl.password", "hunter2")]);
        let text = format!("{config:?}");
        assert!(text.contains("sasl.password") && !text.contains("hunter2"), "{text}");
    }
}
