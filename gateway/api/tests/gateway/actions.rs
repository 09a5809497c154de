use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::fixtures::{World, code};

#[tokio::test]
async fn a_queued_video_is_paused_resumed_cancelled_and_tried_again() {
    let world = World::new().await;
    world.channel("demo").await;
    let id = world.video("demo", "r-1").await["video_id"].as_str().expect("an id").to_owned();
    let table = [("pause", "paused"), ("resume", "queued"), ("cancel", "cancelled"), ("retry", "queued")];
    for (action, status) in table {
        let answer = world.post(&format!("/api/v1/videos/{id}/{action}"), &json!({})).await;
        assert_eq!(answer.status(), StatusCode::OK, "{action}");
        let view: Value = answer.json().await.expect("JSON");
        assert_eq!(view["status"], status, "{action}");
    }
}

#[tokio::test]
async fn what_cannot_be_asked_now_is_a_conflict() {
    let world = World::new().await;
    world.channel("demo").await;
    let id = world.video("demo", "r-1").await["video_id"].as_str().expect("an id").to_owned();
    for (action, body) in [("approve", json!({})), ("reject", json!({ "reason": "dull" })), ("retry", json!({}))] {
        let answer = world.post(&format!("/api/v1/videos/{id}/{action}"), &body).await;
        assert_eq!((answer.status(), code(answer).await.as_str()), (StatusCode::CONFLICT, "not_now"), "{action}");
    }
    let empty = world.post(&format!("/api/v1/videos/{id}/reject"), &json!({ "reason": " " })).await;
    assert_eq!(empty.status(), StatusCode::UNPROCESSABLE_ENTITY);
}
