//! Several gateways of one product: one database, one corner of one Redis.

use std::time::Duration;

use futures_util::SinkExt as _;
use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use ytempire_api::{ApiConfig, ApiDeps};

use crate::{
    fixtures::{Door, FakeHouse, World, analytics, config, door, redis_url},
    wire::{PATIENCE, close_code, open, progress, said},
};

/// Another gateway over the world's database, and its studio.
async fn instance(world: &World, config: ApiConfig) -> (Door, FakeHouse) {
    let (door, house) = (door(config).await, FakeHouse::new());
    door.handle.open(ApiDeps {
        journal: world.database.journal.clone(),
        artefacts: world.artefacts.clone(),
        analytics: analytics(&world.database),
        studio: house.clone(),
        redis_url: redis_url().into(),
    });
    (door, house)
}

async fn ticket(world: &World, door: &Door) -> String {
    let url = format!("{}/api/v1/auth/ws-ticket", door.url);
    let answer = door.http.post(url).bearer_auth(&world.token).json(&json!({})).send().await.expect("an answer");
    answer.json::<Value>().await.expect("JSON")["ticket"].as_str().expect("a ticket").to_owned()
}

#[tokio::test]
async fn what_one_instance_does_the_sockets_of_another_hear() {
    // No heartbeat looks at the session within the test: only the word of the other instance ends it.
    let config = ApiConfig { heartbeat: Duration::from_secs(3600), ..config() };
    let world = World::with(config.clone(), redis_url()).await;
    let (other, house) = instance(&world, config).await;
    world.channel("demo").await;
    let id = world.video("demo", "r-1").await["video_id"].as_str().expect("an id").to_owned();
    let mut socket = open(&world, &ticket(&world, &other).await, None, None).await.expect("a socket");
    assert_eq!(said(&mut socket).await[0]["type"], "hello");
    socket.send(Message::text(json!({ "type": "subscribe", "topics": ["videos"] }).to_string())).await.expect("sent");
    assert_eq!(said(&mut socket).await[0]["type"], "subscribed");
    // The gateways may not listen to one another yet: the studio goes on telling until it was heard.
    let heard = async {
        let mut again = tokio::time::interval(Duration::from_millis(100));
        let mut percents = (1..).map(|percent: u16| percent.min(99));
        loop {
            tokio::select! {
                frames = said(&mut socket) => return frames,
                _ = again.tick() => {
                    // It hears nothing before its gateway listens to it.
                    house.progress.send(progress(&id, percents.next().expect("endless"))).ok();
                }
            }
        }
    };
    let frames = timeout(PATIENCE, heard).await.expect("in time");
    assert_eq!((&frames[0]["type"], &frames[0]["data"]["video_id"]), (&json!("video_progress"), &json!(id)));
    let logout = other.http.post(format!("{}/api/v1/auth/logout", other.url)).bearer_auth(&world.token);
    assert_eq!(logout.send().await.expect("an answer").status(), StatusCode::NO_CONTENT);
    assert_eq!(close_code(&mut socket).await, 4401);
}

#[tokio::test]
async fn a_product_beside_it_in_the_same_redis_does_not_know_its_tickets() {
    let world = World::new().await;
    let (beside, _house) = instance(&world, config()).await;
    let mut socket = open(&world, &ticket(&world, &beside).await, None, None).await.expect("upgraded");
    assert_eq!(close_code(&mut socket).await, 4401);
}
