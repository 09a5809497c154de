//! The heatmap of activity: one metric, channel by day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ytempire_sinks::Days;

use super::{
    basis::Asker,
    channel_rows::by_channel,
    query::{Format, Query, wrong},
};
use crate::{
    analytics::{
        Daily, Figure,
        order::{Direction, Key, Place, page},
        period::{PLATFORM, span},
    },
    app::App,
    http::Call,
    problem::Problem,
    routes::{
        page as pages,
        views::analytics::{HeatCell, HeatmapView},
    },
};

/// The channels with the most of the metric, by day.
pub async fn activity(app: &App, call: &Call) -> Result<(Format, HeatmapView), Problem> {
    let query = Query::of_days(call)?;
    let figure = match query.figures.as_slice() {
        [] => Figure::Views,
        [figure] => *figure,
        _ => return Err(wrong("metric", "one at a time")),
    };
    let limit = pages::limit(call, 50, 200)? as usize;
    let mut asker = Asker::new(app);
    let days = by_channel(&mut asker, &query, &query.channels).await?;
    let channels: Vec<(String, Daily)> =
        days.into_iter().map(|(id, (reported, spent))| (id, Daily::new(query.today, reported, spent))).collect();
    let all = channels.len();
    let place = |(id, daily): &(String, Daily)| Place(daily.value(figure, query.days).map(Key::Number), id.clone());
    let (channels, _) = page(channels, place, Direction::Falling, None, limit);
    let published = published(app, &query).await?;
    let names = app.journal.channel_names(app.workspace).await?;
    let names: BTreeMap<String, String> = names.into_iter().map(|name| (name.id.to_string(), name.name)).collect();
    let ids: Vec<String> = channels.iter().map(|(id, _)| id.clone()).collect();
    let view = HeatmapView {
        from: query.days.from,
        to: query.days.to,
        basis: asker.basis(query.tz).await?,
        kind: "activity",
        metric: figure,
        unit: figure.unit(),
        rows: ids.iter().map(|id| names.get(id).unwrap_or(id).clone()).collect(),
        columns: query.days.iter().map(|day| day.to_string()).collect(),
        cells: cells(&channels, figure, query.days, &published),
        left_out: all - ids.len(),
        channel_ids: Some(ids),
    };
    Ok((query.format, view))
}

type Published = BTreeMap<(String, NaiveDate), i64>;

/// How many videos each channel published on each day of the platform.
async fn published(app: &App, query: &Query) -> Result<Published, Problem> {
    let (from, to) = span(query.days, PLATFORM);
    let mut published = Published::new();
    for video in app.journal.published(app.workspace, &query.channels, from, to).await? {
        let Some(at) = video.published_at else { continue };
        let day = at.with_timezone(&PLATFORM).date_naive();
        *published.entry((video.channel_id.to_string(), day)).or_default() += 1;
    }
    Ok(published)
}

fn cells(channels: &[(String, Daily)], figure: Figure, days: Days, published: &Published) -> Vec<HeatCell> {
    let mut cells = vec![];
    for (row, (id, daily)) in channels.iter().enumerate() {
        for (column, (day, value)) in days.iter().zip(daily.series(figure, days)).enumerate() {
            let count = published.get(&(id.clone(), day)).copied().unwrap_or(0);
            if value.is_some() || count > 0 {
                cells.push(HeatCell { row, column, value, count });
            }
        }
    }
    cells
}
