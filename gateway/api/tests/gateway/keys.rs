//! Keys of programs: shown once, good for what they name, and as fast as they may be.

use std::time::Duration;

use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use ytempire_api::{ApiConfig, Limit};

use crate::fixtures::{World, code, config, redis_url};

const OVERVIEW: &str = "/api/v1/analytics/overview";

async fn made(world: &World) -> Value {
    let body = json!({ "name": "sheet", "scopes": ["analytics:read"] });
    let answer = world.post("/api/v1/api-keys", &body).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    assert_eq!(answer.headers()["cache-control"], "no-store");
    answer.json().await.expect("JSON")
}

async fn with_key(world: &World, key: &str, method: Method, path: &str) -> Response {
    let body = (method == Method::POST).then(|| json!({}));
    world.send(method, path, body.as_ref(), &[("authorization", &format!("Bearer {key}"))]).await
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).expect("a text")
}

#[tokio::test]
async fn a_key_is_shown_once_and_opens_what_its_scope_names() {
    let world = World::new().await;
    let made = made(&world).await;
    let key = text(&made, "/key");
    assert_eq!((key.split('_').next(), key.len() > 70), (Some("yte"), true));
    let list = world.json("/api/v1/api-keys").await;
    assert_eq!(list["items"], json!([made["api_key"]]));
    assert!(!list.to_string().contains(&key[40..]), "the secret is shown once");
    for path in ["overview", "timeseries", "breakdown", "channels", "videos", "heatmap"] {
        let answer = with_key(&world, key, Method::GET, &format!("/api/v1/analytics/{path}")).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
    }
    let used = world.json("/api/v1/api-keys").await;
    assert!(used["items"][0]["last_used_at"].is_string());
}

#[tokio::test]
async fn a_key_is_no_person() {
    let world = World::new().await;
    let made = made(&world).await;
    let id = text(&made, "/api_key/id");
    for (method, path) in [
        (Method::GET, "/api/v1/me".to_owned()),
        (Method::GET, "/api/v1/channels".to_owned()),
        (Method::GET, "/api/v1/api-keys".to_owned()),
        (Method::POST, "/api/v1/api-keys".to_owned()),
        (Method::DELETE, format!("/api/v1/api-keys/{id}")),
        (Method::GET, "/api/v1/dead-letters".to_owned()),
        (Method::POST, "/api/v1/auth/ws-ticket".to_owned()),
    ] {
        let answer = with_key(&world, text(&made, "/key"), method, &path).await;
        assert_eq!(
            (answer.status(), code(answer).await.as_str()),
            (StatusCode::FORBIDDEN, "person_required"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_wrong_a_revoked_and_an_expired_key_are_refused_alike() {
    let world = World::new().await;
    let (first, second) = (made(&world).await, made(&world).await);
    let (key, id) = (text(&first, "/key").to_owned(), text(&first, "/api_key/id"));
    let mut wrong = key.clone();
    wrong.pop();
    wrong.push(if key.ends_with('A') { 'B' } else { 'A' });
    let unknown = key.replacen(&key[4..8], "0000", 1);
    let mut refusals = vec![];
    for key in [wrong.as_str(), &unknown, "yte_x", "yte_"] {
        refusals.push(with_key(&world, key, Method::GET, OVERVIEW).await);
    }
    assert_eq!(with_key(&world, &key, Method::GET, OVERVIEW).await.status(), StatusCode::OK);
    let path = format!("/api/v1/api-keys/{id}");
    assert_eq!(world.send(Method::DELETE, &path, None, &[]).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(world.send(Method::DELETE, &path, None, &[]).await.status(), StatusCode::NOT_FOUND);
    refusals.push(with_key(&world, &key, Method::GET, OVERVIEW).await);
    world.database.expire_api_keys().await;
    refusals.push(with_key(&world, text(&second, "/key"), Method::GET, OVERVIEW).await);
    for answer in refusals {
        assert_eq!((answer.status(), code(answer).await.as_str()), (StatusCode::UNAUTHORIZED, "invalid_key"));
    }
}

#[tokio::test]
async fn a_key_that_is_too_fast_waits_and_another_one_does_not() {
    let limit = Limit { count: 3, window: Duration::from_secs(3600) };
    let world = World::with(ApiConfig { calls_per_key: limit, ..config() }, redis_url()).await;
    let (first, second) = (made(&world).await, made(&world).await);
    let (key, other) = (text(&first, "/key"), text(&second, "/key"));
    let number = |answer: &Response, name: &str| -> u64 {
        answer.headers()[name].to_str().expect("text").parse().expect("a number")
    };
    for remaining in [2, 1, 0] {
        let answer = with_key(&world, key, Method::GET, OVERVIEW).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!((number(&answer, "ratelimit-limit"), number(&answer, "ratelimit-remaining")), (3, remaining));
        assert!((1..=3600).contains(&number(&answer, "ratelimit-reset")));
    }
    let refused = with_key(&world, key, Method::GET, OVERVIEW).await;
    assert_eq!((refused.status(), number(&refused, "ratelimit-remaining")), (StatusCode::TOO_MANY_REQUESTS, 0));
    assert!((1..=3600).contains(&number(&refused, "retry-after")));
    assert_eq!(code(refused).await, "rate_limited");
    assert_eq!(with_key(&world, other, Method::GET, OVERVIEW).await.status(), StatusCode::OK);
    let person = world.get(OVERVIEW).await;
    assert!(!person.headers().contains_key("ratelimit-limit"), "people are not counted");
}

#[tokio::test]
async fn a_refusal_tells_a_key_its_pace_and_a_body_at_fault_its_members() {
    let world = World::new().await;
    let made = made(&world).await;
    let refused = with_key(&world, text(&made, "/key"), Method::GET, &format!("{OVERVIEW}?from=x")).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.headers().contains_key("ratelimit-remaining"));
    let body = json!({ "name": " ", "scopes": [], "expires_at": "2020-01-01T00:00:00Z" });
    let problem: Value = world.post("/api/v1/api-keys", &body).await.json().await.expect("JSON");
    let pointers: Vec<&str> =
        problem["errors"].as_array().expect("errors").iter().map(|error| text(error, "/pointer")).collect();
    assert_eq!(pointers, ["#/name", "#/scopes", "#/expires_at"]);
    let unknown = json!({ "name": "n", "scopes": ["everything"] });
    assert_eq!(world.post("/api/v1/api-keys", &unknown).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn keys_work_on_while_redis_is_away() {
    let world = World::with(config(), "redis://127.0.0.1:1/".to_owned()).await;
    let made = made(&world).await;
    let answer = with_key(&world, text(&made, "/key"), Method::GET, OVERVIEW).await;
    assert_eq!((answer.status(), answer.headers().contains_key("ratelimit-limit")), (StatusCode::OK, false));
}
