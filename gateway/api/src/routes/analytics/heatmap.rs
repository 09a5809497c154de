//! When it is worth publishing, and where something happens.

use std::sync::Arc;

use super::{activity::activity, answer::answer, publishing::publishing, query::word};
use crate::{
    analytics::table::{Cell, Table},
    app::App,
    http::{Answer, Call},
    problem::ProblemView,
    routes::views::analytics::{HeatmapView, MetricQuery, RangeQuery},
};

#[derive(Clone, Copy)]
enum Kind {
    Publish,
    Activity,
}

/// Weekday by hour of publishing, or channel by day.
#[utoipa::path(
    get,
    path = "/api/v1/analytics/heatmap",
    operation_id = "analytics_heatmap",
    tag = "analytics",
    params(RangeQuery, MetricQuery, ("kind" = Option<String>, Query, description = "`publish` (weekday by hour of publishing in `tz`, any IANA zone) or `activity` (channel by day of one metric); publish if left out"), ("limit" = Option<u32>, Query, description = "channels of `activity`: 1 to 200, 50 if left out")),
    responses(
        (status = 200, description = "the map", content((HeatmapView = "application/json"), (String = "text/csv"))),
        (status = 304, description = "you hold this version"),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = []), ("api_key" = ["analytics:read"])),
)]
pub async fn heatmap(app: Arc<App>, call: Call) -> Answer {
    let kind = word(&call, "kind", &[("publish", Kind::Publish), ("activity", Kind::Activity)])?;
    let (format, view) = match kind.unwrap_or(Kind::Publish) {
        Kind::Publish => publishing(&app, &call).await?,
        Kind::Activity => activity(&app, &call).await?,
    };
    answer(&call, format, &format!("{}-{}-{}", view.kind, view.from, view.to), &view, table)
}

fn table(view: &HeatmapView) -> Table {
    let mut table = Table::new(&["row", "column", "value", "videos"]);
    let label = |labels: &[String], index: usize| labels.get(index).map_or(Cell::Empty, |label| label.as_str().into());
    for cell in &view.cells {
        let (row, column) = (label(&view.rows, cell.row), label(&view.columns, cell.column));
        table.rows.push(vec![row, column, cell.value.into(), cell.count.into()]);
    }
    table
}
