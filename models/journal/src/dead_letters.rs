//! Records that could not be used: kept once, with their reason.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use ytempire_domain::id::WorkspaceId;

use crate::{DeadReason, Journal, JournalError, Page, PageRequest, RawRecord, Result, codec};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLetterRow {
    /// Rises with every letter.
    pub id: i64,
    pub topic: String,
    pub partition: i32,
    pub raw: RawRecord,
    pub reason: DeadReason,
    pub at: DateTime<Utc>,
}

/// The columns of [`LetterRow`].
macro_rules! letter_columns {
    () => {
        "dead_letter_id, topic, partition, record_offset, timestamp_ms, key, value, headers::text as headers, code, \
         detail, at"
    };
}
pub(crate) use letter_columns;

#[derive(sqlx::FromRow)]
pub(crate) struct LetterRow {
    dead_letter_id: i64,
    topic: String,
    partition: i32,
    record_offset: i64,
    timestamp_ms: Option<i64>,
    key: Option<Vec<u8>>,
    value: Option<Vec<u8>>,
    headers: String,
    code: String,
    detail: String,
    at: DateTime<Utc>,
}

impl TryFrom<LetterRow> for DeadLetterRow {
    type Error = JournalError;

    fn try_from(row: LetterRow) -> Result<Self> {
        Ok(DeadLetterRow {
            id: row.dead_letter_id,
            topic: row.topic,
            partition: row.partition,
            raw: RawRecord {
                offset: row.record_offset,
                timestamp_ms: row.timestamp_ms,
                key: row.key,
                value: row.value,
                headers: codec::from_json(&row.headers)?,
            },
            reason: DeadReason { code: row.code, detail: row.detail },
            at: row.at,
        })
    }
}

impl Journal {
    /// Newest first.
    pub async fn dead_letters(&self, ws: WorkspaceId, page: PageRequest) -> Result<Page<DeadLetterRow>> {
        const LIST: &str = concat!(
            "select ",
            letter_columns!(),
            " from dead_letter where workspace_id = $1 and ($2::bigint is null or dead_letter_id < $2)
              order by dead_letter_id desc limit $3"
        );
        let Ok(after) = page.after.as_deref().map(str::parse::<i64>).transpose() else {
            return Ok(Page::empty());
        };
        let query = sqlx::query_as::<_, LetterRow>(LIST).bind(ws.uuid()).bind(after).bind(page.fetch());
        let rows = query.fetch_all(&self.pool).await?;
        let items = rows.into_iter().map(TryInto::try_into).collect::<Result<Vec<DeadLetterRow>>>()?;
        Ok(Page::cut(items, &page, |letter| letter.id.to_string()))
    }
}

/// Where a record came from.
pub(crate) struct Origin<'a> {
    pub workspace: WorkspaceId,
    pub topic: &'a str,
    pub partition: i32,
}

/// Once per (topic, partition, offset).
pub(crate) async fn keep(
    tx: &mut PgConnection,
    origin: Origin<'_>,
    raw: &RawRecord,
    reason: &DeadReason,
) -> Result<()> {
    const KEEP: &str = "with kept as (
            insert into dead_letter (workspace_id, topic, partition, record_offset, timestamp_ms, key, value, headers,
                code, detail)
            values ($1, $2, $3, $4, $5, $6, $7, $8::json, $9, $10) on conflict do nothing
        )
        select pg_notify('ytempire', 'outbox')";
    sqlx::query(KEEP)
        .bind(origin.workspace.uuid())
        .bind(origin.topic)
        .bind(origin.partition)
        .bind(raw.offset)
        .bind(raw.timestamp_ms)
        .bind(&raw.key)
        .bind(&raw.value)
        .bind(codec::json(&raw.headers)?)
        .bind(codec::clean(&reason.code))
        .bind(codec::clean(&reason.detail))
        .execute(tx)
        .await?;
    Ok(())
}
