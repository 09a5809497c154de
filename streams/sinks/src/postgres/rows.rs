//! The rows of `metric_day`, written under the locks of their channels.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate};
use futures_util::TryStreamExt as _;
use sqlx::{
    PgConnection, Postgres, Row as _,
    postgres::{PgArguments, PgRow},
    query::Query,
};
use ytempire_domain::id::WorkspaceId;

use super::{
    Map, Set,
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
    row.boolean(winner.complete);
    row.text(winner.channel());
    row.text(winner.video());
    row.opt_points(report.metrics.retention.as_deref());
}

/// Rows of keys that have none, straight into the table.
pub(super) async fn insert(connection: &mut PgConnection, origin: Origin, rows: &[Winner<'_>]) -> Result<()> {
    if !rows.is_empty() {
        let target = format!("metric_day ({})", *COLUMNS);
        copy::copy_in(connection, &target, rows, |row, winner| encode(row, origin, winner)).await?;
    }
    Ok(())
}

/// The rows of the reports that [`keyed`] binds, each looked up by its key: a subquery with a limit is not joined the other
/// way round, as would look cheaper while nothing is known of the table.
fn looked_up(columns: &str, more: &str) -> String {
    format!(
        "select {columns} from unnest($2::text[], $3::date[], $4::text[], $5::int8[], $8::timestamptz[])
                as n (channel_id, day, video_id, record_offset, observed_at),
            lateral (select m.ctid, m.tableoid, m.* from metric_day m
                where m.workspace_id = $1 and m.channel_id = n.channel_id and m.day = n.day and m.video_id = n.video_id
                    and m.day between $6 and $7 limit 1) m
            where {more}"
    )
}

/// Takes out the rows that are older than these reports of the same keys, which can be inserted then: a row's place in the
/// indexes changes with its revision anyway, and COPY is cheaper than an update. What the rows said, by the offset of the
/// report that outdoes them. The days are said twice: what is known when it is planned need not be found out for every row.
pub(super) async fn take_out(
    connection: &mut PgConnection,
    origin: Origin,
    reports: &[Winner<'_>],
) -> Result<Map<i64, Said>> {
    static TAKE_OUT: LazyLock<String> = LazyLock::new(|| {
        format!(
            "delete from metric_day m using ({}) old where m.tableoid = old.tableoid and m.ctid = old.ctid
                and m.day = old.day and m.day between $6 and $7
            returning old.record_offset, m.complete, m.published_at, {}",
            looked_up(
                "n.record_offset, m.day, m.tableoid, m.ctid",
                "(m.observed_at, m.partition, m.record_offset) < (n.observed_at, $9, n.record_offset)",
            ),
            each(|name| format!("m.{name}"))
        )
    });
    let mut rows = keyed(&TAKE_OUT, origin, reports).fetch(connection);
    let mut outdone = Map::with_capacity_and_hasher(reports.len(), ahash::RandomState::default());
    // Row by row: the database takes out the next ones meanwhile.
    while let Some(row) = rows.try_next().await? {
        outdone.insert(row.try_get(0)?, said(&row)?);
    }
    Ok(outdone)
}

/// Which of these reports have a row of their key, by their offsets.
pub(super) async fn present(connection: &mut PgConnection, origin: Origin, reports: &[Winner<'_>]) -> Result<Set<i64>> {
    static PRESENT: LazyLock<String> = LazyLock::new(|| looked_up("n.record_offset", "true"));
    let rows = keyed(&PRESENT, origin, reports).fetch_all(connection).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Binds the keys of reports and where they come from, and the first and the last of their days.
fn keyed(sql: &'static str, origin: Origin, reports: &[Winner<'_>]) -> Query<'static, Postgres, PgArguments> {
    let days: Vec<NaiveDate> = reports.iter().map(Winner::day).collect();
    let offsets: Vec<i64> = reports.iter().map(|report| report.offset).collect();
    let observed: Vec<_> = reports.iter().map(|report| DateTime::from_timestamp_micros(report.observed)).collect();
    let (from, to) = (days.iter().min().copied(), days.iter().max().copied());
    let query =
        sqlx::query(sql).bind(origin.workspace.uuid()).bind(reports.iter().map(Winner::channel).collect::<Vec<_>>());
    let query =
        query.bind(days).bind(reports.iter().map(Winner::video).collect::<Vec<_>>()).bind(offsets).bind(from).bind(to);
    query.bind(observed).bind(origin.partition)
}

/// Of a row of [`take_out`].
fn said(row: &PgRow) -> Result<Said, sqlx::Error> {
    let mut counts = Counts::default();
    for (place, metric) in Metric::ALL.into_iter().enumerate() {
        counts.set(metric, row.try_get(3 + place)?);
    }
    Ok(Said { counts, complete: row.try_get(1)?, published_at: row.try_get(2)? })
}
