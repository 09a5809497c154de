//! Figures split up.

use std::{collections::BTreeMap, sync::Arc};

use ytempire_domain::VideoId;
use ytempire_journal::{SpendBy, Spent};

use super::{
    answer::{answer, with_next},
    basis::{Asker, spend},
    channel_rows,
    pages::Paging,
    query::{Query, word, wrong},
};
use crate::{
    analytics::{
        Amount, Figure, Totals,
        order::{Direction, Key, Place},
        table::{Cell, Table},
    },
    app::App,
    http::{Answer, Call},
    problem::{Problem, ProblemView},
    routes::views::analytics::{BreakdownItem, BreakdownView, MetricQuery, RangeQuery},
};

/// Channels whose videos are read for one answer.
const MOST_CHANNELS: usize = 20;

#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Channel,
    Video,
    Stage,
    Provider,
}

const BY: [(&str, By); 4] =
    [("channel", By::Channel), ("video", By::Video), ("stage", By::Stage), ("provider", By::Provider)];

/// Figures split up by channel, video, step or provider; steps and providers know spend only, videos need a `channel_id`.
#[utoipa::path(
    get,
    path = "/api/v1/analytics/breakdown",
    operation_id = "analytics_breakdown",
    tag = "analytics",
    params(RangeQuery, MetricQuery, ("by" = Option<String>, Query, description = "`channel`, `video`, `stage` or `provider`; channel if left out"), ("limit" = Option<u32>, Query, description = "1 to 200, 50 if left out"), ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before")),
    responses(
        (status = 200, description = "a page", content((BreakdownView = "application/json"), (String = "text/csv"))),
        (status = 304, description = "you hold this version"),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = []), ("api_key" = ["analytics:read"])),
)]
pub async fn breakdown(app: Arc<App>, call: Call) -> Answer {
    let by = word(&call, "by", &BY)?.unwrap_or(By::Channel);
    let query = Query::of_days(&call)?;
    let figures = figures(&query, by)?;
    let paging = Paging::of(&app, &call, &query, "", Direction::Falling)?;
    let asker = Asker::new(&app);
    let sums = match by {
        By::Channel => channels(&asker, &query).await?,
        By::Video => videos(&asker, &query).await?,
        By::Stage => spent(&asker, &query, SpendBy::Step).await?,
        By::Provider => spent(&asker, &query, SpendBy::Provider).await?,
    };
    let items = items(sums, &figures);
    let place = |item: &BreakdownItem| {
        let value = item.values.get(&figures[0]).copied().flatten();
        Place(value.map(Key::Number), item.key.clone())
    };
    let (mut items, next_cursor) = paging.cut(&app, items, place)?;
    label(&app, by, &mut items).await?;
    let (from, to) = (query.days.from, query.days.to);
    let name = BY.iter().find(|(_, known)| *known == by).map_or("", |(name, _)| name);
    let view = BreakdownView { from, to, basis: asker.basis(query.tz).await?, by: name, items, next_cursor };
    let reply = answer(&call, query.format, &format!("{name}-{from}-{to}"), &view, |view| table(view, &figures))?;
    Ok(with_next(reply, &call, query.format, view.next_cursor.as_deref()))
}

fn figures(query: &Query, by: By) -> Result<Vec<Figure>, Problem> {
    if matches!(by, By::Channel | By::Video) {
        return Ok(query.figures_or(&[Figure::Revenue, Figure::Views, Figure::Spend, Figure::Profit]));
    }
    let figures = query.figures_or(&[Figure::Spend]);
    if figures != [Figure::Spend] {
        return Err(wrong("metric", "steps and providers know spend only"));
    }
    Ok(figures)
}

type Sums = BTreeMap<String, Totals>;

async fn channels(asker: &Asker<'_>, query: &Query) -> Result<Sums, Problem> {
    let sums = channel_rows::sums(asker, query, query.days).await?;
    Ok(sums.into_iter().map(|(id, totals)| (id.to_string(), totals)).collect())
}

