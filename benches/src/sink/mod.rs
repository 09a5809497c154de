//! The sink beside `psql \copy` of the same rows into a table made alike: rows a second, and what the database pays.

mod rows;
mod table;

use std::time::Instant;

use anyhow::{Context as _, bail, ensure};
use ytempire_domain::id::{InstanceId, WorkspaceId};
use ytempire_events::YOUTUBE_ANALYTICS;
use ytempire_journal::{Fence, Journal};
use ytempire_sinks::{PostgresSink, postgres::Write};

use crate::{
    cpu,
    scale::Scale,
    scores::{Goal, Score, Scores, short},
    servers::Postgres,
};
use rows::Rows;

/// 1,000 channels with 10 videos each and 100 days.
const CHANNELS: u64 = 1_000;
const PARTITIONS: i32 = 16;
const DATABASE: &str = "sink";

/// What it took to bring rows into a table.
#[derive(Clone, Copy)]
struct Speed {
    rows: u64,
    wall: f64,
    /// CPU seconds of the database.
    database: f64,
    /// CPU seconds of the client, where it is ours.
    client: f64,
}

impl Speed {
    /// Of both runs.
    fn and(self, other: Speed) -> Speed {
        Speed {
            rows: self.rows + other.rows,
            wall: self.wall + other.wall,
            database: self.database + other.database,
            client: self.client + other.client,
        }
    }

    fn per_second(self) -> f64 {
        self.rows as f64 / self.wall
    }

    fn words(self) -> String {
        format!(
            "{:.0} rows/s, {} CPU s of the database a million",
            self.per_second(),
            short(self.database * 1e6 / self.rows as f64),
        )
    }
}

pub async fn run(scale: Scale, scores: &mut Scores) -> anyhow::Result<()> {
    let postgres = Postgres::start()?;
    let journal = Journal::connect(&postgres.create(DATABASE)?, 8)?;
    journal.migrate().await?;
    let bench = Bench { sink: PostgresSink::new(&journal), journal, postgres };
    let rows = Rows::new(scale.of(CHANNELS, PARTITIONS as u64));
    println!("sink: {} rows, one writer, batches of {} reports", rows.len(), rows::BATCH);

    // Ours, theirs, ours again, theirs again: what the machine does meanwhile meets both.
    let first = bench.write(&rows, 0).await?;
    bench.count(&rows)?;
    let copied = bench.copy()?;
    bench.empty()?;
    let second = bench.write(&rows, 0).await?;
    let restated = bench.write(&rows, 1).await?;
    bench.count(&rows)?;
    let copied = copied.and(bench.copy()?);

    println!("  the sink's own process: {} CPU s a million rows", short(second.client * 1e6 / second.rows as f64));
    for (what, ours, least) in [("new rows", first.and(second), 0.6), ("restated rows", restated, 0.35)] {
        scores.add(Score {
            bench: "sink",
            what: what.to_owned(),
            ours: ours.words(),
            beside: format!("\\copy {}", copied.words()),
            figure: ours.per_second() / copied.per_second(),
            unit: "of \\copy's rows/s",
            goal: Goal::AtLeast(least),
        });
    }
    Ok(())
}

struct Bench {
    postgres: Postgres,
    journal: Journal,
    sink: PostgresSink,
}

impl Bench {
    /// All rows through the sink, as the stream would bring them: partition by partition, day by day.
    async fn write(&self, rows: &Rows, restated: u32) -> anyhow::Result<Speed> {
        self.sink.ensure_partitions().await?;
        self.postgres.settle()?;
        let (mut wall, mut client, before) = (0.0, 0.0, self.postgres.cpu()?);
        for partition in 0..PARTITIONS {
            let fence = self.take(partition).await?;
            for batch in rows.batches(partition, restated) {
                let (began, cpu) = (Instant::now(), cpu::own()?);
                let written = self.sink.write(WorkspaceId::LOCAL, &fence, &batch).await?;
                wall += began.elapsed().as_secs_f64();
                client += cpu::own()? - cpu;
                let Write::Written(written) = written else { bail!("the sink did not write: {written:?}") };
                ensure!(
                    written.accepted == batch.reports.len(),
                    "{} of {} accepted",
                    written.accepted,
                    batch.reports.len()
                );
            }
        }
        Ok(Speed { rows: rows.len(), wall, database: self.postgres.cpu()? - before, client })
    }

    /// The partition as a reader takes it, with its cursor at the start.
    async fn take(&self, partition: i32) -> anyhow::Result<Fence> {
        let cursor = self.journal.take_partition(YOUTUBE_ANALYTICS, partition, InstanceId::generate()).await?;
        self.postgres
            .ask(DATABASE, &format!("update partition_cursor set next_offset = null where partition = {partition}"))?;
        Ok(Fence { topic: YOUTUBE_ANALYTICS.to_owned(), partition, epoch: cursor.epoch })
    }

    /// The rows that are there, out to a file and from it into a table like theirs.
    fn copy(&self) -> anyhow::Result<Speed> {
        let rows = self.postgres.ask(DATABASE, "select count(*) from metric_day")?.parse().context("a count")?;
        table::like(&self.postgres, DATABASE, "metric_day", "metric_day_copy")?;
        let file = tempfile::NamedTempFile::new()?;
        let path = file.path().display();
        self.postgres.ask(DATABASE, &format!("\\copy (select * from metric_day) to '{path}'"))?;
        self.postgres.settle()?;
        let (began, before) = (Instant::now(), self.postgres.cpu()?);
        self.postgres.ask(DATABASE, &format!("\\copy metric_day_copy from '{path}'"))?;
        let (wall, database) = (began.elapsed().as_secs_f64(), self.postgres.cpu()? - before);
        self.postgres.ask(DATABASE, "drop table metric_day_copy")?;
        Ok(Speed { rows, wall, database, client: 0.0 })
    }

    /// As before the first row.
    fn empty(&self) -> anyhow::Result<()> {
        let tables = "metric_day, channel_total, channel_day, channel_month, video_total";
        self.postgres.ask(DATABASE, &format!("truncate {tables}")).map(drop)
    }

    fn count(&self, rows: &Rows) -> anyhow::Result<()> {
        let found = self.postgres.ask(DATABASE, "select count(*) from metric_day")?;
        ensure!(found == rows.len().to_string(), "{found} rows of {} are there", rows.len());
        Ok(())
    }
}
