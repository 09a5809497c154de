use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::fixtures::{World, code, config, door, redis_url};

#[tokio::test]
async fn before_the_house_stands_it_lives_and_asks_to_come_back() {
    let door = door(config()).await;
    let alive = door.http.get(format!("{}/healthz", door.url)).send().await.expect("an answer");
    assert_eq!(alive.status(), StatusCode::OK);
    for path in ["/readyz", "/", "/api/v1/videos", "/ws"] {
        let answer = door.http.get(format!("{}{path}", door.url)).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert_eq!(answer.headers()["retry-after"], "1");
        assert_eq!(code(answer).await, "starting");
    }
}

#[tokio::test]
async fn every_refusal_is_a_problem() {
    let world = World::new().await;
    let too_long = json!({ "topic": "x".repeat(300_000) });
    let table = [
        (Method::GET, "/api/v1/nothing", None, StatusCode::NOT_FOUND, "not_found"),
        (Method::DELETE, "/api/v1/videos", None, StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
        (Method::POST, "/api/v1/videos/generate", Some(&too_long), StatusCode::PAYLOAD_TOO_LARGE, "body_too_large"),
        (Method::GET, "/api/v1/videos?limit=0", None, StatusCode::BAD_REQUEST, "bad_request"),
        (Method::GET, "/api/v1/videos/vid_nonsense", None, StatusCode::NOT_FOUND, "not_found"),
    ];
    for (method, path, body, status, expected) in table {
        let answer = world.send(method, path, body, &[]).await;
        assert_eq!(answer.status(), status, "{path}");
        assert_eq!(answer.headers().contains_key("allow"), status == StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(code(answer).await, expected, "{path}");
    }
    let form = world.door.http.post(world.url("/api/v1/channels")).bearer_auth(&world.token);
    let answer = form.header("content-type", "text/plain").body("hello").send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn every_answer_carries_the_guarding_headers_and_no_cors() {
    let world = World::new().await;
    let answer =
        world.send(Method::GET, "/", None, &[("accept", "text/html"), ("origin", "https://evil.example")]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    assert_eq!(answer.headers()["x-frame-options"], "DENY");
    assert!(answer.headers().contains_key("content-security-policy"));
    assert!(!answer.headers().contains_key("access-control-allow-origin"));
    let machine = world.send(Method::GET, "/videos/x", None, &[("accept", "application/json")]).await;
    assert_eq!(machine.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn readiness_names_the_part_that_is_away() {
    let world = World::new().await;
    assert_eq!(world.get("/readyz").await.status(), StatusCode::OK);
    world.house.relay.lock().expect("not poisoned").ok = false;
    let answer = world.get("/readyz").await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    let view: Value = answer.json().await.expect("JSON");
    assert_eq!((&view["parts"]["relay"]["ok"], &view["parts"]["database"]["ok"]), (&json!(false), &json!(true)));
}

#[tokio::test]
async fn a_database_that_is_away_is_503_and_never_500() {
    let world = World::with(config(), redis_url()).await;
    world.database.journal.close().await;
    let answer = world.get("/api/v1/videos").await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.headers().contains_key("retry-after"));
    assert_eq!(code(answer).await, "database_unavailable");
    let ready: Value = world.get("/readyz").await.json().await.expect("JSON");
    assert_eq!(ready["parts"]["database"]["ok"], false);
}
