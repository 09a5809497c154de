//! The order of changes, for those who follow them.

use sqlx::PgConnection;

use crate::Result;

/// Key of the advisory lock that a transaction holds, with others, from before it draws a revision until its end:
/// "ytrev" in ASCII.
const LOCK: i64 = 0x79_7472_6576;

/// A revision that is higher than any that was drawn before. The caller holds the channels whose rows get it.
pub(super) async fn draw(connection: &mut PgConnection) -> Result<i64> {
    const DRAW: &str = "select nextval('metric_revision') from pg_advisory_xact_lock_shared($1)";
    Ok(sqlx::query_scalar(DRAW).bind(LOCK).fetch_one(connection).await?)
}

/// The last that was drawn; 0 before the first.
pub(super) async fn newest(connection: &mut PgConnection) -> Result<i64> {
    const NEWEST: &str = "select case when is_called then last_value else 0 end from metric_revision";
    Ok(sqlx::query_scalar(NEWEST).fetch_one(connection).await?)
}

/// The transactions that may have drawn a revision and are not over.
pub(super) async fn holders(connection: &mut PgConnection) -> Result<Vec<String>> {
    const HOLDERS: &str = "select virtualtransaction from pg_locks
        where locktype = 'advisory' and objsubid = 1 and classid::bigint << 32 | objid::bigint = $1
            and database = (select oid from pg_database where datname = current_database())";
    Ok(sqlx::query_scalar(HOLDERS).bind(LOCK).fetch_all(connection).await?)
}
