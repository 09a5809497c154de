//! Days, sums and curves of videos.

use std::sync::LazyLock;

use chrono::NaiveDate;
use sqlx::{AssertSqlSafe, PgPool, Row as _, postgres::PgRow};
use ytempire_domain::id::{ChannelId, WorkspaceId};

use super::{
    super::{channel_id, points},
    counts, day_row,
};
use crate::{
    Days, Metric, Result, RetentionCurve, VideoDay, VideoSpan, VideoSum,
    postgres::columns::{each, known, names},
};

/// Most videos of one answer.
const MOST: u32 = 1_000;

pub(super) async fn video_days(pool: &PgPool, ws: WorkspaceId, spans: &[VideoSpan]) -> Result<Vec<Vec<VideoDay>>> {
    // Day by day, each by its whole key: a channel's days lie one behind the other with all its videos in each.
    static DAYS: LazyLock<String> = LazyLock::new(|| {
        format!(
            "select m.*, asked.place from unnest($2::text[], $3::text[], $4::date[], $5::date[]) with ordinality
                as asked (channel_id, video_id, first, last, place),
            generate_series(asked.first::timestamp, asked.last::timestamp, interval '1 day') as span (at),
            lateral (select {}, day, complete, average_view_seconds from metric_day
                where workspace_id = $1 and channel_id = asked.channel_id and day = span.at::date
                    and video_id = asked.video_id and video_id <> '' limit 1) m
            order by asked.place, m.day",
            names("")
        )
    });
    let column = |of: fn(&VideoSpan) -> &str| spans.iter().map(of).collect::<Vec<_>>();
    let query = sqlx::query(DAYS.as_str()).bind(ws.uuid());
    let query = query.bind(column(|span| span.channel_id.as_str())).bind(column(|span| &span.video_id));
    let bound = |of: fn(Days) -> NaiveDate| spans.iter().map(|span| of(span.days)).collect::<Vec<_>>();
    let rows = query.bind(bound(|days| days.from)).bind(bound(|days| days.to)).fetch_all(pool).await?;
    let mut found = vec![vec![]; spans.len()];
    for row in &rows {
        // Places count from 1.
        let place: i64 = row.try_get("place")?;
        let place = usize::try_from(place - 1).unwrap_or(usize::MAX);
        let (Some(days), Some(span)) = (found.get_mut(place), spans.get(place)) else { continue };
        days.push(VideoDay {
            video_id: span.video_id.clone(),
            row: day_row(row)?,
            average_view_seconds: row.try_get("average_view_seconds")?,
        });
    }
    Ok(found)
}

pub(super) async fn video_sums(
    pool: &PgPool,
    ws: WorkspaceId,
    channel: &ChannelId,
    days: Days,
) -> Result<Vec<VideoSum>> {
    static SUMS: LazyLock<String> = LazyLock::new(|| {
        let sums = each(|name| format!("sum({name})::bigint as {name}"));
        format!(
            "with sums as (
                select video_id, max(day) as newest_day, bool_and(complete) as complete, {sums} from metric_day
                where workspace_id = $1 and channel_id = $2 and day between $3 and $4 and video_id <> ''
                group by video_id
            )
            select {}, $2 as channel_id, s.video_id, t.published_at, t.first_day, s.newest_day, s.complete
            from sums s join video_total t on t.workspace_id = $1 and t.channel_id = $2 and t.video_id = s.video_id
            order by s.video_id",
            names("s.")
        )
    });
    let query = sqlx::query(SUMS.as_str()).bind(ws.uuid()).bind(channel.as_str());
    let rows = query.bind(days.from).bind(days.to).fetch_all(pool).await?;
    rows.iter().map(video_sum).collect()
}

pub(super) async fn top_videos(pool: &PgPool, ws: WorkspaceId, by: Metric, most: u32) -> Result<Vec<VideoSum>> {
    let name = by.name();
    let sql = format!(
        "select {}, channel_id, video_id, published_at, first_day, newest_day, unfinished = 0 as complete
        from video_total t where workspace_id = $1
        order by case when known_{name} > 0 then t.{name} end desc nulls last, channel_id, video_id limit $2",
        known("t")
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(ws.uuid()).bind(i64::from(most.min(MOST)));
    query.fetch_all(pool).await?.iter().map(video_sum).collect()
}

pub(super) async fn retention(
    pool: &PgPool,
    ws: WorkspaceId,
    channel: &ChannelId,
    video: &str,
) -> Result<Option<RetentionCurve>> {
    const NEWEST: &str = "select day, observed_at, retention from metric_day
        where workspace_id = $1 and channel_id = $2 and video_id = $3 and retention is not null
        order by day desc limit 1";
    let query = sqlx::query(NEWEST).bind(ws.uuid()).bind(channel.as_str()).bind(video);
    let row = query.fetch_optional(pool).await?;
    let curve = |row: PgRow| {
        let numbers: Vec<f64> = row.try_get("retention")?;
        Ok(RetentionCurve {
            day: row.try_get("day")?,
            observed_at: row.try_get("observed_at")?,
            points: points(&numbers),
        })
    };
    row.map(curve).transpose()
}

pub(in crate::postgres) fn video_sum(row: &PgRow) -> Result<VideoSum> {
    Ok(VideoSum {
        channel_id: channel_id(row.try_get("channel_id")?)?,
        video_id: row.try_get("video_id")?,
        published_at: row.try_get("published_at")?,
        first_day: row.try_get("first_day")?,
        newest_day: row.try_get("newest_day")?,
        counts: counts(row)?,
        complete: row.try_get("complete")?,
    })
}
