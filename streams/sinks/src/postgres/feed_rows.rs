//! Changed rows and deleted ones, read together.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{Connection as _, FromRow, PgConnection, Row as _, postgres::PgRow};
use uuid::Uuid;
use ytempire_domain::id::WorkspaceId;

use super::{channel_id, columns::names, points, read::counts};
use crate::{Change, MetricKey, MetricRow, Result};

/// Everything of the first `most` changes after `after` and, whole, of the revision that the last of them has. Empty only
/// where there is nothing up to `to`.
pub(super) async fn between(connection: &mut PgConnection, after: i64, to: i64, most: usize) -> Result<Vec<Change>> {
    const BOUND: &str = "select max(revision) from (
            (select revision from metric_day where revision > $1 and revision <= $2 order by revision limit $3)
            union all
            (select revision from metric_gone where revision > $1 and revision <= $2 order by revision limit $3)
            order by revision limit $3) as first";
    let most = i64::try_from(most.max(1)).unwrap_or(i64::MAX);
    // One look: a row that gets a later revision between two statements would be missed here and, since nothing was found,
    // everything up to `to` with it.
    let mut tx = connection.begin_with("begin isolation level repeatable read, read only").await?;
    let mut changes = Vec::new();
    if let Some(to) = sqlx::query_scalar(BOUND).bind(after).bind(to).bind(most).fetch_one(&mut *tx).await? {
        changes = gone(&mut tx, after, to).await?;
        changes.extend(rows(&mut tx, after, to).await?);
    }
    tx.commit().await?;
    changes.sort_by_key(Change::revision);
    Ok(changes)
}

async fn rows(connection: &mut PgConnection, after: i64, to: i64) -> Result<Vec<Change>> {
    static ROWS: LazyLock<String> = LazyLock::new(|| {
        format!(
            "select {}, workspace_id, channel_id, day, video_id, revision, stored_at, observed_at, partition, record_offset, complete,
                published_at, average_view_seconds, retention
            from metric_day where revision > $1 and revision <= $2",
            names("")
        )
    });
    let rows = sqlx::query(ROWS.as_str()).bind(after).bind(to).fetch_all(connection).await?;
    rows.iter().map(|row| Ok(Change::Row(Box::new(metric_row(row)?)))).collect()
}

fn metric_row(row: &PgRow) -> Result<MetricRow> {
    let retention: Option<Vec<f64>> = row.try_get("retention")?;
    Ok(MetricRow {
        key: KeyRow::from_row(row)?.key()?,
        revision: row.try_get("revision")?,
        stored_at: row.try_get::<DateTime<Utc>, _>("stored_at")?,
        observed_at: row.try_get::<DateTime<Utc>, _>("observed_at")?,
        partition: row.try_get("partition")?,
        offset: row.try_get("record_offset")?,
        complete: row.try_get("complete")?,
        published_at: row.try_get("published_at")?,
        counts: counts(row)?,
        average_view_seconds: row.try_get("average_view_seconds")?,
        retention: retention.map(|numbers| points(&numbers)),
    })
}

async fn gone(connection: &mut PgConnection, after: i64, to: i64) -> Result<Vec<Change>> {
    const GONE: &str = "select revision, workspace_id, channel_id, day, video_id from metric_gone
        where revision > $1 and revision <= $2";
    let rows = sqlx::query(GONE).bind(after).bind(to).fetch_all(connection).await?;
    let gone =
        |row: &PgRow| Ok(Change::Gone { key: KeyRow::from_row(row)?.key()?, revision: row.try_get("revision")? });
    rows.iter().map(gone).collect()
}

#[derive(FromRow)]
struct KeyRow {
    workspace_id: Uuid,
    channel_id: String,
    day: NaiveDate,
    video_id: String,
}

impl KeyRow {
    fn key(self) -> Result<MetricKey> {
        Ok(MetricKey {
            workspace_id: WorkspaceId::from_uuid(self.workspace_id),
            channel_id: channel_id(&self.channel_id)?,
            day: self.day,
            video_id: self.video_id,
        })
    }
}
