//! People: registering, signing in and out, tickets for sockets.

use std::sync::Arc;

use chrono::TimeDelta;
use secrecy::SecretString;
use warp::http::StatusCode;
use ytempire_journal::{NewUser, Role, Rotation, Session, User};

use super::views::{LoginBody, RegisterBody, TokenView, UserView, WsTicket};
use crate::{
    app::App,
    auth::{self, Cookies, Identity, Purpose},
    http::{Answer, Call, Reply, body_error},
    live, password,
    problem::{Problem, ProblemView},
};

/// A player reads files for so long without a new token; its session is looked at each time.
const MEDIA_SECONDS: i64 = 12 * 3600;

/// The first person becomes the owner; afterwards only an owner may add people.
#[utoipa::path(
    post,
    path = "/api/v1/auth/register",
    operation_id = "auth_register",
    tag = "auth",
    request_body = RegisterBody,
    responses(
        (status = 201, description = "made", body = UserView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
)]
pub async fn register(app: Arc<App>, call: Call) -> Answer {
    let body: RegisterBody = call.json()?;
    auth::registering(&app, &call).await?;
    let role = if app.journal.count_users(app.workspace).await? == 0 {
        Role::Owner
    } else {
        owner(&app, &call).await?;
        Role::Member
    };
    let (email, name) = checked(&body)?;
    let password_hash = password::hash(&SecretString::from(body.password)).await.map_err(hashing)?;
    let new = NewUser { email, name, role, password_hash };
    match app.journal.create_user(app.workspace, &new).await? {
        Some(user) => Ok(Reply::json(StatusCode::CREATED, &UserView::from(user))),
        None if role == Role::Owner => Err(closed()),
        None => Err(Problem::conflict("email_taken", "Somebody has this address", "choose another address")),
    }
}

/// Only an owner adds people once there is one.
async fn owner(app: &App, call: &Call) -> Result<(), Problem> {
    match auth::person(app, call).await {
        Ok(Identity { role: Role::Owner, .. }) => Ok(()),
        Ok(_) => Err(closed()),
        Err(problem) if problem.status == StatusCode::UNAUTHORIZED => Err(closed()),
        Err(problem) => Err(problem),
    }
}

fn closed() -> Problem {
    Problem::forbidden("registration_closed", "the owner is registered; ask them to add you")
}

/// Address and name, or every member at fault.
fn checked(body: &RegisterBody) -> Result<(String, String), Problem> {
    let mut wrong = vec![];
    let email = body.email.trim();
    let is_plain = !email.contains(|c: char| c.is_whitespace() || c.is_control());
    let has_parts = email.split_once('@').is_some_and(|(user, host)| !user.is_empty() && !host.is_empty());
    if email.len() > 254 || !is_plain || !has_parts {
        wrong.push(("/email".to_owned(), "this is no address".to_owned()));
    }
    if !(10..=128).contains(&body.password.chars().count()) {
        wrong.push(("/password".to_owned(), "10 to 128 characters".to_owned()));
    }
    let name = body.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let name = name.unwrap_or(email.split('@').next().unwrap_or_default());
    if name.chars().count() > 100 || name.contains(char::is_control) {
        wrong.push(("/name".to_owned(), "at most 100 characters on one line".to_owned()));
    }
    if wrong.is_empty() { Ok((email.to_owned(), name.to_owned())) } else { Err(body_error(wrong)) }
}

fn hashing(error: password::PasswordError) -> Problem {
    tracing::error!(%error, "a password could not be hashed");
    Problem::broken()
}

/// Signs in: an access token for fifteen minutes, and a refresh token in an HttpOnly cookie.
#[utoipa::path(
    post,
    path = "/api/v1/auth/login",
    operation_id = "auth_login",
    tag = "auth",
    request_body = LoginBody,
    responses(
        (status = 200, description = "signed in", body = TokenView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
)]
pub async fn login(app: Arc<App>, call: Call) -> Answer {
    let body: LoginBody = call.json()?;
    let email = body.email.trim();
    auth::signing_in(&app, &call, email).await?;
    let user = app.journal.user_by_email(email).await?;
    let stored = user.as_ref().map(|user| user.password_hash.clone());
    let fits = password::verify(&SecretString::from(body.password), stored).await.map_err(hashing)?;
    let Some(user) = user.filter(|_| fits) else {
        return Err(Problem::unauthorized("wrong_credentials", "address or password is wrong"));
    };
    auth::proved(&app, email).await;
    let refresh = auth::random_token();
    let expires = call.now + app.config.session_lifetime;
    let session = app.journal.create_session(user.id, auth::digest(&refresh).as_bytes(), expires).await?;
    signed_in(&app, &call, user, &session, &refresh)
}

