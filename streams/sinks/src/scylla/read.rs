//! The answers of the copy: those of PostgreSQL, or none.

mod channels;
mod videos;

use std::{collections::BTreeSet, sync::Arc};

use futures_util::{TryStreamExt as _, future::BoxFuture};
use scylla::{deserialize::row::DeserializeRow, serialize::row::SerializeRow, statement::prepared::PreparedStatement};
use ytempire_domain::id::{ChannelId, WorkspaceId};

use crate::{
    ChannelDay, ChannelSum, DayRow, Days, Metric, Reads, Result, RetentionCurve, SinkError, VideoDay, VideoSpan,
    VideoSum,
    scylla::{ScyllaSink, door::Link, fault::Fault, fold, round::standing},
};

/// Partitions asked at once for one answer.
const AT_ONCE: usize = 16;
/// Beyond so many channels all are read and the others left out.
const FEW: usize = 32;

impl Reads for ScyllaSink {
    fn days<'a>(
        &'a self,
        ws: WorkspaceId,
        channels: &'a [ChannelId],
        days: Days,
    ) -> BoxFuture<'a, Result<Vec<DayRow>>> {
        Box::pin(async move { Ok(fold::days(self.days_of(ws, channels, days).await?)) })
    }

    fn channel_days<'a>(
        &'a self,
        ws: WorkspaceId,
        channels: &'a [ChannelId],
        days: Days,
    ) -> BoxFuture<'a, Result<Vec<ChannelDay>>> {
        Box::pin(async move { Ok(ChannelDay::sorted(self.days_of(ws, channels, days).await?)) })
    }

    fn channel_sums<'a>(
        &'a self,
        ws: WorkspaceId,
        channels: &'a [ChannelId],
        days: Days,
    ) -> BoxFuture<'a, Result<Vec<ChannelSum>>> {
        Box::pin(async move { Ok(fold::channels(self.days_of(ws, channels, days).await?)) })
    }

    fn video_days<'a>(&'a self, ws: WorkspaceId, spans: &'a [VideoSpan]) -> BoxFuture<'a, Result<Vec<Vec<VideoDay>>>> {
        Box::pin(self.read(move |link| async move { videos::video_days(&link, ws, spans).await }))
    }

    fn video_sums<'a>(
        &'a self,
        ws: WorkspaceId,
        channel: &'a ChannelId,
        days: Days,
    ) -> BoxFuture<'a, Result<Vec<VideoSum>>> {
        Box::pin(self.read(move |link| async move { videos::video_sums(&link, ws, channel, days).await }))
    }

    fn top_videos(&self, ws: WorkspaceId, by: Metric, most: u32) -> BoxFuture<'_, Result<Vec<VideoSum>>> {
        Box::pin(self.read(move |link| async move { videos::top_videos(&link, ws, by, most).await }))
    }

    fn retention<'a>(
        &'a self,
        ws: WorkspaceId,
        channel: &'a ChannelId,
        video: &'a str,
    ) -> BoxFuture<'a, Result<Option<RetentionCurve>>> {
        Box::pin(self.read(move |link| async move { videos::retention(&link, ws, channel, video).await }))
    }
}

impl ScyllaSink {
    /// In no order.
    async fn days_of(&self, ws: WorkspaceId, channels: &[ChannelId], days: Days) -> Result<Vec<ChannelDay>> {
        let named: BTreeSet<&ChannelId> = channels.iter().collect();
        if (1..=FEW).contains(&named.len()) {
            return self.read(move |link| async move { channels::days_of_few(&link, ws, &named, days).await }).await;
        }
        let mut rows = self.read(move |link| async move { channels::days_of_all(&link, ws, days).await }).await?;
        rows.retain(|row| named.is_empty() || named.contains(&row.channel_id));
        Ok(rows)
    }

    /// Runs a read, and says that the copy is away where its answer would not be PostgreSQL's.
    async fn read<T, F>(&self, work: impl FnOnce(Arc<Link>) -> F + Send) -> Result<T>
    where
        T: Send,
        F: Future<Output = Result<T, Fault>> + Send,
    {
        let link = self.door.link_at_once().await?;
        let both = tokio::try_join!(standing(&link), work(link.clone()));
        let (standing, answer) = both.map_err(|fault| self.door.failed(fault))?;
        standing.trouble().map_or(Ok(answer), |why| Err(SinkError::Unavailable(why.into())))
    }
}

/// All rows of one partition, page by page.
pub(super) async fn rows<R>(
    link: &Link,
    statement: &PreparedStatement,
    values: impl SerializeRow,
) -> Result<Vec<R>, Fault>
where
    R: for<'frame, 'metadata> DeserializeRow<'frame, 'metadata> + Send + 'static,
{
    let pages = link.session.execute_iter(statement.clone(), values).await?;
    Ok(pages.rows_stream::<R>()?.try_collect().await?)
}

/// An id that we wrote.
pub(super) fn id(channel: &str) -> Result<ChannelId, Fault> {
    channel.parse().map_err(Fault::defect)
}
