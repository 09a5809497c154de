//! A batch of records becomes jobs and dead letters, and the partition's cursor moves: all of it, or nothing.

use sqlx::PgConnection;
use uuid::Uuid;
use ytempire_domain::{
    id::{InstanceId, WorkspaceId},
    request::VideoRequest,
};

use crate::{Admission, FencedBatch, Journal, Result, admit::admit_in, turn};

/// Where reading goes on, and the epoch that this owner writes under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub epoch: i64,
    /// `None`: no batch of this partition was ever written.
    pub next_offset: Option<i64>,
}

/// What a batch names to show that it comes from the partition's owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    pub topic: String,
    pub partition: i32,
    pub epoch: i64,
}

/// A record as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawRecord {
    pub offset: i64,
    /// Milliseconds since 1970.
    pub timestamp_ms: Option<i64>,
    pub key: Option<Vec<u8>>,
    pub value: Option<Vec<u8>>,
    pub headers: Vec<(String, Vec<u8>)>,
}

/// Why a record cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadReason {
    /// `snake_case`, stable.
    pub code: String,
    /// For people.
    pub detail: String,
}

/// A record and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntakeRecord<T = VideoRequest> {
    pub raw: RawRecord,
    pub parsed: Result<T, DeadReason>,
}

/// What became of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BatchEntry {
    /// A job, or the job of the same request.
    Job(Admission),
    /// Kept as a dead letter.
    Dead(DeadReason),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BatchAdmission {
    /// The partition has another owner: nothing was written.
    Fenced,
    /// One entry for each record, in order.
    Admitted(Vec<BatchEntry>),
}

impl Journal {
    /// Makes the caller the partition's only writer: everybody before it is fenced.
    pub async fn take_partition(&self, topic: &str, partition: i32, owner: InstanceId) -> Result<Cursor> {
        const TAKE: &str = "insert into partition_cursor (topic, partition, epoch, owner) values ($1, $2, 1, $3)
            on conflict (topic, partition) do update set epoch = partition_cursor.epoch + 1, owner = excluded.owner,
                updated_at = now()
            returning epoch, next_offset";
        let query = sqlx::query_as(TAKE).bind(topic).bind(partition).bind(owner.uuid());
        let (epoch, next_offset) = query.fetch_one(&self.pool).await?;
        Ok(Cursor { epoch, next_offset })
    }

    /// Admits what parsed, keeps the rest (unusable or refused) as dead letters, and moves the cursor to `next_offset`;
    /// the cursor never moves back. Said again, it makes no second job and no second letter.
    pub async fn admit_batch(
        &self,
        ws: WorkspaceId,
        fence: &Fence,
        records: Vec<IntakeRecord>,
        next_offset: i64,
    ) -> Result<BatchAdmission> {
        self.gate.pass()?;
        let Some(mut batch) = self.begin_batch(ws, fence, next_offset).await? else {
            return Ok(BatchAdmission::Fenced);
        };
        lock_channels(batch.connection(), ws, &records).await?;
        let mut entries = Vec::with_capacity(records.len());
        for record in records {
            entries.push(take_in(&mut batch, ws, record).await?);
        }
        if entries.iter().any(|entry| matches!(entry, BatchEntry::Job(Admission::Created { .. }))) {
            turn::wake(batch.connection()).await?;
        }
        batch.commit().await?;
        Ok(BatchAdmission::Admitted(entries))
    }
}

/// All channels of the batch at once and sorted, so that two batches never wait for each other in a ring.
async fn lock_channels(tx: &mut PgConnection, ws: WorkspaceId, records: &[IntakeRecord]) -> Result<()> {
    const LOCK: &str = "select 1 from channel where workspace_id = $1 and channel_id = any($2)
        order by channel_id for no key update";
    let channels = |record: &IntakeRecord| Some(record.parsed.as_ref().ok()?.channel_id.to_string());
    let ids: Vec<String> = records.iter().filter_map(channels).collect();
    sqlx::query(LOCK).bind::<Uuid>(ws.uuid()).bind(ids).execute(tx).await?;
    Ok(())
}

async fn take_in(batch: &mut FencedBatch, ws: WorkspaceId, record: IntakeRecord) -> Result<BatchEntry> {
    let reason = match &record.parsed {
        Err(reason) => reason.clone(),
        Ok(request) => match admit_in(batch.connection(), ws, request).await? {
            Admission::Refused(refusal) => DeadReason { code: refusal.code().to_owned(), detail: refusal.to_string() },
            admission => return Ok(BatchEntry::Job(admission)),
        },
    };
    batch.keep_dead(&record.raw, &reason).await?;
    Ok(BatchEntry::Dead(reason))
}
