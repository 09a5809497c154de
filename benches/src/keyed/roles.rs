//! Our own two clients, each in a process of its own.

use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use ytempire_artefacts::Artefacts;
use ytempire_domain::id::InstanceId;
use ytempire_events::YOUTUBE_ANALYTICS;
use ytempire_journal::Journal;
use ytempire_kafka::GroupProtocol;
use ytempire_studio::{Studio, StudioConfig};

use crate::{client, kafka, programs, servers};

/// Without a new record for so long, a run has failed.
const STANDSTILL: Duration = Duration::from_secs(60);
/// Connections of the product to its database.
const CONNECTIONS: u32 = 24;

/// Reads every record and keeps nothing.
pub fn raw(brokers: &str, topic: &str, records: u64) -> anyhow::Result<()> {
    client::ready()?;
    let consumer = kafka::reader(brokers, topic)?;
    let (mut left, mut bytes) = (records, 0);
    while left > 0 {
        let Some(record) = consumer.poll(STANDSTILL) else { bail!("{left} records less than were sent") };
        bytes += rdkafka::Message::payload(&record?).map_or(0, <[u8]>::len);
        left -= 1;
    }
    client::done(&format!("{bytes}"))
}

/// A studio without workers, until every record is in the database.
pub async fn stream(brokers: &str, database: &str, records: u64, consumer_protocol: bool) -> anyhow::Result<()> {
    let (folder, journal) = (programs::folder()?, Journal::connect(database, CONNECTIONS)?);
    journal.migrate().await?;
    let below = |name: &str| folder.path().join(name);
    let config = StudioConfig::new(InstanceId::generate(), below("scratch"), below("library"), below("assets"));
    let config = StudioConfig { voice_slots: 0, render_slots: 0, ..config };
    let artefacts = Artefacts::open(&below("artefacts"))?;
    let protocol = if consumer_protocol { GroupProtocol::Consumer } else { GroupProtocol::Classic };
    // A group of its own: no wait for the members of the run before.
    let kafka = servers::kafka_config(brokers, &config.instance.to_string(), protocol);
    tokio::task::block_in_place(client::ready)?;
    // It goes with this process: every record that counts is written by then.
    let _studio = Studio::start(config, journal.clone(), artefacts, Some(kafka)).await?;
    all_written(&journal, records).await?;
    tokio::task::block_in_place(|| client::done(""))
}

/// Until the cursors of `youtube-analytics` have passed so many records.
pub async fn all_written(journal: &Journal, records: u64) -> anyhow::Result<()> {
    let (mut passed, mut moved) = (0, Instant::now());
    while passed < records {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let cursors = journal.cursors(YOUTUBE_ANALYTICS).await.context("reading the cursors")?;
        let now: i64 = cursors.iter().filter_map(|cursor| cursor.next_offset).sum();
        if now.unsigned_abs() > passed {
            (passed, moved) = (now.unsigned_abs(), Instant::now());
        }
        if moved.elapsed() > STANDSTILL {
            bail!("the cursors stand at {passed} of {records} records");
        }
    }
    Ok(())
}
