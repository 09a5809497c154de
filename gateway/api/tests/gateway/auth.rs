use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde_json::json;
use ytempire_api::{ApiConfig, Limit};

use crate::fixtures::{EMAIL, World, code, config, cookies, redis_url};

#[tokio::test]
async fn only_the_first_person_registers_by_themselves() {
    let world = World::new().await;
    let other = json!({ "email": "other@example.org", "password": "another password" });
    let answer = world.send(Method::POST, "/api/v1/auth/register", Some(&other), &[("authorization", "none")]).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert_eq!(code(answer).await, "registration_closed");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_look_the_same() {
    let world = World::new().await;
    for login in
        [json!({ "email": EMAIL, "password": "wrong" }), json!({ "email": "nobody@example.org", "password": "wrong" })]
    {
        let answer = world.post("/api/v1/auth/login", &login).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(code(answer).await, "wrong_credentials");
    }
}

#[tokio::test]
async fn a_refresh_token_that_comes_again_ends_the_session() {
    let world = World::new().await;
    let stolen = world.cookies[0].clone();
    assert!(stolen.starts_with("ytempire_refresh="));
    let refresh = |cookie: String| {
        let world = &world;
        async move {
            world
                .send(Method::POST, "/api/v1/auth/refresh", None, &[("cookie", &cookie), ("authorization", "none")])
                .await
        }
    };
    let renewed = refresh(stolen.clone()).await;
    assert_eq!(renewed.status(), StatusCode::OK);
    let new = cookies(&renewed)[0].clone();
    assert_ne!(new, stolen);
    world.database.age_used_tokens().await;
    assert_eq!(refresh(stolen).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(refresh(new).await.status(), StatusCode::UNAUTHORIZED, "the thief's successor is worth nothing");
    assert_eq!(world.get("/api/v1/me").await.status(), StatusCode::UNAUTHORIZED, "nor are its access tokens");
}

#[tokio::test]
async fn a_foreign_page_cannot_use_the_session() {
    let world = World::new().await;
    let cookie = world.cookies[0].clone();
    let headers = [("cookie", cookie.as_str()), ("origin", "https://evil.example"), ("authorization", "none")];
    let answer = world.send(Method::POST, "/api/v1/auth/refresh", None, &headers).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    let own = [("cookie", cookie.as_str()), ("origin", world.door.url.as_str()), ("authorization", "none")];
    assert_eq!(world.send(Method::POST, "/api/v1/auth/refresh", None, &own).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn signing_out_ends_the_access_token_too() {
    let world = World::new().await;
    assert_eq!(world.send(Method::POST, "/api/v1/auth/logout", None, &[]).await.status(), StatusCode::NO_CONTENT);
    let answer = world.get("/api/v1/me").await;
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(code(answer).await, "session_ended");
}

#[tokio::test]
async fn too_many_attempts_are_refused_with_a_wait() {
    let world = World::with(
        ApiConfig { login_per_account: Limit { count: 3, window: Duration::from_secs(60) }, ..config() },
        redis_url(),
    )
    .await;
    let login = json!({ "email": format!("{}@example.org", uuid::Uuid::new_v4()), "password": "x" });
    for _ in 0..3 {
        assert_eq!(world.post("/api/v1/auth/login", &login).await.status(), StatusCode::UNAUTHORIZED);
    }
    let answer = world.post("/api/v1/auth/login", &login).await;
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.headers().contains_key("retry-after"));
}

#[tokio::test]
async fn without_redis_people_still_sign_in_and_sockets_are_told_to_wait() {
    let world = World::with(config(), "redis://127.0.0.1:9/".to_owned()).await;
    assert_eq!(world.get("/api/v1/me").await.status(), StatusCode::OK);
    let answer = world.post("/api/v1/auth/ws-ticket", &json!({})).await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(code(answer).await, "redis_unavailable");
}
