//! Figures over time.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::OptionFuture;
use ytempire_domain::Micros;
use ytempire_sinks::Days;

use super::{
    answer::answer,
    basis::Asker,
    query::{Query, word, wrong},
};
use crate::{
    analytics::{
        Amount, Daily, Figure,
        bucket::{Granularity, buckets, hours, local},
        period::{previous, span},
        table::{Cell, Table},
    },
    app::App,
    http::{Answer, Call},
    problem::{Problem, ProblemView},
    routes::views::analytics::{MetricQuery, Point, RangeQuery, SeriesView, TimeseriesView},
};

/// Days that may be cut into hours.
const MOST_HOURLY: i64 = 62;

/// Figures over time; views, revenue and spend where no metric is named.
#[utoipa::path(
    get,
    path = "/api/v1/analytics/timeseries",
    operation_id = "analytics_timeseries",
    tag = "analytics",
    params(RangeQuery, MetricQuery, ("granularity" = Option<String>, Query, description = "`hour` (spend only), `day`, `week` or `month`; day if left out"), ("compare" = Option<String>, Query, description = "`previous`: beside the period of the same length before")),
    responses(
        (status = 200, description = "a series for each metric", content((TimeseriesView = "application/json"), (String = "text/csv"))),
        (status = 304, description = "you hold this version"),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = []), ("api_key" = ["analytics:read"])),
)]
pub async fn timeseries(app: Arc<App>, call: Call) -> Answer {
    let named = Granularity::ALL.map(|granularity| (granularity.name(), granularity));
    let granularity = word(&call, "granularity", &named)?.unwrap_or(Granularity::Day);
    let compared = word(&call, "compare", &[("previous", ())])?.is_some();
    let query = if granularity == Granularity::Hour { hourly(&call)? } else { Query::of_days(&call)? };
    let before = if compared { previous(query.days) } else { None };
    let asker = Asker::new(&app);
    let mut series = vec![];
    let now = points(&asker, &query, granularity, query.days);
    let then = OptionFuture::from(before.map(|before| points(&asker, &query, granularity, before)));
    let (now, then) = tokio::try_join!(now, async { then.await.transpose() })?;
    for (index, figure) in figures(&query, granularity).into_iter().enumerate() {
        let (points, previous) = (now[index].clone(), then.as_ref().map(|then| then[index].clone()));
        series.push(SeriesView { metric: figure, unit: figure.unit(), points, previous });
    }
    let Days { from, to } = query.days;
    let basis = asker.basis(query.tz).await?;
    let view = TimeseriesView { from, to, basis, granularity: granularity.name(), series };
    answer(&call, query.format, &format!("timeseries-{from}-{to}"), &view, table)
}

fn figures(query: &Query, granularity: Granularity) -> Vec<Figure> {
    match granularity {
        Granularity::Hour => vec![Figure::Spend],
        _ => query.figures_or(&[Figure::Views, Figure::Revenue, Figure::Spend]),
    }
}

/// The platform reports no hours; the ledger knows when money was spent.
fn hourly(call: &Call) -> Result<Query, Problem> {
    let query = Query::of_hours(call)?;
    if query.figures.iter().any(|figure| *figure != Figure::Spend) {
        return Err(wrong("metric", "the platform reports whole days: by the hour there is spend only"));
    }
    if query.days.len() > MOST_HOURLY {
        return Err(wrong("from", &format!("at most {MOST_HOURLY} days are cut into hours")));
    }
    Ok(query)
}

/// Points of each figure over one period.
async fn points(
    asker: &Asker<'_>,
    query: &Query,
    granularity: Granularity,
    days: Days,
) -> Result<Vec<Vec<Point>>, Problem> {
    if granularity == Granularity::Hour {
        let (app, range) = (asker.app, span(days, query.tz));
        let spent = app.journal.spend_by_quarters(app.workspace, &query.channels, range).await?;
        return Ok(vec![by_the_hour(asker, query, days, &spent).await?]);
    }
    let daily = asker.daily(&query.channels, days, query.today).await?;
    let figures = figures(query, granularity);
    Ok(figures.into_iter().map(|figure| by_days(&daily, figure, days, granularity)).collect())
}

fn by_days(daily: &Daily, figure: Figure, days: Days, granularity: Granularity) -> Vec<Point> {
    let point = |bucket: crate::analytics::bucket::Bucket| Point {
        start: bucket.start.to_string(),
        value: daily.value(figure, bucket.days),
        complete: bucket.whole && daily.is_complete(figure, bucket.days),
    };
    buckets(days, granularity).into_iter().map(point).collect()
}

/// An hour is complete once it is over by the database's clock, which the ledger's times come from.
async fn by_the_hour(
    asker: &Asker<'_>,
    query: &Query,
    days: Days,
    spent: &[(DateTime<Utc>, Micros)],
) -> Result<Vec<Point>, Problem> {
    let now = asker.app.journal.now().await?;
    let (starts, (_, end)) = (hours(days, query.tz), span(days, query.tz));
    let mut spent = spent.iter().copied().peekable();
    let mut points = vec![];
    for (index, start) in starts.iter().enumerate() {
        let next = starts.get(index + 1).copied().unwrap_or(end);
        let mut sum = 0_i64;
        while let Some((_, micros)) = spent.next_if(|(quarter, _)| *quarter < next) {
            sum = sum.saturating_add(micros.0);
        }
        points.push(Point {
            start: local(*start, query.tz),
            value: Some(Amount::Whole(sum)),
            complete: next.min(*start + TimeDelta::hours(1)) <= now,
        });
    }
    Ok(points)
}

fn table(view: &TimeseriesView) -> Table {
    let mut table = Table::new(&["metric", "period", "start", "value", "complete"]);
    for series in &view.series {
        let metric = series.metric.name();
        table.rows.extend(series.points.iter().map(|point| row(metric, "current", point)));
        table.rows.extend(series.previous.iter().flatten().map(|point| row(metric, "previous", point)));
    }
    table
}

fn row(metric: &str, period: &str, point: &Point) -> Vec<Cell> {
    let start = Cell::Text(point.start.clone());
    vec![metric.into(), period.into(), start, point.value.into(), point.complete.into()]
}
