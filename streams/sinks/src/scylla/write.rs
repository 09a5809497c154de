//! Rows into the copy: whole ones, under their revision, in unlogged batches that stay inside one partition.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use scylla::{
    serialize::{
        SerializationError,
        row::{RowSerializationContext, SerializeRow},
        writers::RowWriter,
    },
    statement::{
        batch::{Batch, BatchType},
        prepared::PreparedStatement,
    },
};
use tokio::time::Instant;
use uuid::Uuid;

use crate::{
    Change, MetricKey, MetricRow,
    scylla::{
        door::Link,
        fault::Fault,
        keys::{bucket, month},
        round::Round,
        statements::Statements,
        sums::Sums,
        types::{CqlCurve, CqlDaySum, CqlReport, CqlVideoSum, micros},
    },
};

/// Batches on the way at once.
const IN_FLIGHT: usize = 32;
/// Rows of one batch: some 20 KiB.
const ROWS: usize = 100;
/// Curves are long: some 60 KiB.
const CURVES: usize = 20;

/// Values of one statement, in the order of its question marks.
enum Values<'a> {
    PutReport((Uuid, &'a str, i32, &'a str, NaiveDate, CqlReport, i64)),
    DropReport((i64, Uuid, &'a str, i32, &'a str, NaiveDate)),
    PutCurve((Uuid, &'a str, &'a str, NaiveDate, CqlCurve, i64)),
    DropCurve((i64, Uuid, &'a str, &'a str, NaiveDate)),
    PutDay((Uuid, i32, i8, NaiveDate, &'a str, CqlDaySum, i64)),
    DropDay((i64, Uuid, i32, i8, NaiveDate, &'a str)),
    PutTotal((Uuid, i8, &'a str, &'a str, CqlVideoSum, i64)),
    DropTotal((i64, Uuid, i8, &'a str, &'a str)),
}

/// Rows with the same one go into one batch: (table, workspace, channel or none, month or bucket).
type Partition<'a> = (Table, Uuid, &'a str, i32, i8);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Table {
    /// First, so that a report never names a curve that is not there.
    Retention,
    MetricDay,
    ChannelDay,
    VideoTotal,
}

/// What is to be written, by partition.
pub(super) struct Writes<'a> {
    round: Round,
    rows: BTreeMap<Partition<'a>, Vec<Values<'a>>>,
}

impl<'a> Writes<'a> {
    pub fn of(round: Round) -> Self {
        Writes { round, rows: BTreeMap::new() }
    }

    pub fn change(&mut self, change: &'a Change) {
        match change {
            Change::Row(row) => self.row(row),
            Change::Gone { key, revision } => {
                let (ws, channel, video) = (key.workspace_id.uuid(), key.channel_id.as_str(), key.video_id.as_str());
                let t = self.round.timestamp(*revision);
                self.push(reports(key), Values::DropReport((t, ws, channel, month(key.day), video, key.day)));
                self.push(curves(key), Values::DropCurve((t, ws, channel, video, key.day)));
            }
        }
    }

    fn row(&mut self, row: &'a MetricRow) {
        let MetricRow { key, revision, .. } = row;
        let (ws, channel, video) = (key.workspace_id.uuid(), key.channel_id.as_str(), key.video_id.as_str());
        let t = self.round.timestamp(*revision);
        self.push(reports(key), Values::PutReport((ws, channel, month(key.day), video, key.day, row.into(), t)));
        if let Some(points) = &row.retention {
            let curve = CqlCurve { observed_at: micros(row.observed_at), points: points.clone() };
            self.push(curves(key), Values::PutCurve((ws, channel, video, key.day, curve, t)));
        }
    }

    /// The sums under the revision up to which they are known to be right.
    pub fn sums(&mut self, sums: &'a Sums) {
        let t = self.round.timestamp(sums.revision);
        for (key, row) in &sums.days {
            let (ws, month, bucket) = (key.workspace_id.uuid(), month(key.day), bucket(&key.channel_id));
            let channel = key.channel_id.as_str();
            let values = match row {
                Some(row) => Values::PutDay((ws, month, bucket, key.day, channel, row.into(), t)),
                None => Values::DropDay((t, ws, month, bucket, key.day, channel)),
            };
            self.push((Table::ChannelDay, ws, "", month, bucket), values);
        }
        for (key, sum) in &sums.videos {
            let (ws, bucket) = (key.workspace_id.uuid(), bucket(&key.channel_id));
            let (channel, video) = (key.channel_id.as_str(), key.video_id.as_str());
            let values = match sum {
                Some(sum) => Values::PutTotal((ws, bucket, channel, video, sum.into(), t)),
                None => Values::DropTotal((t, ws, bucket, channel, video)),
            };
            self.push((Table::VideoTotal, ws, "", 0, bucket), values);
        }
    }

    fn push(&mut self, partition: Partition<'a>, values: Values<'a>) {
        self.rows.entry(partition).or_default().push(values);
    }

    /// Returns how many rows were written. What was written before an error stays; all of it may be written again.
    pub async fn run(self, link: &Link) -> Result<u64, Fault> {
        let (first, rest): (Vec<_>, Vec<_>) =
            self.rows.into_iter().partition(|((table, ..), _)| *table == Table::Retention);
        Ok(send(link, first, CURVES).await? + send(link, rest, ROWS).await?)
    }
}

async fn send(link: &Link, partitions: Vec<(Partition<'_>, Vec<Values<'_>>)>, most: usize) -> Result<u64, Fault> {
    let mut batches = Vec::new();
    for (_, rows) in &partitions {
        batches.extend(rows.chunks(most).map(|rows| send_one(link, rows)));
    }
    let sent = stream::iter(batches).buffer_unordered(IN_FLIGHT);
    sent.try_fold(0, |rows, more| async move { Ok(rows + more) }).await
}

async fn send_one(link: &Link, rows: &[Values<'_>]) -> Result<u64, Fault> {
    let mut batch = Batch::new(BatchType::Unlogged);
    batch.set_is_idempotent(true);
    rows.iter().for_each(|values| batch.append_statement(values.statement(&link.statements).clone()));
    let began = Instant::now();
    link.session.batch(&batch, rows).await?;
    metrics::histogram!("ytempire_streams_sink_copy_batch_seconds").record(began.elapsed());
    metrics::counter!("ytempire_streams_sink_copy_rows_total").increment(rows.len() as u64);
    Ok(rows.len() as u64)
}

fn reports(key: &MetricKey) -> Partition<'_> {
    (Table::MetricDay, key.workspace_id.uuid(), key.channel_id.as_str(), month(key.day), 0)
}

fn curves(key: &MetricKey) -> Partition<'_> {
    (Table::Retention, key.workspace_id.uuid(), key.channel_id.as_str(), 0, 0)
}

macro_rules! each {
    ($($variant:ident $statement:ident),*) => {
        impl Values<'_> {
            fn statement<'s>(&self, statements: &'s Statements) -> &'s PreparedStatement {
                match self {
                    $(Values::$variant(_) => &statements.$statement,)*
                }
            }
        }

        impl SerializeRow for Values<'_> {
            fn serialize(
                &self,
                context: &RowSerializationContext<'_>,
                writer: &mut RowWriter<'_>,
            ) -> Result<(), SerializationError> {
                match self {
                    $(Values::$variant(values) => values.serialize(context, writer),)*
                }
            }

            fn is_empty(&self) -> bool {
                false
            }
        }
    };
}
each!(
    PutReport put_report, DropReport drop_report, PutCurve put_curve, DropCurve drop_curve, PutDay put_day,
    DropDay drop_day, PutTotal put_total, DropTotal drop_total
);
