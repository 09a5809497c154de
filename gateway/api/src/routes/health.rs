//! Whether the process lives and whether it can work; outside `/api`, for machines.

use std::sync::Arc;

use std::{collections::BTreeMap, time::Duration};

use tokio::time::timeout;
use warp::http::{HeaderMap, HeaderValue, StatusCode, header};

use super::views::{Readiness, Readings};
use crate::{
    app::App,
    deps::{PartStatus, StudioStatus},
    http::{Answer, Call, Reply},
};

pub const HEALTHZ: &str = "/healthz";
/// A part that does not answer for so long is away.
const PATIENCE: Duration = Duration::from_millis(1500);

/// The process lives.
#[utoipa::path(
    get,
    path = "/healthz",
    operation_id = "healthz",
    tag = "health",
    responses((status = 200, description = "it lives", body = String, content_type = "text/plain")),
)]
pub async fn healthz(_app: Arc<App>, _call: Call) -> Answer {
    Ok(alive())
}

/// Said before the house stands, too.
pub fn alive() -> Reply {
    let reply = Reply::whole(StatusCode::OK, HeaderMap::new(), "ok\n");
    let reply = reply.with(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    reply.with(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))
}

/// Whether requests can be served: 503 names the part that is away.
#[utoipa::path(
    get,
    path = "/readyz",
    operation_id = "readyz",
    tag = "health",
    responses(
        (status = 200, description = "ready", body = Readiness),
        (status = 503, description = "a part is away", body = Readiness),
    ),
)]
pub async fn readyz(app: Arc<App>, _call: Call) -> Answer {
    let (parts, _) = parts(&app).await;
    let ready = parts.values().all(|part| part.ok);
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let reply = Reply::json(status, &Readiness { ready, parts });
    Ok(if ready { reply } else { reply.with(header::RETRY_AFTER, HeaderValue::from_static("3")) })
}

/// Asked now, each within its patience and all at once.
pub async fn parts(app: &App) -> (BTreeMap<String, Readings>, StudioStatus) {
    let database = async { timeout(PATIENCE, app.journal.ping()).await.is_ok_and(|pong| pong.is_ok()) };
    let redis = async { timeout(PATIENCE, app.redis.ping()).await.is_ok_and(|pong| pong.is_ok()) };
    let (database, redis, status) = tokio::join!(database, redis, app.studio.status());
    let answers = |fine| if fine { Readings::fine() } else { Readings::trouble("it does not answer") };
    let parts = [
        ("database", answers(database)),
        ("redis", answers(redis)),
        ("intake", reading(&status.intake)),
        ("relay", reading(&status.relay)),
    ];
    (parts.into_iter().map(|(name, part)| (name.to_owned(), part)).collect(), status)
}

pub fn reading(part: &PartStatus) -> Readings {
    Readings { ok: part.ok, detail: part.detail.clone() }
}
