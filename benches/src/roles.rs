//! What this program does where one of its benches has started it again.

use clap::Subcommand;
use tracing_subscriber::EnvFilter;

use crate::{channels, keyed};

#[derive(Subcommand, Clone)]
pub enum Role {
    /// Reads every record and keeps nothing
    Raw { brokers: String, topic: String, records: u64 },
    /// The studio's intake, from Kafka to the sink
    Stream {
        brokers: String,
        database: String,
        records: u64,
        /// The group protocol of Apache Kafka 4 (KIP-848)
        #[arg(long)]
        consumer_protocol: bool,
    },
    /// A studio that has heard of many channels
    Crowd { database: String, channels: u64 },
    /// An actor for each channel
    Actors { number: u64 },
}

/// Complaints go to standard error, which the bench keeps.
pub async fn run(role: Role) -> anyhow::Result<()> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match role {
        Role::Raw { brokers, topic, records } => {
            tokio::task::block_in_place(|| keyed::roles::raw(&brokers, &topic, records))
        }
        Role::Stream { brokers, database, records, consumer_protocol } => {
            keyed::roles::stream(&brokers, &database, records, consumer_protocol).await
        }
        Role::Crowd { database, channels } => channels::roles::crowd(&database, channels).await,
        Role::Actors { number } => channels::roles::actors(number).await,
    }
}
