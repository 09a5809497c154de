//! The portfolio at a glance.

use std::sync::Arc;

use super::{
    answer::answer,
    basis::Asker,
    query::{Query, wrong},
};
use crate::{
    analytics::{
        Daily, Figure, growth,
        period::{PLATFORM, previous, span},
        table::Table,
    },
    app::App,
    http::{Answer, Call},
    problem::{Problem, ProblemView},
    routes::views::analytics::{Kpi, OverviewView, PreviousPeriod, RangeQuery},
};
use ytempire_sinks::Days;

const FIGURES: [Figure; 7] = [
    Figure::Views,
    Figure::Revenue,
    Figure::Spend,
    Figure::Profit,
    Figure::Margin,
    Figure::Rpm,
    Figure::SubscribersNet,
];

/// Key figures of a range beside the period of the same length before it.
#[utoipa::path(
    get,
    path = "/api/v1/analytics/overview",
    operation_id = "analytics_overview",
    tag = "analytics",
    params(RangeQuery),
    responses(
        (status = 200, description = "the figures", content((OverviewView = "application/json"), (String = "text/csv"))),
        (status = 304, description = "you hold this version"),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = []), ("api_key" = ["analytics:read"])),
)]
pub async fn overview(app: Arc<App>, call: Call) -> Answer {
    let query = Query::of_days(&call)?;
    let before = previous(query.days).ok_or_else(|| wrong("from", "no period lies before it"))?;
    let asker = Asker::new(&app);
    let (now, then, videos_published, earlier) = tokio::try_join!(
        asker.daily(&query.channels, query.days, query.today),
        asker.daily(&query.channels, before, query.today),
        published(&app, &query, query.days),
        published(&app, &query, before),
    )?;
    let view = OverviewView {
        from: query.days.from,
        to: query.days.to,
        basis: asker.basis(query.tz).await?,
        kpis: FIGURES.map(|figure| kpi(figure, (&now, query.days), (&then, before))).into(),
        videos_published,
        profit_per_video: now.totals(query.days).profit_per(videos_published),
        previous: PreviousPeriod {
            from: before.from,
            to: before.to,
            videos_published: earlier,
            profit_per_video: then.totals(before).profit_per(earlier),
        },
    };
    answer(&call, query.format, &format!("overview-{}-{}", view.from, view.to), &view, table)
}

async fn published(app: &App, query: &Query, days: Days) -> Result<i64, Problem> {
    let publications = app.journal.publications(app.workspace, &query.channels, span(days, PLATFORM), &[]).await?;
    Ok(publications.iter().map(|counted| counted.videos).sum())
}

fn kpi(figure: Figure, (now, days): (&Daily, Days), (then, before): (&Daily, Days)) -> Kpi {
    let (value, previous) = (now.value(figure, days), then.value(figure, before));
    Kpi {
        metric: figure,
        unit: figure.unit(),
        value,
        previous,
        growth: growth(value, previous),
        series: now.series(figure, days),
        complete: now.is_complete(figure, days),
    }
}

fn table(view: &OverviewView) -> Table {
    let mut table = Table::new(&["metric", "value", "previous", "growth", "complete"]);
    let row = |kpi: &Kpi| {
        let (metric, complete) = (kpi.metric.name().into(), kpi.complete.into());
        vec![metric, kpi.value.into(), kpi.previous.into(), kpi.growth.into(), complete]
    };
    table.rows = view.kpis.iter().map(row).collect();
    table
}
