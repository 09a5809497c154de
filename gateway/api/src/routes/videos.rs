//! Videos: lists, one video, its steps, costs and events.

use std::sync::Arc;

use warp::http::{HeaderValue, header};
use ytempire_domain::{Currency, Micros, Step, VideoId, event::StageState, job::JobStatus};
use ytempire_journal::{LedgerEntry, LedgerState, RunState, StageRow, VideoFilter, VideoRow};

use super::{
    page,
    views::{
        CostEntry, CostList, EventList, FailureView, StageList, StageView, StatusName, VideoPage, VideoStatusView,
        VideoView, envelope,
    },
};
use crate::{
    app::App,
    deps::name_of,
    http::{Answer, Call, Reply},
    problem::{Problem, ProblemView},
};

/// As its cursors name it.
const LIST: &str = "videos";

/// Videos, newest first.
#[utoipa::path(
    get,
    path = "/api/v1/videos",
    operation_id = "videos_list",
    tag = "videos",
    params(("limit" = Option<u32>, Query, description = "1 to 200, 50 if left out"), ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"), ("status" = Option<Vec<StatusName>>, Query, description = "may be repeated"), ("channel_id" = Option<String>, Query), ("q" = Option<String>, Query, description = "words of topic or title")),
    responses(
        (status = 200, description = "a page", body = VideoPage),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn list(app: Arc<App>, call: Call) -> Answer {
    let page = app.journal.videos(app.workspace, filter(&call)?, page::request(&app, &call, LIST)?).await?;
    let next_cursor = page::next(&app, LIST, &page)?;
    let items = page.items.into_iter().map(|row| view(&app, row)).collect();
    Ok(Reply::ok(&VideoPage { items, next_cursor }))
}

fn filter(call: &Call) -> Result<VideoFilter, Problem> {
    let mut filter = VideoFilter::default();
    for (name, value) in call.queries() {
        match name.as_str() {
            "status" => {
                let status = JobStatus::ALL.into_iter().find(|status| status.name() == value);
                filter.status.push(status.ok_or_else(|| Problem::bad_request("status: there is no such status"))?);
            }
            "channel_id" if !value.is_empty() => {
                filter.channel =
                    Some(value.parse().map_err(|_| Problem::bad_request("channel_id: this is no channel id"))?);
            }
            "q" if !value.trim().is_empty() => filter.q = Some(value.trim().chars().take(200).collect()),
            _ => {}
        }
    }
    Ok(filter)
}

/// The row with what is known of its running step.
pub fn view(app: &App, row: VideoRow) -> VideoView {
    let reading = app.live.reading(&row);
    VideoView::new(row, reading)
}

pub async fn existing(app: &App, call: &Call) -> Result<VideoRow, Problem> {
    let id: VideoId = call.id_of("id", "video")?;
    app.journal.video(app.workspace, id).await?.ok_or_else(|| Problem::not_found("video"))
}

/// One video.
#[utoipa::path(
    get,
    path = "/api/v1/videos/{id}",
    operation_id = "videos_read",
    tag = "videos",
    params(("id" = String, Path, description = "video id"), ("If-None-Match" = Option<String>, Header, description = "an ETag that you hold")),
    responses(
        (status = 200, description = "the video with its ETag", body = VideoView),
        (status = 304, description = "you hold this version"),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn read(app: Arc<App>, call: Call) -> Answer {
    let row = existing(&app, &call).await?;
    Ok(tagged(Reply::ok(&view(&app, row))).unless_held(&call))
}

/// With an ETag of what the answer says, progress included.
fn tagged(reply: Reply) -> Reply {
    reply.tagged_by_content().with(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))
}

/// Where a video stands; cheap to poll.
#[utoipa::path(
    get,
    path = "/api/v1/videos/{id}/status",
    operation_id = "videos_status",
    tag = "videos",
    params(("id" = String, Path, description = "video id"), ("If-None-Match" = Option<String>, Header, description = "an ETag that you hold")),
    responses(
        (status = 200, description = "the status with its ETag", body = VideoStatusView),
        (status = 304, description = "you hold this version"),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn status(app: Arc<App>, call: Call) -> Answer {
    let row = existing(&app, &call).await?;
    Ok(tagged(Reply::ok(&view(&app, row).status())).unless_held(&call))
}

/// The steps of a video and every try of each.
#[utoipa::path(
    get,
    path = "/api/v1/videos/{id}/stages",
    operation_id = "videos_stages",
    tag = "videos",
    params(("id" = String, Path, description = "video id")),
    responses(
        (status = 200, description = "the steps", body = StageList),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn stages(app: Arc<App>, call: Call) -> Answer {
    let video = existing(&app, &call).await?.job.video_id;
    let (rows, costs) = (app.journal.stages(video).await?, app.journal.costs(video).await?);
    let mut items = vec![];
    for step in Step::ALL {
        let mut runs: Vec<&StageRow> =
            rows.iter().filter(|row| row.step == step && row.state != RunState::Abandoned).collect();
        runs.sort_by_key(|run| run.started_at);
        items.extend(runs.iter().map(|run| stage(run, &costs)));
        if runs.last().is_none_or(|run| run.superseded) {
            items.push(pending(step));
        }
    }
    Ok(Reply::ok(&StageList { items }))
}

/// One try, with the money of the calls that were reserved while it ran.
fn stage(run: &StageRow, costs: &[LedgerEntry]) -> StageView {
    let within = |cost: &&LedgerEntry| {
        cost.step == run.step
            && cost.reserved_at >= run.started_at
            && run.finished_at.is_none_or(|finished| cost.reserved_at <= finished)
    };
    let state = match run.state {
        RunState::Running => StageState::Running,
        RunState::Completed => StageState::Completed,
        RunState::Failed | RunState::Abandoned => StageState::Failed,
    };
    StageView {
        stage: run.step,
        state,
        attempt: run.attempt,
        started_at: Some(run.started_at),
        finished_at: run.finished_at,
        duration_ms: run.finished_at.map(|finished| (finished - run.started_at).num_milliseconds().max(0)),
        cost_micros: Micros(costs.iter().filter(within).map(|cost| cost.settled.0).sum()),
        failure: run.failure.clone().map(|failure| FailureView::from((run.step, failure))),
        output: run.output.as_ref().and_then(|output| serde_json::to_value(output).ok()),
    }
}

fn pending(step: Step) -> StageView {
    StageView {
        stage: step,
        state: StageState::Pending,
        attempt: 0,
        started_at: None,
        finished_at: None,
        duration_ms: None,
        cost_micros: Micros::ZERO,
        failure: None,
        output: None,
    }
}

/// What a video cost, call by call.
#[utoipa::path(
    get,
    path = "/api/v1/videos/{id}/costs",
    operation_id = "videos_costs",
    tag = "videos",
    params(("id" = String, Path, description = "video id")),
    responses(
        (status = 200, description = "the ledger", body = CostList),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn costs(app: Arc<App>, call: Call) -> Answer {
    let row = existing(&app, &call).await?;
    let items = app.journal.costs(row.job.video_id).await?.into_iter().map(cost).collect();
    let (cost_micros, reserved_micros, cap_micros) = (row.settled, row.reserved, row.cap);
    Ok(Reply::ok(&CostList { items, cost_micros, reserved_micros, cap_micros, currency: Currency::USD }))
}

fn cost(entry: LedgerEntry) -> CostEntry {
    CostEntry {
        stage: entry.step,
        provider: entry.provider,
        unit: entry.unit,
        quantity: entry.quantity,
        measured: entry.measured.filter(|_| entry.state == LedgerState::Settled),
        state: name_of(&entry.state).unwrap_or_default(),
        reserved_micros: entry.reserved,
        cost_micros: entry.settled,
        currency: Currency::USD,
        reserved_at: entry.reserved_at,
    }
}

/// What happened to a video.
#[utoipa::path(
    get,
    path = "/api/v1/videos/{id}/events",
    operation_id = "videos_events",
    tag = "videos",
    params(("id" = String, Path, description = "video id"), ("limit" = Option<u32>, Query, description = "1 to 1000, 200 if left out")),
    responses(
        (status = 200, description = "its events", body = EventList),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn events(app: Arc<App>, call: Call) -> Answer {
    let video = existing(&app, &call).await?.job.video_id;
    let limit = page::limit(&call, 200, 1000)?;
    let events = app.journal.events_of(video, i64::from(limit)).await?;
    Ok(Reply::ok(&EventList { items: events.iter().map(envelope).collect() }))
}
