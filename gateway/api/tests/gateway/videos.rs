use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::fixtures::{World, code};

#[tokio::test]
async fn a_request_is_taken_once_and_another_body_under_its_name_is_refused() {
    let world = World::new().await;
    world.channel("demo").await;
    let body = json!({ "request_id": "r-1", "channel_id": "demo", "topic": "Honey" });
    let first = world.post("/api/v1/videos/generate", &body).await;
    assert_eq!(first.status(), StatusCode::ACCEPTED);
    let location = first.headers()["location"].to_str().expect("text").to_owned();
    let view: Value = first.json().await.expect("JSON");
    assert_eq!(
        (&view["status"], &view["cost_micros"], &view["reserved_micros"]),
        (&json!("queued"), &json!(0), &json!(0))
    );
    assert_eq!(location, format!("/api/v1/videos/{}/status", view["video_id"].as_str().expect("an id")));
    let again: Value = world.post("/api/v1/videos/generate", &body).await.json().await.expect("JSON");
    assert_eq!(again["video_id"], view["video_id"]);
    let other = json!({ "request_id": "r-1", "channel_id": "demo", "topic": "Bees" });
    let refused = world.post("/api/v1/videos/generate", &other).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(code(refused).await, "body_conflict");
    assert_eq!(world.json("/api/v1/videos").await["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(world.json(&location).await["video_id"], view["video_id"]);
}

#[tokio::test]
async fn a_request_without_a_name_takes_the_key_and_without_both_is_refused() {
    let world = World::new().await;
    world.channel("demo").await;
    let body = json!({ "channel_id": "demo", "topic": "Honey" });
    let refused = world.post("/api/v1/videos/generate", &body).await;
    assert_eq!((refused.status(), code(refused).await.as_str()), (StatusCode::BAD_REQUEST, "idempotency_key_required"));
    let named = world.send(Method::POST, "/api/v1/videos/generate", Some(&body), &[("idempotency-key", "key-7")]).await;
    let view: Value = named.json().await.expect("JSON");
    assert_eq!(view["request_id"], "key-7");
    let unknown = json!({ "request_id": "r", "channel_id": "nowhere", "topic": "Honey" });
    let refused: Value = world.post("/api/v1/videos/generate", &unknown).await.json().await.expect("JSON");
    assert_eq!(
        (&refused["code"], &refused["errors"][0]["pointer"]),
        (&json!("unknown_channel"), &json!("#/channel_id"))
    );
}

#[tokio::test]
async fn a_list_is_filtered_and_a_video_shows_every_step() {
    let world = World::new().await;
    world.channel("demo").await;
    let id = world.video("demo", "r-1").await["video_id"].as_str().expect("an id").to_owned();
    assert_eq!(world.json("/api/v1/videos?status=queued&status=running&q=hon").await["items"][0]["video_id"], id);
    assert_eq!(world.json("/api/v1/videos?status=failed").await["items"], json!([]));
    assert_eq!(world.get("/api/v1/videos?status=sleeping").await.status(), StatusCode::BAD_REQUEST);
    let stages = world.json(&format!("/api/v1/videos/{id}/stages")).await;
    let names: Vec<&Value> = stages["items"].as_array().expect("steps").iter().map(|stage| &stage["stage"]).collect();
    assert_eq!((names.len(), names[0], &stages["items"][0]["state"]), (10, &json!("script"), &json!("pending")));
    assert_eq!(world.json("/api/v1/queue").await["counts"]["queued"], 1);
    let read = world.get(&format!("/api/v1/videos/{id}")).await;
    let etag = read.headers()["etag"].to_str().expect("text").to_owned();
    let held = world.send(Method::GET, &format!("/api/v1/videos/{id}"), None, &[("if-none-match", &etag)]).await;
    assert_eq!(held.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn nobody_finished_means_no_estimate() {
    let world = World::new().await;
    world.channel("demo").await;
    let answer: Value =
        world.post("/api/v1/videos/estimate", &json!({ "channel_id": "demo" })).await.json().await.expect("JSON");
    assert_eq!((&answer["cost_micros"], &answer["videos"], &answer["seconds"]), (&Value::Null, &json!(0), &json!(45)));
}
