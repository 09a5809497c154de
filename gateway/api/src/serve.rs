//! From a request to its answer: routed, let in, read, run, guarded by headers, counted and logged.

use std::{net::SocketAddr, panic::AssertUnwindSafe, sync::Arc};

use bytes::{Buf, Bytes, BytesMut};
use futures_util::{FutureExt as _, Stream, StreamExt as _, stream::BoxStream};
use tokio::time::{Instant, timeout};
use warp::{
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    reply::Response,
    ws::Ws,
};

use crate::{
    app::App,
    auth,
    gateway::Door,
    http::{Access, Answer, Call, Found, Route},
    live,
    problem::Problem,
    routes::health,
    ui,
};

/// A request before its body was read.
pub struct Request {
    pub method: Method,
    pub path: String,
    pub query: String,
    pub headers: HeaderMap,
    pub peer: SocketAddr,
    pub socket: Option<Ws>,
}

pub type Pieces = BoxStream<'static, Result<Bytes, warp::Error>>;

pub fn pieces(body: impl Stream<Item = Result<impl Buf, warp::Error>> + Send + 'static) -> Pieces {
    body.map(|piece| piece.map(|mut piece| piece.copy_to_bytes(piece.remaining()))).boxed()
}

/// What no filter took; none is known.
pub fn unreadable() -> Response {
    Problem::bad_request("the request cannot be read").reply("", "").into_warp()
}

pub async fn answer(door: Arc<Door>, request: Request, body: Pieces) -> Response {
    let began = Instant::now();
    let Request { method, path, query, headers, peer, socket } = request;
    let id = request_id(&headers);
    let now = chrono::Utc::now();
    let peer = Some(peer);
    let call = Call { method, path, query, headers, peer, id, now, params: vec![], who: None, body: Bytes::new() };
    let (method, path, id) = (call.method.clone(), call.path.clone(), call.id.clone());
    let compressible = call.header(&header::ACCEPT_ENCODING).is_some_and(|accepted| accepted.contains("gzip"));
    let run = AssertUnwindSafe(dispatch(&door, call, socket, body)).catch_unwind();
    let (template, outcome) = run.await.unwrap_or_else(|_| {
        tracing::error!(request_id = id, "a handler panicked");
        ("panic", Outcome::Reply(Err(Problem::broken())))
    });
    let response = match outcome {
        Outcome::Upgrade(response) => response,
        Outcome::Reply(answer) => {
            let reply = answer.unwrap_or_else(|problem| problem.reply(&path, &id));
            if compressible { reply.gzip() } else { reply }.into_warp()
        }
    };
    let response = guard(&door, response, &id);
    note(&method, template, response.status(), began, &id);
    response
}

enum Outcome {
    Reply(Answer),
    /// The connection becomes a socket.
    Upgrade(Response),
}

/// The template of the route, for logs and metrics, and what became of the call.
async fn dispatch(door: &Door, mut call: Call, socket: Option<Ws>, body: Pieces) -> (&'static str, Outcome) {
    let plain = |template, answer| (template, Outcome::Reply(answer));
    let Some(app) = door.app.get() else {
        if call.path == health::HEALTHZ && matches!(call.method, Method::GET | Method::HEAD) {
            return plain(health::HEALTHZ, Ok(health::alive()));
        }
        return plain("starting", Err(Problem::starting()));
    };
    if call.path == "/ws" {
        let upgraded = live::upgrade(app, &call, socket).await;
        return ("/ws", upgraded.map_or_else(|problem| Outcome::Reply(Err(problem)), Outcome::Upgrade));
    }
    match door.router.find(&call.method, &call.path) {
        Found::Route(route, params) => {
            call.params = params;
            let run = run(door, app, route, call, body);
            let answer = match timeout(door.config.handler_patience + door.config.read_patience, run).await {
                Ok(answer) => answer,
                Err(_) => Err(Problem::too_slow()),
            };
            plain(route.template, answer)
        }
        Found::WrongMethod(problem) => plain("wrong_method", Err(problem)),
        Found::Nothing if is_reserved(&call.path) => plain("unknown", Err(Problem::not_found("path"))),
        Found::Nothing => plain("page", ui::page(&call)),
    }
}

