use std::time::Duration;

use chrono::DateTime;
use futures_util::{SinkExt as _, StreamExt as _};
use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::{
    net::{TcpSocket, TcpStream},
    time::timeout,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, client_async, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest as _, handshake::client::Request, protocol::CloseFrame},
};
use ytempire_api::ApiConfig;
use ytempire_domain::Step;
use ytempire_studio::Progress;

use crate::fixtures::{World, config, redis_url};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

const PATIENCE: Duration = Duration::from_secs(20);

async fn ticket(world: &World) -> String {
    let answer = world.post("/api/v1/auth/ws-ticket", &json!({})).await;
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json::<Value>().await.expect("JSON")["ticket"].as_str().expect("a ticket").to_owned()
}

fn request(world: &World, ticket: &str, after: Option<&str>) -> Request {
    let query = after.map_or(String::new(), |id| format!("?last_event_id={id}"));
    let url = world.url(&format!("/ws{query}")).replace("http://", "ws://");
    let mut request = url.into_client_request().expect("a request");
    let protocols = format!("ytempire.v1, ticket.{ticket}").parse().expect("a header");
    request.headers_mut().insert("sec-websocket-protocol", protocols);
    request
}

async fn open(world: &World, ticket: &str, after: Option<&str>, origin: Option<&str>) -> Result<Socket, Error> {
    let mut request = request(world, ticket, after);
    if let Some(origin) = origin {
        request.headers_mut().insert("origin", origin.parse().expect("a header"));
    }
    connect_async(request).await.map(|(socket, _)| socket)
}

async fn connected(world: &World, after: Option<&str>) -> Socket {
    open(world, &ticket(world).await, after, None).await.expect("a socket")
}

