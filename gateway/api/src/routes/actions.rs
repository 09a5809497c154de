//! What a person does to a running or finished video.

use std::sync::Arc;

use ytempire_domain::{
    VideoId,
    job::{Control, Review},
    text,
};
use ytempire_journal::Asked;

use super::{
    videos::view,
    views::{RejectBody, RetryBody, VideoView},
};
use crate::{
    app::App,
    http::{Answer, Call, Reply},
    problem::{Problem, ProblemView},
};

/// Stops a video that is not out yet.
#[utoipa::path(
    post,
    path = "/api/v1/videos/{id}/cancel",
    operation_id = "actions_cancel",
    tag = "actions",
    params(("id" = String, Path, description = "video id")),
    responses(
        (status = 200, description = "done or asked for", body = VideoView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn cancel(app: Arc<App>, call: Call) -> Answer {
    control(&app, &call, Control::Cancel).await
}

async fn control(app: &App, call: &Call, wanted: Control) -> Answer {
    answer(app, app.journal.set_control(app.workspace, id(call)?, wanted).await?)
}

fn id(call: &Call) -> Result<VideoId, Problem> {
    call.id_of("id", "video")
}

fn answer(app: &App, asked: Asked) -> Answer {
    match asked {
        Asked::Done(row) => {
            app.studio.wake();
            Ok(Reply::ok(&view(app, row)))
        }
        Asked::NotNow(row) => Err(Problem::conflict(
            "not_now",
            "This cannot be asked now",
            format!("the video is {}", row.status.name().replace('_', " ")),
        )),
        Asked::Missing => Err(Problem::not_found("video")),
    }
}

/// Stops a video until somebody resumes it.
#[utoipa::path(
    post,
    path = "/api/v1/videos/{id}/pause",
    operation_id = "actions_pause",
    tag = "actions",
    params(("id" = String, Path, description = "video id")),
    responses(
        (status = 200, description = "done or asked for", body = VideoView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn pause(app: Arc<App>, call: Call) -> Answer {
    control(&app, &call, Control::Pause).await
}

/// Goes on with a paused video.
#[utoipa::path(
    post,
    path = "/api/v1/videos/{id}/resume",
    operation_id = "actions_resume",
    tag = "actions",
    params(("id" = String, Path, description = "video id")),
    responses(
        (status = 200, description = "done or asked for", body = VideoView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn resume(app: Arc<App>, call: Call) -> Answer {
    control(&app, &call, Control::Run).await
}

/// Lets a video that waits for review go out.
#[utoipa::path(
    post,
    path = "/api/v1/videos/{id}/approve",
    operation_id = "actions_approve",
    tag = "actions",
    params(("id" = String, Path, description = "video id")),
    responses(
        (status = 200, description = "done or asked for", body = VideoView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn approve(app: Arc<App>, call: Call) -> Answer {
    let by = reviewer(&app, &call).await?;
    answer(&app, app.journal.set_review(app.workspace, id(&call)?, Review::Approved { by }).await?)
}

/// The name under which a review is kept.
async fn reviewer(app: &App, call: &Call) -> Result<String, Problem> {
    let user = app.journal.user(call.who()?.user).await?;
    user.map(|user| user.name).ok_or_else(|| Problem::not_found("person"))
}

/// Refuses a video that waits for review.
#[utoipa::path(
    post,
    path = "/api/v1/videos/{id}/reject",
    operation_id = "actions_reject",
    tag = "actions",
    params(("id" = String, Path, description = "video id")),
    request_body = RejectBody,
    responses(
        (status = 200, description = "rejected", body = VideoView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn reject(app: Arc<App>, call: Call) -> Answer {
    let body: RejectBody = call.json()?;
    let reason = text::prose("reason", &body.reason, 500);
    let reason = reason.map_err(|error| Problem::unprocessable("/reason", error.to_string()))?;
    let by = reviewer(&app, &call).await?;
    answer(&app, app.journal.set_review(app.workspace, id(&call)?, Review::Rejected { by, reason }).await?)
}

/// Tries a failed or cancelled video again.
#[utoipa::path(
    post,
    path = "/api/v1/videos/{id}/retry",
    operation_id = "actions_retry",
    tag = "actions",
    params(("id" = String, Path, description = "video id")),
    request_body = Option<RetryBody>,
    responses(
        (status = 200, description = "queued", body = VideoView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn retry(app: Arc<App>, call: Call) -> Answer {
    let body: RetryBody = if call.body.is_empty() { RetryBody::default() } else { call.json()? };
    answer(&app, app.journal.retry(app.workspace, id(&call)?, body.from).await?)
}
