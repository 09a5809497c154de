use bytes::Bytes;
use chrono::{DateTime, TimeDelta};
use reqwest::{Method, Response, StatusCode};
use serde_json::json;
use ytempire_domain::{
    InstanceId, Step,
    job::{StepResult, StepRun},
    production::{Cut, StepOutput},
};

use crate::fixtures::World;

const CONTENT: &[u8] = b"0123456789abcdefghij";

/// A video whose render made `video.mp4`, and the address of the file.
async fn rendered(world: &World) -> String {
    world.channel("demo").await;
    let id = world.video("demo", "r-1").await["video_id"].as_str().expect("an id").to_owned();
    let video = world.artefacts.put_bytes(Bytes::from_static(CONTENT), "video.mp4", "video/mp4").await.expect("kept");
    let journal = &world.database.journal;
    let claim = journal.claim(InstanceId::generate(), 1).await.expect("database").remove(0);
    let cut = Cut { video, width: 1, height: 1, fps: 30, frames: 1, duration_ms: 33, encoder: "none".to_owned() };
    let at = |second| DateTime::UNIX_EPOCH + TimeDelta::seconds(second);
    let result = StepResult::Completed(Box::new(StepOutput::Render(cut)));
    let run = StepRun { step: Step::Render, attempt: 1, started_at: at(1), finished_at: at(2), result };
    let started = journal.start_step(claim.key(), Step::Render, 1).await.expect("database");
    let recorded = journal.record(claim.key(), &run).await.expect("database");
    assert_ne!((started, recorded), (ytempire_journal::Written::Stale, ytempire_journal::Written::Stale));
    let list = world.json(&format!("/api/v1/videos/{id}/artifacts")).await;
    assert_eq!((&list["items"][0]["stage"], &list["items"][0]["bytes"]), (&json!("render"), &json!(20)));
    list["items"][0]["url"].as_str().expect("an address").to_owned()
}

fn text<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer.headers()[name].to_str().expect("text")
}

#[tokio::test]
async fn a_player_reads_ranges_and_knows_what_it_holds() {
    let world = World::new().await;
    let url = rendered(&world).await;
    let whole = world.get(&url).await;
    assert_eq!(
        (whole.status(), text(&whole, "accept-ranges"), text(&whole, "content-type")),
        (StatusCode::OK, "bytes", "video/mp4")
    );
    assert!(text(&whole, "content-disposition").starts_with("inline"));
    let etag = text(&whole, "etag").to_owned();
    assert_eq!(whole.bytes().await.expect("bytes"), CONTENT);
    let range = async |spec: &str| world.send(Method::GET, &url, None, &[("range", spec)]).await;
    let part = range("bytes=5-9").await;
    assert_eq!(
        (part.status(), text(&part, "content-range"), text(&part, "content-length")),
        (StatusCode::PARTIAL_CONTENT, "bytes 5-9/20", "5")
    );
    assert_eq!(part.bytes().await.expect("bytes"), &CONTENT[5..10]);
    assert_eq!(range("bytes=-3").await.bytes().await.expect("bytes"), &CONTENT[17..]);
    let outside = range("bytes=20-").await;
    assert_eq!((outside.status(), text(&outside, "content-range")), (StatusCode::RANGE_NOT_SATISFIABLE, "bytes */20"));
    let stale = world.send(Method::GET, &url, None, &[("range", "bytes=5-9"), ("if-range", "\"other\"")]).await;
    assert_eq!(stale.status(), StatusCode::OK);
    assert_eq!(
        world.send(Method::GET, &url, None, &[("if-none-match", &etag)]).await.status(),
        StatusCode::NOT_MODIFIED
    );
    let saved = world.get(&format!("{url}?download=true")).await;
    assert!(text(&saved, "content-disposition").starts_with("attachment"));
    let head = world.send(Method::HEAD, &url, None, &[]).await;
    assert_eq!((head.status(), text(&head, "content-length")), (StatusCode::OK, "20"));
}

#[tokio::test]
async fn a_video_element_reads_with_its_cookie_and_the_cookie_does_nothing_else() {
    let world = World::new().await;
    let url = rendered(&world).await;
    let media = world.cookies.iter().find(|cookie| cookie.starts_with("ytempire_media=")).expect("a cookie").clone();
    let with = async |path: &str, extra: &[(&str, &str)]| {
        let request = world.door.http.get(world.url(path)).header("cookie", &media);
        extra
            .iter()
            .fold(request, |request, (name, value)| request.header(*name, *value))
            .send()
            .await
            .expect("an answer")
            .status()
    };
    assert_eq!(with(&url, &[]).await, StatusCode::OK);
    assert_eq!(with(&url, &[("sec-fetch-site", "cross-site")]).await, StatusCode::UNAUTHORIZED);
    assert_eq!(with("/api/v1/videos", &[]).await, StatusCode::UNAUTHORIZED);
    let none = world.door.http.get(world.url(&url)).send().await.expect("an answer");
    assert_eq!(none.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(world.send(Method::POST, "/api/v1/auth/logout", None, &[]).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(with(&url, &[]).await, StatusCode::UNAUTHORIZED);
}
