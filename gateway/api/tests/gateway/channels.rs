use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::fixtures::{World, code};

#[tokio::test]
async fn a_change_names_the_version_that_it_was_made_from() {
    let world = World::new().await;
    world.channel("news").await;
    let read = world.get("/api/v1/channels/news").await;
    let etag = read.headers()["etag"].to_str().expect("text").to_owned();
    assert_eq!(etag, "\"1\"");
    let body = json!({ "name": "Evening news", "seconds": 30 });
    let put =
        async |headers: &[(&str, &str)]| world.send(Method::PUT, "/api/v1/channels/news", Some(&body), headers).await;
    assert_eq!(put(&[]).await.status(), StatusCode::PRECONDITION_REQUIRED);
    let changed = put(&[("if-match", &etag)]).await;
    assert_eq!(changed.status(), StatusCode::OK);
    assert_eq!(changed.headers()["etag"], "\"2\"");
    let view: Value = changed.json().await.expect("JSON");
    assert_eq!((&view["name"], &view["seconds"]), (&json!("Evening news"), &json!(30)));
    let stale = put(&[("if-match", &etag)]).await;
    assert_eq!(stale.status(), StatusCode::PRECONDITION_FAILED);
    assert_eq!(stale.headers()["etag"], "\"2\"");
    let held = world.send(Method::GET, "/api/v1/channels/news", None, &[("if-none-match", "\"2\"")]).await;
    assert_eq!(held.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn what_is_wrong_with_a_body_is_named_by_pointers() {
    let world = World::new().await;
    let body = json!({ "name": "n", "secnds": 10, "cap_micros": "three" });
    let problem: Value = world.post("/api/v1/channels", &body).await.json().await.expect("JSON");
    let pointers: Vec<&Value> =
        problem["errors"].as_array().expect("errors").iter().map(|error| &error["pointer"]).collect();
    assert_eq!(problem["status"], 422);
    assert_eq!(pointers, ["#/cap_micros", "#/secnds"]);
    let problem: Value =
        world.post("/api/v1/channels", &json!({ "name": "n", "seconds": 9999 })).await.json().await.expect("JSON");
    assert_eq!(problem["errors"][0]["pointer"], "#/seconds");
}

#[tokio::test]
async fn the_same_call_under_one_key_has_one_effect() {
    let world = World::new().await;
    let create = async |body: &Value| {
        world.send(Method::POST, "/api/v1/channels", Some(body), &[("idempotency-key", "k-1")]).await
    };
    let first = create(&json!({ "name": "one" })).await;
    assert_eq!(first.status(), StatusCode::CREATED);
    assert!(!first.headers().contains_key("idempotency-replayed"));
    let (location, made) = (first.headers()["location"].clone(), first.text().await.expect("text"));
    let again = create(&json!({ "name": "one" })).await;
    assert_eq!(
        (again.status(), &again.headers()["idempotency-replayed"]),
        (StatusCode::CREATED, &"true".parse().expect("a value"))
    );
    assert_eq!(again.headers()["location"], location);
    assert_eq!(again.text().await.expect("text"), made);
    let other = create(&json!({ "name": "two" })).await;
    assert_eq!(other.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(code(other).await, "idempotency_conflict");
    assert_eq!(world.json("/api/v1/channels").await["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_channel_is_paused_resumed_and_archived_and_pages_follow_one_another() {
    let world = World::new().await;
    for id in ["a", "b", "c"] {
        world.channel(id).await;
    }
    let page = world.json("/api/v1/channels?limit=2").await;
    let cursor = page["next_cursor"].as_str().expect("another page");
    let rest = world.json(&format!("/api/v1/channels?limit=2&cursor={cursor}")).await;
    assert_eq!((&rest["items"][0]["id"], &rest["next_cursor"]), (&json!("c"), &Value::Null));
    for (list, cursor) in [("channels", "bm9uc2Vuc2U"), ("channels", "bm9uc2Vuc2U.bm9uc2Vuc2U"), ("videos", cursor)] {
        let refused = world.get(&format!("/api/v1/{list}?cursor={cursor}")).await;
        assert_eq!(refused.status(), StatusCode::BAD_REQUEST, "{list} {cursor}");
    }
    let paused: Value = world.post("/api/v1/channels/a/pause", &json!({})).await.json().await.expect("JSON");
    assert_eq!((&paused["status"], &paused["version"]), (&json!("paused"), &json!(2)));
    let again: Value = world.post("/api/v1/channels/a/pause", &json!({})).await.json().await.expect("JSON");
    assert_eq!(again["version"], 2);
    let active: Value = world.post("/api/v1/channels/a/resume", &json!({})).await.json().await.expect("JSON");
    assert_eq!(active["status"], "active");
    let gone = world.send(Method::DELETE, "/api/v1/channels/a", None, &[("if-match", "\"3\"")]).await;
    assert_eq!(gone.status(), StatusCode::NO_CONTENT);
    assert_eq!(world.post("/api/v1/channels/a/pause", &json!({})).await.status(), StatusCode::CONFLICT);
}
