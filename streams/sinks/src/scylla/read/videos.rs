//! Days, sums and curves of videos.

use std::{collections::BTreeMap, ops::ControlFlow, sync::Arc};

use chrono::NaiveDate;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use scylla::response::PagingState;
use ytempire_domain::id::{ChannelId, WorkspaceId};

use super::{AT_ONCE, id, rows};
use crate::{
    DayRow, Days, Metric, RetentionCurve, VideoDay, VideoSpan, VideoSum,
    scylla::{
        door::Link,
        fault::Fault,
        fold::{self, Birth, Top},
        keys::{BUCKETS, bucket, month, months},
        types::{CqlCounts, CqlCurve, CqlDaySum, CqlReport, CqlVideoSum, time},
    },
};

/// Curves read at once: the first mostly counts.
const CURVES: i32 = 4;

pub(super) async fn video_days(
    link: &Arc<Link>,
    ws: WorkspaceId,
    spans: &[VideoSpan],
) -> Result<Vec<Vec<VideoDay>>, Fault> {
    // A list, because a stream that maps borrowed spans is not general enough for a boxed future.
    let mut asked = Vec::with_capacity(spans.len());
    for span in spans {
        asked.push(days_of_one(link, ws, span));
    }
    stream::iter(asked).buffered(AT_ONCE).try_collect().await
}

async fn days_of_one(link: &Arc<Link>, ws: WorkspaceId, span: &VideoSpan) -> Result<Vec<VideoDay>, Fault> {
    let VideoSpan { channel_id, video_id, days } = span;
    // '' is the channel itself.
    let months = if video_id.is_empty() { Vec::new() } else { months(*days) };
    let asked = months.into_iter().map(|month| {
        let values = (ws.uuid(), channel_id.as_str(), month, video_id.as_str(), days.from, days.to);
        rows::<(NaiveDate, CqlReport)>(link, &link.statements.days_of_video, values)
    });
    // In order: month by month, and rising within.
    let months: Vec<Vec<(NaiveDate, CqlReport)>> = stream::iter(asked).buffered(AT_ONCE).try_collect().await?;
    let day = |(day, report): (NaiveDate, CqlReport)| VideoDay {
        video_id: video_id.clone(),
        row: DayRow { day, counts: report.counts.into(), complete: report.complete },
        average_view_seconds: report.average_view_seconds,
    };
    Ok(months.into_iter().flatten().map(day).collect())
}

pub(super) async fn video_sums(
    link: &Arc<Link>,
    ws: WorkspaceId,
    channel: &ChannelId,
    days: Days,
) -> Result<Vec<VideoSum>, Fault> {
    type VideoDayRow = (String, NaiveDate, CqlCounts, bool);
    let asked = months(days).into_iter().map(|month| {
        let values = (ws.uuid(), channel.as_str(), month, days.from, days.to);
        rows::<VideoDayRow>(link, &link.statements.days_of_videos, values)
    });
    let values = (ws.uuid(), bucket(channel), channel.as_str());
    let totals = rows::<(String, String, CqlVideoSum)>(link, &link.statements.totals_of_channel, values);
    let asked = stream::iter(asked).buffer_unordered(AT_ONCE).try_collect::<Vec<_>>();
    let (parts, totals) = tokio::try_join!(asked, totals)?;
    let birth = |sum: CqlVideoSum| Birth { published_at: sum.published_at.map(time), first_day: sum.first_day };
    let births: BTreeMap<String, Birth> = totals.into_iter().map(|(_, video, sum)| (video, birth(sum))).collect();
    let row = |(video, day, counts, complete): VideoDayRow| (video, CqlDaySum { counts, complete }.of(day));
    Ok(fold::videos(channel, parts.into_iter().flatten().map(row).collect(), &births))
}

pub(super) async fn top_videos(
    link: &Arc<Link>,
    ws: WorkspaceId,
    by: Metric,
    most: u32,
) -> Result<Vec<VideoSum>, Fault> {
    let asked = (0..BUCKETS).map(|bucket| top_of_bucket(link, ws, bucket, Top::new(by, most)));
    let tops: Vec<Top> = stream::iter(asked).buffer_unordered(AT_ONCE).try_collect().await?;
    let mut top = Top::new(by, most);
    tops.into_iter().for_each(|other| top.take(other));
    Ok(top.into_sorted())
}

/// Page by page, without making anything of the many rows that are not among the greatest.
async fn top_of_bucket(link: &Arc<Link>, ws: WorkspaceId, bucket: i8, mut top: Top) -> Result<Top, Fault> {
    let mut place = PagingState::start();
    loop {
        let statement = &link.statements.totals_of_all;
        let (page, next) = link.session.execute_single_page(statement, (ws.uuid(), bucket), place).await?;
        for row in page.into_rows_result()?.rows::<(&str, &str, CqlVideoSum)>()? {
            let (channel, video, sum) = row?;
            if top.has_room_for(&sum.counts()) {
                top.add(sum.of(id(channel)?, video.to_owned()));
            }
        }
        match next.into_paging_control_flow() {
            ControlFlow::Break(()) => return Ok(top),
            ControlFlow::Continue(next) => place = next,
        }
    }
}

/// A curve counts while the report that it came with does: a newer report may have none.
pub(super) async fn retention(
    link: &Arc<Link>,
    ws: WorkspaceId,
    channel: &ChannelId,
    video: &str,
) -> Result<Option<RetentionCurve>, Fault> {
    let values = (ws.uuid(), channel.as_str(), video);
    let mut statement = link.statements.curves.clone();
    statement.set_page_size(CURVES);
    let pages = link.session.execute_iter(statement, values).await?;
    let mut curves = pages.rows_stream::<(NaiveDate, CqlCurve)>()?;
    while let Some((day, curve)) = curves.try_next().await? {
        let values = (ws.uuid(), channel.as_str(), month(day), video, day);
        let report = rows::<(Option<bool>,)>(link, &link.statements.has_curve, values).await?;
        if report.first().is_some_and(|(has_curve,)| *has_curve == Some(true)) {
            return Ok(Some(curve.of(day)));
        }
    }
    Ok(None)
}
