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
    /// `None`: nobody asked for it.
    pub replay: Option<Replay>,
}

/// What became of the last wish to send a letter's record to its topic again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    pub asked_at: DateTime<Utc>,
    pub state: ReplayState,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplayState {
    /// The relay will send it.
    Asked,
    /// The relay is about to send it, or has done so.
    Sending,
    /// It lies on its topic since then.
    Replayed(DateTime<Utc>),
    /// It was not sent, or nobody knows whether it was; for people.
    Failed(String),
}

/// Which letters a list holds; what is empty keeps everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LetterFilter {
    pub topic: Option<String>,
    /// Of the reason.
    pub code: Option<String>,
}

/// What became of asking for a replay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplayAsk {
    /// It was asked for, now or by an earlier call that the relay has not come to yet.
    Asked(Box<DeadLetterRow>),
    /// The record has no value, and such a record says nothing to anybody.
    NoValue,
    Missing,
}

/// The columns of [`LetterRow`].
macro_rules! letter_columns {
    () => {
        "dead_letter_id, topic, partition, record_offset, timestamp_ms, key, value, headers::text as headers, code, \
         detail, at, replay_asked_at, replay_began_at, replayed_at, replay_error"
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
    replay_asked_at: Option<DateTime<Utc>>,
    replay_began_at: Option<DateTime<Utc>>,
    replayed_at: Option<DateTime<Utc>>,
    replay_error: Option<String>,
}

impl LetterRow {
    fn replay(&mut self) -> Option<Replay> {
        let state = match (self.replay_error.take(), self.replayed_at, self.replay_began_at) {
            (Some(error), ..) => ReplayState::Failed(error),
            (None, Some(at), _) => ReplayState::Replayed(at),
            (None, None, Some(_)) => ReplayState::Sending,
            (None, None, None) => ReplayState::Asked,
        };
        Some(Replay { asked_at: self.replay_asked_at?, state })
    }
}

impl TryFrom<LetterRow> for DeadLetterRow {
    type Error = JournalError;

    fn try_from(mut row: LetterRow) -> Result<Self> {
        let replay = row.replay();
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
            replay,
        })
    }
}

impl Journal {
    /// Newest first.
    pub async fn dead_letters(&self, ws: WorkspaceId, page: PageRequest) -> Result<Page<DeadLetterRow>> {
        self.find_dead_letters(ws, &LetterFilter::default(), page).await
    }

    /// Those of the filter, newest first.
    pub async fn find_dead_letters(
        &self,
        ws: WorkspaceId,
        filter: &LetterFilter,
        page: PageRequest,
    ) -> Result<Page<DeadLetterRow>> {
        const LIST: &str = concat!(
            "select ",
            letter_columns!(),
            " from dead_letter where workspace_id = $1 and ($2::bigint is null or dead_letter_id < $2)
                and ($3::text is null or topic = $3) and ($4::text is null or code = $4)
              order by dead_letter_id desc limit $5"
        );
        let Ok(after) = page.after.as_deref().map(str::parse::<i64>).transpose() else {
            return Ok(Page::empty());
        };
        let text = |text: &Option<String>| text.as_deref().map(|text| codec::clean(text).into_owned());
        let query = sqlx::query_as::<_, LetterRow>(LIST).bind(ws.uuid()).bind(after);
        let query = query.bind(text(&filter.topic)).bind(text(&filter.code)).bind(page.fetch());
        let rows = query.fetch_all(&self.pool).await?;
        let items = rows.into_iter().map(TryInto::try_into).collect::<Result<Vec<DeadLetterRow>>>()?;
        Ok(Page::cut(items, &page, |letter| letter.id.to_string()))
    }

    pub async fn dead_letter(&self, ws: WorkspaceId, id: i64) -> Result<Option<DeadLetterRow>> {
        const ONE: &str =
            concat!("select ", letter_columns!(), " from dead_letter where workspace_id = $1 and dead_letter_id = $2");
        let row: Option<LetterRow> = sqlx::query_as(ONE).bind(ws.uuid()).bind(id).fetch_optional(&self.pool).await?;
        row.map(TryInto::try_into).transpose()
    }

    /// Asks the relay to send the record to its topic again. What was asked for and not sent yet is not asked for
    /// twice; what was sent, or failed, is asked for anew.
    pub async fn ask_replay(&self, ws: WorkspaceId, id: i64) -> Result<ReplayAsk> {
        const ASK: &str = "update dead_letter
            set replay_asked_at = now(), replay_began_at = null, replayed_at = null, replay_error = null
            where workspace_id = $1 and dead_letter_id = $2 and value is not null
                and (replay_asked_at is null or replayed_at is not null or replay_error is not null)
            returning pg_notify('ytempire', 'outbox')::text";
        sqlx::query(ASK).bind(ws.uuid()).bind(id).execute(&self.pool).await?;
        Ok(match self.dead_letter(ws, id).await? {
            None => ReplayAsk::Missing,
            Some(letter) if letter.raw.value.is_none() => ReplayAsk::NoValue,
            Some(letter) => ReplayAsk::Asked(Box::new(letter)),
        })
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
