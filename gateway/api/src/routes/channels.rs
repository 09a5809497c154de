//! Channels: made, read, replaced under their ETag, archived.

use std::sync::Arc;

use warp::http::{HeaderValue, StatusCode, header};
use ytempire_domain::{
    ChannelId,
    channel::{ChannelError, ChannelSettings, ChannelStatus},
    text::TextError,
};
use ytempire_journal::{Channel, Update};

use super::{
    page,
    views::{ChannelBody, ChannelPage, ChannelView},
};
use crate::{
    app::App,
    http::{Answer, Call, Reply},
    idempotency,
    problem::{Problem, ProblemView},
};

/// As its cursors name it.
const LIST: &str = "channels";

/// Channels by id; archived ones are left out.
#[utoipa::path(
    get,
    path = "/api/v1/channels",
    operation_id = "channels_list",
    tag = "channels",
    params(("limit" = Option<u32>, Query, description = "1 to 200, 50 if left out"), ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before")),
    responses(
        (status = 200, description = "a page", body = ChannelPage),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn list(app: Arc<App>, call: Call) -> Answer {
    let page = app.journal.channels(app.workspace, page::request(&app, &call, LIST)?).await?;
    let next_cursor = page::next(&app, LIST, &page)?;
    let items = page.items.into_iter().map(ChannelView::from).collect();
    Ok(Reply::ok(&ChannelPage { items, next_cursor }))
}

/// Makes a channel.
#[utoipa::path(
    post,
    path = "/api/v1/channels",
    operation_id = "channels_create",
    tag = "channels",
    params(("Idempotency-Key" = Option<String>, Header, description = "names this call for 24 hours: the same call again gets the same answer")),
    request_body = ChannelBody,
    responses(
        (status = 201, description = "made; ETag and Location are set", body = ChannelView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn create(app: Arc<App>, call: Call) -> Answer {
    idempotency::once(&app, &call, async {
        let body: ChannelBody = call.json()?;
        let id = body.id.clone();
        let settings = body.settings().map_err(refused)?;
        match app.journal.create_channel(app.workspace, id, settings).await? {
            Some(channel) => {
                let location = format!("/api/v1/channels/{}", channel.id);
                Ok(show(StatusCode::CREATED, channel).with_text(header::LOCATION, &location))
            }
            None => Err(Problem::conflict("channel_exists", "There is such a channel", "choose another id")
                .at("/id", "this id is taken")),
        }
    })
    .await
}

/// With the version as its strong ETag.
fn show(status: StatusCode, channel: Channel) -> Reply {
    let etag = etag(channel.version);
    let reply = Reply::json(status, &ChannelView::from(channel)).with_text(header::ETAG, &etag);
    reply.with(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))
}

fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

fn refused(error: ChannelError) -> Problem {
    let member = match &error {
        ChannelError::Text(
            TextError::Empty { field } | TextError::TooLong { field, .. } | TextError::Control { field },
        ) => field,
        ChannelError::Seconds => "seconds",
        ChannelError::Cap => "cap_micros",
        ChannelError::QualityThreshold => "quality_threshold",
    };
    Problem::unprocessable(&format!("/{member}"), error.to_string())
}

async fn existing(app: &App, call: &Call) -> Result<Channel, Problem> {
    let id: ChannelId = call.id_of("id", "channel")?;
    app.journal.channel(app.workspace, &id).await?.ok_or_else(|| Problem::not_found("channel"))
}

fn changed(update: Update) -> Result<Channel, Problem> {
    match update {
        Update::Updated(channel) => Ok(channel),
        Update::Missing => Err(Problem::not_found("channel")),
        Update::Stale(version) => {
            Err(Problem::new(StatusCode::PRECONDITION_FAILED, "stale", "It was changed elsewhere")
                .detail("read it again and repeat your change on what you find")
                .with_etag(&etag(version)))
        }
    }
}

/// One channel.
#[utoipa::path(
    get,
    path = "/api/v1/channels/{id}",
    operation_id = "channels_read",
    tag = "channels",
    params(("id" = String, Path, description = "channel id"), ("If-None-Match" = Option<String>, Header, description = "an ETag that you hold")),
    responses(
        (status = 200, description = "the channel with its ETag", body = ChannelView),
        (status = 304, description = "you hold this version"),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn read(app: Arc<App>, call: Call) -> Answer {
    let reply = show(StatusCode::OK, existing(&app, &call).await?);
    Ok(reply.unless_held(&call))
}

/// Replaces a channel as a whole.
#[utoipa::path(
    put,
    path = "/api/v1/channels/{id}",
    operation_id = "channels_replace",
    tag = "channels",
    params(("id" = String, Path, description = "channel id"), ("If-Match" = String, Header, description = "ETag of the version that you changed")),
    request_body = ChannelBody,
    responses(
        (status = 200, description = "replaced", body = ChannelView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn replace(app: Arc<App>, call: Call) -> Answer {
    let (id, version): (ChannelId, _) = (call.id_of("id", "channel")?, call.if_match()?);
    let body: ChannelBody = call.json()?;
    if body.id.as_ref().is_some_and(|named| *named != id) {
        return Err(Problem::unprocessable("/id", "a channel keeps its id"));
    }
    let settings = body.settings().map_err(refused)?;
    let channel = existing(&app, &call).await?;
    alive(&channel)?;
    let update = app.journal.update_channel(app.workspace, &id, settings, channel.status, version).await?;
    Ok(show(StatusCode::OK, changed(update)?))
}

/// An archived channel is kept as it was.
fn alive(channel: &Channel) -> Result<(), Problem> {
    if channel.status == ChannelStatus::Archived {
        return Err(Problem::conflict(
            "channel_archived",
            "The channel is archived",
            "an archived channel stays as it is",
        ));
    }
    Ok(())
}

/// Archives a channel: its history stays, its unfinished videos are cancelled.
#[utoipa::path(
    delete,
    path = "/api/v1/channels/{id}",
    operation_id = "channels_archive",
    tag = "channels",
    params(("id" = String, Path, description = "channel id"), ("If-Match" = String, Header, description = "ETag of the version that you changed")),
    responses(
        (status = 204, description = "archived"),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn archive(app: Arc<App>, call: Call) -> Answer {
    let (id, version): (ChannelId, _) = (call.id_of("id", "channel")?, call.if_match()?);
    alive(&existing(&app, &call).await?)?;
    changed(app.journal.delete_channel(app.workspace, &id, version).await?)?;
    app.studio.wake();
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// Starts no more videos; requests are still taken.
#[utoipa::path(
    post,
    path = "/api/v1/channels/{id}/pause",
    operation_id = "channels_pause",
    tag = "channels",
    params(("id" = String, Path, description = "channel id")),
    responses(
        (status = 200, description = "paused", body = ChannelView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn pause(app: Arc<App>, call: Call) -> Answer {
    turn(&app, &call, ChannelStatus::Paused).await
}

/// Changes the status and nothing else. Somebody else's change in between is no conflict: it is read again.
async fn turn(app: &App, call: &Call, wanted: ChannelStatus) -> Answer {
    for _ in 0..3 {
        let channel = existing(app, call).await?;
        alive(&channel)?;
        if channel.status == wanted {
            return Ok(show(StatusCode::OK, channel));
        }
        let settings: ChannelSettings = channel.settings.clone();
        let update = app.journal.update_channel(app.workspace, &channel.id, settings, wanted, channel.version).await?;
        if let Update::Updated(channel) = update {
            app.studio.wake();
            return Ok(show(StatusCode::OK, channel));
        }
    }
    Err(Problem::conflict("busy", "The channel is being changed", "try again"))
}

/// Starts videos again.
#[utoipa::path(
    post,
    path = "/api/v1/channels/{id}/resume",
    operation_id = "channels_resume",
    tag = "channels",
    params(("id" = String, Path, description = "channel id")),
    responses(
        (status = 200, description = "active", body = ChannelView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn resume(app: Arc<App>, call: Call) -> Answer {
    turn(&app, &call, ChannelStatus::Active).await
}
