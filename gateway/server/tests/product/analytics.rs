//! Recorded months through the running product: every sum is the one that the file gives.

use std::process::Output;

use serde_json::{Value, json};

use crate::{
    figures::{pages, told, wait_for, wait_until_read},
    harness::{Home, Product, text, ytempire},
    recorded::{DAYS, FILE, Sums, by_letter, gains, layout_by_letter},
};

fn replay(product: &Product, arguments: &[&str]) -> Output {
    let mut command = ytempire(&product.data, &["replay"]);
    command.args(arguments).output().expect("the binary runs")
}

fn words(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_replayed_file_adds_up_to_its_own_sums_however_often_it_comes() {
    let home = Home::new();
    let product = home.start();
    let layout = home.path().join("by-letter.toml");
    std::fs::write(&layout, layout_by_letter("yt-")).expect("a layout");
    let by_letter = Sums::of(&gains(|video| by_letter("yt-", video)));
    let in_one = Sums::of(&gains(|_| "yt-videos".to_owned()));

    for layout in ["yt-videos-daily", layout.to_str().expect("a name")] {
        let replayed = replay(&product, &["--layout", layout, FILE]);
        assert_eq!(replayed.status.code(), Some(0), "{}", words(&replayed));
        assert!(words(&replayed).contains("youtube-analytics: 242 records"), "{}", words(&replayed));
        assert!(words(&replayed).contains("67 without a figure"), "{}", words(&replayed));
    }
    wait_for(&product, &in_one);
    wait_for(&product, &by_letter);
    other_answers_agree(&product, &by_letter, &in_one);

    // Once more, as fast as a month in a second and in the order of the days.
    let replayed = replay(&product, &["--layout", "yt-videos-daily", "--speed", "2592000", FILE]);
    assert_eq!(replayed.status.code(), Some(0), "{}", words(&replayed));
    wait_until_read(&product);
    wait_for(&product, &in_one);
    assert_eq!(product.stop(), Some(0));
}

/// The figures of one answer are those of every other.
fn other_answers_agree(product: &Product, by_letter: &Sums, in_one: &Sums) {
    let range = format!("from={}&to={}", DAYS.0, DAYS.1);
    let overview = product.json(&format!("/api/v1/analytics/overview?{range}&channel_id=yt-videos"));
    let views = overview["kpis"].as_array().and_then(|kpis| kpis.iter().find(|kpi| kpi["metric"] == "views"));
    let views = views.unwrap_or_else(|| panic!("no views: {overview}"));
    assert_eq!(views["value"], json!(in_one.total[0]));
    let days: Vec<i64> = views["series"].as_array().expect("days").iter().filter_map(Value::as_i64).collect();
    assert!(days.iter().eq(in_one.days.values().map(|counts| &counts[0])), "{views}");
    assert_eq!(overview["source"]["store"], "postgres");

    let channels = pages(product, &format!("/api/v1/analytics/channels?limit=10&{range}")).expect("an answer");
    for (channel, counts) in by_letter.channels.iter().chain(&in_one.channels) {
        let row = channels.iter().find(|row| row["channel_id"] == **channel).expect("the channel");
        assert_eq!(row["views"], json!(counts[0]), "{row}");
    }
    let videos = pages(product, &format!("/api/v1/analytics/videos?{range}&channel_id=yt-videos&limit=20"));
    let videos = videos.expect("an answer");
    assert_eq!(videos.len(), in_one.videos.len());
    for video in &videos {
        let counts = in_one.videos[&("yt-videos".to_owned(), text(video, "video_id").to_owned())];
        assert_eq!(video["views"], json!(counts[0]), "{video}");
    }
}

#[test]
fn a_line_that_cannot_be_used_is_told_and_the_rest_is_sent() {
    let home = Home::new();
    let product = home.start();
    let record = |day: &str| {
        let metrics = json!({ "views": 3, "likes": 2, "comments": 1 });
        json!({ "channel_id": "demo", "video_id": "v", "day": day, "observed_at": "2026-03-01T00:00:00Z", "metrics": metrics })
    };
    let file = home.path().join("records.jsonl");
    let lines = [record("2026-02-01").to_string(), record("yesterday").to_string(), record("2026-02-02").to_string()];
    std::fs::write(&file, lines.join("\n")).expect("a file");
    let replayed = replay(&product, &[file.to_str().expect("a name")]);
    assert_eq!(replayed.status.code(), Some(8), "{}", words(&replayed));
    assert!(words(&replayed).contains("records.jsonl:2: invalid_field"), "{}", words(&replayed));
    wait_until_read(&product);
    let said = told(&product, &["demo".to_owned()]).expect("an answer");
    assert_eq!((said.days.len(), said.total), (2, [6, 4, 2]));
    assert_eq!(product.stop(), Some(0));
}
