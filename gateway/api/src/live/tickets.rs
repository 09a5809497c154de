//! Tickets of sockets: a browser can send no header with a socket, and a token in an address ends up in logs.

use serde::{Deserialize, Serialize};

use crate::{
    app::App,
    auth::{self, Identity},
    problem::Problem,
    redis_store::RedisAway,
};

pub const TICKET_SECONDS: u64 = 30;

#[derive(Serialize, Deserialize)]
struct Kept(Identity);

/// Good once, within [`TICKET_SECONDS`], on any instance.
pub async fn issue(app: &App, who: Identity) -> Result<String, Problem> {
    let ticket = format!("wst_{}", auth::random_token());
    let kept = serde_json::to_string(&Kept(who)).map_err(|_| Problem::broken())?;
    app.redis.put(&key(&ticket), &kept, TICKET_SECONDS).await.map_err(|_| Problem::redis_away())?;
    Ok(ticket)
}

/// Whose ticket it is; it is worth nothing afterwards.
pub async fn redeem(app: &App, ticket: &str) -> Result<Option<Identity>, RedisAway> {
    let kept = app.redis.take(&key(ticket)).await?;
    Ok(kept.and_then(|kept| serde_json::from_str::<Kept>(&kept).ok()).map(|kept| kept.0))
}

fn key(ticket: &str) -> String {
    format!("ticket:{}", auth::digest(ticket))
}
