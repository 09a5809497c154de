//! What our own videos and channels are called and when they came out: for the analytics.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use ytempire_domain::{
    Micros,
    channel::{ChannelSettings, ChannelStatus},
    id::{ChannelId, VideoId, WorkspaceId},
    production::StepOutput,
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
    settled_micros: i64,
    output: Option<String>,
}

/// The columns of [`Row`].
macro_rules! known_columns {
    () => {
        "j.video_id, j.channel_id, j.title, j.settled_micros, r.output::text as output"
    };
}

impl TryFrom<Row> for KnownVideo {
    type Error = JournalError;

    fn try_from(row: Row) -> Result<Self> {
        let published_at = match codec::from_json_opt(row.output.as_deref())? {
            Some(StepOutput::Publish(publication)) => Some(publication.published_at),
            _ => None,
        };
        Ok(KnownVideo {
            video_id: VideoId::from_uuid(row.video_id),
            channel_id: row.channel_id.parse().map_err(JournalError::defect)?,
            title: row.title,
            published_at,
            settled: Micros(row.settled_micros),
        })
    }
}

impl Journal {
    /// Those of `ids` that are ours, sorted by id.
    pub async fn known_videos(&self, ws: WorkspaceId, ids: &[VideoId]) -> Result<Vec<KnownVideo>> {
        const KNOWN: &str = concat!(
            "select ",
            known_columns!(),
            " from job j left join step_run r on r.video_id = j.video_id and r.step = 'publish' and r.state = 'completed'
              where j.workspace_id = $1 and j.video_id = any($2) order by j.video_id"
        );
        let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
        let query = sqlx::query_as::<_, Row>(KNOWN).bind(ws.uuid()).bind(ids);
        query.fetch_all(&self.pool).await?.into_iter().map(TryInto::try_into).collect()
    }

    /// Videos that came out from `from` until before `to`, the last first; `channels` without a member: of all.
    pub async fn published(
        &self,
        ws: WorkspaceId,
        channels: &[ChannelId],
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> Result<Vec<KnownVideo>> {
        // A publication is recorded after it took place, however long after; a day is more than any two clocks differ.
        const PUBLISHED: &str = concat!(
            "select ",
            known_columns!(),
            " from step_run r join job j on j.video_id = r.video_id
              where r.workspace_id = $1 and r.step = 'publish' and r.state = 'completed' and r.finished_at >= $2 - interval '1 day'
                and (cardinality($3::text[]) = 0 or j.channel_id = any($3))"
        );
        let query = sqlx::query_as::<_, Row>(PUBLISHED).bind(ws.uuid()).bind(from).bind(names(channels));
        let rows = query.fetch_all(&self.pool).await?.into_iter().map(TryInto::try_into);
        let mut videos = rows.collect::<Result<Vec<KnownVideo>>>()?;
        videos.retain(|video| video.published_at.is_some_and(|at| from <= at && at < to));
        videos.sort_by_key(|video| std::cmp::Reverse((video.published_at, video.video_id)));
        Ok(videos)
    }

    /// The last publication of each channel that has one, sorted by channel.
    pub async fn last_published(&self, ws: WorkspaceId, channels: &[ChannelId]) -> Result<Vec<KnownVideo>> {
        const LAST: &str = concat!(
            "select distinct on (j.channel_id) ",
            known_columns!(),
            " from step_run r join job j on j.video_id = r.video_id
              where r.workspace_id = $1 and r.step = 'publish' and r.state = 'completed'
                and (cardinality($2::text[]) = 0 or j.channel_id = any($2))
              order by j.channel_id, r.finished_at desc"
        );
        let query = sqlx::query_as::<_, Row>(LAST).bind(ws.uuid()).bind(names(channels));
        query.fetch_all(&self.pool).await?.into_iter().map(TryInto::try_into).collect()
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
