//! One store filled anew from the other.

use futures_util::{StreamExt as _, TryStreamExt as _};
use tokio::sync::watch;
use uuid::Uuid;
use ytempire_domain::id::WorkspaceId;

use chrono::NaiveDate;

use crate::{
    MetricKey, MetricRow, Result, SinkError,
    postgres::PostgresSink,
    scylla::{
        ScyllaSink,
        door::Link,
        fault::Fault,
        feed::{FeedState, TICK, feed},
        read::{id, rows},
        round::{self, Round},
        types::{CqlCurve, CqlReport, time},
    },
};

/// Rows that PostgreSQL takes at once.
const ROWS: usize = 5000;

/// Writes everything that PostgreSQL has into the copy once more, and forgets there what PostgreSQL does not have. Where
/// another instance feeds, that one does it, and this waits. Readers ask PostgreSQL meanwhile.
///
/// # Errors
/// The copy is away when it is asked for, or PostgreSQL holds nothing: the copy may then be all that is left.
pub async fn rebuild_copy(
    postgres: &PostgresSink,
    scylla: &ScyllaSink,
    state: &watch::Sender<FeedState>,
) -> Result<()> {
    if postgres.is_empty().await? {
        return Err(SinkError::Defect(
            "PostgreSQL holds no reported metrics: a copy is not filled from nothing".into(),
        ));
    }
    // Tables that are not there yet are made and filled by the feeder.
    scylla.migrate().await?;
    let wanted = scylla.door.run(|link| async move { round::ask_anew(&link).await }).await?;
    let done = async {
        while scylla.standing().await.is_none_or(|standing| standing.filled != Some(wanted)) {
            tokio::time::sleep(TICK).await;
        }
    };
    feed(postgres, scylla, state, done).await;
    Ok(())
}

/// Writes everything that the copy has back into PostgreSQL under its revision, and adds up anew. A row that PostgreSQL
/// has under a greater revision stays. Returns how many rows were read.
///
/// # Errors
/// The copy is not whole, or another instance feeds it: sums that are not there yet must not be copied.
pub async fn rebuild_postgres(postgres: &PostgresSink, scylla: &ScyllaSink) -> Result<u64> {
    let link = scylla.door.link().await?;
    let standing = scylla.door.run(|link| async move { round::standing(&link).await }).await?;
    if standing.asked.is_none() || standing.asked != standing.filled {
        return Err(SinkError::Defect("the copy does not hold everything: its filling never ended".into()));
    }
    let Some(seat) = postgres.become_feeder().await? else {
        return Err(SinkError::Defect("an instance is running and feeds the copy: stop it first".into()));
    };
    let mut read = 0;
    let found = link.session.execute_iter(link.statements.every_report.clone(), ()).await;
    let found = found.map_err(Fault::from).and_then(|pages| Ok(pages.rows_stream::<StoredRow>()?));
    let mut chunks = found.map_err(|fault| scylla.door.failed(fault))?.chunks(ROWS);
    while let Some(chunk) = chunks.next().await {
        let chunk: Vec<StoredRow> =
            chunk.into_iter().collect::<Result<_, _>>().map_err(|e| scylla.door.failed(e.into()))?;
        let whole = futures_util::stream::iter(chunk.into_iter().map(|row| whole(&link, row))).buffered(16);
        let whole: Vec<MetricRow> = whole.try_collect().await.map_err(|fault| scylla.door.failed(fault))?;
        postgres.restore(&whole).await?;
        read += whole.len() as u64;
    }
    postgres.rebuild_rollups().await?;
    seat.leave().await?;
    // What was added up anew is to be the copy's too.
    scylla.door.run(|link| async move { round::ask_anew(&link).await }).await?;
    Ok(read)
}

/// Workspace, channel, video, day, report and its write timestamp.
type StoredRow = (Uuid, String, String, NaiveDate, CqlReport, i64);

/// With its curve, if it came with one.
async fn whole(link: &Link, row: StoredRow) -> Result<MetricRow, Fault> {
    let (ws, channel, video_id, day, report, timestamp) = row;
    let retention = if report.has_curve {
        let values = (ws, channel.as_str(), video_id.as_str(), day);
        let curves = rows::<(CqlCurve,)>(link, &link.statements.curve_of_report, values).await?;
        curves.into_iter().next().map(|(curve,)| curve.points)
    } else {
        None
    };
    let key = MetricKey { workspace_id: WorkspaceId::from_uuid(ws), channel_id: id(&channel)?, day, video_id };
    Ok(MetricRow {
        key,
        revision: Round::revision(timestamp),
        stored_at: time(report.stored_at),
        observed_at: time(report.observed_at),
        partition: report.partition,
        offset: report.record_offset,
        complete: report.complete,
        published_at: report.published_at.map(time),
        counts: report.counts.into(),
        average_view_seconds: report.average_view_seconds,
        retention,
    })
}
