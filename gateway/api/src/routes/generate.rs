//! Asking for a video, and what it would cost.

use std::sync::Arc;

use warp::http::{StatusCode, header};
use ytempire_domain::{
    VideoId,
    request::{RawRequest, SECONDS, VideoRequest},
};
use ytempire_journal::{Admission, Refusal};

use super::{
    videos::view,
    views::{EstimateBody, EstimateView, GenerateBody, VideoView},
};
use crate::{
    app::App,
    estimate,
    http::{Answer, Call, Reply},
    idempotency,
    problem::{Problem, ProblemView},
};

/// Asks for a video. Needs an Idempotency-Key or a `request_id`; the same request again answers with the same video.
#[utoipa::path(
    post,
    path = "/api/v1/videos/generate",
    operation_id = "generate_generate",
    tag = "generate",
    params(("Idempotency-Key" = Option<String>, Header, description = "names this call for 24 hours: the same call again gets the same answer")),
    request_body = GenerateBody,
    responses(
        (status = 202, description = "taken; Location names its status", body = VideoView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn generate(app: Arc<App>, call: Call) -> Answer {
    idempotency::once(&app, &call, async {
        let video_id = admit(&app, &request(&call)?).await?;
        taken(&app, video_id).await
    })
    .await
}

/// The job of the request: a new one, or the one that it has already.
pub async fn admit(app: &App, request: &VideoRequest) -> Result<VideoId, Problem> {
    match app.journal.admit(app.workspace, request).await? {
        Admission::Created { video_id, .. } | Admission::Repeat { video_id } => Ok(video_id),
        Admission::Refused(refusal) => Err(refused(&refusal)),
    }
}

/// The answer to a request that was admitted.
pub async fn taken(app: &App, video_id: VideoId) -> Answer {
    app.studio.wake();
    let row = app.journal.video(app.workspace, video_id).await?.ok_or_else(Problem::broken)?;
    let location = format!("/api/v1/videos/{video_id}/status");
    Ok(Reply::json(StatusCode::ACCEPTED, &view(app, row)).with_text(header::LOCATION, &location))
}

/// The body as a request that cannot be wrong, named by itself or by the caller's key.
fn request(call: &Call) -> Result<VideoRequest, Problem> {
    let body: GenerateBody = call.json()?;
    let raw = body.raw(call.idempotency_key()?).ok_or_else(|| {
        Problem::new(StatusCode::BAD_REQUEST, "idempotency_key_required", "The request has no name")
            .detail("send an Idempotency-Key, or a request_id in the body")
    })?;
    parsed(raw)
}

/// A request that cannot be wrong, or which member is.
pub fn parsed(raw: RawRequest) -> Result<VideoRequest, Problem> {
    VideoRequest::parse(raw).map_err(|error| Problem::unprocessable(&format!("/{}", error.field()), error.to_string()))
}

fn refused(refusal: &Refusal) -> Problem {
    let (title, member) = match refusal {
        Refusal::UnknownChannel => ("There is no such channel", "/channel_id"),
        Refusal::ChannelArchived => ("The channel is archived", "/channel_id"),
        Refusal::BodyConflict { .. } => ("This request_id was used with another body", "/request_id"),
        Refusal::MalformedId => ("The request_id cannot be used", "/request_id"),
    };
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, refusal.code(), title).at(member, refusal.to_string())
}

/// What a video will probably cost, by the last finished ones.
#[utoipa::path(
    post,
    path = "/api/v1/videos/estimate",
    operation_id = "generate_estimate",
    tag = "generate",
    request_body = EstimateBody,
    responses(
        (status = 200, description = "the estimate", body = EstimateView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn estimate(app: Arc<App>, call: Call) -> Answer {
    let body: EstimateBody = call.json()?;
    if body.seconds.is_some_and(|seconds| !SECONDS.contains(&seconds)) {
        return Err(Problem::unprocessable("/seconds", format!("from {} to {}", SECONDS.start(), SECONDS.end())));
    }
    let channel = app.journal.channel(app.workspace, &body.channel_id).await?;
    let channel = channel.ok_or_else(|| refused(&Refusal::UnknownChannel))?;
    Ok(Reply::ok(&estimate::of(&app, &channel, body.aspect, body.seconds).await?))
}
