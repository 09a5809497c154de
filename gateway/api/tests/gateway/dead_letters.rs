//! Records that could not be used: found, looked at, asked for again.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use ytempire_domain::id::InstanceId;
use ytempire_journal::{DeadReason, Fence, IntakeRecord, RawRecord};

use crate::{
    figures::WS,
    fixtures::{World, code},
};

async fn bury(world: &World, topic: &str, code: &str, value: Option<&str>) {
    let journal = &world.database.journal;
    let cursor = journal.take_partition(topic, 0, InstanceId::generate()).await.expect("database");
    let (offset, fence) =
        (cursor.next_offset.unwrap_or(0), Fence { topic: topic.to_owned(), partition: 0, epoch: cursor.epoch });
    let headers = vec![("ce_id".to_owned(), b"7".to_vec()), ("raw".to_owned(), vec![0xff])];
    let value = value.map(|text| text.as_bytes().to_vec());
    let raw = RawRecord { offset, timestamp_ms: Some(1_700_000_000_000), key: Some(b"demo".to_vec()), value, headers };
    let reason = DeadReason { code: code.to_owned(), detail: "why".to_owned() };
    let records = vec![IntakeRecord { raw, parsed: Err(reason) }];
    journal.admit_batch(WS, &fence, records, offset + 1).await.expect("database");
}

async fn ids(world: &World, query: &str) -> Vec<i64> {
    let view = world.json(&format!("/api/v1/dead-letters{query}")).await;
    view["items"].as_array().expect("items").iter().filter_map(|item| item["id"].as_i64()).collect()
}

#[tokio::test]
async fn letters_are_found_by_topic_and_reason_and_read_with_their_headers() {
    let world = World::new().await;
    bury(&world, "youtube-analytics", "bad_json", Some("{")).await;
    bury(&world, "youtube-analytics", "invalid_field", Some("{}")).await;
    bury(&world, "video-requests", "bad_json", Some(&"x".repeat(5000))).await;
    let all = ids(&world, "").await;
    assert_eq!(all.len(), 3);
    assert_eq!(ids(&world, "?topic=youtube-analytics").await, all[1..]);
    assert_eq!(ids(&world, "?topic=youtube-analytics&code=bad_json").await, all[2..]);
    assert!(ids(&world, "?code=none").await.is_empty());
    let letter = world.json(&format!("/api/v1/dead-letters/{}", all[0])).await;
    assert_eq!((letter["value"].as_str().map(str::len), &letter["replay"]), (Some(5000), &Value::Null));
    let headers = json!([{ "name": "ce_id", "value": "7" }, { "name": "raw", "value": null }]);
    assert_eq!((&letter["headers"], &letter["timestamp"]), (&headers, &json!("2023-11-14T22:13:20Z")));
    let list = world.json("/api/v1/dead-letters?topic=video-requests").await;
    assert_eq!(list["items"][0]["value"].as_str().map(str::len), Some(2000));
    for missing in ["99999", "x", "-1"] {
        assert_eq!(world.get(&format!("/api/v1/dead-letters/{missing}")).await.status(), StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_letter_that_is_asked_for_again_is_the_relays_once() {
    let world = World::new().await;
    bury(&world, "youtube-analytics", "bad_json", Some("{")).await;
    let id = ids(&world, "").await[0];
    let (path, own) = (format!("/api/v1/dead-letters/{id}/replay"), format!("/api/v1/dead-letters/{id}"));
    for _ in 0..2 {
        let answer = world.post(&path, &json!({})).await;
        assert_eq!(
            (answer.status(), answer.headers()["location"].to_str().expect("text")),
            (StatusCode::ACCEPTED, own.as_str())
        );
        let letter: Value = answer.json().await.expect("JSON");
        assert_eq!((&letter["replay"]["state"], &letter["replay"]["replayed_at"]), (&json!("asked"), &Value::Null));
    }
    let mut relay = world.database.journal.become_relay().await.expect("database").expect("free");
    assert_eq!(relay.take_replays(9).await.expect("database").len(), 1, "two calls, one wish");
    assert_eq!(world.json(&own).await["replay"]["state"], "sending");
    relay.replayed(id).await.expect("database");
    assert_eq!(world.json(&own).await["replay"]["state"], "replayed");
    let again = world.send(Method::POST, &path, Some(&json!({})), &[("idempotency-key", "k")]).await;
    assert_eq!(again.status(), StatusCode::ACCEPTED);
    relay.take_replays(9).await.expect("database");
    relay.replay_failed(id, "kafka refused").await.expect("database");
    let repeated = world.send(Method::POST, &path, Some(&json!({})), &[("idempotency-key", "k")]).await;
    assert_eq!(repeated.headers()["idempotency-replayed"], "true", "the same call is no new wish");
    let letter = world.json(&own).await;
    assert_eq!((&letter["replay"]["state"], &letter["replay"]["detail"]), (&json!("failed"), &json!("kafka refused")));
}

#[tokio::test]
async fn a_record_without_a_value_cannot_be_sent_again() {
    let world = World::new().await;
    bury(&world, "youtube-analytics", "no_value", None).await;
    let id = ids(&world, "").await[0];
    let refused = world.post(&format!("/api/v1/dead-letters/{id}/replay"), &json!({})).await;
    assert_eq!((refused.status(), code(refused).await.as_str()), (StatusCode::CONFLICT, "nothing_to_replay"));
    assert_eq!(world.post("/api/v1/dead-letters/99999/replay", &json!({})).await.status(), StatusCode::NOT_FOUND);
}