async fn videos(asker: &Asker<'_>, query: &Query) -> Result<Sums, Problem> {
    if !(1..=MOST_CHANNELS).contains(&query.channels.len()) {
        return Err(wrong("channel_id", &format!("1 to {MOST_CHANNELS} channels have their videos shown")));
    }
    let spent = spend(asker.app, &query.channels, query.days, &[SpendBy::Video]);
    let (reported, spent) = tokio::try_join!(asker.video_sums(&query.channels, query.days), spent)?;
    let mut sums: Sums = BTreeMap::new();
    for sum in reported {
        // What a video cost is known of our own only.
        let spend = sum.video_id.parse::<VideoId>().ok().map(|_| 0);
        sums.insert(sum.video_id, Totals { counts: sum.counts, spend });
    }
    for spent in spent {
        let key = spent.video_id.map(|id| id.to_string()).unwrap_or_default();
        sums.entry(key).or_default().spend = Some(spent.micros.0);
    }
    Ok(sums)
}

async fn spent(asker: &Asker<'_>, query: &Query, by: SpendBy) -> Result<Sums, Problem> {
    let named = |spent: Spent| {
        let step = spent.step.map(|step| step.to_string());
        let totals = Totals { spend: Some(spent.micros.0), ..Totals::default() };
        (step.or(spent.provider).unwrap_or_default(), totals)
    };
    Ok(spend(asker.app, &query.channels, query.days, &[by]).await?.into_iter().map(named).collect())
}

fn items(sums: Sums, figures: &[Figure]) -> Vec<BreakdownItem> {
    let first = |totals: &Totals| match totals.value(figures[0]) {
        Some(Amount::Whole(whole)) if figures[0] != Figure::Rpm => Some(whole),
        _ => None,
    };
    let parts: Vec<i64> = sums.values().filter_map(first).collect();
    let whole: i128 = parts.iter().map(|part| i128::from(*part)).sum();
    // Parts of a sum of gains and losses say nothing.
    let is_shared = whole > 0 && parts.iter().all(|part| *part >= 0);
    let item = |(key, totals): (String, Totals)| BreakdownItem {
        label: key.clone(),
        key,
        share: first(&totals).filter(|_| is_shared).map(|part| part as f64 / whole as f64),
        values: figures.iter().map(|figure| (*figure, totals.value(*figure))).collect(),
    };
    sums.into_iter().map(item).collect()
}

/// Names for people, of what has one.
async fn label(app: &App, by: By, items: &mut [BreakdownItem]) -> Result<(), Problem> {
    let names: BTreeMap<String, String> = match by {
        By::Channel => {
            let names = app.journal.channel_names(app.workspace).await?;
            names.into_iter().map(|channel| (channel.id.to_string(), channel.name)).collect()
        }
        By::Video => {
            let ids: Vec<VideoId> = items.iter().filter_map(|item| item.key.parse().ok()).collect();
            let known = app.journal.known_videos(app.workspace, &ids).await?;
            known.into_iter().filter_map(|video| Some((video.video_id.to_string(), video.title?))).collect()
        }
        By::Stage | By::Provider => return Ok(()),
    };
    for item in items {
        if let Some(name) = names.get(&item.key) {
            item.label.clone_from(name);
        }
    }
    Ok(())
}

fn table(view: &BreakdownView, figures: &[Figure]) -> Table {
    let mut columns = vec!["key", "label"];
    columns.extend(figures.iter().map(|figure| figure.name()));
    columns.push("share");
    let mut table = Table::new(&columns);
    let row = |item: &BreakdownItem| {
        let mut row = vec![Cell::Text(item.key.clone()), Cell::Text(item.label.clone())];
        row.extend(figures.iter().map(|figure| Cell::from(item.values.get(figure).copied().flatten())));
        row.push(item.share.into());
        row
    };
    table.rows = view.items.iter().map(row).collect();
    table
}
