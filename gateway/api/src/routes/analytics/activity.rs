//! The heatmap of activity: one metric, channel by day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ytempire_domain::ChannelId;
use ytempire_journal::{Publications, PublishedBy};
use ytempire_sinks::Days;

use super::{
    basis::Asker,
    channel_rows::{by_channel, sums},
    query::{Format, Query, wrong},
};
use crate::{
    analytics::{
        Daily, Figure, Totals,
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
    let asker = Asker::new(app);
    let sums: Vec<(ChannelId, Totals)> = sums(&asker, &query, query.days).await?.into_iter().collect();
    let all = sums.len();
    let place = |(id, totals): &(ChannelId, Totals)| Place(totals.value(figure).map(Key::Number), id.to_string());
    let (first, _) = page(sums, place, Direction::Falling, None, limit);
    let ids: Vec<ChannelId> = first.into_iter().map(|(id, _)| id).collect();
    let names = async { Ok(app.journal.channel_names(app.workspace).await?) };
    let (days, published) = (days(&asker, &query, &ids), published(app, &ids, query.days));
    let (channels, published, names) = tokio::try_join!(days, published, names)?;
    let names: BTreeMap<String, String> = names.into_iter().map(|name| (name.id.to_string(), name.name)).collect();
    let ids: Vec<String> = ids.iter().map(ChannelId::to_string).collect();
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

/// The days of each of `ids`, in their order.
async fn days(asker: &Asker<'_>, query: &Query, ids: &[ChannelId]) -> Result<Vec<(String, Daily)>, Problem> {
    let mut known = by_channel(asker, query, ids).await?;
    let of = |id: &ChannelId| {
        let daily = known.remove(id.as_str()).unwrap_or_else(|| Daily::new(query.today, [], []));
        (id.to_string(), daily)
    };
    Ok(ids.iter().map(of).collect())
}

type Published = BTreeMap<(String, NaiveDate), i64>;

/// How many videos each of `ids` published on each day of the platform.
async fn published(app: &App, ids: &[ChannelId], days: Days) -> Result<Published, Problem> {
    // Without a channel the question would be one about all.
    if ids.is_empty() {
        return Ok(Published::new());
    }
    let (range, by) = (span(days, PLATFORM), [PublishedBy::Day, PublishedBy::Channel]);
    let counted = app.journal.publications(app.workspace, ids, range, &by).await?;
    let one = |one: Publications| Some(((one.channel_id?.to_string(), one.day?), one.videos));
    Ok(counted.into_iter().filter_map(one).collect())
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
