//! The rows of `metric_day`, written under the locks of their channels.

use std::sync::LazyLock;

use sqlx::PgConnection;
use ytempire_domain::id::WorkspaceId;

use super::{
    columns::names,
    copy::{self, Encoder},
    fold::Winner,
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

/// Rows of keys that have none, straight into the table. `sent` hears of each while the database is still at those before it.
pub(super) async fn insert<'a>(
    connection: &mut PgConnection,
    origin: Origin,
    rows: &[Winner<'a>],
    mut sent: impl FnMut(&Winner<'a>),
) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let each = |row: &mut Encoder, winner: &Winner<'a>| {
        encode(row, origin, winner);
        sent(winner);
    };
    copy::copy_in(connection, &format!("metric_day ({})", *COLUMNS), rows, each).await?;
    Ok(())
}
