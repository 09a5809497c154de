//! The one event log: written in the transaction of the effect, read by position once the relay has stamped it.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;
use ytempire_domain::{
    event::Event,
    id::{VideoId, WorkspaceId},
};

use crate::{Journal, JournalError, Result, channels::Channel, codec};

/// A stamped event.
#[derive(Clone, Debug, PartialEq)]
pub struct LoggedEvent {
    /// Gapless, rising, from 1.
    pub position: i64,
    /// Of the log that the position counts in.
    pub epoch: i64,
    /// `{epoch}-{position:010}`: the same event always has the same id.
    pub id: String,
    pub time: DateTime<Utc>,
    /// Revision of the video or channel that this event brought about; rises strictly within one subject.
    pub version: i64,
    pub workspace_id: WorkspaceId,
    pub event: Event,
}

/// What a reader of the log may still ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogBounds {
    pub epoch: i64,
    /// Lowest position that is kept; above `newest` while the log is empty.
    pub oldest: i64,
    /// Position stamped last; 0 before the first.
    pub newest: i64,
}

/// The columns of [`EventRow`].
macro_rules! event_columns {
    () => {
        "outbox.position, event_log.epoch, outbox.at, outbox.version, outbox.workspace_id, outbox.event::text as event"
    };
}
pub(crate) use event_columns;

#[derive(sqlx::FromRow)]
pub(crate) struct EventRow {
    position: i64,
    epoch: i64,
    at: DateTime<Utc>,
    version: i64,
    workspace_id: Uuid,
    event: String,
}

impl TryFrom<EventRow> for LoggedEvent {
    type Error = JournalError;

    fn try_from(row: EventRow) -> Result<Self> {
        Ok(LoggedEvent {
            position: row.position,
            epoch: row.epoch,
            id: format!("{}-{:010}", row.epoch, row.position),
            time: row.at,
            version: row.version,
            workspace_id: WorkspaceId::from_uuid(row.workspace_id),
            event: codec::from_json(&row.event)?,
        })
    }
}

impl Journal {
    /// The workspace's events after `position`, in order.
    pub async fn events_since(&self, ws: WorkspaceId, position: i64, limit: i64) -> Result<Vec<LoggedEvent>> {
        const SINCE: &str = concat!(
            "select ",
            event_columns!(),
            " from outbox, event_log where workspace_id = $1 and outbox.position > $2
              order by outbox.position limit $3"
        );
        let query = sqlx::query_as::<_, EventRow>(SINCE).bind(ws.uuid()).bind(position).bind(limit);
        query.fetch_all(&self.pool).await?.into_iter().map(TryInto::try_into).collect()
    }

    /// The first `limit` stamped events of one video, in order.
    pub async fn events_of(&self, video_id: VideoId, limit: i64) -> Result<Vec<LoggedEvent>> {
        const OF: &str = concat!(
            "select ",
            event_columns!(),
            " from outbox, event_log where video_id = $1 and outbox.position is not null
              order by outbox.position limit $2"
        );
        let query = sqlx::query_as::<_, EventRow>(OF).bind(video_id.uuid()).bind(limit);
        query.fetch_all(&self.pool).await?.into_iter().map(TryInto::try_into).collect()
    }

    /// One log serves all workspaces: the bounds are the same for each.
    pub async fn log_bounds(&self, _ws: WorkspaceId) -> Result<LogBounds> {
        let row: (i64, i64, i64) =
            sqlx::query_as("select epoch, oldest, position from event_log").fetch_one(&self.pool).await?;
        Ok(LogBounds { epoch: row.0, oldest: row.1, newest: row.2 })
    }
}

/// Raises the version of a locked job by one for each event (by one if there is none) and writes the events. Returns
/// the version reached.
pub(crate) async fn advance(tx: &mut PgConnection, video_id: Uuid, events: &[Event]) -> Result<i64> {
    const ADVANCE: &str = "with risen as (
            update job set version = version + greatest(cardinality($2::text[]), 1), updated_at = now()
            where video_id = $1 returning workspace_id, channel_id, version
        ), written as (
            insert into outbox (workspace_id, channel_id, video_id, version, event)
            select r.workspace_id, r.channel_id, $1, r.version - cardinality($2::text[]) + e.place, e.body::json
            from risen r, unnest($2::text[]) with ordinality as e (body, place) order by e.place
        )
        select version, pg_notify('ytempire', 'outbox')::text from risen";
    let bodies = events.iter().map(codec::json).collect::<Result<Vec<_>>>()?;
    let (version, _): (i64, String) = sqlx::query_as(ADVANCE).bind(video_id).bind(bodies).fetch_one(tx).await?;
    Ok(version)
}

/// Writes an event of a channel under the version that the channel has now.
pub(crate) async fn write_of_channel(tx: &mut PgConnection, channel: &Channel, event: &Event) -> Result<()> {
    const WRITE: &str = "with written as (
            insert into outbox (workspace_id, channel_id, version, event) values ($1, $2, $3, $4::json)
        )
        select pg_notify('ytempire', 'outbox')";
    sqlx::query(WRITE)
        .bind(channel.workspace_id.uuid())
        .bind(channel.id.as_str())
        .bind(channel.version)
        .bind(codec::json(event)?)
        .execute(tx)
        .await?;
    Ok(())
}
