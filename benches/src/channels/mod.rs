//! What a channel costs while nothing is heard of it, and a million of them in one process.
//!
//! Through the real studio: reports of ever new channels come in by a log of the bench's own, each is written, and its
//! channel stays in the map of its partition.

mod actors;
mod crowd;
pub mod roles;

use anyhow::{Context as _, ensure};

use crate::{
    client::{measure, own},
    programs,
    scale::Scale,
    scores::{Goal, Score, Scores, short},
    servers::Postgres,
};

const CHANNELS: u64 = 1_000_000;
const PARTITIONS: u64 = 16;
/// Enough to tell; a million of them would fill the memory.
const ACTORS: u64 = 50_000;
const GOAL_BYTES: f64 = 200.0;

pub async fn run(scale: Scale, scores: &mut Scores) -> anyhow::Result<()> {
    let channels = scale.of(CHANNELS, 5_000) / PARTITIONS * PARTITIONS;
    tokio::task::block_in_place(|| {
        let (postgres, folder) = (Postgres::start()?, programs::folder()?);
        let log = folder.path().join("log");
        let mut crowd = own("crowd")?;
        crowd.args([&postgres.create("channels")?, &channels.to_string()]);
        // Free memory goes back at once instead of within ten seconds: what is left belongs to the channels.
        crowd.env("_RJEM_MALLOC_CONF", "dirty_decay_ms:0,muzzy_decay_ms:0");
        let ours = measure(&mut crowd, &log, Some(&postgres))?;
        let actors = measure(own("actors")?.arg(scale.of(ACTORS, 1_000).to_string()), &log, None)?;

        let number = |words: &[String], place: usize| -> anyhow::Result<f64> {
            words.get(place).and_then(|word| word.parse().ok()).context("a client said less than it should")
        };
        let (each, resident, idle) = (number(&ours.words, 0)?, number(&ours.words, 1)?, number(&ours.words, 2)?);
        ensure!(idle == channels as f64, "{idle} of {channels} channels are idle in the map");
        println!(
            "channels: {channels} in one process of {:.0} MB, {} CPU s, of PostgreSQL {}",
            resident / 1e6,
            short(ours.client),
            short(ours.database),
        );
        scores.add(Score {
            bench: "channels",
            what: "an idle channel".to_owned(),
            ours: format!("{each:.0} bytes"),
            beside: format!("one ractor actor each: {:.0} bytes", number(&actors.words, 0)?),
            figure: each,
            unit: "bytes",
            goal: Goal::AtMost(GOAL_BYTES),
        });
        Ok(())
    })
}
