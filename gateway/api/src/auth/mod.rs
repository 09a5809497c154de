//! Who calls: access tokens, cookies, limits of sign-in, the origin of a page.

mod api_keys;
mod cookies;
mod limits;
mod origin;
mod pace;
mod tokens;

pub use api_keys::{Secret, program};
pub use cookies::{Cookies, forget};
pub use limits::{proved, registering, signing_in};
pub use origin::same_origin;
pub use pace::Pace;
pub use tokens::{Identity, Purpose, Tokens, digest, random_token};

use crate::{app::App, http::Call, problem::Problem};
use warp::http::header;

/// The person of a bearer token whose session lives.
pub async fn person(app: &App, call: &Call) -> Result<Identity, Problem> {
    let token = bearer(call)?;
    if api_keys::is_key(token) {
        return Err(Problem::forbidden(
            "person_required",
            "a key of a program does not open this; a person has to sign in",
        ));
    }
    alive(app, app.tokens.read(token, Purpose::Access, call.now)).await
}

/// What `Authorization: Bearer` carries.
fn bearer(call: &Call) -> Result<&str, Problem> {
    match call.header(&header::AUTHORIZATION).and_then(|value| value.split_once(' ')) {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Ok(token.trim()),
        _ => Err(Problem::unauthorized("unauthorized", "this needs an access token")),
    }
}

/// The person of the cookie that a player sends, where there is no token: a video element sets no headers.
pub async fn watcher(app: &App, call: &Call) -> Result<Identity, Problem> {
    let cookie = Cookies::of(call).media();
    if call.headers.contains_key(header::AUTHORIZATION) || cookie.is_none() || !same_origin(&app.config, call) {
        return person(app, call).await;
    }
    alive(app, app.tokens.read(&cookie.unwrap_or_default(), Purpose::Media, call.now)).await
}

async fn alive(app: &App, read: Option<Identity>) -> Result<Identity, Problem> {
    let who = read.ok_or_else(|| Problem::unauthorized("invalid_token", "the token is wrong or has run out"))?;
    if app.journal.session_alive(who.session).await? {
        Ok(who)
    } else {
        Err(Problem::unauthorized("session_ended", "this session was ended; sign in again"))
    }
}
