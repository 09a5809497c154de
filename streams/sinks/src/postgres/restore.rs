//! Rows that come back from the copy.

use std::sync::LazyLock;

use sqlx::PgConnection;

use super::{
    columns::names,
    copy::{self, Encoder},
    tally::METRICS,
};
use crate::{Metric, MetricRow, Result, postgres::PostgresSink};

/// In the order of [`encode`].
static COLUMNS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "workspace_id, revision, stored_at, observed_at, record_offset, partition, day, published_at, {},
        average_view_seconds, complete, channel_id, video_id, retention",
        names("")
    )
});
const FIELDS: i16 = 13 + METRICS as i16;

impl PostgresSink {
    /// Whether not one row is there.
    pub(crate) async fn is_empty(&self) -> Result<bool> {
        Ok(sqlx::query_scalar("select not exists (select 1 from metric_day)").fetch_one(self.pool()).await?)
    }

    /// Takes rows back as they were, revisions too; a row that is there stays, unless its report is the older one. Sums are
    /// not touched: when all rows are there, they are to be made anew.
    pub(crate) async fn restore(&self, rows: &[MetricRow]) -> Result<()> {
        const MAKE: &str = "create temporary table metric_restored (like metric_day including defaults) on commit drop";
        // Whoever writes while rows come back draws a greater revision than any of them.
        const BEYOND: &str = "select setval('metric_revision', greatest(last_value, $1)) from metric_revision";
        let newest = rows.iter().map(|row| row.revision).max().unwrap_or(0);
        self.make_months(rows.iter().map(|row| row.key.day)).await?;
        let mut tx = self.pool().begin().await?;
        // Against everybody who holds a channel, or would.
        sqlx::query("lock table channel_total in exclusive mode").execute(&mut *tx).await?;
        sqlx::query(BEYOND).bind(newest).execute(&mut *tx).await?;
        sqlx::query(MAKE).execute(&mut *tx).await?;
        copy::copy_in(&mut tx, &format!("metric_restored ({})", *COLUMNS), rows, encode).await?;
        merge(&mut tx).await?;
        Ok(tx.commit().await?)
    }
}

async fn merge(connection: &mut PgConnection) -> Result<()> {
    static MERGE: LazyLock<String> = LazyLock::new(|| {
        let others = format!(
            "revision, stored_at, observed_at, record_offset, partition, published_at, {}, average_view_seconds,
            complete, retention",
            names("")
        );
        let excluded = others.split(',').map(|name| format!("excluded.{}", name.trim())).collect::<Vec<_>>().join(", ");
        format!(
            "insert into metric_day as m ({columns}) select {columns} from metric_restored
            on conflict (workspace_id, channel_id, day, video_id) do update set ({others}) = ({excluded})
            where (m.observed_at, m.partition, m.record_offset)
                < (excluded.observed_at, excluded.partition, excluded.record_offset)",
            columns = *COLUMNS,
        )
    });
    sqlx::query(MERGE.as_str()).execute(connection).await?;
    Ok(())
}

fn encode(encoder: &mut Encoder, row: &MetricRow) {
    encoder.row(FIELDS);
    encoder.uuid(row.key.workspace_id.uuid());
    encoder.int8(row.revision);
    encoder.time(row.stored_at.timestamp_micros());
    encoder.time(row.observed_at.timestamp_micros());
    encoder.int8(row.offset);
    encoder.int4(row.partition);
    encoder.date(row.key.day);
    encoder.opt_time(row.published_at);
    Metric::ALL.into_iter().for_each(|metric| encoder.opt_int8(row.counts.get(metric)));
    encoder.opt_float8(row.average_view_seconds);
    encoder.boolean(row.complete);
    encoder.text(row.key.channel_id.as_str());
    encoder.text(&row.key.video_id);
    encoder.opt_points(row.retention.as_deref());
}
