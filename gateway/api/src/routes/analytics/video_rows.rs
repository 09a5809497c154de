//! What the sinks, the ledger and the journal know of each video, joined.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use ytempire_domain::VideoId;
use ytempire_journal::{KnownVideo, SpendBy};
use ytempire_sinks::{Metric, VideoSpan, VideoSum};

use super::{
    basis::{Asker, spend},
    query::Query,
};
use crate::{
    analytics::{
        Totals, age,
        period::{self, PLATFORM},
    },
    app::App,
    problem::Problem,
    routes::views::analytics::{AgeFrom, AtAge, VideoFigures},
};

/// Videos of a whole workspace: the greatest.
const MOST: u32 = 1000;

/// Since each was published; the greatest by what they are sorted by where that is reported, else by views.
pub async fn of_workspace(asker: &Asker<'_>, query: &Query, by: &str) -> Result<Vec<VideoFigures>, Problem> {
    let workspace = asker.app.workspace;
    let metric = if by == "revenue" { Metric::RevenueMicros } else { Metric::Views };
    let sums = asker.read(|store| store.top_videos(workspace, metric, MOST)).await?;
    let known = known(asker.app, &sums).await?;
    let row = |sum: VideoSum| {
        let known = known.get(&sum.video_id);
        figures(sum, known.map(|video| video.settled.0), known, query.today)
    };
    Ok(sums.into_iter().map(row).collect())
}

/// Within the range.
pub async fn of_channels(asker: &Asker<'_>, query: &Query) -> Result<Vec<VideoFigures>, Problem> {
    let spent = spend(asker.app, &query.channels, query.days, &[SpendBy::Video]);
    let (sums, spent) = tokio::try_join!(asker.video_sums(&query.channels, query.days), spent)?;
    let spent = spent.into_iter().filter_map(|spent| Some((spent.video_id?, spent.micros.0)));
    let spent: BTreeMap<VideoId, i64> = spent.collect();
    let known = known(asker.app, &sums).await?;
    let row = |sum: VideoSum| {
        let known = known.get(&sum.video_id);
        let spend = known.map(|video| spent.get(&video.video_id).copied().unwrap_or(0));
        figures(sum, spend, known, query.today)
    };
    Ok(sums.into_iter().map(row).collect())
}

/// Our own among them, by id.
async fn known(app: &App, sums: &[VideoSum]) -> Result<BTreeMap<String, KnownVideo>, Problem> {
    let ids: Vec<VideoId> = sums.iter().filter_map(|sum| sum.video_id.parse().ok()).collect();
    let known = app.journal.known_videos(app.workspace, &ids).await?;
    Ok(known.into_iter().map(|video| (video.video_id.to_string(), video)).collect())
}

/// When it was published, on which day of the platform its life began, and who says so.
pub fn birth(known: Option<&KnownVideo>, sum: &VideoSum) -> (Option<DateTime<Utc>>, NaiveDate, AgeFrom) {
    let ours = known.and_then(|video| video.published_at);
    let day = |at: DateTime<Utc>| at.with_timezone(&PLATFORM).date_naive();
    match (ours, sum.published_at) {
        (Some(at), _) => (Some(at), day(at), AgeFrom::Journal),
        (None, Some(at)) => (Some(at), day(at), AgeFrom::Report),
        (None, None) => (None, sum.first_day, AgeFrom::FirstReport),
    }
}

fn figures(sum: VideoSum, spend: Option<i64>, known: Option<&KnownVideo>, today: NaiveDate) -> VideoFigures {
    let (published_at, born, age_from) = birth(known, &sum);
    let totals = Totals { counts: sum.counts, spend };
    VideoFigures {
        title: known.and_then(|video| video.title.clone()),
        published_at,
        age_from,
        age_days: age::age_days(born, today),
        views: totals.counts.views,
        revenue: totals.counts.revenue_micros,
        spend,
        profit: totals.profit(),
        rpm: totals.rpm(),
        average_view_seconds: totals.average_view_seconds(),
        at_age: None,
        complete: sum.complete,
        video_id: sum.video_id,
        channel_id: sum.channel_id.to_string(),
    }
}

/// Sums of the first `count` days of the life of each video that is old enough.
pub async fn add_first_days(
    asker: &Asker<'_>,
    query: &Query,
    count: u32,
    items: &mut [VideoFigures],
) -> Result<(), Problem> {
    let mut wanted = vec![];
    let mut places = vec![];
    for (place, item) in items.iter().enumerate() {
        let born = query.today - chrono::TimeDelta::days(item.age_days);
        let days = period::first_days(born, count).filter(|days| days.to < query.today);
        let (Some(days), Ok(channel_id)) = (days, item.channel_id.parse()) else { continue };
        wanted.push(VideoSpan { channel_id, video_id: item.video_id.clone(), days });
        places.push((place, days));
    }
    let reported = asker.video_days(&wanted).await?;
    for ((place, days), rows) in places.into_iter().zip(reported) {
        items[place].at_age = age::first_days(days, query.today, &rows).map(|sum| AtAge {
            days: count,
            views: sum.counts.views,
            revenue: sum.counts.revenue_micros,
            complete: sum.complete,
        });
    }
    Ok(())
}
