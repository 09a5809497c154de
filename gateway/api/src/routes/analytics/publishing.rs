//! The heatmap of publishing: which hours of the week were worth it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use ytempire_domain::ChannelId;
use ytempire_sinks::{Days, Metric, VideoSpan};

use super::{
    basis::Asker,
    query::{Format, Query, wrong},
};
use crate::{
    analytics::{
        Figure, age,
        heat::{WEEKDAYS, slots},
        period::{self, PLATFORM, span},
    },
    app::App,
    http::Call,
    problem::Problem,
    routes::views::analytics::{HeatCell, HeatmapView},
};

/// Days of each video's life that are compared.
const AGE: u32 = 7;
/// Videos that are looked at, the last ones.
const MOST: u32 = 1000;
/// Channels whose reports are asked for publications besides our own.
const MOST_CHANNELS: usize = 20;

struct Born {
    channel: ChannelId,
    video: String,
    at: DateTime<Utc>,
}

/// Our own videos, and with `channel_id` those that reports name too.
pub async fn publishing(app: &App, call: &Call) -> Result<(Format, HeatmapView), Problem> {
    let query = Query::of_hours(call)?;
    if query.figures.iter().any(|figure| *figure != Figure::Views) {
        return Err(wrong("metric", "publishing is compared by views"));
    }
    let asker = Asker::new(app);
    let (mut born, unread) = born(&asker, &query).await?;
    let left_out = unread + born.len().saturating_sub(MOST as usize);
    born.truncate(MOST as usize);
    let videos = with_views(&asker, &query, born).await?;
    let cell = |slot: crate::analytics::heat::Slot| HeatCell {
        row: slot.weekday,
        column: slot.hour,
        value: slot.mean_views,
        count: slot.videos,
    };
    let view = HeatmapView {
        from: query.days.from,
        to: query.days.to,
        basis: asker.basis(query.tz).await?,
        kind: "publish",
        metric: Figure::Views,
        unit: Figure::Views.unit(),
        rows: WEEKDAYS.map(str::to_owned).to_vec(),
        channel_ids: None,
        columns: (0..24).map(|hour| format!("{hour:02}")).collect(),
        cells: slots(&videos, query.tz).into_iter().map(cell).collect(),
        left_out,
    };
    Ok((query.format, view))
}

/// Publications within the range, the last first, and how many more there are.
async fn born(asker: &Asker<'_>, query: &Query) -> Result<(Vec<Born>, usize), Problem> {
    if query.channels.len() > MOST_CHANNELS {
        return Err(wrong("channel_id", &format!("at most {MOST_CHANNELS} channels have their publications shown")));
    }
    let (from, to) = span(query.days, query.tz);
    let (journal, workspace) = (&asker.app.journal, asker.app.workspace);
    // All of a few channels, because their reports may name the same videos.
    let most = if query.channels.is_empty() { MOST } else { u32::MAX };
    let (channels, days) = (query.channels.as_slice(), since(query));
    let (ours, counted, reported) = tokio::try_join!(
        async { Ok(journal.published(workspace, channels, (from, to), most).await?) },
        async { Ok(journal.publications(workspace, channels, (from, to), &[]).await?) },
        asker.video_sums(channels, days),
    )?;
    let all: i64 = counted.iter().map(|counted| counted.videos).sum();
    let unread = usize::try_from(all).unwrap_or(0).saturating_sub(ours.len());
    let ours = ours.into_iter().filter_map(|video| {
        let born = Born { channel: video.channel_id, video: video.video_id.to_string(), at: video.published_at? };
        Some((born.video.clone(), born))
    });
    let mut all: BTreeMap<String, Born> = ours.collect();
    for sum in reported {
        let Some(at) = sum.published_at.filter(|at| (from..to).contains(at)) else { continue };
        let born = Born { channel: sum.channel_id, video: sum.video_id, at };
        all.entry(born.video.clone()).or_insert(born);
    }
    let mut all: Vec<Born> = all.into_values().collect();
    all.sort_by(|left, right| right.at.cmp(&left.at).then_with(|| left.video.cmp(&right.video)));
    Ok((all, unread))
}

/// Days on which a video that came out within the range may have been reported.
fn since(query: &Query) -> Days {
    let from = query.days.from.pred_opt().unwrap_or(query.days.from);
    Days { from, to: query.today.max(query.days.to) }
}

/// When each came out, with the views of its first days where they are over.
async fn with_views(
    asker: &Asker<'_>,
    query: &Query,
    born: Vec<Born>,
) -> Result<Vec<(DateTime<Utc>, Option<i64>)>, Problem> {
    let mut videos: Vec<(DateTime<Utc>, Option<i64>)> = born.iter().map(|born| (born.at, None)).collect();
    let (mut wanted, mut places) = (vec![], vec![]);
    for (place, born) in born.into_iter().enumerate() {
        let days = period::first_days(born.at.with_timezone(&PLATFORM).date_naive(), AGE);
        let Some(days) = days.filter(|days| days.to < query.today) else { continue };
        wanted.push(VideoSpan { channel_id: born.channel, video_id: born.video, days });
        places.push((place, days));
    }
    let reported = asker.video_days(&wanted).await?;
    for ((place, days), rows) in places.into_iter().zip(reported) {
        videos[place].1 = age::first_days(days, query.today, &rows).and_then(|sum| sum.counts.get(Metric::Views));
    }
    Ok(videos)
}
