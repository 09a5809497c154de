//! What is read back: from the sums wherever they will do, else from one channel's rows.

mod channels;
pub(super) mod videos;

use futures_util::future::BoxFuture;
use sqlx::{Row as _, postgres::PgRow};
use ytempire_domain::id::{ChannelId, WorkspaceId};

use crate::{
    ChannelDay, ChannelSum, Counts, DayRow, Days, Metric, Reads, Result, RetentionCurve, VideoDay, VideoSpan, VideoSum,
    postgres::PostgresSink,
};

impl Reads for PostgresSink {
    fn days<'a>(
        &'a self,
        ws: WorkspaceId,
        channels: &'a [ChannelId],
        days: Days,
    ) -> BoxFuture<'a, Result<Vec<DayRow>>> {
        Box::pin(channels::days(self.pool(), ws, channels, days))
    }

    fn channel_days<'a>(
        &'a self,
        ws: WorkspaceId,
        channels: &'a [ChannelId],
        days: Days,
    ) -> BoxFuture<'a, Result<Vec<ChannelDay>>> {
        Box::pin(channels::channel_days(self.pool(), ws, channels, days))
    }

    fn channel_sums<'a>(
        &'a self,
        ws: WorkspaceId,
        channels: &'a [ChannelId],
        days: Days,
    ) -> BoxFuture<'a, Result<Vec<ChannelSum>>> {
        Box::pin(channels::channel_sums(self.pool(), ws, channels, days))
    }

    fn video_days<'a>(&'a self, ws: WorkspaceId, spans: &'a [VideoSpan]) -> BoxFuture<'a, Result<Vec<Vec<VideoDay>>>> {
        Box::pin(videos::video_days(self.pool(), ws, spans))
    }

    fn video_sums<'a>(
        &'a self,
        ws: WorkspaceId,
        channel: &'a ChannelId,
        days: Days,
    ) -> BoxFuture<'a, Result<Vec<VideoSum>>> {
        Box::pin(videos::video_sums(self.pool(), ws, channel, days))
    }

    fn top_videos(&self, ws: WorkspaceId, by: Metric, most: u32) -> BoxFuture<'_, Result<Vec<VideoSum>>> {
        Box::pin(videos::top_videos(self.pool(), ws, by, most))
    }

    fn retention<'a>(
        &'a self,
        ws: WorkspaceId,
        channel: &'a ChannelId,
        video: &'a str,
    ) -> BoxFuture<'a, Result<Option<RetentionCurve>>> {
        Box::pin(videos::retention(self.pool(), ws, channel, video))
    }
}

/// The metrics of a row that begins with a column for each, in their order: by name each would be looked up for every row.
pub(super) fn counts(row: &PgRow) -> Result<Counts> {
    let mut counts = Counts::default();
    for (place, metric) in Metric::ALL.into_iter().enumerate() {
        counts.set(metric, row.try_get(place)?);
    }
    Ok(counts)
}

/// Of a row with its metrics, then its day and whether that is complete.
pub(super) fn day_row(row: &PgRow) -> Result<DayRow> {
    const DAY: usize = Metric::ALL.len();
    Ok(DayRow { counts: counts(row)?, day: row.try_get(DAY)?, complete: row.try_get(DAY + 1)? })
}
