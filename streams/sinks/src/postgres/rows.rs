//! The rows of `metric_day`, written under the locks of their channels.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use chrono::NaiveDate;
use sqlx::{PgConnection, Row as _, postgres::PgRow};
use ytempire_domain::id::WorkspaceId;

use super::{
    columns::{each, names},
    copy::{self, Encoder},
    fold::Winner,
    tally::Said,
};
use crate::{Counts, Metric, Result};

/// Where a row of this write comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin {
    pub workspace: WorkspaceId,
    pub partition: i32,
    /// Of every row that this write changes.
    pub revision: i64,
}

/// The columns that a report fills, in the order of [`encode`].
static COLUMNS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "workspace_id, revision, observed_at, record_offset, partition, day, published_at, {}, average_view_seconds,
        complete, channel_id, video_id, retention",
        names("")
    )
});
const FIELDS: i16 = 12 + super::tally::METRICS as i16;

fn encode(row: &mut Encoder, origin: Origin, winner: &Winner<'_>) {
    let report = winner.report;
    row.row(FIELDS);
    row.uuid(origin.workspace.uuid());
    row.int8(origin.revision);
    row.time(winner.observed);
    row.int8(winner.offset);
    row.int4(origin.partition);
    row.date(report.day);
    row.opt_time(report.published_at);
    let counts = Counts::from(&report.metrics);
    Metric::ALL.into_iter().for_each(|metric| row.opt_int8(counts.get(metric)));
    row.opt_float8(report.metrics.average_view_seconds);
    row.boolean(report.is_complete());
    row.text(winner.channel());
    row.text(winner.video());
    row.opt_points(report.metrics.retention.as_deref());
}

/// Rows that are known to be new, straight into the table.
pub(super) async fn insert(connection: &mut PgConnection, origin: Origin, new: &[Winner<'_>]) -> Result<()> {
    if !new.is_empty() {
        let target = format!("metric_day ({})", *COLUMNS);
        copy::copy_in(connection, &target, new, |row, winner| encode(row, origin, winner)).await?;
    }
    Ok(())
}

/// Puts the reports beside the table; [`update`] and [`present`] read them there.
pub(super) async fn stage(connection: &mut PgConnection, origin: Origin, staged: &[Winner<'_>]) -> Result<()> {
    const IS_THERE: &str = "select to_regclass('pg_temp.metric_staged') is not null";
    const MAKE: &str =
        "create temporary table metric_staged (like metric_day including defaults) on commit delete rows";
    let is_there: bool = sqlx::query_scalar(IS_THERE).fetch_one(&mut *connection).await?;
    if !is_there {
        sqlx::query(MAKE).execute(&mut *connection).await?;
    }
    let target = format!("metric_staged ({})", *COLUMNS);
    copy::copy_in(connection, &target, staged, |row, winner| encode(row, origin, winner)).await?;
    Ok(())
}

/// Lets the staged reports that are newer than their rows take their places. What those rows said before, by the
/// offset of the report.
pub(super) async fn update(connection: &mut PgConnection, staged: &[Winner<'_>]) -> Result<HashMap<i64, Said>> {
    // One look by key, and the row that it finds is changed where it lies; `old` is the row as the statement found it.
    static UPDATE: LazyLock<String> = LazyLock::new(|| {
        format!(
            "update metric_day m set stored_at = now(), ({columns}) = ({staged})
            from metric_staged s join metric_day old using (workspace_id, channel_id, day, video_id)
            where old.day between $1 and $2 and m.day between $1 and $2
                and (old.observed_at, old.partition, old.record_offset) < (s.observed_at, s.partition, s.record_offset)
                and m.tableoid = old.tableoid and m.ctid = old.ctid
            returning s.record_offset, old.complete, old.published_at, {before}",
            columns = updated(""),
            staged = updated("s."),
            before = each(|name| format!("old.{name}")),
        )
    });
    let (from, to) = span(staged);
    let rows = sqlx::query(UPDATE.as_str()).bind(from).bind(to).fetch_all(connection).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, said(row)?))).collect()
}

/// Which of the staged reports have a row, by their offsets.
pub(super) async fn present(connection: &mut PgConnection, staged: &[Winner<'_>]) -> Result<HashSet<i64>> {
    const PRESENT: &str = "select s.record_offset
        from metric_staged s join metric_day m using (workspace_id, channel_id, day, video_id)
        where m.day between $1 and $2 and s.record_offset = any($3)";
    let (from, to) = span(staged);
    let offsets: Vec<i64> = staged.iter().map(|winner| winner.offset).collect();
    let query = sqlx::query_scalar(PRESENT).bind(from).bind(to).bind(offsets);
    Ok(query.fetch_all(connection).await?.into_iter().collect())
}

/// The columns that change when a report takes the place of another.
fn updated(prefix: &str) -> String {
    let others = "revision observed_at record_offset partition published_at average_view_seconds complete retention";
    let others: Vec<_> = others.split(' ').map(|name| format!("{prefix}{name}")).collect();
    format!("{}, {}", others.join(", "), names(prefix))
}

/// The first and the last of their days: other months need not be looked at.
fn span(winners: &[Winner<'_>]) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let days = || winners.iter().map(Winner::day);
    (days().min(), days().max())
}

/// Of a row of [`update`].
fn said(row: &PgRow) -> Result<Said, sqlx::Error> {
    let mut counts = Counts::default();
    for (place, metric) in Metric::ALL.into_iter().enumerate() {
        counts.set(metric, row.try_get(3 + place)?);
    }
    Ok(Said { counts, complete: row.try_get(1)?, published_at: row.try_get(2)? })
}
