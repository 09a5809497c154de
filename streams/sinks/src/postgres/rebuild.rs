//! Everything added up anew.

use super::recount::{Scope, recount};
use crate::{Result, postgres::PostgresSink};

impl PostgresSink {
    /// Makes all sums anew from the rows; writers wait meanwhile, readers see the old ones until the end. Returns how many
    /// days of channels there are.
    pub async fn rebuild_rollups(&self) -> Result<u64> {
        // Against everybody who holds a channel, or would.
        const LOCK: &str = "lock table channel_total in exclusive mode";
        const CHANNELS: &str = "insert into channel_total (workspace_id, channel_id)
            select distinct workspace_id, channel_id from channel_day on conflict do nothing";
        let mut tx = self.pool().begin().await?;
        sqlx::query(LOCK).execute(&mut *tx).await?;
        let days = recount(&mut tx, &Scope::Everybody).await?;
        sqlx::query(CHANNELS).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(days)
    }
}
