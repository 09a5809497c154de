//! The rows of `metric_day`, written under the locks of their channels.

use std::{collections::HashMap, sync::LazyLock};

use chrono::{DateTime, NaiveDate, Utc};
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

/// A row as it was before.
pub(super) struct Prior {
    pub said: Said,
    /// Whether the staged report is newer.
    pub outdone: bool,
}

/// Puts the reports beside the table and looks what is there of the same keys, by the offset of the report.
pub(super) async fn stage(
    connection: &mut PgConnection,
    origin: Origin,
    staged: &[Winner<'_>],
) -> Result<HashMap<i64, Prior>> {
    const IS_THERE: &str = "select to_regclass('pg_temp.metric_staged') is not null";
    const MAKE: &str =
        "create temporary table metric_staged (like metric_day including defaults) on commit delete rows";
    static PRIOR: LazyLock<String> = LazyLock::new(|| {
        format!(
            "select s.record_offset, (m.observed_at, m.partition, m.record_offset)
                    < (s.observed_at, s.partition, s.record_offset) as outdone, m.complete, m.published_at, {}
            from metric_staged s join metric_day m using (workspace_id, channel_id, day, video_id)
            where m.day between $1 and $2",
            each(|name| format!("m.{name}"))
        )
    });
    let is_there: bool = sqlx::query_scalar(IS_THERE).fetch_one(&mut *connection).await?;
    if !is_there {
        sqlx::query(MAKE).execute(&mut *connection).await?;
    }
    let target = format!("metric_staged ({})", *COLUMNS);
    copy::copy_in(connection, &target, staged, |row, winner| encode(row, origin, winner)).await?;
    let (from, to) = span(staged);
    let rows = sqlx::query(PRIOR.as_str()).bind(from).bind(to).fetch_all(connection).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, Prior::from_row(row)?))).collect()
}

/// Lets the staged reports that are newer than their rows take their places. Returns how many.
pub(super) async fn update(connection: &mut PgConnection, staged: &[Winner<'_>]) -> Result<u64> {
    static UPDATE: LazyLock<String> = LazyLock::new(|| {
        format!(
            "update metric_day m set stored_at = now(), ({columns}) = ({staged})
            from metric_staged s
            where m.workspace_id = s.workspace_id and m.channel_id = s.channel_id and m.day = s.day
                and m.video_id = s.video_id and m.day between $1 and $2
                and (m.observed_at, m.partition, m.record_offset) < (s.observed_at, s.partition, s.record_offset)",
            columns = updated(""),
            staged = updated("s."),
        )
    });
    let (from, to) = span(staged);
    Ok(sqlx::query(UPDATE.as_str()).bind(from).bind(to).execute(connection).await?.rows_affected())
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

impl Prior {
    fn from_row(row: &PgRow) -> Result<Self, sqlx::Error> {
        let mut counts = Counts::default();
        for (place, metric) in Metric::ALL.into_iter().enumerate() {
            counts.set(metric, row.try_get(4 + place)?);
        }
        let published_at: Option<DateTime<Utc>> = row.try_get(3)?;
        Ok(Prior { outdone: row.try_get(1)?, said: Said { counts, complete: row.try_get(2)?, published_at } })
    }
}
