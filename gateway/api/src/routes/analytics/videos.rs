//! Videos side by side.

use std::sync::Arc;

use super::{
    answer::{answer, with_next},
    basis::Asker,
    pages::{Paging, sort},
    query::{Query, text, wrong},
    video_rows::{add_first_days, of_channels, of_workspace},
};
use crate::{
    analytics::{
        Amount,
        order::{Key, Place},
        table::{Cell, Table},
    },
    app::App,
    deps::name_of,
    http::{Answer, Call},
    problem::{Problem, ProblemView},
    routes::views::analytics::{RangeQuery, VideoFigures, VideoFiguresPage},
};

/// Days of a life that may be compared.
const MOST_AGE: u32 = 365;

const SORTS: [&str; 11] = [
    "views",
    "revenue",
    "spend",
    "profit",
    "rpm",
    "average_view_seconds",
    "age_days",
    "published_at",
    "title",
    "channel_id",
    "video_id",
];

/// Videos of channels over the range; without `channel_id` the greatest of the workspace since they were published.
#[utoipa::path(
    get,
    path = "/api/v1/analytics/videos",
    operation_id = "analytics_videos",
    tag = "analytics",
    params(RangeQuery, ("sort" = Option<String>, Query, description = "a member of an item, with `-` before it for the greatest first; `-views` if left out; what is not known comes last"), ("age" = Option<u32>, Query, description = "1 to 365: sums of so many first days of each video's life"), ("limit" = Option<u32>, Query, description = "1 to 200, 50 if left out"), ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before")),
    responses(
        (status = 200, description = "a page", content((VideoFiguresPage = "application/json"), (String = "text/csv"))),
        (status = 304, description = "you hold this version"),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = []), ("api_key" = ["analytics:read"])),
)]
pub async fn videos(app: Arc<App>, call: Call) -> Answer {
    let query = Query::of_days(&call)?;
    let (by, direction) = sort(&call, "-views", &SORTS)?;
    let age = age(&call)?;
    let everywhere = query.channels.is_empty();
    if everywhere && query.ranged {
        return Err(wrong("from", "name a channel_id: without one the sums are those since each video was published"));
    }
    let paging = Paging::of(&app, &call, &query, by, direction)?;
    let asker = Asker::new(&app);
    let rows = match everywhere {
        true => of_workspace(&asker, &query, by).await?,
        false => of_channels(&asker, &query).await?,
    };
    let (mut items, next_cursor) = paging.cut(&app, rows, |item| Place(key(item, by), item.video_id.clone()))?;
    if let Some(days) = age {
        add_first_days(&asker, &query, days, &mut items).await?;
    }
    let range = (!everywhere).then_some(query.days);
    let (from, to) = (range.map(|days| days.from), range.map(|days| days.to));
    let name = range.map_or("videos".to_owned(), |days| format!("videos-{}-{}", days.from, days.to));
    let view = VideoFiguresPage { from, to, basis: asker.basis(query.tz).await?, items, next_cursor };
    let reply = answer(&call, query.format, &name, &view, table)?;
    Ok(with_next(reply, &call, query.format, view.next_cursor.as_deref()))
}

fn age(call: &Call) -> Result<Option<u32>, Problem> {
    let Some(text) = text(call, "age") else { return Ok(None) };
    let days = text.parse().ok().filter(|days| (1..=MOST_AGE).contains(days));
    days.map(Some).ok_or_else(|| wrong("age", &format!("a number of days from 1 to {MOST_AGE}")))
}

fn key(item: &VideoFigures, by: &str) -> Option<Key> {
    let whole = |value: Option<i64>| value.map(Amount::Whole);
    let number = match by {
        "title" => return item.title.as_ref().map(|title| Key::Text(title.to_lowercase())),
        "channel_id" => return Some(Key::Text(item.channel_id.clone())),
        "views" => whole(item.views),
        "revenue" => whole(item.revenue),
        "spend" => whole(item.spend),
        "profit" => whole(item.profit),
        "rpm" => whole(item.rpm),
        "average_view_seconds" => item.average_view_seconds.and_then(Amount::real),
        "age_days" => whole(Some(item.age_days)),
        "published_at" => whole(item.published_at.map(|at| at.timestamp_micros())),
        // The id itself, which tells equal keys apart in any case.
        _ => return Some(Key::Text(item.video_id.clone())),
    };
    number.map(Key::Number)
}

fn table(view: &VideoFiguresPage) -> Table {
    let mut table = Table::new(&[
        "video_id",
        "channel_id",
        "title",
        "published_at",
        "age_from",
        "age_days",
        "views",
        "revenue_micros",
        "spend_micros",
        "profit_micros",
        "rpm_micros",
        "average_view_seconds",
        "at_age_days",
        "at_age_views",
        "at_age_revenue_micros",
        "complete",
    ]);
    table.rows = view.items.iter().map(row).collect();
    table
}

fn row(item: &VideoFigures) -> Vec<Cell> {
    vec![
        item.video_id.as_str().into(),
        item.channel_id.as_str().into(),
        item.title.clone().into(),
        item.published_at.map(|at| at.to_rfc3339()).into(),
        name_of(&item.age_from).into(),
        item.age_days.into(),
        item.views.into(),
        item.revenue.into(),
        item.spend.into(),
        item.profit.into(),
        item.rpm.into(),
        item.average_view_seconds.into(),
        item.at_age.map(|age| i64::from(age.days)).into(),
        item.at_age.and_then(|age| age.views).into(),
        item.at_age.and_then(|age| age.revenue).into(),
        item.complete.into(),
    ]
}
