//! What the platform lets us keep for some time only.

use std::time::Duration;

use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    locks,
    recount::{Scope, recount},
    revision,
};
use crate::{Result, postgres::PostgresSink};

/// Channels of one transaction: it holds them until their sums are made anew.
const CHANNELS: usize = 20;

impl PostgresSink {
    /// Forgets what was not stored or refreshed for that long, sums included. Zero: keeps everything. Returns how many rows
    /// are gone. Stopped anywhere, it goes on from there the next time.
    pub async fn expire(&self, keep: Duration) -> Result<u64> {
        let mut gone = 0;
        if keep.is_zero() {
            return Ok(gone);
        }
        while let Some((ws, channels)) = self.grown_old(keep).await? {
            let mut tx = self.pool().begin().await?;
            gone += forget(&mut tx, keep, ws, channels).await?;
            tx.commit().await?;
        }
        Ok(gone)
    }

    /// Some channels of one workspace with rows that are too old. Revisions rise with the time of storing, give or take the
    /// length of a write, so the oldest rows are found without looking at the others.
    async fn grown_old(&self, keep: Duration) -> Result<Option<(Uuid, Vec<String>)>> {
        const OLDEST: &str = "select distinct workspace_id, channel_id from (
                select workspace_id, channel_id, stored_at from metric_day order by revision limit 5000
            ) as oldest
            where stored_at < now() - make_interval(secs => $1) order by workspace_id, channel_id";
        let query = sqlx::query_as(OLDEST).bind(keep.as_secs_f64());
        let found: Vec<(Uuid, String)> = query.fetch_all(self.pool()).await?;
        let first = found.first().map(|(ws, _)| *ws);
        let channels = |ws| found.into_iter().filter(move |(of, _)| *of == ws).map(|(_, channel)| channel);
        Ok(first.map(|ws| (ws, channels(ws).take(CHANNELS).collect())))
    }
}

async fn forget(connection: &mut PgConnection, keep: Duration, ws: Uuid, channels: Vec<String>) -> Result<u64> {
    // Held until the end: who starts to copy meanwhile sees these rows neither here nor as gone.
    const COPIED: &str = "select coalesce(bool_or(used), false) from (select used from sink_cursor for share) as sinks";
    const FORGET: &str = "with gone as (
            delete from metric_day where workspace_id = $1 and channel_id = any($2)
                and stored_at < now() - make_interval(secs => $3)
            returning workspace_id, channel_id, day, video_id
        ), told as (
            insert into metric_gone (revision, workspace_id, channel_id, day, video_id)
            select $5, gone.* from gone where $4
        )
        select count(*) from gone";
    const EMPTY: &str = "delete from channel_total t where workspace_id = $1 and channel_id = any($2) and not exists (
            select 1 from channel_day d where d.workspace_id = t.workspace_id and d.channel_id = t.channel_id)";
    let names: Vec<&str> = channels.iter().map(String::as_str).collect();
    locks::channels(connection, ws, &names).await?;
    let copied: bool = sqlx::query_scalar(COPIED).fetch_one(&mut *connection).await?;
    let revision = revision::draw(connection).await?;
    let query = sqlx::query_scalar(FORGET).bind(ws).bind(&channels).bind(keep.as_secs_f64()).bind(copied);
    let gone: i64 = query.bind(revision).fetch_one(&mut *connection).await?;
    let scope = Scope::Channels(ws, channels.clone());
    recount(connection, &scope).await?;
    sqlx::query(EMPTY).bind(ws).bind(&channels).execute(connection).await?;
    Ok(gone.unsigned_abs())
}
