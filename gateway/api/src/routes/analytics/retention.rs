//! Who still watches, and where they leave.

use std::sync::Arc;

use ytempire_domain::{ChannelId, VideoId};
use ytempire_journal::RunState;

use super::{
    answer::answer,
    basis::Asker,
    query::{format, text, wrong},
};
use crate::{
    analytics::{
        period::PLATFORM,
        scenes::{scenes, watching},
        table::Table,
    },
    app::App,
    http::{Answer, Call},
    problem::{Problem, ProblemView},
    routes::views::analytics::{RetentionPoint, RetentionView, SceneView},
};

/// The newest retention curve of a video, and what each scene of our own video lost.
#[utoipa::path(
    get,
    path = "/api/v1/analytics/videos/{video_id}/retention",
    operation_id = "analytics_retention",
    tag = "analytics",
    params(("video_id" = String, Path, description = "ours or the platform's"), ("channel_id" = Option<String>, Query, description = "needed for a video that is not our own"), ("format" = Option<String>, Query, description = "csv: the points as a file (RFC 4180)"), ("If-None-Match" = Option<String>, Header, description = "an ETag that you hold")),
    responses(
        (status = 200, description = "the curve", content((RetentionView = "application/json"), (String = "text/csv"))),
        (status = 304, description = "you hold this version"),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = []), ("api_key" = ["analytics:read"])),
)]
pub async fn retention(app: Arc<App>, call: Call) -> Answer {
    let video_id = call.param("video_id").to_owned();
    let format = format(&call)?;
    let ours = video_id.parse::<VideoId>().ok();
    let channel = channel(&app, &call, ours).await?;
    let (asker, workspace) = (Asker::new(&app), app.workspace);
    let curve = asker.read(|store| store.retention(workspace, &channel, &video_id)).await?;
    let curve = curve.ok_or_else(|| Problem::not_found("retention curve"))?;
    let scenes = match ours {
        Some(id) => scenes_of(&app, id, &curve.points).await?,
        None => vec![],
    };
    let basis = asker.basis(PLATFORM).await?;
    let point = |(at, watching): (f64, f64)| RetentionPoint { at, watching };
    let points = curve.points.into_iter().map(point).collect();
    let (channel_id, day, observed_at) = (channel.to_string(), curve.day, curve.observed_at);
    let view = RetentionView { video_id, channel_id, basis, day, observed_at, points, scenes };
    answer(&call, format, &format!("retention-{}", view.day), &view, table)
}

/// Our own videos know their channel; of another one the caller says it.
async fn channel(app: &App, call: &Call, ours: Option<VideoId>) -> Result<ChannelId, Problem> {
    if let Some(named) = text(call, "channel_id") {
        return named.parse().map_err(|_| wrong("channel_id", "this is no channel id"));
    }
    let Some(id) = ours else {
        return Err(wrong("channel_id", "it is needed for a video that is not our own"));
    };
    let video = app.journal.video(app.workspace, id).await?;
    Ok(video.ok_or_else(|| Problem::not_found("video"))?.job.channel_id)
}

/// From what the steps made that count.
async fn scenes_of(app: &App, id: VideoId, points: &[(f64, f64)]) -> Result<Vec<SceneView>, Problem> {
    let runs = app.journal.stages(id).await?.into_iter();
    let counts = runs.filter(|run| run.state == RunState::Completed && !run.superseded);
    let outputs: Vec<_> = counts.filter_map(|run| run.output).collect();
    let (scenes, length) = scenes(&outputs);
    let at = |ms: u32| watching(points, f64::from(ms) / f64::from(length.max(1)));
    let scene = |(index, scene): (usize, crate::analytics::scenes::Scene)| {
        let (watching_start, watching_end) = (at(scene.start_ms)?, at(scene.end_ms)?);
        Some(SceneView {
            index,
            text: scene.text,
            start_ms: scene.start_ms.into(),
            end_ms: scene.end_ms.into(),
            watching_start,
            watching_end,
            lost: watching_start - watching_end,
        })
    };
    Ok(scenes.into_iter().enumerate().filter_map(scene).collect())
}

fn table(view: &RetentionView) -> Table {
    let mut table = Table::new(&["at", "watching"]);
    table.rows = view.points.iter().map(|point| vec![point.at.into(), point.watching.into()]).collect();
    table
}