async fn run(door: &Door, app: &Arc<App>, route: &Route, mut call: Call, body: Pieces) -> Answer {
    let mut pace = None;
    call.who = match route.access {
        Access::Open => None,
        Access::Person => Some(auth::person(app, &call).await?),
        Access::Watcher => Some(auth::watcher(app, &call).await?),
        Access::Program(scope) => {
            let (who, counted) = auth::program(app, &call, scope).await?;
            pace = counted;
            who
        }
    };
    if matches!(call.method, Method::POST | Method::PUT | Method::DELETE) {
        call.body =
            timeout(door.config.read_patience, read(&call, body, door.config.max_body)).await.unwrap_or_else(|_| {
                Err(Problem::new(StatusCode::REQUEST_TIMEOUT, "slow_body", "The body came too slowly"))
            })?;
    }
    let answer = (route.run)(app.clone(), call).await;
    match pace {
        None => answer,
        Some(pace) => answer.map(|reply| pace.on_reply(reply)).map_err(|problem| pace.on_problem(problem)),
    }
}

/// The body, if it is JSON and not too long.
async fn read(call: &Call, mut pieces: Pieces, most: u64) -> Result<Bytes, Problem> {
    let length = call.header(&header::CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
    if length.is_some_and(|length| length > most) {
        return Err(too_long(most));
    }
    let mut body = BytesMut::new();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| Problem::bad_request("the body broke off"))?;
        if (body.len() + piece.len()) as u64 > most {
            return Err(too_long(most));
        }
        body.extend_from_slice(&piece);
    }
    let kind = call.header(&header::CONTENT_TYPE).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !body.is_empty() && !kind.eq_ignore_ascii_case("application/json") {
        let problem =
            Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", "Only JSON is understood");
        return Err(
            problem.header(HeaderName::from_static("accept-post"), HeaderValue::from_static("application/json"))
        );
    }
    Ok(body.freeze())
}

fn too_long(most: u64) -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", "The body is too large")
        .detail(format!("at most {most} bytes are read"))
}

/// Never answered with a page.
fn is_reserved(path: &str) -> bool {
    ["/api", "/ws", "/healthz", "/readyz", "/metrics"]
        .iter()
        .any(|root| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// The client's own where it is short and plain.
fn request_id(headers: &HeaderMap) -> String {
    let given = headers.get("x-request-id").and_then(|value| value.to_str().ok());
    let plain = |id: &&str| {
        (1..=64).contains(&id.len()) && id.bytes().all(|c| c.is_ascii_alphanumeric() || b"-_.".contains(&c))
    };
    given.filter(plain).map_or_else(|| format!("req_{}", uuid::Uuid::now_v7().simple()), str::to_owned)
}

/// Pages run only our own scripts, are framed by nobody and send no address on. Cross-origin reads stay closed: no
/// CORS header is ever set.
fn guard(door: &Door, mut response: Response, id: &str) -> Response {
    const HEADERS: [(&str, &str); 6] = [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()"),
    ];
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    if door.config.is_secure() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
    response
}

fn note(method: &Method, template: &'static str, status: StatusCode, began: Instant, id: &str) {
    let took = began.elapsed();
    let method = match *method {
        Method::GET | Method::HEAD => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        _ => "OTHER",
    };
    let code = status.as_u16();
    metrics::counter!("ytempire_gateway_requests_total", "template" => template, "method" => method, "status" => code.to_string())
        .increment(1);
    metrics::histogram!("ytempire_gateway_request_seconds", "template" => template).record(took.as_secs_f64());
    let ms = took.as_millis() as u64;
    tracing::info!(target: "ytempire_api::access", method, template, status = code, ms, request_id = id, "answered");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_request_ids_are_taken_over() {
        let with = |id: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("x-request-id", HeaderValue::from_str(id).expect("a header"));
            request_id(&headers)
        };
        assert_eq!(with("abc-1.2_3"), "abc-1.2_3");
        for strange in ["a b", "<script>", &"x".repeat(65)] {
            assert!(with(strange).starts_with("req_"), "{strange}");
        }
    }

    #[test]
    fn no_page_stands_below_the_paths_of_machines() {
        for path in ["/api", "/api/v1/nothing", "/ws", "/ws/x", "/metrics"] {
            assert!(is_reserved(path), "{path}");
        }
        for path in ["/", "/videos", "/apiary", "/wsx"] {
            assert!(!is_reserved(path), "{path}");
        }
    }
}