/// The next things said, batches taken apart.
async fn said(socket: &mut Socket) -> Vec<Value> {
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

/// Ids of the next `count` durable events.
async fn ids(socket: &mut Socket, count: usize) -> Vec<String> {
    let mut ids = vec![];
    while ids.len() < count {
        ids.extend(said(socket).await.iter().filter_map(|value| value["id"].as_str().map(str::to_owned)));
    }
    ids
}

async fn close_code(socket: &mut Socket) -> u16 {
    loop {
        match timeout(PATIENCE, socket.next()).await.expect("in time") {
            Some(Ok(Message::Close(Some(CloseFrame { code, .. })))) => return code.into(),
            Some(Ok(_)) => {}
            other => panic!("no close frame: {other:?}"),
        }
    }
}

/// What the relay does: gives every event its place and wakes the sockets.
async fn stamp(world: &World) {
    let mut seat = world.database.journal.become_relay().await.expect("database").expect("the seat is free");
    while seat.stamp(100).await.expect("database") > 0 {}
    seat.leave().await.expect("left");
}

#[tokio::test]
async fn a_socket_that_was_cut_hears_everything_after_its_last_event_once() {
    let world = World::new().await;
    world.channel("demo").await;
    stamp(&world).await;
    let mut socket = connected(&world, None).await;
    let hello = said(&mut socket).await.remove(0);
    assert_eq!((&hello["type"], &hello["replay"], hello["epoch"].is_string()), (&json!("hello"), &json!("full"), true));
    for n in 0..5 {
        world.video("demo", &format!("r-{n}")).await;
    }
    stamp(&world).await;
    let first = ids(&mut socket, 5).await;
    drop(socket);
    for n in 5..45 {
        world.video("demo", &format!("r-{n}")).await;
    }
    stamp(&world).await;
    let mut again = connected(&world, Some(&first[2])).await;
    assert_eq!(said(&mut again).await[0]["replay"], "full");
    let rest = ids(&mut again, 42).await;
    world.video("demo", "last").await;
    stamp(&world).await;
    let last = ids(&mut again, 1).await;
    let all: Vec<String> = [&first[..3], &rest, &last].concat();
    let sorted: std::collections::BTreeSet<&String> = all.iter().collect();
    assert_eq!(all.iter().collect::<Vec<_>>(), sorted.into_iter().collect::<Vec<_>>(), "in order, none twice");
    assert_eq!(all.len(), 46, "none lost");
}

#[tokio::test]
async fn a_place_that_the_log_does_not_know_is_a_reset() {
    let world = World::new().await;
    for place in ["99-0000000001", "nonsense", "1-9999999999"] {
        let mut socket = connected(&world, Some(place)).await;
        assert_eq!(said(&mut socket).await[0]["replay"], "reset", "{place}");
        assert_eq!(said(&mut socket).await[0]["type"], "stream_reset");
    }
}

#[tokio::test]
async fn a_ticket_opens_one_socket_and_a_foreign_page_none() {
    let world = World::new().await;
    let ticket = ticket(&world).await;
    let refused = open(&world, &ticket, None, Some("https://evil.example")).await.expect_err("refused");
    assert!(matches!(refused, Error::Http(answer) if answer.status() == 403));
    let mut first = open(&world, &ticket, None, Some(&world.door.url)).await.expect("our own page");
    assert_eq!(said(&mut first).await[0]["type"], "hello");
    let mut second = open(&world, &ticket, None, None).await.expect("upgraded");
    assert_eq!(close_code(&mut second).await, 4401);
}

#[tokio::test]
async fn signing_out_closes_the_sockets_of_the_session() {
    let world = World::new().await;
    let mut socket = connected(&world, None).await;
    assert_eq!(said(&mut socket).await[0]["type"], "hello");
    assert_eq!(world.post("/api/v1/auth/logout", &json!({})).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(close_code(&mut socket).await, 4401);
}

#[tokio::test]
async fn a_person_has_so_many_sockets_and_no_more() {
    let world = World::with(ApiConfig { sockets_per_user: 2, ..config() }, redis_url()).await;
    let (mut one, mut two) = (connected(&world, None).await, connected(&world, None).await);
    assert_eq!(
        (&said(&mut one).await[0]["type"], &said(&mut two).await[0]["type"]),
        (&json!("hello"), &json!("hello"))
    );
    assert_eq!(world.json("/api/v1/system").await["sockets"], 2);
    let mut three = connected(&world, None).await;
    assert_eq!(close_code(&mut three).await, 4409);
}

#[tokio::test]
async fn progress_reaches_those_who_want_it_and_only_the_newest_of_a_video() {
    let world = World::new().await;
    world.channel("demo").await;
    let id = world.video("demo", "r-1").await["video_id"].as_str().expect("an id").to_owned();
    let mut socket = connected(&world, None).await;
    assert_eq!(said(&mut socket).await[0]["type"], "hello");
    socket
        .send(Message::text(json!({ "type": "subscribe", "topics": [format!("video:{id}")] }).to_string()))
        .await
        .expect("sent");
    assert_eq!(said(&mut socket).await[0]["type"], "subscribed");
    for step in 1..=100 {
        let progress = Progress {
            video_id: id.parse().expect("an id"),
            channel_id: "demo".parse().expect("slug"),
            version: 3,
            attempt: 1,
            stage: Step::Voice,
            stage_progress: step as f32 / 100.0,
            at: DateTime::UNIX_EPOCH + chrono::TimeDelta::milliseconds(step),
        };
        assert!(world.house.progress.send(progress).is_ok());
        tokio::task::yield_now().await;
    }
    let (mut frames, mut last) = (0, Value::Null);
    while last["data"]["stage_progress"] != 1.0 {
        last = said(&mut socket).await.pop().expect("a frame");
        assert_eq!((&last["type"], last.get("id")), (&json!("video_progress"), None));
        frames += 1;
    }
    assert!(frames < 50, "{frames} frames for 100 steps");
    assert_eq!(
        (&last["data"]["stage"], &last["data"]["stage_index"], &last["version"]),
        (&json!("voice"), &json!(2), &json!(3))
    );
}

/// A socket whose client has hardly any room for what it does not read.
async fn narrow(world: &World) -> Socket {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.set_recv_buffer_size(4096).expect("a small buffer");
    let address = world.door.url.trim_start_matches("http://").parse().expect("an address");
    let stream = socket.connect(address).await.expect("connected");
    let request = request(world, &ticket(world).await, None);
    client_async(request, MaybeTlsStream::Plain(stream)).await.expect("a socket").0
}

/// A wish that is answered with all topics of the socket.
fn wish(topics: std::ops::Range<u32>) -> Message {
    let topics: Vec<String> = topics.map(|n| format!("{n:0>120}")).collect();
    Message::text(json!({ "type": "subscribe", "topics": topics }).to_string())
}

#[tokio::test]
async fn a_client_that_reads_nothing_is_cut_and_others_go_on() {
    // No heartbeat within the test: only the full pipe can end the socket.
    let hour = Duration::from_secs(3600);
    let config = ApiConfig { slow_consumer: Duration::from_millis(200), heartbeat: hour, ..config() };
    let world = World::with(config, redis_url()).await;
    world.channel("demo").await;
    let mut reader = connected(&world, None).await;
    assert_eq!(said(&mut reader).await[0]["type"], "hello");
    let mut sleeper = narrow(&world).await;
    assert_eq!(said(&mut sleeper).await[0]["type"], "hello");
    assert_eq!(world.json("/api/v1/system").await["sockets"], 2);
    // It asks for some six megabytes and takes none of them.
    for topics in [0..120, 120..240].into_iter().chain(std::iter::repeat_n(0..0, 190)) {
        sleeper.send(wish(topics)).await.expect("sent");
    }
    let cut = async { while world.json("/api/v1/system").await["sockets"] != 1 {} };
    timeout(PATIENCE, cut).await.expect("the sleeper is cut");
    let mut taken = 0;
    let end = loop {
        match timeout(PATIENCE, sleeper.next()).await.expect("in time") {
            Some(Ok(Message::Text(_))) => taken += 1,
            end => break end,
        }
    };
    assert!(taken < 192, "the answers did not fill the pipe");
    match end {
        Some(Ok(Message::Close(frame))) => assert_eq!(u16::from(frame.expect("a reason").code), 4413),
        Some(Ok(other)) => panic!("not cut: {other:?}"),
        // It woke too late for the farewell.
        None | Some(Err(_)) => {}
    }
    world.video("demo", "r-1").await;
    stamp(&world).await;
    assert_eq!(ids(&mut reader, 1).await.len(), 1);
}

#[tokio::test]
async fn a_gateway_that_stops_tells_its_sockets_to_come_back() {
    let world = World::new().await;
    let mut socket = connected(&world, None).await;
    assert_eq!(said(&mut socket).await[0]["type"], "hello");
    let World { door, .. } = world;
    let (code, ()) = tokio::join!(close_code(&mut socket), door.handle.stop(Duration::from_secs(5)));
    assert_eq!(code, 1012);
}
