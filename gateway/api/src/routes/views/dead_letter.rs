//! Records that could not be used.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use ytempire_journal::{DeadLetterRow, Replay};

/// How far a letter is that somebody asked to replay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReplayState {
    /// The relay will send it.
    Asked,
    /// It is on its way.
    Sending,
    /// It lies on its topic again.
    Replayed,
    /// It was not sent, or nobody knows whether it was: `detail` says which. It may be asked for again.
    Failed,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = DeadLetterReplay)]
pub struct ReplayView {
    pub state: ReplayState,
    pub asked_at: DateTime<Utc>,
    #[schema(required)]
    pub replayed_at: Option<DateTime<Utc>>,
    /// Why it failed; empty otherwise.
    pub detail: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeadLetterView {
    /// Rises with every letter.
    pub id: i64,
    pub topic: String,
    pub partition: i32,
    pub offset: i64,
    /// The record's key, where it is text.
    #[schema(required)]
    pub key: Option<String>,
    /// The start of the record's value, where it is text: at most 2,000 characters in a list, 65,536 of one letter.
    #[schema(required)]
    pub value: Option<String>,
    pub bytes: usize,
    #[schema(example = "unknown_channel")]
    pub code: String,
    pub detail: String,
    pub at: DateTime<Utc>,
    /// Null if nobody asked to replay it.
    #[schema(required)]
    pub replay: Option<ReplayView>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeadLetterPage {
    pub items: Vec<DeadLetterView>,
    #[schema(required)]
    pub next_cursor: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RecordHeader {
    pub name: String,
    /// Null where it is no text.
    #[schema(required)]
    pub value: Option<String>,
}

/// One letter with all that came with it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeadLetterDetail {
    #[serde(flatten)]
    pub letter: DeadLetterView,
    /// The record's own time.
    #[schema(required)]
    pub timestamp: Option<DateTime<Utc>>,
    pub headers: Vec<RecordHeader>,
}

/// Characters of a value that are shown in a list, and of one letter.
const SHORT: usize = 2000;
const LONG: usize = 65_536;

impl From<Replay> for ReplayView {
    fn from(replay: Replay) -> Self {
        use ytempire_journal::ReplayState as Known;
        let (state, replayed_at, detail) = match replay.state {
            Known::Asked => (ReplayState::Asked, None, String::new()),
            Known::Sending => (ReplayState::Sending, None, String::new()),
            Known::Replayed(at) => (ReplayState::Replayed, Some(at), String::new()),
            Known::Failed(detail) => (ReplayState::Failed, None, detail),
        };
        ReplayView { state, asked_at: replay.asked_at, replayed_at, detail }
    }
}

impl DeadLetterView {
    pub fn in_list(row: DeadLetterRow) -> Self {
        DeadLetterView::with(row, SHORT)
    }

    fn with(row: DeadLetterRow, shown: usize) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).ok().map(|text| text.chars().take(shown).collect());
        DeadLetterView {
            id: row.id,
            topic: row.topic,
            partition: row.partition,
            offset: row.raw.offset,
            key: row.raw.key.and_then(text),
            bytes: row.raw.value.as_ref().map_or(0, Vec::len),
            value: row.raw.value.and_then(text),
            code: row.reason.code,
            detail: row.reason.detail,
            at: row.at,
            replay: row.replay.map(ReplayView::from),
        }
    }
}

impl From<DeadLetterRow> for DeadLetterDetail {
    fn from(mut row: DeadLetterRow) -> Self {
        let header = |(name, value)| RecordHeader { name, value: String::from_utf8(value).ok() };
        let headers = std::mem::take(&mut row.raw.headers).into_iter().map(header).collect();
        let timestamp = row.raw.timestamp_ms.and_then(DateTime::from_timestamp_millis);
        DeadLetterDetail { letter: DeadLetterView::with(row, LONG), timestamp, headers }
    }
}
