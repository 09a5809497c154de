//! A lease ends by itself: it is renewed while the holder lives, or given back.

use std::time::Duration;

use uuid::Uuid;
use ytempire_domain::id::InstanceId;

use crate::{ClaimKey, Conclusion, Journal, Result, job_row, turn, undone::undone};

/// By the database's clock. The holder renews it every 15 s and gives up at 40 s by his own.
pub const LEASE: Duration = Duration::from_secs(60);

impl Journal {
    /// `false`: the claim is no longer in force; its holder stops.
    pub async fn renew(&self, key: ClaimKey) -> Result<bool> {
        const RENEW: &str = "update job set due_at = now() + make_interval(secs => $2) where video_id = $1";
        let mut tx = self.pool.begin().await?;
        let Some(row) = job_row::lock_turn(&mut tx, key.video_id).await?.filter(|row| row.held_by(key)) else {
            return undone(tx, false).await;
        };
        sqlx::query(RENEW).bind(row.video_id).bind(LEASE.as_secs_f64()).execute(&mut *tx).await?;
        turn::pass(&mut tx, &[row.workspace_id], &[row.channel_id]).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Gives the job back: anybody may claim it at once.
    pub async fn release(&self, key: ClaimKey) -> Result<()> {
        self.conclude(key, &Conclusion::Released).await.map(drop)
    }

    /// Ends every lease of an instance that is known to be dead (its own earlier life, at a start). Returns how many.
    pub async fn free_leases(&self, holder: InstanceId) -> Result<u64> {
        const LOCK: &str = "select c.workspace_id, c.channel_id from channel c
            where (c.workspace_id, c.channel_id) in (select workspace_id, channel_id from job where holder = $1)
            order by c.workspace_id, c.channel_id for no key update";
        const FREE: &str = "update job set holder = null, due_at = now() where holder = $1";
        let mut tx = self.pool.begin().await?;
        let rows: Vec<(Uuid, String)> = sqlx::query_as(LOCK).bind(holder.uuid()).fetch_all(&mut *tx).await?;
        let freed = sqlx::query(FREE).bind(holder.uuid()).execute(&mut *tx).await?.rows_affected();
        let (workspaces, channels): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        turn::pass(&mut tx, &workspaces, &channels).await?;
        turn::wake(&mut tx).await?;
        tx.commit().await?;
        Ok(freed)
    }
}
