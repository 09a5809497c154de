//! The one door to what is kept: the read copy where it answers, else PostgreSQL.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use ytempire_domain::id::{ChannelId, WorkspaceId};

use crate::{
    ChannelDay, ChannelSum, DayRow, Days, Metric, Result, RetentionCurve, SinkError, VideoDay, VideoSpan, VideoSum,
};

/// Which store answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    Postgres,
    Scylla,
}

/// What every store answers in the same way; `channels` without a member means all.
pub trait Reads: Send + Sync {
    /// Summed over the channels, rising by day; a day without a report is left out.
    fn days<'a>(&'a self, ws: WorkspaceId, channels: &'a [ChannelId], days: Days)
    -> BoxFuture<'a, Result<Vec<DayRow>>>;

    /// Sorted by channel, then day.
    fn channel_days<'a>(
        &'a self,
        ws: WorkspaceId,
        channels: &'a [ChannelId],
        days: Days,
    ) -> BoxFuture<'a, Result<Vec<ChannelDay>>>;

    /// Sorted by channel.
    fn channel_sums<'a>(
        &'a self,
        ws: WorkspaceId,
        channels: &'a [ChannelId],
        days: Days,
    ) -> BoxFuture<'a, Result<Vec<ChannelSum>>>;

    /// For each span, in their order, its days that were reported, rising.
    fn video_days<'a>(&'a self, ws: WorkspaceId, spans: &'a [VideoSpan]) -> BoxFuture<'a, Result<Vec<Vec<VideoDay>>>>;

    /// The videos of one channel in a range, sorted by id.
    fn video_sums<'a>(
        &'a self,
        ws: WorkspaceId,
        channel: &'a ChannelId,
        days: Days,
    ) -> BoxFuture<'a, Result<Vec<VideoSum>>>;

    /// The greatest of the whole workspace since they were published, at most 1,000.
    fn top_videos(&self, ws: WorkspaceId, by: Metric, most: u32) -> BoxFuture<'_, Result<Vec<VideoSum>>>;

    /// The newest curve of a video.
    fn retention<'a>(
        &'a self,
        ws: WorkspaceId,
        channel: &'a ChannelId,
        video: &'a str,
    ) -> BoxFuture<'a, Result<Option<RetentionCurve>>>;
}

/// An answer, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read<T> {
    pub data: T,
    pub store: Store,
    /// Why the read copy was not used where there is one.
    pub fallback: Option<String>,
}

/// Both stores behind one door.
#[derive(Clone)]
pub struct Analytics {
    postgres: Arc<dyn Reads>,
    copy: Option<Arc<dyn Reads>>,
}

impl Analytics {
    pub fn new(postgres: Arc<dyn Reads>, copy: Option<Arc<dyn Reads>>) -> Self {
        Analytics { postgres, copy }
    }

    /// Asks the read copy, and PostgreSQL where there is none or it does not answer.
    ///
    /// # Errors
    /// What PostgreSQL says.
    pub async fn read<'a, T>(&'a self, ask: impl Fn(&'a dyn Reads) -> BoxFuture<'a, Result<T>>) -> Result<Read<T>> {
        let fallback = match &self.copy {
            None => None,
            Some(copy) => match ask(copy.as_ref()).await {
                Ok(data) => return Ok(Read { data, store: Store::Scylla, fallback: None }),
                Err(error) => Some(said(&error)),
            },
        };
        let data = ask(self.postgres.as_ref()).await?;
        Ok(Read { data, store: Store::Postgres, fallback })
    }
}

fn said(error: &SinkError) -> String {
    tracing::warn!(error = error as &dyn std::error::Error, "the read copy does not answer");
    format!("the read copy does not answer: {error}")
}
