//! Whoever changes anything of a channel holds its row in `channel_total`.

use sqlx::PgConnection;
use uuid::Uuid;

use super::Set;
use crate::Result;

/// Locks the channels, which are sorted, and makes the rows that are missing. Returns those that may have days already.
/// What was there before is locked first and what is new is made after it, both in order: no two wait in a ring.
pub(super) async fn channels<'a>(
    connection: &mut PgConnection,
    ws: Uuid,
    channels: &[&'a str],
) -> Result<Set<&'a str>> {
    const MAKE: &str = "insert into channel_total (workspace_id, channel_id)
        select $1, channel_id from unnest($2::text[]) as n (channel_id) order by channel_id on conflict do nothing";
    let there = lock(connection, ws, channels).await?;
    let missing: Vec<&str> = channels.iter().copied().filter(|channel| !there.contains(*channel)).collect();
    if missing.is_empty() {
        return Ok(channels.iter().copied().collect());
    }
    let made = sqlx::query(MAKE).bind(ws).bind(&missing).execute(&mut *connection).await?.rows_affected();
    if made < missing.len() as u64 {
        // Somebody else made one of them meanwhile, and filled it.
        lock(connection, ws, &missing).await?;
        return Ok(channels.iter().copied().collect());
    }
    Ok(channels.iter().copied().filter(|channel| there.contains(*channel)).collect())
}

async fn lock(connection: &mut PgConnection, ws: Uuid, channels: &[&str]) -> Result<Set<String>> {
    const LOCK: &str = "select channel_id from channel_total where workspace_id = $1 and channel_id = any($2)
        order by channel_id for no key update";
    let locked: Vec<String> = sqlx::query_scalar(LOCK).bind(ws).bind(channels).fetch_all(connection).await?;
    Ok(locked.into_iter().collect())
}
