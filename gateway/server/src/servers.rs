//! The servers that everything leans on: private ones in the local profile, given ones on a cluster. One code path after
//! this file.

use std::{
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use anyhow::Context as _;
use secrecy::{ExposeSecret as _, SecretString};
use ytempire_domain::backoff;
use ytempire_journal::Journal;
use ytempire_kafka::{GroupProtocol, KafkaConfig};

use crate::{
    config::{self, Config, Profile, SecretSource},
    local::{DataFolder, EmbeddedBroker, Port, Ports, PrivateServers, Secrets, reserve},
};

/// Connections of this process to the journal's database.
const JOURNAL_CONNECTIONS: u32 = 24;
const KAFKA: Port = Port { what: "embedded Kafka broker", flag: "--kafka-port" };

/// PostgreSQL and Redis, up and migrated.
pub struct Stores {
    private: Option<PrivateServers>,
    pub journal: Journal,
    pub redis_url: SecretString,
}

impl Stores {
    pub async fn start(
        config: &Config,
        data: &DataFolder,
        secrets: &Secrets,
        ports: &mut Ports,
    ) -> anyhow::Result<Self> {
        let (private, journal_url, redis_url) = match config.profile {
            Profile::Local => {
                let private = PrivateServers::start(data, secrets, ports).await?;
                let urls = (private.journal_url()?, private.redis_url());
                (Some(private), urls.0, urls.1)
            }
            Profile::Cluster => {
                let postgres = &config.postgres;
                let redis = &config.redis;
                let journal_url =
                    SecretSource::resolve(postgres.url.as_ref(), postgres.url_file.as_deref(), "postgres.url")?;
                (None, journal_url, SecretSource::resolve(redis.url.as_ref(), redis.url_file.as_deref(), "redis.url")?)
            }
        };
        let journal =
            Journal::connect(journal_url.expose_secret(), JOURNAL_CONNECTIONS).context("opening the journal")?;
        migrate(&journal).await?;
        Ok(Stores { private, journal, redis_url })
    }

    /// Names and pids of the private servers, for `run.json`.
    pub fn pids(&self) -> Vec<(&'static str, i32)> {
        self.private.as_ref().map(|private| private.pids().to_vec()).unwrap_or_default()
    }

    pub async fn stop(self) {
        self.journal.close().await;
        if let Some(private) = self.private {
            private.stop().await;
        }
    }
}

/// Brings the schema up to date; a database that is away is waited for.
async fn migrate(journal: &Journal) -> anyhow::Result<()> {
    let mut failures = 0;
    loop {
        match journal.migrate().await {
            Ok(_) => return Ok(()),
            Err(error) if error.is_unavailable() && failures < 8 => {
                failures += 1;
                tracing::warn!(%error, "the database is away; trying again");
                tokio::time::sleep(backoff::delay(failures, Duration::ZERO)).await;
            }
            Err(error) => return Err(error).context("bringing the database schema up to date"),
        }
    }
}

/// Kafka: the address of the given cluster, or of the embedded broker that runs as long as this value.
pub struct Log {
    pub config: KafkaConfig,
    broker: Option<EmbeddedBroker>,
}

impl Log {
    /// Starts the embedded broker where the profile has one, and makes the topics.
    pub async fn start(config: &Config, stores: &Stores, ports: &mut Ports) -> anyhow::Result<Self> {
        let (brokers, broker) = match (&stores.private, &config.kafka.brokers) {
            (Some(private), _) => {
                let wished = SocketAddr::from((Ipv4Addr::LOCALHOST, config.kafka.port));
                let address = reserve(wished, ports.kafka, KAFKA)?;
                ports.kafka = Some(address.port());
                let broker = EmbeddedBroker::start(&private.broker_url()?, address.port()).await?;
                (address.to_string(), Some(broker))
            }
            (None, brokers) => (brokers.clone().unwrap_or_default(), None),
        };
        let log = Log { config: kafka_config(&config.kafka, brokers, broker.is_some()), broker };
        ytempire_kafka::ensure_topics(&log.config, ytempire_events::TOPICS).await.context("making the topics")?;
        Ok(log)
    }

    pub async fn stop(self) {
        if let Some(broker) = self.broker {
            broker.stop().await;
        }
    }
}

/// The embedded broker knows the classic group protocol only.
pub fn kafka_config(settings: &config::Kafka, brokers: String, embedded: bool) -> KafkaConfig {
    let protocol = match settings.protocol {
        config::GroupProtocol::Consumer if !embedded => GroupProtocol::Consumer,
        _ => GroupProtocol::Classic,
    };
    KafkaConfig {
        brokers,
        group: settings.group.clone(),
        protocol,
        client_id: "ytempire".to_owned(),
        properties: settings.properties.clone(),
    }
}
