//! What the next days of a channel may be.

use std::sync::Arc;

use ytempire_domain::ChannelId;

use super::{
    answer::answer,
    basis::Asker,
    query::{format, text, word, wrong},
};
use crate::{
    analytics::{
        Amount, Figure,
        ahead::{Past, looked_back},
        period::{PLATFORM, today},
        table::{Cell, Table},
    },
    app::App,
    http::{Answer, Call},
    problem::{Problem, ProblemView},
    routes::views::analytics::{ForecastPast, ForecastPoint, ForecastView, MakerView, PastPoint},
};

const USUAL: u32 = 14;
const MOST: u32 = 30;
/// Share of past errors within the bounds.
const INTERVAL: f64 = 0.8;
/// Days of the past that are shown beside a forecast.
const SHOWN: usize = 63;

/// What the next days of a channel may be, with an interval of 80 %, who says so, and how wrong that was on its past.
#[utoipa::path(
    get,
    path = "/api/v1/analytics/forecast",
    operation_id = "analytics_forecast",
    tag = "analytics",
    params(("channel_id" = String, Query, description = "the channel"), ("metric" = Option<String>, Query, description = "`views` or `revenue`; views if left out"), ("days" = Option<u32>, Query, description = "days ahead: 1 to 30, 14 if left out"), ("format" = Option<String>, Query, description = "csv: past and forecast as a file (RFC 4180)"), ("If-None-Match" = Option<String>, Header, description = "an ETag that you hold")),
    responses(
        (status = 200, description = "the forecast", content((ForecastView = "application/json"), (String = "text/csv"))),
        (status = 304, description = "you hold this version"),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = []), ("api_key" = ["analytics:read"])),
)]
pub async fn forecast(app: Arc<App>, call: Call) -> Answer {
    let (format, days, channel) = (format(&call)?, days(&call)?, channel(&call)?);
    let named = [("views", Figure::Views), ("revenue", Figure::Revenue)];
    let figure = word(&call, "metric", &named)?.unwrap_or(Figure::Views);
    let metric = figure.reported().ok_or_else(Problem::broken)?;
    let (asker, workspace) = (Asker::new(&app), app.workspace);
    let range = looked_back(today(call.now)).ok_or_else(Problem::broken)?;
    let channels = [channel];
    let rows = asker.read(|store| store.days(workspace, &channels, range)).await?;
    let past = Past::of(&rows, metric);
    let made = app.studio.forecast(past.question(days)).await;
    let point = |(day, value, bounds): (_, i64, Option<(i64, i64)>)| ForecastPoint {
        day,
        value: Amount::Whole(value),
        low: bounds.map(|(low, _)| Amount::Whole(low)),
        high: bounds.map(|(_, high)| Amount::Whole(high)),
    };
    let [channel] = channels;
    let view = ForecastView {
        channel_id: channel.to_string(),
        metric: figure,
        unit: figure.unit(),
        basis: asker.basis(PLATFORM).await?,
        points: past.ahead(&made).into_iter().map(point).collect(),
        interval: INTERVAL,
        mase: made.mase,
        naive_mase: made.naive_mase,
        origins: made.origins,
        made_by: MakerView::of(made),
        past: shown(&past),
    };
    answer(&call, format, &format!("forecast-{}-{}", view.channel_id, figure.name()), &view, table)
}

fn shown(past: &Past) -> ForecastPast {
    let known = past.values.iter().flatten().count();
    let point = |(day, value): (_, Option<i64>)| PastPoint { day, value: value.map(Amount::Whole) };
    ForecastPast {
        from: past.days.map(|days| days.from),
        to: past.days.map(|days| days.to),
        days: known,
        gaps: past.values.len() - known,
        unfinished: past.unfinished,
        points: past.newest(SHOWN).map(point).collect(),
    }
}

fn channel(call: &Call) -> Result<ChannelId, Problem> {
    let named = text(call, "channel_id").ok_or_else(|| wrong("channel_id", "a forecast is that of one channel"))?;
    named.parse().map_err(|_| wrong("channel_id", "this is no channel id"))
}

fn days(call: &Call) -> Result<usize, Problem> {
    let days = |text: String| text.parse().ok().filter(|days| (1..=MOST).contains(days));
    let refused = || wrong("days", &format!("a whole number from 1 to {MOST}"));
    let days = text(call, "days").map_or(Some(USUAL), days).ok_or_else(refused)?;
    usize::try_from(days).map_err(|_| refused())
}

fn table(view: &ForecastView) -> Table {
    let mut table = Table::new(&["period", "day", "value", "low", "high"]);
    let row = |period: &str, day: chrono::NaiveDate, rest: [Option<Amount>; 3]| {
        let mut cells: Vec<Cell> = vec![period.into(), day.to_string().into()];
        cells.extend(rest.map(Cell::from));
        cells
    };
    let past = view.past.points.iter().map(|point| row("past", point.day, [point.value, None, None]));
    let ahead = view.points.iter().map(|point| row("forecast", point.day, [Some(point.value), point.low, point.high]));
    table.rows = past.chain(ahead).collect();
    table
}
