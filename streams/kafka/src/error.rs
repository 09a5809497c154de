//! Why Kafka did not do what was asked.

use rdkafka::{error::KafkaError as Source, types::RDKafkaErrorCode as Code};

#[derive(Clone, Debug, thiserror::Error)]
pub enum KafkaError {
    /// librdkafka refuses the settings: the same call will fail again.
    #[error("kafka's client refuses its settings: {0}")]
    Settings(String),
    /// Away, overloaded or changing its mind: the same call may succeed later. A record may have been written.
    #[error("kafka does not answer as it should")]
    Passing(#[source] Source),
    /// The broker or the client refuses, and will again.
    #[error("kafka refused")]
    Refused(#[source] Source),
    #[error("topic {topic} has {found} partitions and needs {wanted}: add partitions, or make the topic anew")]
    Partitions { topic: String, found: usize, wanted: usize },
    #[error("the thread of the consumer could not be started: {0}")]
    Thread(String),
}

impl KafkaError {
    /// Whether the same call may succeed later.
    pub const fn is_passing(&self) -> bool {
        matches!(self, KafkaError::Passing(_))
    }

    pub(crate) fn code(&self) -> Option<Code> {
        match self {
            KafkaError::Passing(source) | KafkaError::Refused(source) => source.rdkafka_error_code(),
            KafkaError::Settings(_) | KafkaError::Partitions { .. } | KafkaError::Thread(_) => None,
        }
    }
}

impl From<Source> for KafkaError {
    fn from(source: Source) -> Self {
        match &source {
            // Without the value: it may be a secret.
            Source::ClientConfig(_, reason, name, _) => KafkaError::Settings(format!("{name}: {reason}")),
            Source::ClientCreation(reason) => KafkaError::Settings(reason.clone()),
            Source::Nul(_) => KafkaError::Settings("a NUL in a text".to_owned()),
            other if other.rdkafka_error_code().is_some_and(is_final) => KafkaError::Refused(source),
            _ => KafkaError::Passing(source),
        }
    }
}

/// What no second try can mend. Everything else may pass; `Unknown` is what the embedded broker says while its database
/// is away.
const fn is_final(code: Code) -> bool {
    matches!(
        code,
        Code::MessageSizeTooLarge
            | Code::InvalidMessageSize
            | Code::InvalidTopic
            | Code::InvalidPartitions
            | Code::InvalidReplicationFactor
            | Code::InvalidConfig
            | Code::InvalidRequest
            | Code::InvalidArgument
            | Code::TopicAuthorizationFailed
            | Code::GroupAuthorizationFailed
            | Code::ClusterAuthorizationFailed
            | Code::SaslAuthenticationFailed
            | Code::UnsupportedVersion
            | Code::UnsupportedFeature
            | Code::NotImplemented
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_brokers_unknown_passes_and_a_large_record_does_not() {
        assert!(KafkaError::from(Source::MessageProduction(Code::Unknown)).is_passing());
        assert!(KafkaError::from(Source::MessageProduction(Code::MessageTimedOut)).is_passing());
        assert!(!KafkaError::from(Source::MessageProduction(Code::MessageSizeTooLarge)).is_passing());
    }

    #[test]
    fn a_wrong_setting_is_named_without_its_value() {
        let error = rdkafka::ClientConfig::new().set("sasl.mechanismx", "hunter2").create_native_config();
        let error = KafkaError::from(error.map(|_| ()).expect_err("no such setting"));
        assert!(matches!(&error, KafkaError::Settings(text) if text.contains("sasl.mechanismx")), "{error:?}");
        assert!(!format!("{error:?}").contains("hunter2"));
    }
}
