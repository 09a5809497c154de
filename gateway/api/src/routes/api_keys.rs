//! Keys of programs: made, listed, revoked by people.

use std::sync::Arc;

use warp::http::{StatusCode, header};
use ytempire_journal::{ApiKeyId, NewApiKey};

use super::views::{ApiKeyBody, ApiKeyList, ApiKeyView, NewApiKeyView, Scope};
use crate::{
    app::App,
    auth::Secret,
    http::{Answer, Call, Reply, body_error},
    problem::{Problem, ProblemView},
};

/// Makes a key. It is shown in this answer and never again, so this call takes no Idempotency-Key.
#[utoipa::path(
    post,
    path = "/api/v1/api-keys",
    operation_id = "api_keys_create",
    tag = "api_keys",
    request_body = ApiKeyBody,
    responses(
        (status = 201, description = "made", body = NewApiKeyView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn create(app: Arc<App>, call: Call) -> Answer {
    let (who, body) = (call.who()?, call.json::<ApiKeyBody>()?);
    let (name, scopes) = checked(&body, &call)?;
    let secret = Secret::generate();
    let new = NewApiKey { id: secret.id, name, scopes, hash: secret.hash(), expires_at: body.expires_at };
    let made = app.journal.create_api_key(app.workspace, who.user, &new).await?;
    let key = made.ok_or_else(|| Problem::conflict("too_many_keys", "There are too many keys", "revoke one first"))?;
    let location = format!("/api/v1/api-keys/{}", key.id);
    let view = NewApiKeyView { key: secret.text(), api_key: ApiKeyView::from(key) };
    Ok(Reply::json(StatusCode::CREATED, &view).with_text(header::LOCATION, &location))
}

/// Name and scopes, or every member at fault.
fn checked(body: &ApiKeyBody, call: &Call) -> Result<(String, Vec<String>), Problem> {
    let mut wrong = vec![];
    let name = body.name.trim();
    if !(1..=100).contains(&name.chars().count()) || name.contains(char::is_control) {
        wrong.push(("/name".to_owned(), "1 to 100 characters on one line".to_owned()));
    }
    let mut scopes: Vec<String> = body.scopes.iter().map(|scope| Scope::name(*scope).to_owned()).collect();
    scopes.sort();
    scopes.dedup();
    if scopes.is_empty() {
        wrong.push(("/scopes".to_owned(), "a key opens something".to_owned()));
    }
    if body.expires_at.is_some_and(|at| at <= call.now) {
        wrong.push(("/expires_at".to_owned(), "it lies in the future".to_owned()));
    }
    if wrong.is_empty() { Ok((name.to_owned(), scopes)) } else { Err(body_error(wrong)) }
}

/// Keys that are not revoked, newest first.
#[utoipa::path(
    get,
    path = "/api/v1/api-keys",
    operation_id = "api_keys_list",
    tag = "api_keys",
    responses(
        (status = 200, description = "the keys", body = ApiKeyList),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn list(app: Arc<App>, _call: Call) -> Answer {
    let keys = app.journal.api_keys(app.workspace).await?;
    Ok(Reply::ok(&ApiKeyList { items: keys.into_iter().map(ApiKeyView::from).collect() }))
}

/// Revokes a key; from now on it opens nothing.
#[utoipa::path(
    delete,
    path = "/api/v1/api-keys/{id}",
    operation_id = "api_keys_revoke",
    tag = "api_keys",
    params(("id" = String, Path, description = "key id")),
    responses(
        (status = 204, description = "revoked"),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn revoke(app: Arc<App>, call: Call) -> Answer {
    let id: ApiKeyId = call.id_of("id", "key")?;
    match app.journal.revoke_api_key(app.workspace, id).await? {
        true => Ok(Reply::empty(StatusCode::NO_CONTENT)),
        false => Err(Problem::not_found("key")),
    }
}
