//! Channels side by side.

use std::sync::Arc;

use ytempire_sinks::Days;

use super::{
    answer::{answer, with_next},
    basis::Asker,
    channel_rows::{add_days, rows},
    pages::{Paging, sort},
    query::Query,
};
use crate::{
    analytics::{
        Amount, Figure,
        order::{Key, Place},
        table::{Cell, Table},
    },
    app::App,
    deps::name_of,
    http::{Answer, Call},
    problem::ProblemView,
    routes::views::analytics::{ChannelFigures, ChannelFiguresPage, MetricQuery, RangeQuery},
};

const SORTS: [&str; 14] = [
    "revenue",
    "views",
    "spend",
    "profit",
    "margin",
    "rpm",
    "subscribers_net",
    "videos_published",
    "profit_per_video",
    "growth",
    "last_published_at",
    "name",
    "status",
    "channel_id",
];

/// Channels side by side.
#[utoipa::path(
    get,
    path = "/api/v1/analytics/channels",
    operation_id = "analytics_channels",
    tag = "analytics",
    params(RangeQuery, MetricQuery, ("sort" = Option<String>, Query, description = "a member of an item, with `-` before it for the greatest first; `-revenue` if left out; what is not known comes last"), ("limit" = Option<u32>, Query, description = "1 to 200, 50 if left out"), ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before")),
    responses(
        (status = 200, description = "a page", content((ChannelFiguresPage = "application/json"), (String = "text/csv"))),
        (status = 304, description = "you hold this version"),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = []), ("api_key" = ["analytics:read"])),
)]
pub async fn channels(app: Arc<App>, call: Call) -> Answer {
    let query = Query::of_days(&call)?;
    let (by, direction) = sort(&call, "-revenue", &SORTS)?;
    let trend = query.figures.first().copied().unwrap_or(Figure::Views);
    let paging = Paging::of(&app, &call, &query, by, direction)?;
    let asker = Asker::new(&app);
    let rows = rows(&asker, &query, trend).await?;
    let (mut items, next_cursor) = paging.cut(&app, rows, |item| Place(key(item, by), item.channel_id.clone()))?;
    add_days(&asker, &query, trend, &mut items).await?;
    let Days { from, to } = query.days;
    let view = ChannelFiguresPage { from, to, basis: asker.basis(query.tz).await?, trend, items, next_cursor };
    let reply = answer(&call, query.format, &format!("channels-{from}-{to}"), &view, table)?;
    Ok(with_next(reply, &call, query.format, view.next_cursor.as_deref()))
}

fn key(item: &ChannelFigures, by: &str) -> Option<Key> {
    let whole = |value: Option<i64>| value.map(Amount::Whole);
    let number = match by {
        "name" => return Some(Key::Text(item.name.to_lowercase())),
        "status" => return item.status.as_ref().and_then(name_of).map(Key::Text),
        "views" => whole(item.views),
        "revenue" => whole(item.revenue),
        "spend" => whole(Some(item.spend)),
        "profit" => whole(item.profit),
        "margin" => item.margin.and_then(Amount::real),
        "rpm" => whole(item.rpm),
        "subscribers_net" => whole(item.subscribers_net),
        "videos_published" => whole(Some(item.videos_published)),
        "profit_per_video" => whole(item.profit_per_video),
        "growth" => item.growth.and_then(Amount::real),
        "last_published_at" => whole(item.last_published_at.map(|at| at.timestamp_micros())),
        // The id itself, which tells equal keys apart in any case.
        _ => return Some(Key::Text(item.channel_id.clone())),
    };
    number.map(Key::Number)
}

fn table(view: &ChannelFiguresPage) -> Table {
    let mut table = Table::new(&[
        "channel_id",
        "name",
        "status",
        "views",
        "revenue_micros",
        "spend_micros",
        "profit_micros",
        "margin",
        "rpm_micros",
        "subscribers_net",
        "videos_published",
        "profit_per_video_micros",
        "growth",
        "last_published_at",
        "complete",
    ]);
    table.rows = view.items.iter().map(row).collect();
    table
}

fn row(item: &ChannelFigures) -> Vec<Cell> {
    vec![
        item.channel_id.as_str().into(),
        item.name.as_str().into(),
        item.status.as_ref().and_then(name_of).into(),
        item.views.into(),
        item.revenue.into(),
        item.spend.into(),
        item.profit.into(),
        item.margin.into(),
        item.rpm.into(),
        item.subscribers_net.into(),
        item.videos_published.into(),
        item.profit_per_video.into(),
        item.growth.into(),
        item.last_published_at.map(|at| at.to_rfc3339()).into(),
        item.complete.into(),
    ]
}
