//! What our own videos and channels are called and when they came out: for the analytics.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;
use ytempire_domain::{
    Micros,
    channel::{ChannelSettings, ChannelStatus},
    id::{ChannelId, VideoId, WorkspaceId},
};

use crate::{Journal, JournalError, Result, codec};

/// A video of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownVideo {
    pub video_id: VideoId,
    pub channel_id: ChannelId,
    /// Once the script is written.
    pub title: Option<String>,
    /// Once it is out.
    pub published_at: Option<DateTime<Utc>>,
    /// Charged for it since its beginning.
    pub settled: Micros,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelName {
    pub id: ChannelId,
    pub name: String,
    pub status: ChannelStatus,
}

#[derive(sqlx::FromRow)]
struct Row {
    video_id: Uuid,
    channel_id: String,
    title: Option<String>,
    published_at: Option<DateTime<Utc>>,
    settled_micros: i64,
}

/// The columns of [`Row`].
macro_rules! known_columns {
    () => {
        "video_id, channel_id, title, published_at, settled_micros"
    };
}

impl TryFrom<Row> for KnownVideo {
    type Error = JournalError;

    fn try_from(row: Row) -> Result<Self> {
        Ok(KnownVideo {
            video_id: VideoId::from_uuid(row.video_id),
            channel_id: row.channel_id.parse().map_err(JournalError::defect)?,
            title: row.title,
            published_at: row.published_at,
            settled: Micros(row.settled_micros),
        })
    }
}

/// What publications are counted apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishedBy {
    /// Day of the platform, which cuts its days in Los Angeles.
    Day,
    Channel,
}

/// How many came out; what they are not counted apart by is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publications {
    pub day: Option<NaiveDate>,
    pub channel_id: Option<ChannelId>,
    /// At least one.
    pub videos: i64,
}

impl Journal {
    /// Those of `ids` that are ours, sorted by id.
    pub async fn known_videos(&self, ws: WorkspaceId, ids: &[VideoId]) -> Result<Vec<KnownVideo>> {
        const KNOWN: &str = concat!(
            "select ",
            known_columns!(),
            " from job where workspace_id = $1 and video_id = any($2) order by video_id"
        );
        let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
        let query = sqlx::query_as::<_, Row>(KNOWN).bind(ws.uuid()).bind(ids);
        query.fetch_all(&self.pool).await?.into_iter().map(TryInto::try_into).collect()
    }

    /// Videos that came out from `from` until before `to`, the last first, `most` of them; `channels` without a member:
    /// of all.
    pub async fn published(
        &self,
        ws: WorkspaceId,
        channels: &[ChannelId],
        (from, to): (DateTime<Utc>, DateTime<Utc>),
        most: u32,
    ) -> Result<Vec<KnownVideo>> {
        const PUBLISHED: &str = concat!(
            "select ",
            known_columns!(),
            " from job where workspace_id = $1 and published_at >= $2 and published_at < $3
                and (cardinality($4::text[]) = 0 or channel_id = any($4))
              order by published_at desc, video_id desc limit $5"
        );
        let query = sqlx::query_as::<_, Row>(PUBLISHED).bind(ws.uuid()).bind(from).bind(to).bind(names(channels));
        query.bind(i64::from(most)).fetch_all(&self.pool).await?.into_iter().map(TryInto::try_into).collect()
    }

    /// How many videos came out from `from` until before `to`, sorted by what they are counted apart by; `channels`
    /// without a member: of all. `by` without a member: one count, or none where nothing came out.
    pub async fn publications(
        &self,
        ws: WorkspaceId,
        channels: &[ChannelId],
        (from, to): (DateTime<Utc>, DateTime<Utc>),
        by: &[PublishedBy],
    ) -> Result<Vec<Publications>> {
        const COUNT: &str =
            "select case when $5 then (published_at at time zone 'America/Los_Angeles')::date end as day,
                case when $6 then channel_id end as channel_id, count(*) as videos
            from job where workspace_id = $1 and published_at >= $2 and published_at < $3
                and (cardinality($4::text[]) = 0 or channel_id = any($4))
            group by 1, 2 order by 1, 2";
        let query = sqlx::query_as(COUNT).bind(ws.uuid()).bind(from).bind(to).bind(names(channels));
        let query = [PublishedBy::Day, PublishedBy::Channel]
            .into_iter()
            .fold(query, |query, one| query.bind(by.contains(&one)));
        let rows: Vec<(Option<NaiveDate>, Option<String>, i64)> = query.fetch_all(&self.pool).await?;
        let count = |(day, channel, videos): (_, Option<String>, _)| {
            let channel_id = channel.map(|id| id.parse().map_err(JournalError::defect)).transpose()?;
            Ok(Publications { day, channel_id, videos })
        };
        rows.into_iter().map(count).collect()
    }

    /// When the last video of each channel came out, of those that have one, sorted by channel; `channels` without a
    /// member: of all.
    pub async fn last_published(
        &self,
        ws: WorkspaceId,
        channels: &[ChannelId],
    ) -> Result<Vec<(ChannelId, DateTime<Utc>)>> {
        const LAST: &str = "select c.channel_id, last.at
            from channel c, lateral (select max(published_at) as at from job j
                where j.workspace_id = c.workspace_id and j.channel_id = c.channel_id and j.published_at is not null) last
            where c.workspace_id = $1 and (cardinality($2::text[]) = 0 or c.channel_id = any($2)) and last.at is not null
            order by c.channel_id";
        let query = sqlx::query_as(LAST).bind(ws.uuid()).bind(names(channels));
        let rows: Vec<(String, DateTime<Utc>)> = query.fetch_all(&self.pool).await?;
        rows.into_iter().map(|(id, at)| Ok((id.parse().map_err(JournalError::defect)?, at))).collect()
    }

    /// Of every channel, archived ones too, sorted by id.
    pub async fn channel_names(&self, ws: WorkspaceId) -> Result<Vec<ChannelName>> {
        const NAMES: &str =
            "select channel_id, settings::text, status from channel where workspace_id = $1 order by channel_id";
        let rows: Vec<(String, String, String)> = sqlx::query_as(NAMES).bind(ws.uuid()).fetch_all(&self.pool).await?;
        let name = |(id, settings, status): (String, String, String)| {
            Ok(ChannelName {
                id: id.parse().map_err(JournalError::defect)?,
                name: codec::from_json::<ChannelSettings>(&settings)?.name,
                status: codec::named(&status)?,
            })
        };
        rows.into_iter().map(name).collect()
    }
}

fn names(channels: &[ChannelId]) -> Vec<&str> {
    channels.iter().map(ChannelId::as_str).collect()
}
