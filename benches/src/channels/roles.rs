//! The process that holds the channels, and the one that holds an actor for each.

use std::{sync::Arc, time::Duration};

use ytempire_artefacts::Artefacts;
use ytempire_domain::id::InstanceId;
use ytempire_journal::Journal;
use ytempire_studio::{ChannelCounts, Pace, Seams, Studio, StudioConfig, StudioHandle};

use super::{PARTITIONS, actors, crowd::Crowd};
use crate::{client, cpu, keyed::roles::all_written, programs};

/// `channels`: as many in each partition. Says bytes for each idle channel of the second half, bytes of the process, idle and active channels.
pub async fn crowd(database: &str, channels: u64) -> anyhow::Result<()> {
    let (folder, journal) = (programs::folder()?, Journal::connect(database, 24)?);
    journal.migrate().await?;
    let below = |name: &str| folder.path().join(name);
    let config = StudioConfig::new(InstanceId::generate(), below("scratch"), below("library"), below("assets"));
    // It counts its channels four times in this time.
    let pace = Pace { quiet: Duration::from_secs(2), ..config.pace };
    let config = StudioConfig { voice_slots: 0, render_slots: 0, pace, ..config };
    tokio::task::block_in_place(client::ready)?;

    let log = Crowd::new();
    let seams = Seams { log: Some(Arc::new(log.clone())), ..Seams::default() };
    let studio = Studio::start_with(config, journal.clone(), Artefacts::open(&below("artefacts"))?, seams).await?;
    log.assign().await;
    // What the writes need for a moment is there after the first half, on every connection, and used again.
    let half = channels / (2 * PARTITIONS) * PARTITIONS;
    fill(&log, &journal, &studio, half).await?;
    let before = cpu::resident()?;
    let counts = fill(&log, &journal, &studio, channels).await?;
    let after = cpu::resident()?;
    let each = after.saturating_sub(before) as f64 / (channels - half) as f64;
    tokio::task::block_in_place(|| client::done(&format!("{each} {after} {} {}", counts.idle, counts.active)))
}

/// Returns when all of them are written and counted.
async fn fill(log: &Crowd, journal: &Journal, studio: &StudioHandle, channels: u64) -> anyhow::Result<ChannelCounts> {
    let (_, written) = tokio::join!(log.report(channels), all_written(journal, channels));
    written?;
    let mut last = ChannelCounts::default();
    // Those of the last write are read back a moment later.
    for _ in 0..200 {
        last = counts(studio).await;
        if (last.idle + last.active) as u64 == channels {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(last)
}

async fn counts(studio: &StudioHandle) -> ChannelCounts {
    studio.status().await.partitions.iter().fold(ChannelCounts::default(), |sum, partition| ChannelCounts {
        active: sum.active + partition.channels.active,
        idle: sum.idle + partition.channels.idle,
        ..sum
    })
}

/// Says bytes for each actor.
pub async fn actors(number: u64) -> anyhow::Result<()> {
    tokio::task::block_in_place(client::ready)?;
    let each = actors::bytes_each(number).await?;
    tokio::task::block_in_place(|| client::done(&each.to_string()))
}
