//! Everything that is asked of the copy, prepared. Every write of a row carries a timestamp of ours.

use std::time::Duration;

use scylla::{client::session::Session, statement::prepared::PreparedStatement};

use crate::scylla::fault::Fault;

/// A read that takes longer falls back to PostgreSQL.
const READ: Duration = Duration::from_secs(2);
const WRITE: Duration = Duration::from_secs(10);

macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident: $limit:ident = $cql:expr;)*) => {
        #[derive(Debug)]
        pub(super) struct Statements {
            $($(#[$doc])* pub $name: PreparedStatement,)*
        }

        impl Statements {
            /// # Errors
            /// Where the keyspace or a table is missing, too.
            pub async fn prepare(session: &Session, keyspace: &str) -> Result<Statements, Fault> {
                session.use_keyspace(keyspace, true).await?;
                Ok(Statements { $($name: prepare(session, $cql, $limit).await?,)* })
            }
        }
    };
}

statements! {
    put_report: WRITE = "INSERT INTO metric_day (workspace_id, channel_id, month, video_id, day, report)
        VALUES (?, ?, ?, ?, ?, ?) USING TIMESTAMP ?";
    drop_report: WRITE = "DELETE FROM metric_day USING TIMESTAMP ?
        WHERE workspace_id = ? AND channel_id = ? AND month = ? AND video_id = ? AND day = ?";
    put_curve: WRITE = "INSERT INTO retention (workspace_id, channel_id, video_id, day, curve)
        VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?";
    drop_curve: WRITE = "DELETE FROM retention USING TIMESTAMP ?
        WHERE workspace_id = ? AND channel_id = ? AND video_id = ? AND day = ?";
    put_day: WRITE = "INSERT INTO channel_day (workspace_id, month, bucket, day, channel_id, sum)
        VALUES (?, ?, ?, ?, ?, ?) USING TIMESTAMP ?";
    drop_day: WRITE = "DELETE FROM channel_day USING TIMESTAMP ?
        WHERE workspace_id = ? AND month = ? AND bucket = ? AND day = ? AND channel_id = ?";
    put_total: WRITE = "INSERT INTO video_total (workspace_id, bucket, channel_id, video_id, sum)
        VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?";
    drop_total: WRITE = "DELETE FROM video_total USING TIMESTAMP ?
        WHERE workspace_id = ? AND bucket = ? AND channel_id = ? AND video_id = ?";

    days_of_all: READ = "SELECT channel_id, day, sum FROM channel_day
        WHERE workspace_id = ? AND month = ? AND bucket = ? AND day >= ? AND day <= ?";
    /// Names the days, because they stand before the channel in the row's key.
    days_of_one: READ = "SELECT channel_id, day, sum FROM channel_day
        WHERE workspace_id = ? AND month = ? AND bucket = ? AND day IN ? AND channel_id = ?";
    days_of_video: READ = "SELECT day, report FROM metric_day
        WHERE workspace_id = ? AND channel_id = ? AND month = ? AND video_id = ? AND day >= ? AND day <= ?";
    /// Filters inside of one partition: the rows of other days are passed over by the server. '' is the channel itself.
    days_of_videos: READ = "SELECT video_id, day, report.counts, report.complete FROM metric_day
        WHERE workspace_id = ? AND channel_id = ? AND month = ? AND video_id > '' AND day >= ? AND day <= ?
        ALLOW FILTERING";
    totals_of_channel: READ = "SELECT channel_id, video_id, sum FROM video_total
        WHERE workspace_id = ? AND bucket = ? AND channel_id = ?";
    totals_of_all: READ = "SELECT channel_id, video_id, sum FROM video_total WHERE workspace_id = ? AND bucket = ?";
    curves: READ = "SELECT day, curve FROM retention WHERE workspace_id = ? AND channel_id = ? AND video_id = ?";
    has_curve: READ = "SELECT report.has_curve FROM metric_day
        WHERE workspace_id = ? AND channel_id = ? AND month = ? AND video_id = ? AND day = ?";

    standing: READ = "SELECT asked, begun, filled, fresh FROM copy_state WHERE part = 'feed'";
    set_asked: WRITE = "UPDATE copy_state SET asked = ? WHERE part = 'feed'";
    set_begun: WRITE = "UPDATE copy_state SET begun = ? WHERE part = 'feed'";
    set_filled: WRITE = "UPDATE copy_state SET filled = ? WHERE part = 'feed'";
    set_fresh: WRITE = "UPDATE copy_state USING TTL 60 SET fresh = true WHERE part = 'feed'";

    report_partitions: WRITE = "SELECT DISTINCT workspace_id, channel_id, month FROM metric_day";
    curve_partitions: WRITE = "SELECT DISTINCT workspace_id, channel_id FROM retention";
    day_partitions: WRITE = "SELECT DISTINCT workspace_id, month, bucket FROM channel_day";
    total_partitions: WRITE = "SELECT DISTINCT workspace_id, bucket FROM video_total";
    clear_reports: WRITE = "DELETE FROM metric_day USING TIMESTAMP ?
        WHERE workspace_id = ? AND channel_id = ? AND month = ?";
    clear_curves: WRITE = "DELETE FROM retention USING TIMESTAMP ? WHERE workspace_id = ? AND channel_id = ?";
    clear_days: WRITE = "DELETE FROM channel_day USING TIMESTAMP ? WHERE workspace_id = ? AND month = ? AND bucket = ?";
    clear_totals: WRITE = "DELETE FROM video_total USING TIMESTAMP ? WHERE workspace_id = ? AND bucket = ?";

    /// All of it, for a rebuild.
    every_report: WRITE = "SELECT workspace_id, channel_id, video_id, day, report, writetime(report) FROM metric_day";
    curve_of_report: WRITE = "SELECT curve FROM retention
        WHERE workspace_id = ? AND channel_id = ? AND video_id = ? AND day = ?";
}

/// All of them may be said twice.
async fn prepare(session: &Session, cql: &str, limit: Duration) -> Result<PreparedStatement, Fault> {
    let mut statement = session.prepare(cql).await?;
    statement.set_is_idempotent(true);
    statement.set_request_timeout(Some(limit));
    Ok(statement)
}
