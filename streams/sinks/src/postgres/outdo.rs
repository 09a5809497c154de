//! Room for reports of days that are there: what stands is read, compared, and what is older goes, by its place.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use futures_util::TryStreamExt as _;
use sqlx::{
    PgConnection, Row as _,
    postgres::{PgRow, types::Oid},
};

use super::{
    Map, Set,
    columns::each,
    fold::Winner,
    rows::Origin,
    tally::{Day, Said},
    tid::Tid,
};
use crate::{Counts, Metric, Result, SinkError};

/// A day of which at least this share is reported anew is read from its first to its last report, else key by key.
const SHARE: usize = 4;

/// What stood where the reports of a batch go, by their offsets.
#[derive(Debug, Default)]
pub(super) struct Outdone {
    /// Of the rows that had to go.
    pub said: Map<i64, Said>,
    /// Reports that are older than their row.
    pub stale: Set<i64>,
}

/// Takes out the rows that are older than these reports of the same keys, which are sorted: they can be inserted then. A
/// row's place in the indexes changes with its revision anyway, and COPY is cheaper than an update. `days` are those of
/// the reports.
pub(super) async fn outdo(
    connection: &mut PgConnection,
    origin: Origin,
    reports: &[Winner<'_>],
    days: &Map<(&str, NaiveDate), Day>,
) -> Result<Outdone> {
    let mut outdone = Outdone::default();
    let spans = spans(reports, days);
    if spans.is_empty() {
        return Ok(outdone);
    }
    let mut tables: Map<Oid, Places> = Map::default();
    let mut rows = standing(origin, &spans).fetch(&mut *connection);
    // Row by row: the database reads the next ones meanwhile.
    while let Some(row) = rows.try_next().await? {
        let stands = Stands::read(&row, &spans)?;
        let Some(winner) = stands.winner else { continue };
        if stands.since < (winner.observed, origin.partition, winner.offset) {
            outdone.said.insert(winner.offset, said(&row)?);
            tables.entry(stands.table).or_default().add(stands.place, winner.day());
        } else {
            outdone.stale.insert(winner.offset);
        }
    }
    drop(rows);
    take_out(connection, tables).await?;
    Ok(outdone)
}

/// Reports of one day that are looked up together: one, or all of the day.
fn spans<'w, 'a>(reports: &'w [Winner<'a>], days: &Map<(&str, NaiveDate), Day>) -> Vec<&'w [Winner<'a>]> {
    let mut spans = Vec::new();
    for day in reports.chunk_by(|one, next| (one.channel(), one.day()) == (next.channel(), next.day())) {
        let rows = days.get(&(day[0].channel(), day[0].day())).map_or(0, |day| day.videos.reports);
        match usize::try_from(rows) {
            Ok(rows) if rows <= day.len() * SHARE => spans.push(day),
            _ => spans.extend(day.chunks(1)),
        }
    }
    spans
}

type Sql<'q> = sqlx::query::Query<'q, sqlx::Postgres, sqlx::postgres::PgArguments>;

/// The rows within the spans. A subquery with an offset is not joined the other way round, as would look cheaper while
/// nothing is known of the table; and what is known of the days when it is planned need not be found out for every row.
fn standing<'q>(origin: Origin, spans: &[&[Winner<'_>]]) -> Sql<'q> {
    static STANDING: LazyLock<String> = LazyLock::new(|| {
        format!(
            "select n.place, m.* from unnest($2::text[], $3::date[], $4::text[], $5::text[]) with ordinality
                    as n (channel_id, day, first, last, place),
                lateral (select m.tableoid, m.ctid, m.video_id, m.observed_at, m.partition, m.record_offset, m.complete,
                    m.published_at, {} from metric_day m
                    where m.workspace_id = $1 and m.channel_id = n.channel_id and m.day = n.day
                        and m.video_id between n.first and n.last and m.day between $6 and $7 offset 0) m",
            each(|name| format!("m.{name}"))
        )
    });
    let texts = |of: fn(&[Winner<'_>]) -> String| spans.iter().map(|span| of(span)).collect::<Vec<_>>();
    let days: Vec<NaiveDate> = spans.iter().map(|span| span[0].day()).collect();
    let (from, to) = (days.iter().min().copied(), days.iter().max().copied());
    let query = sqlx::query(STANDING.as_str()).bind(origin.workspace.uuid());
    let query = query.bind(texts(|span| span[0].channel().to_owned())).bind(days);
    let query = query.bind(texts(|span| span[0].video().to_owned()));
    query.bind(texts(|span| span[span.len() - 1].video().to_owned())).bind(from).bind(to)
}

/// A row of [`standing`].
struct Stands<'w, 'a> {
    table: Oid,
    place: Tid,
    /// The order of the reports that it says it by.
    since: (i64, i32, i64),
    /// The report of its key.
    winner: Option<&'w Winner<'a>>,
}

impl<'w, 'a> Stands<'w, 'a> {
    fn read(row: &PgRow, spans: &[&'w [Winner<'a>]]) -> Result<Self> {
        let (span, video): (i64, &str) = (row.try_get(0)?, row.try_get(3)?);
        let span = usize::try_from(span - 1).ok().and_then(|span| spans.get(span));
        let span = *span.ok_or_else(|| SinkError::Defect("a row came back that was not asked for".into()))?;
        let observed: DateTime<Utc> = row.try_get(4)?;
        let at = span.binary_search_by(|winner| winner.video().cmp(video)).ok();
        Ok(Stands {
            table: row.try_get(1)?,
            place: row.try_get(2)?,
            since: (observed.timestamp_micros(), row.try_get(5)?, row.try_get(6)?),
            winner: at.map(|at| &span[at]),
        })
    }
}

fn said(row: &PgRow) -> Result<Said, sqlx::Error> {
    let mut counts = Counts::default();
    for (place, metric) in Metric::ALL.into_iter().enumerate() {
        counts.set(metric, row.try_get(9 + place)?);
    }
    Ok(Said { counts, complete: row.try_get(7)?, published_at: row.try_get(8)? })
}

/// Rows of one table.
#[derive(Debug, Default)]
struct Places {
    rows: Vec<Tid>,
    days: Option<(NaiveDate, NaiveDate)>,
}

impl Places {
    fn add(&mut self, row: Tid, day: NaiveDate) {
        self.rows.push(row);
        let (from, to) = self.days.unwrap_or((day, day));
        self.days = Some((from.min(day), to.max(day)));
    }
}

/// Nobody else changes rows of channels that are locked, and who reads a table keeps it from being moved until the end of
/// the transaction: a row is still where it was read.
async fn take_out(connection: &mut PgConnection, tables: Map<Oid, Places>) -> Result<()> {
    // Rows that are said by their place would else be looked for in a whole index, which looks cheaper.
    const BY_PLACE: &str = "select set_config('enable_indexscan', $1, true), set_config('enable_bitmapscan', $1, true)";
    const TAKE_OUT: &str = "delete from metric_day where tableoid = $1 and ctid = any($2) and day between $3 and $4";
    if tables.is_empty() {
        return Ok(());
    }
    sqlx::query(BY_PLACE).bind("off").execute(&mut *connection).await?;
    for (table, Places { rows, days }) in tables {
        let (from, to) = days.unzip();
        let query = sqlx::query(TAKE_OUT).bind(table).bind(&rows).bind(from).bind(to);
        let gone = query.execute(&mut *connection).await?.rows_affected();
        if gone != rows.len() as u64 {
            return Err(SinkError::Defect("a row went away under the lock of its channel".into()));
        }
    }
    sqlx::query(BY_PLACE).bind("on").execute(connection).await?;
    Ok(())
}
