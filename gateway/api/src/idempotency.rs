//! The same call twice has one effect and one answer, for callers that name it.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use warp::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use ytempire_domain::ContentHash;
use ytempire_journal::Begin;

use crate::{
    app::App,
    http::{Answer, Call, Reply},
    problem::Problem,
};

/// Headers that are part of the answer.
const KEPT: [HeaderName; 3] = [header::CONTENT_TYPE, header::LOCATION, header::ETAG];

#[derive(Serialize, Deserialize)]
struct Kept {
    headers: Vec<(String, String)>,
    body: String,
}

/// Runs `work` once for each key of a person. Only what had an effect is kept: a refusal frees the key.
pub async fn once(app: &App, call: &Call, work: impl Future<Output = Answer>) -> Answer {
    let Some(key) = call.idempotency_key()? else { return work.await };
    let user = call.who()?.user;
    let hash =
        ContentHash::of(&[call.method.as_str().as_bytes(), b" ", call.path.as_bytes(), b"\n", &call.body].concat());
    match app.journal.begin_call(user, key, &hash).await? {
        Begin::New => {}
        Begin::Replay { status, body } => return replay(status, &body),
        Begin::Conflict => return Err(conflict()),
        Begin::InProgress => return Err(in_progress()),
    }
    let answer = work.await;
    match answer.as_ref().ok().filter(|reply| reply.status.is_success()).and_then(keep) {
        Some((status, kept)) => {
            // The effect stands by itself: where this is lost, the same call finds it again.
            if let Err(error) = app.journal.finish_call(user, key, status, &kept).await {
                tracing::warn!(error = crate::problem::chain(&error), "an answer could not be kept for a replay");
            }
        }
        None => app.journal.abandon_call(user, key).await?,
    }
    answer
}

fn keep(reply: &Reply) -> Option<(u16, Vec<u8>)> {
    let headers = KEPT.iter().filter_map(|name| {
        let value = reply.headers.get(name)?.to_str().ok()?;
        Some((name.as_str().to_owned(), value.to_owned()))
    });
    let kept = Kept { headers: headers.collect(), body: BASE64_STANDARD.encode(reply.bytes()?) };
    Some((reply.status.as_u16(), serde_json::to_vec(&kept).ok()?))
}

fn replay(status: u16, kept: &[u8]) -> Answer {
    let read = || -> Option<Reply> {
        let kept: Kept = serde_json::from_slice(kept).ok()?;
        let mut headers = HeaderMap::new();
        for (name, value) in kept.headers {
            headers.insert(HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?);
        }
        headers.insert(HeaderName::from_static("idempotency-replayed"), HeaderValue::from_static("true"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        let body: Bytes = BASE64_STANDARD.decode(kept.body).ok()?.into();
        Some(Reply::whole(StatusCode::from_u16(status).ok()?, headers, body))
    };
    read().ok_or_else(|| {
        tracing::error!("a kept answer cannot be read");
        Problem::broken()
    })
}

fn conflict() -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_conflict", "This Idempotency-Key named another call")
        .detail("use a new key for another call or another body")
}

fn in_progress() -> Problem {
    Problem::conflict("in_progress", "The same call is being done", "ask again in a moment")
        .retry_after(Duration::from_secs(1))
}
