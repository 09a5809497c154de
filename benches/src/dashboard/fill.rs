//! Rows as after a hundred days of five hundred channels, each with two hundred videos of our own.

use std::{io::Write as _, time::Instant};

use anyhow::{bail, ensure};
use chrono::{Datelike as _, Days, NaiveDate, NaiveTime};
use ytempire_domain::id::{InstanceId, WorkspaceId};
use ytempire_events::{Report, YOUTUBE_ANALYTICS, analytics::Metrics};
use ytempire_journal::{Fence, Journal};
use ytempire_sinks::{
    PostgresSink,
    postgres::{Batch, Placed, Write},
};

use super::{
    DATABASE,
    extent::{DAYS, Extent, VIDEOS},
};
use crate::{programs::run, servers::Postgres};

/// Fills the tables by SQL, and lets the sink add up.
pub async fn fill(postgres: &Postgres, journal: &Journal, sink: &PostgresSink, extent: Extent) -> anyhow::Result<()> {
    let began = Instant::now();
    println!("dashboard: making {} rows of {} channels", extent.rows(), extent.channels);
    make_months(journal, sink, extent).await?;
    postgres.ask(DATABASE, "truncate metric_day, channel_total, channel_day, channel_month, video_total")?;
    for script in [include_str!("rows.sql"), include_str!("journal.sql")] {
        run_script(postgres, extent, script)?;
    }
    let days = sink.rebuild_rollups().await?;
    ensure!(days == extent.channels * DAYS, "{days} days of channels were added up");
    // As autovacuum would have done in a hundred days.
    postgres.ask(DATABASE, "vacuum (analyze)")?;
    postgres.settle()?;
    println!("  made in {:.0} s", began.elapsed().as_secs_f64());
    Ok(())
}

/// The sink makes the partition of a month that comes late: one report of each.
async fn make_months(journal: &Journal, sink: &PostgresSink, extent: Extent) -> anyhow::Result<()> {
    sink.ensure_partitions().await?;
    let cursor = journal.take_partition(YOUTUBE_ANALYTICS, 0, InstanceId::generate()).await?;
    let fence = Fence { topic: YOUTUBE_ANALYTICS.to_owned(), partition: 0, epoch: cursor.epoch };
    let days = (0..DAYS).map(|day| extent.first + Days::new(day));
    let firsts = days.filter(|day| day.day() == 1 || *day == extent.first);
    let reports: Vec<Placed> = (0..).zip(firsts).map(|(offset, day)| Placed { report: report(day), offset }).collect();
    let batch = Batch { next_offset: reports.len() as i64, reports, dead: Vec::new() };
    match sink.write(WorkspaceId::LOCAL, &fence, &batch).await? {
        Write::Written(_) => Ok(()),
        other => bail!("the sink did not write: {other:?}"),
    }
}

fn report(day: NaiveDate) -> Report {
    Report {
        channel_id: "bench-months".parse().expect("a slug"),
        video_id: None,
        day,
        observed_at: (day + Days::new(2)).and_time(NaiveTime::MIN).and_utc(),
        published_at: None,
        complete: None,
        metrics: Metrics { views: Some(1), ..Metrics::default() },
    }
}

fn run_script(postgres: &Postgres, extent: Extent, script: &str) -> anyhow::Result<()> {
    let mut file = tempfile::NamedTempFile::new()?;
    file.write_all(script.as_bytes())?;
    let mut psql = postgres.psql(DATABASE);
    for (name, value) in [("channels", extent.channels), ("videos", VIDEOS), ("days", DAYS)] {
        psql.args(["-v", &format!("{name}={value}")]);
    }
    run(psql.args(["-v", &format!("first={}", extent.first), "-f"]).arg(file.path())).map(drop)
}
