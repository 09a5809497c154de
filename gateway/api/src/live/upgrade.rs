//! From a request for `/ws` to a socket that somebody may have.

use std::sync::Arc;

use warp::{
    Reply as _,
    http::{HeaderValue, Method, StatusCode, header},
    reply::Response,
    ws::Ws,
};

use super::{frames, session::Start, socket, tickets};
use crate::{app::App, auth, http::Call, problem::Problem};

const PROTOCOL: &str = "ytempire.v1";
/// The largest message that a client may send.
const MOST_IN: usize = 16 * 1024;

/// A page of another origin is refused before anything; a wrong ticket gets a socket that says so and closes, because
/// a browser shows its script no status.
pub async fn upgrade(app: &Arc<App>, call: &Call, socket: Option<Ws>) -> Result<Response, Problem> {
    if call.method != Method::GET {
        let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "A socket is opened with GET");
        return Err(problem.header(header::ALLOW, HeaderValue::from_static("GET")));
    }
    if !auth::same_origin(&app.config, call) {
        return Err(Problem::forbidden("foreign_origin", "pages of another origin may open no socket here"));
    }
    let Some(ws) = socket else {
        let problem = Problem::new(StatusCode::UPGRADE_REQUIRED, "upgrade_required", "This path is a WebSocket");
        return Err(problem.header(header::UPGRADE, HeaderValue::from_static("websocket")));
    };
    let offered =
        call.headers.get(header::SEC_WEBSOCKET_PROTOCOL).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut offered = offered.split(',').map(str::trim);
    if !offered.clone().any(|protocol| protocol == PROTOCOL) {
        return Err(Problem::bad_request(format!("Sec-WebSocket-Protocol names {PROTOCOL} and ticket.<ticket>")));
    }
    let ticket = offered.find_map(|protocol| protocol.strip_prefix("ticket.")).unwrap_or_default();
    let who = tickets::redeem(app, ticket).await.map_err(|_| Problem::redis_away())?;
    let last = call.queries().find(|(name, value)| name == "last_event_id" && !value.is_empty());
    // An id that cannot be read is one of another log: the client starts anew.
    let after = last.map(|(_, id)| frames::place(&id).unwrap_or((-1, 0)));
    let app = app.clone();
    let ws = ws.max_message_size(MOST_IN).max_frame_size(MOST_IN);
    let reply = ws.on_upgrade(move |web_socket| socket::run(app, web_socket, Start { who, after }));
    Ok(warp::reply::with_header(reply, header::SEC_WEBSOCKET_PROTOCOL, PROTOCOL).into_response())
}
