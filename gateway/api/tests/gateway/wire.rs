//! The client's end of a socket, and the relay that the test plays.

use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use futures_util::StreamExt as _;
use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest as _, handshake::client::Request, protocol::CloseFrame},
};
use ytempire_domain::Step;
use ytempire_studio::Progress;

use crate::fixtures::World;

pub type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

pub const PATIENCE: Duration = Duration::from_secs(20);

pub async fn ticket(world: &World) -> String {
    let answer = world.post("/api/v1/auth/ws-ticket", &json!({})).await;
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json::<Value>().await.expect("JSON")["ticket"].as_str().expect("a ticket").to_owned()
}

pub fn request(world: &World, ticket: &str, after: Option<&str>) -> Request {
    let query = after.map_or(String::new(), |id| format!("?last_event_id={id}"));
    let url = world.url(&format!("/ws{query}")).replace("http://", "ws://");
    let mut request = url.into_client_request().expect("a request");
    let protocols = format!("ytempire.v1, ticket.{ticket}").parse().expect("a header");
    request.headers_mut().insert("sec-websocket-protocol", protocols);
    request
}

pub async fn open(world: &World, ticket: &str, after: Option<&str>, origin: Option<&str>) -> Result<Socket, Error> {
    let mut request = request(world, ticket, after);
    if let Some(origin) = origin {
        request.headers_mut().insert("origin", origin.parse().expect("a header"));
    }
    connect_async(request).await.map(|(socket, _)| socket)
}

pub async fn connected(world: &World, after: Option<&str>) -> Socket {
    open(world, &ticket(world).await, after, None).await.expect("a socket")
}

/// The next things said, batches taken apart.
pub async fn said(socket: &mut Socket) -> Vec<Value> {
    loop {
        match timeout(PATIENCE, socket.next()).await.expect("in time").expect("open").expect("a message") {
            Message::Text(text) => {
                let value: Value = serde_json::from_str(&text).expect("JSON");
                return value["events"].as_array().cloned().unwrap_or_else(|| vec![value]);
            }
            Message::Close(frame) => panic!("closed: {frame:?}"),
            _ => {}
        }
    }
}

/// Ids of the next `count` durable events; heartbeats do not prolong the wait.
pub async fn ids(socket: &mut Socket, count: usize) -> Vec<String> {
    let mut ids = vec![];
    let collect = async {
        while ids.len() < count {
            ids.extend(said(socket).await.iter().filter_map(|value| value["id"].as_str().map(str::to_owned)));
        }
    };
    let all = timeout(PATIENCE, collect).await;
    assert!(all.is_ok(), "{} of {count} events came in time", ids.len());
    ids
}

pub async fn close_code(socket: &mut Socket) -> u16 {
    let closed = async {
        loop {
            match socket.next().await {
                Some(Ok(Message::Close(Some(CloseFrame { code, .. })))) => return code.into(),
                Some(Ok(_)) => {}
                other => panic!("no close frame: {other:?}"),
            }
        }
    };
    timeout(PATIENCE, closed).await.expect("closed in time")
}

/// What the relay does: gives every event its place and wakes the sockets.
pub async fn stamp(world: &World) {
    let mut seat = world.database.journal.become_relay().await.expect("database").expect("the seat is free");
    while seat.stamp(100).await.expect("database") > 0 {}
    seat.leave().await.expect("left");
}

/// The voice step of a video, so many percent done.
pub fn progress(video: &str, percent: u16) -> Progress {
    Progress {
        video_id: video.parse().expect("an id"),
        channel_id: "demo".parse().expect("slug"),
        version: 3,
        attempt: 1,
        stage: Step::Voice,
        stage_progress: f32::from(percent) / 100.0,
        at: DateTime::UNIX_EPOCH + TimeDelta::milliseconds(percent.into()),
    }
}
