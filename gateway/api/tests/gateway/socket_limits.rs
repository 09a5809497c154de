//! What a socket may take from the others: nothing.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::json;
use tokio::{net::TcpSocket, time::timeout};
use tokio_tungstenite::{MaybeTlsStream, client_async, tungstenite::Message};
use ytempire_api::ApiConfig;

use crate::{
    fixtures::{World, config, redis_url},
    wire::{PATIENCE, Socket, close_code, connected, ids, request, said, stamp, ticket},
};

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
