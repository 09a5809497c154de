//! Changed figures reach those who watch, gathered.

use futures_util::SinkExt as _;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use crate::{
    figures::{day, plus, report, some, write},
    fixtures::World,
    wire::{Socket, connected, ids, said, stamp},
};

pub async fn subscribed(world: &World, topic: &str) -> Socket {
    let mut socket = connected(world, None).await;
    assert_eq!(said(&mut socket).await[0]["type"], "hello");
    let wish = json!({ "type": "subscribe", "topics": [topic] });
    socket.send(Message::text(wish.to_string())).await.expect("sent");
    assert_eq!(said(&mut socket).await[0]["type"], "subscribed");
    // An event reaches the socket once the gateway listens to the database.
    world.channel(&format!("made-for-{}", topic.replace(':', "-"))).await;
    stamp(world).await;
    assert_eq!(ids(&mut socket, 1).await.len(), 1);
    socket
}

/// Frames until so many reports were told of.
async fn until_told(socket: &mut Socket, reports: i64) -> Vec<Value> {
    let (mut frames, mut told) = (vec![], 0);
    while told < reports {
        for frame in said(socket).await {
            if frame["type"] == "metrics_updated" {
                told += frame["data"]["accepted"].as_i64().expect("a number");
                frames.push(frame);
            }
        }
    }
    assert_eq!(told, reports, "each report is told of once");
    frames
}

#[tokio::test]
async fn a_dashboard_hears_of_all_reports_in_few_frames() {
    let world = World::new().await;
    let mut socket = subscribed(&world, "dashboard").await;
    write(&world, vec![report("a", None, day("2024-01-01"), some(0))]).await;
    for n in 0..40_u64 {
        let channel = if n % 2 == 0 { "a" } else { "b" };
        write(&world, vec![report(channel, None, plus(day("2024-03-01"), n), some(n))]).await;
    }
    let frames = until_told(&mut socket, 41).await;
    assert!(frames.len() < 30, "{} frames of 41 batches", frames.len());
    let last = frames.last().expect("a frame");
    assert_eq!((last.get("id"), &last["subject"]), (None, &json!("dashboard")));
    assert!(last["time"].is_string());
    let days = |name: &str| frames.iter().filter_map(|frame| frame["data"][name].as_str()).collect::<Vec<_>>();
    assert_eq!(days("from").into_iter().min(), Some("2024-01-01"));
    assert_eq!(days("to").into_iter().max(), Some("2024-04-09"));
    let named = |id: &str| {
        frames.iter().any(|frame| frame["data"]["channel_ids"].as_array().is_some_and(|ids| ids.contains(&json!(id))))
    };
    assert!(named("a") && named("b"));
}

#[tokio::test]
async fn who_watches_one_channel_hears_of_no_other() {
    let world = World::new().await;
    let mut all = subscribed(&world, "dashboard").await;
    let mut one = subscribed(&world, "channel:b").await;
    write(&world, vec![report("a", None, day("2024-03-01"), some(1))]).await;
    until_told(&mut all, 1).await;
    write(&world, vec![report("b", None, day("2024-03-01"), some(2))]).await;
    let frames = until_told(&mut one, 1).await;
    assert_eq!(frames[0]["data"]["channel_ids"], json!(["b"]));
}