/// Fresh tokens of a session: the access token in the body, the others in cookies.
fn signed_in(app: &App, call: &Call, user: User, session: &Session, refresh: &str) -> Answer {
    let who = Identity { user: user.id, session: session.id, role: user.role };
    let lifetime = TimeDelta::from_std(app.config.access_lifetime).unwrap_or(TimeDelta::minutes(15)).num_seconds();
    let issue = |purpose, seconds| app.tokens.issue(who, purpose, call.now, seconds).ok_or_else(Problem::broken);
    let (access_token, media) = (issue(Purpose::Access, lifetime)?, issue(Purpose::Media, MEDIA_SECONDS)?);
    let expires_in = lifetime.unsigned_abs();
    let view = TokenView { access_token, token_type: "Bearer", expires_in, user: UserView::from(user) };
    Ok(Cookies::set(Reply::ok(&view), &app.config, refresh, &media, MEDIA_SECONDS))
}

/// A new access token for the cookie, which is rotated: a used one that comes again ends the session.
#[utoipa::path(
    post,
    path = "/api/v1/auth/refresh",
    operation_id = "auth_refresh",
    tag = "auth",
    responses(
        (status = 200, description = "still signed in", body = TokenView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
)]
pub async fn refresh(app: Arc<App>, call: Call) -> Answer {
    from_our_page(&app, &call)?;
    let over = |detail| Problem::unauthorized("session_ended", detail);
    let Some(old) = Cookies::of(&call).refresh() else {
        return Err(over("there is no session; sign in"));
    };
    let new = auth::random_token();
    let (used, next) = (auth::digest(&old), auth::digest(&new));
    let expires = call.now + app.config.session_lifetime;
    let session = match app.journal.rotate_session(used.as_bytes(), next.as_bytes(), expires).await? {
        Rotation::Rotated(session) => session,
        Rotation::Reused => {
            metrics::counter!("ytempire_gateway_refresh_reuse_total").increment(1);
            tracing::warn!(request_id = call.id, "a used refresh token came again: its session was ended");
            return Err(over("this session was used from elsewhere and has been ended; sign in again"));
        }
        Rotation::Unknown => return Err(over("the session has ended; sign in again")),
    };
    let user = app.journal.user(session.user_id).await?.ok_or_else(|| over("the account is gone"))?;
    signed_in(&app, &call, user, &session, &new)
}

/// A call that a cookie vouches for comes from our own pages only.
fn from_our_page(app: &App, call: &Call) -> Result<(), Problem> {
    if auth::same_origin(&app.config, call) {
        return Ok(());
    }
    Err(Problem::forbidden("foreign_origin", "this page may not use the session"))
}

/// Ends the session, its access tokens and its sockets.
#[utoipa::path(
    post,
    path = "/api/v1/auth/logout",
    operation_id = "auth_logout",
    tag = "auth",
    responses(
        (status = 204, description = "signed out"),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
)]
pub async fn logout(app: Arc<App>, call: Call) -> Answer {
    from_our_page(&app, &call)?;
    let mut session = None;
    if let Some(token) = Cookies::of(&call).refresh() {
        session = app.journal.session_by_refresh(auth::digest(&token).as_bytes()).await?.map(|session| session.id);
    }
    if session.is_none() {
        session = auth::person(&app, &call).await.ok().map(|who| who.session);
    }
    if let Some(session) = session {
        app.journal.revoke_session(session).await?;
        live::end_session(&app, session).await;
    }
    Ok(auth::forget(Reply::empty(StatusCode::NO_CONTENT), &app.config))
}

/// A ticket for one WebSocket, good for thirty seconds.
#[utoipa::path(
    post,
    path = "/api/v1/auth/ws-ticket",
    operation_id = "auth_ws_ticket",
    tag = "auth",
    responses(
        (status = 200, description = "the ticket", body = WsTicket),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn ws_ticket(app: Arc<App>, call: Call) -> Answer {
    let ticket = live::issue_ticket(&app, call.who()?).await?;
    Ok(Reply::ok(&WsTicket { ticket, expires_in: live::TICKET_SECONDS }))
}

/// Who is signed in.
#[utoipa::path(
    get,
    path = "/api/v1/me",
    operation_id = "auth_me",
    tag = "auth",
    responses(
        (status = 200, description = "you", body = UserView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn me(app: Arc<App>, call: Call) -> Answer {
    let user = app.journal.user(call.who()?.user).await?;
    user.map(|user| Reply::ok(&UserView::from(user))).ok_or_else(|| Problem::not_found("person"))
}
