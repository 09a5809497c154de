//! `channel.turn_at`: when the next claim in a channel may succeed. The caller holds the channel's row lock.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Puts these channels at the end of the line: a channel that had a turn waits behind those that had none, however
/// old its next job is. While a job runs, the turn comes when its lease ends.
pub(crate) async fn pass(tx: &mut PgConnection, workspaces: &[Uuid], channels: &[String]) -> Result<()> {
    const PASS: &str = "update channel c set turn_at = coalesce(
            (select j.due_at from job j
             where j.workspace_id = c.workspace_id and j.channel_id = c.channel_id and j.holder is not null),
            (select greatest(min(j.due_at), now()) from job j
             where j.workspace_id = c.workspace_id and j.channel_id = c.channel_id and j.due_at is not null
             having min(j.due_at) is not null))
        from unnest($1::uuid[], $2::text[]) as t (workspace_id, channel_id)
        where c.workspace_id = t.workspace_id and c.channel_id = t.channel_id";
    sqlx::query(PASS).bind(workspaces).bind(channels).execute(tx).await?;
    Ok(())
}

/// A job is due now: the channel's turn comes now unless it waits already or a job of it runs.
pub(crate) async fn ready(tx: &mut PgConnection, workspace: Uuid, channel: &str) -> Result<()> {
    const READY: &str = "update channel c set turn_at = least(turn_at, now())
        where workspace_id = $1 and channel_id = $2 and not exists (select 1 from job j
            where j.workspace_id = c.workspace_id and j.channel_id = c.channel_id and j.holder is not null)";
    sqlx::query(READY).bind(workspace).bind(channel).execute(tx).await?;
    Ok(())
}

/// Wakes the dispatchers of all instances when the transaction is durable.
pub(crate) async fn wake(tx: &mut PgConnection) -> Result<()> {
    sqlx::query("select pg_notify('ytempire', 'jobs')").execute(tx).await?;
    Ok(())
}
