//! What a socket says, from hello to goodbye.

use std::time::Duration;

use futures_util::SinkExt as _;
use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::{
    fixtures::World,
    wire::{close_code, connected, ids, open, progress, said, stamp, ticket},
};

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
    for percent in 1..=100 {
        assert!(world.house.progress.send(progress(&id, percent)).is_ok());
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

#[tokio::test]
async fn a_gateway_that_stops_tells_its_sockets_to_come_back() {
    let world = World::new().await;
    let mut socket = connected(&world, None).await;
    assert_eq!(said(&mut socket).await[0]["type"], "hello");
    let World { door, .. } = world;
    let (code, ()) = tokio::join!(close_code(&mut socket), door.handle.stop(Duration::from_secs(5)));
    assert_eq!(code, 1012);
}
