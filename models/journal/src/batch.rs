//! The transaction of a batch of records: its first statement is the fence, and nobody but the partition's owner passes.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, Postgres, Transaction};
use ytempire_domain::id::{ChannelId, WorkspaceId};

use crate::{
    DeadReason, Fence, Journal, RawRecord, Result, codec,
    dead_letters::{self, Origin},
    undone::undone,
};

/// Whatever is written through it is kept together with the cursor, or not at all. Dropped, it is undone.
#[derive(Debug)]
pub struct FencedBatch {
    tx: Transaction<'static, Postgres>,
    workspace: WorkspaceId,
    topic: String,
    partition: i32,
    repeated: bool,
}

impl Journal {
    /// Moves the cursor to `next_offset`, never back, and holds the partition until the end of the transaction. `None`:
    /// the partition has another owner; nothing was written.
    pub async fn begin_batch(&self, ws: WorkspaceId, fence: &Fence, next_offset: i64) -> Result<Option<FencedBatch>> {
        const MOVE: &str = "update partition_cursor set next_offset = $4, updated_at = now()
            where topic = $1 and partition = $2 and epoch = $3 and (next_offset is null or next_offset < $4)";
        const OWNED: &str =
            "select 1 from partition_cursor where topic = $1 and partition = $2 and epoch = $3 for update";
        let mut tx = self.pool.begin().await?;
        let place = |sql| sqlx::query(sql).bind(&fence.topic).bind(fence.partition).bind(fence.epoch);
        let moved = place(MOVE).bind(next_offset).execute(&mut *tx).await?.rows_affected() == 1;
        if !moved && place(OWNED).fetch_optional(&mut *tx).await?.is_none() {
            return undone(tx, None).await;
        }
        let (topic, partition) = (fence.topic.clone(), fence.partition);
        Ok(Some(FencedBatch { tx, workspace: ws, topic, partition, repeated: !moved }))
    }
}

impl FencedBatch {
    /// The cursor was there already: the same owner has written this batch before, and the answer was lost.
    pub fn is_repeated(&self) -> bool {
        self.repeated
    }

    /// Keeps a record that cannot be used, once per (topic, partition, offset).
    pub async fn keep_dead(&mut self, raw: &RawRecord, reason: &DeadReason) -> Result<()> {
        let origin = Origin { workspace: self.workspace, topic: &self.topic, partition: self.partition };
        dead_letters::keep(&mut self.tx, origin, raw, reason).await
    }

    /// Says to all instances, once the batch is durable, which reported figures it changed.
    pub async fn announce(&mut self, changed: &MetricsChanged) -> Result<()> {
        let payload = format!("metrics {}", codec::json(changed)?);
        sqlx::query("select pg_notify('ytempire', $1)").bind(payload).execute(&mut *self.tx).await?;
        Ok(())
    }

    /// For what the batch writes besides.
    pub fn connection(&mut self) -> &mut PgConnection {
        &mut self.tx
    }

    pub async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }

    /// Undoes everything, the cursor's move too.
    pub async fn roll_back(self) -> Result<()> {
        undone(self.tx, ()).await
    }
}

/// Reported figures that changed together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetricsChanged {
    /// At most [`MetricsChanged::MOST`] of them: a notification is short.
    pub channels: Vec<ChannelId>,
    /// The first and the last of the platform's days.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// How many reports were news.
    pub accepted: usize,
}

impl MetricsChanged {
    /// Most channels that are named; a screen that sees so many looks at everything.
    pub const MOST: usize = 50;
}
