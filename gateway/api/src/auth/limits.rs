//! How often somebody may try to sign in. Redis counts; while it is away everybody may, and that is said.

use warp::http::StatusCode;

use super::digest;
use crate::{app::App, config::Limit, http::Call, problem::Problem};

/// Per address of the peer and per account, whether the account exists or not.
pub async fn signing_in(app: &App, call: &Call, email: &str) -> Result<(), Problem> {
    by_address(app, call).await?;
    count(app, "account", &account(email), app.config.login_per_account).await
}

/// Somebody proved to be who they say: only tries that failed since then count against the account.
pub async fn proved(app: &App, email: &str) {
    if app.redis.forget(&key("account", &account(email))).await.is_err() {
        tracing::warn!("redis is away: the tries before a sign-in still count");
    }
}

fn account(email: &str) -> String {
    digest(&email.to_lowercase()).to_string()[..32].to_owned()
}

fn key(what: &str, who: &str) -> String {
    format!("login:{what}:{who}")
}

pub async fn registering(app: &App, call: &Call) -> Result<(), Problem> {
    by_address(app, call).await
}

async fn by_address(app: &App, call: &Call) -> Result<(), Problem> {
    let Some(peer) = call.peer else { return Ok(()) };
    let address = digest(&peer.ip().to_string()).to_string();
    count(app, "address", &address[..32], app.config.login_per_address).await
}

async fn count(app: &App, what: &'static str, who: &str, limit: Limit) -> Result<(), Problem> {
    match app.redis.count(&key(what, who), limit).await {
        Ok(None) => Ok(()),
        Ok(Some(wait)) => {
            metrics::counter!("ytempire_gateway_limited_total", "limit" => what).increment(1);
            Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_attempts", "Too many attempts")
                .detail("wait a little before you try to sign in again")
                .retry_after(wait))
        }
        Err(_) => {
            metrics::counter!("ytempire_gateway_limits_skipped_total", "limit" => what).increment(1);
            tracing::warn!(limit = what, "redis is away: a sign-in was not counted");
            Ok(())
        }
    }
}
