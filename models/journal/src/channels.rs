//! Channels: made, read, changed under their version, archived.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;
use ytempire_domain::{
    channel::{ChannelSettings, ChannelStatus},
    event::Event,
    id::{ChannelId, WorkspaceId},
};

use crate::{Journal, JournalError, Page, PageRequest, Result, codec, outbox, turn, undone::undone};

#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    pub id: ChannelId,
    pub workspace_id: WorkspaceId,
    pub settings: ChannelSettings,
    pub status: ChannelStatus,
    /// Rises with every change by a person.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// `channel_seq` of the request admitted last; 0 before the first.
    pub last_seq: i64,
}

/// What became of a change that named the version it was made from.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "one value per call, never kept in numbers")]
pub enum Update {
    Updated(Channel),
    /// Somebody else was faster: this is the version now.
    Stale(i64),
    Missing,
}

macro_rules! channel_columns {
    () => {
        "workspace_id, channel_id, settings::text as settings, status, version, created_at, updated_at, last_seq"
    };
}

#[derive(sqlx::FromRow)]
struct ChannelRow {
    workspace_id: Uuid,
    channel_id: String,
    settings: String,
    status: String,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    last_seq: i64,
}

impl TryFrom<ChannelRow> for Channel {
    type Error = JournalError;

    fn try_from(row: ChannelRow) -> Result<Self> {
        Ok(Channel {
            id: row.channel_id.parse().map_err(JournalError::defect)?,
            workspace_id: WorkspaceId::from_uuid(row.workspace_id),
            settings: codec::from_json(&row.settings)?,
            status: codec::named(&row.status)?,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            last_seq: row.last_seq,
        })
    }
}

impl Journal {
    /// What the channels that are there are about, each once, by name.
    pub async fn channel_niches(&self, ws: WorkspaceId, limit: i64) -> Result<Vec<String>> {
        const NICHES: &str = "select distinct settings ->> 'niche' as niche from channel
            where workspace_id = $1 and status <> 'archived' and settings ->> 'niche' <> '' order by niche limit $2";
        Ok(sqlx::query_scalar(NICHES).bind(ws.uuid()).bind(limit).fetch_all(&self.pool).await?)
    }

    /// `None`: a channel of that id exists. Without an id it gets one of its own.
    pub async fn create_channel(
        &self,
        ws: WorkspaceId,
        id: Option<ChannelId>,
        settings: ChannelSettings,
    ) -> Result<Option<Channel>> {
        const CREATE: &str = concat!(
            "insert into channel (workspace_id, channel_id, settings) values ($1, $2, $3::json)
             on conflict do nothing returning ",
            channel_columns!()
        );
        let id = id.unwrap_or_else(ChannelId::generate);
        let mut tx = self.pool.begin().await?;
        let query = sqlx::query_as::<_, ChannelRow>(CREATE).bind(ws.uuid()).bind(id.as_str());
        let Some(row) = query.bind(codec::json(&settings)?).fetch_optional(&mut *tx).await? else {
            return undone(tx, None).await;
        };
        let channel = Channel::try_from(row)?;
        outbox::write_of_channel(&mut tx, &channel, &changed(&channel)).await?;
        tx.commit().await?;
        Ok(Some(channel))
    }

    pub async fn channel(&self, ws: WorkspaceId, id: &ChannelId) -> Result<Option<Channel>> {
        const ONE: &str =
            concat!("select ", channel_columns!(), " from channel where workspace_id = $1 and channel_id = $2");
        let query = sqlx::query_as::<_, ChannelRow>(ONE).bind(ws.uuid()).bind(id.as_str());
        query.fetch_optional(&self.pool).await?.map(TryInto::try_into).transpose()
    }

