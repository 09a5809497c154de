//! The seat of the one feeder in the whole system: what changed, in an order in which nothing is passed over.
//!
//! Revisions are not committed in the order of their drawing. So the feeder reads up to a revision only when every
//! transaction that may have drawn that one or a lower one is over.

use std::time::Duration;

use sqlx::{Connection as _, PgConnection};

use super::{feed_rows, revision};
use crate::{Change, Result, postgres::PostgresSink};

/// Key of the advisory lock: "ytfeed" in ASCII.
const LOCK: i64 = 0x7974_6665_6564;

/// The seat from which changes are copied; its lock ends with its connection. After an error its holder drops it and
/// asks for it anew.
#[derive(Debug)]
pub struct Feed {
    connection: PgConnection,
    /// Every change up to this revision is visible.
    settled: i64,
    /// A revision, and who may still hold that one or a lower one.
    pending: Option<(i64, Vec<String>)>,
}

/// Where the copy stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedStanding {
    /// Revision up to which the copy has everything; 0 before the first.
    pub cursor: i64,
    /// How long ago the oldest row that the copy lacks was written; zero: it lacks none.
    pub behind: Duration,
}

impl PostgresSink {
    /// `None`: another instance holds the seat.
    pub async fn become_feeder(&self) -> Result<Option<Feed>> {
        const USE: &str = "update sink_cursor set used = true where sink = 'scylla' and not used";
        let mut connection = PgConnection::connect_with(&self.pool().connect_options()).await?;
        let query = sqlx::query_scalar("select pg_try_advisory_lock($1)").bind(LOCK);
        if !query.fetch_one(&mut connection).await? {
            connection.close().await?;
            return Ok(None);
        }
        sqlx::query(USE).execute(&mut connection).await?;
        Ok(Some(Feed { connection, settled: 0, pending: None }))
    }

    /// `None`: there was never a copy.
    pub async fn feed_standing(&self) -> Result<Option<FeedStanding>> {
        const STANDING: &str = "select c.revision, coalesce((
                select extract(epoch from now() - m.stored_at)::float8 from metric_day m
                where m.revision > c.revision order by m.revision limit 1), 0)
            from sink_cursor c where c.sink = 'scylla' and c.used";
        let row: Option<(i64, f64)> = sqlx::query_as(STANDING).fetch_optional(self.pool()).await?;
        let behind = |seconds: f64| Duration::from_secs_f64(seconds.max(0.0));
        Ok(row.map(|(cursor, seconds)| FeedStanding { cursor, behind: behind(seconds) }))
    }
}

impl Feed {
    /// Revision up to which the copy has everything; 0 before the first change.
    pub async fn feed_cursor(&mut self) -> Result<i64> {
        const CURSOR: &str = "select revision from sink_cursor where sink = 'scylla'";
        Ok(sqlx::query_scalar(CURSOR).fetch_one(&mut self.connection).await?)
    }

    /// Changes of all workspaces with a higher revision than `after`, rising by it. Never a part of one revision, so there
    /// may be more than `most`; none: nothing is new, or what is new is not over yet.
    pub async fn changes(&mut self, mut after: i64, most: usize) -> Result<Vec<Change>> {
        loop {
            if self.settled <= after {
                self.settle().await?;
            }
            if self.settled <= after {
                return Ok(Vec::new());
            }
            let changes = feed_rows::between(&mut self.connection, after, self.settled, most).await?;
            if !changes.is_empty() {
                return Ok(changes);
            }
            // Every row that had such a revision has a later one by now.
            after = self.settled;
        }
    }

    /// The copy has everything up to this revision. A lower one than before (0: from the start) lets it be filled anew.
    pub async fn move_feed_cursor(&mut self, to: i64) -> Result<()> {
        const MOVE: &str = "update sink_cursor set revision = $1, updated_at = now() where sink = 'scylla'";
        let mut tx = self.connection.begin().await?;
        sqlx::query(MOVE).bind(to).execute(&mut *tx).await?;
        sqlx::query("delete from metric_gone where revision <= $1").bind(to).execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }

    /// Frees the seat at once; a dropped one is free when PostgreSQL sees the connection end.
    pub async fn leave(self) -> Result<()> {
        Ok(self.connection.close().await?)
    }

    /// When everybody who drew a revision before the newest one was read is done, everything up to that one is there.
    async fn settle(&mut self) -> Result<()> {
        let connection = &mut self.connection;
        if self.pending.is_none() {
            let newest = revision::newest(connection).await?;
            if newest > self.settled {
                self.pending = Some((newest, revision::holders(connection).await?));
            }
        }
        let Some((revision, holders)) = &self.pending else { return Ok(()) };
        let held = !holders.is_empty() && revision::holders(connection).await?.iter().any(|one| holders.contains(one));
        if !held {
            self.settled = *revision;
            self.pending = None;
        }
        Ok(())
    }
}