    /// By id; archived ones are left out.
    pub async fn channels(&self, ws: WorkspaceId, page: PageRequest) -> Result<Page<Channel>> {
        const LIST: &str = concat!(
            "select ",
            channel_columns!(),
            " from channel where workspace_id = $1 and status <> 'archived' and ($2::text is null or channel_id > $2)
              order by channel_id limit $3"
        );
        let after = page.after.as_deref().map(codec::clean);
        let query = sqlx::query_as::<_, ChannelRow>(LIST).bind(ws.uuid()).bind(after).bind(page.fetch());
        let rows = query.fetch_all(&self.pool).await?;
        let items = rows.into_iter().map(TryInto::try_into).collect::<Result<Vec<Channel>>>()?;
        Ok(Page::cut(items, &page, |channel| channel.id.to_string()))
    }

    pub async fn update_channel(
        &self,
        ws: WorkspaceId,
        id: &ChannelId,
        settings: ChannelSettings,
        status: ChannelStatus,
        expected_version: i64,
    ) -> Result<Update> {
        const UPDATE: &str = concat!(
            "update channel set settings = $3::json, status = $4, version = version + 1, updated_at = now()
             where workspace_id = $1 and channel_id = $2 returning ",
            channel_columns!()
        );
        let mut tx = self.pool.begin().await?;
        if let Some(refused) = lock_version(&mut tx, ws, id, expected_version).await? {
            return undone(tx, refused).await;
        }
        let query = sqlx::query_as::<_, ChannelRow>(UPDATE).bind(ws.uuid()).bind(id.as_str());
        let query = query.bind(codec::json(&settings)?).bind(codec::name_of(&status)?);
        let channel = Channel::try_from(query.fetch_one(&mut *tx).await?)?;
        outbox::write_of_channel(&mut tx, &channel, &changed(&channel)).await?;
        turn::wake(&mut tx).await?;
        tx.commit().await?;
        Ok(Update::Updated(channel))
    }

    /// Archives it: history stays, requests are refused. Its unfinished jobs are asked to cancel; a claim carries that
    /// out. A job that publishes may be out already and ends by itself.
    pub async fn delete_channel(&self, ws: WorkspaceId, id: &ChannelId, expected_version: i64) -> Result<Update> {
        const ARCHIVE: &str = concat!(
            "update channel set status = 'archived', version = version + 1, updated_at = now()
             where workspace_id = $1 and channel_id = $2 returning ",
            channel_columns!()
        );
        const CANCEL: &str =
            "update job set control = 'cancel', due_at = coalesce(due_at, now()), version = version + 1
            where workspace_id = $1 and channel_id = $2 and status in ('queued', 'running', 'paused', 'in_review')
            returning pg_notify('ytempire', 'control:' || video_id)";
        let mut tx = self.pool.begin().await?;
        if let Some(refused) = lock_version(&mut tx, ws, id, expected_version).await? {
            return undone(tx, refused).await;
        }
        let query = sqlx::query_as::<_, ChannelRow>(ARCHIVE).bind(ws.uuid()).bind(id.as_str());
        let channel = Channel::try_from(query.fetch_one(&mut *tx).await?)?;
        sqlx::query(CANCEL).bind(ws.uuid()).bind(id.as_str()).execute(&mut *tx).await?;
        turn::pass(&mut tx, &[ws.uuid()], &[id.to_string()]).await?;
        outbox::write_of_channel(&mut tx, &channel, &Event::ChannelDeleted { channel_id: id.clone() }).await?;
        turn::wake(&mut tx).await?;
        tx.commit().await?;
        Ok(Update::Updated(channel))
    }
}

/// Locks the channel; `Some` is the refusal if it is not the version that the caller saw.
async fn lock_version(tx: &mut PgConnection, ws: WorkspaceId, id: &ChannelId, expected: i64) -> Result<Option<Update>> {
    const LOCK: &str = "select version from channel where workspace_id = $1 and channel_id = $2 for no key update";
    let version: Option<i64> = sqlx::query_scalar(LOCK).bind(ws.uuid()).bind(id.as_str()).fetch_optional(tx).await?;
    Ok(match version {
        None => Some(Update::Missing),
        Some(version) if version != expected => Some(Update::Stale(version)),
        Some(_) => None,
    })
}

fn changed(channel: &Channel) -> Event {
    Event::ChannelChanged {
        channel_id: channel.id.clone(),
        name: channel.settings.name.clone(),
        status: channel.status,
    }
}
