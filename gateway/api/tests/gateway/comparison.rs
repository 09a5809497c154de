//! Channels and videos side by side, and figures split up, against the same added up by hand.

use chrono::{TimeDelta, Utc};
use serde_json::{Value, json};
use ytempire_domain::Step;
use ytempire_events::Report;

use crate::{
    figures::{Model, Sum, at, claimed, day, plus, publish, report, rounded, some, spend, with, write},
    fixtures::World,
};

const RANGE: &str = "from=2024-03-01&to=2024-03-28";

/// Channels `ch-00` to `ch-06` of which the first two were made here, with two videos each.
fn reports() -> Vec<Report> {
    let mut reports = vec![];
    for number in 0..7_u64 {
        for (offset, day) in day("2024-02-02").iter_days().take(56).enumerate() {
            for video in ["x", "y"] {
                let seed = 1000 * number + 2 * offset as u64 + u64::from(video == "y");
                let id = format!("{video}{number}");
                reports.push(report(&format!("ch-0{number}"), Some(&id), day, some(seed)));
            }
        }
    }
    reports
}

async fn world() -> (World, Model) {
    let world = World::new().await;
    world.channel("ch-00").await;
    world.channel("ch-01").await;
    let reports = reports();
    let model = Model::of(&reports);
    write(&world, reports).await;
    let claim = claimed(&world, "ch-00", "r").await;
    spend(&world, &claim, Step::Script, "local", 30_000, "2024-03-05T12:00:00Z").await;
    spend(&world, &claim, Step::Voice, "voices", 70_000, "2024-03-06T12:00:00Z").await;
    publish(&world, &claim, "Bees", at("2024-03-07T12:00:00Z")).await;
    (world, model)
}

fn ids(view: &Value, name: &str) -> Vec<String> {
    let items = view["items"].as_array().expect("items").iter();
    items.map(|item| item[name].as_str().expect("an id").to_owned()).collect()
}

#[tokio::test]
async fn channels_stand_side_by_side_with_their_own_figures() {
    let (world, model) = world().await;
    let view = world.json(&format!("/api/v1/analytics/channels?{RANGE}")).await;
    let mut expected: Vec<(i64, String)> = (0..7)
        .map(|number| format!("ch-0{number}"))
        .map(|id| (model.sum(&[&id], day("2024-03-01"), day("2024-03-28")).revenue, id))
        .collect();
    expected.sort_by(|left, right| right.cmp(left));
    assert_eq!(ids(&view, "channel_id"), expected.into_iter().map(|(_, id)| id).collect::<Vec<_>>());

    let ours = with(&view["items"], "channel_id", "ch-00");
    let sum = model.sum(&["ch-00"], day("2024-03-01"), day("2024-03-28"));
    let before = model.sum(&["ch-00"], day("2024-02-02"), day("2024-02-29"));
    let profit = sum.revenue - 100_000;
    for (name, value) in [
        ("views", sum.views),
        ("revenue", sum.revenue),
        ("spend", 100_000),
        ("profit", profit),
        ("rpm", rounded(sum.revenue * 1000, sum.views)),
        ("subscribers_net", sum.gained - sum.lost),
        ("videos_published", 1),
        ("profit_per_video", profit),
    ] {
        assert_eq!(ours[name], value, "{name}");
    }
    assert_eq!(ours["margin"], profit as f64 / sum.revenue as f64);
    let growth = (sum.views - before.views) as f64 / before.views as f64;
    assert!((ours["growth"].as_f64().expect("a number") - growth).abs() < 1e-12);
    let sparkline: Vec<i64> = (0..28)
        .map(|offset| plus(day("2024-03-01"), offset))
        .map(|day| model.day("ch-00", day).expect("reported").views)
        .collect();
    assert_eq!(ours["sparkline"], json!(sparkline));
    let rest = (&ours["name"], &ours["status"], &ours["complete"], &ours["last_published_at"]);
    // 56 days from 2 February end on 28 March.
    assert_eq!(rest, (&json!("ch-00"), &json!("active"), &json!(true), &json!("2024-03-07T12:00:00Z")));
    let strange = with(&view["items"], "channel_id", "ch-06");
    assert_eq!((&strange["name"], &strange["status"], &strange["spend"]), (&json!("ch-06"), &Value::Null, &json!(0)));
}

#[tokio::test]
async fn pages_of_channels_show_each_once_and_fit_no_other_question() {
    let (world, _) = world().await;
    for sort in ["-revenue", "views", "last_published_at", "-name"] {
        let question = format!("/api/v1/analytics/channels?{RANGE}&sort={sort}");
        let whole = world.json(&question).await;
        assert_eq!(whole["next_cursor"], Value::Null);
        let (mut seen, mut cursor) = (vec![], String::new());
        loop {
            let page = world.json(&format!("{question}&limit=3&cursor={cursor}")).await;
            seen.extend(ids(&page, "channel_id"));
            let Some(next) = page["next_cursor"].as_str() else { break };
            next.clone_into(&mut cursor);
        }
        assert_eq!(seen, ids(&whole, "channel_id"), "{sort}");
        let other = format!("/api/v1/analytics/channels?{RANGE}&sort=rpm&limit=3&cursor={cursor}");
        assert_eq!(world.get(&other).await.status(), 400, "a cursor of another question");
    }
}

#[tokio::test]
async fn money_is_split_up_by_channel_video_step_and_provider() {
    let (world, model) = world().await;
    let by = |by: &str| format!("/api/v1/analytics/breakdown?{RANGE}&by={by}");
    let channels = world.json(&by("channel")).await;
    let sum = |id: &str| model.sum(&[id], day("2024-03-01"), day("2024-03-28"));
    let all: i64 = (0..7).map(|number| sum(&format!("ch-0{number}")).revenue).sum();
    let fifth = with(&channels["items"], "key", "ch-05");
    assert_eq!(fifth["values"]["revenue"], sum("ch-05").revenue);
    assert!((fifth["share"].as_f64().expect("a share") - sum("ch-05").revenue as f64 / all as f64).abs() < 1e-12);
    let shares: f64 =
        channels["items"].as_array().expect("items").iter().filter_map(|item| item["share"].as_f64()).sum();
    assert!((shares - 1.0).abs() < 1e-9, "{shares}");

    let stages = world.json(&by("stage")).await;
    let spent = |view: &Value, key: &str| with(&view["items"], "key", key)["values"]["spend"].as_i64();
    assert_eq!((spent(&stages, "script"), spent(&stages, "voice")), (Some(30_000), Some(70_000)));
    assert_eq!(with(&stages["items"], "key", "voice")["share"], 0.7);
    let providers = world.json(&by("provider")).await;
    assert_eq!((spent(&providers, "local"), spent(&providers, "voices")), (Some(30_000), Some(70_000)));

    let videos = world.json(&format!("{}&channel_id=ch-00&metric=views", by("video"))).await;
    let expected = model.video("ch-00", "x0", day("2024-03-01"), day("2024-03-28")).views;
    assert_eq!(with(&videos["items"], "key", "x0")["values"], json!({ "views": expected }));
    assert_eq!(world.get(&by("video")).await.status(), 422, "whose videos?");
    assert_eq!(world.get(&format!("{}&metric=views", by("stage"))).await.status(), 422);
}

#[tokio::test]
async fn videos_are_ranked_within_a_range_and_since_they_were_published() {
    let (world, model) = world().await;
    let ranged = world.json(&format!("/api/v1/analytics/videos?{RANGE}&channel_id=ch-03&channel_id=ch-04")).await;
    assert_eq!(ranged["items"].as_array().map(Vec::len), Some(4));
    for (channel, video) in [("ch-03", "x3"), ("ch-04", "y4")] {
        let sum = model.video(channel, video, day("2024-03-01"), day("2024-03-28"));
        let row = with(&ranged["items"], "video_id", video);
        assert_eq!((row["views"].as_i64(), row["revenue"].as_i64()), (Some(sum.views), Some(sum.revenue)));
        assert_eq!(row["average_view_seconds"], sum.minutes as f64 * 60.0 / sum.views as f64);
        assert_eq!(
            (&row["spend"], &row["profit"], &row["age_from"]),
            (&Value::Null, &Value::Null, &json!("first_report"))
        );
    }
    let ever = world.json("/api/v1/analytics/videos?sort=-revenue").await;
    assert_eq!((&ever["from"], ever["items"].as_array().map(Vec::len)), (&Value::Null, Some(14)));
    let best = &ever["items"][0];
    let whole = model.video(
        best["channel_id"].as_str().expect("an id"),
        best["video_id"].as_str().expect("an id"),
        day("2024-02-02"),
        day("2024-03-28"),
    );
    assert_eq!(best["revenue"], whole.revenue);
    assert_eq!(world.get(&format!("/api/v1/analytics/videos?{RANGE}")).await.status(), 422, "a range needs a channel");
}

#[tokio::test]
async fn our_own_video_knows_its_title_its_cost_and_its_age() {
    let (world, _) = world().await;
    let claim = claimed(&world, "ch-01", "r").await;
    spend(&world, &claim, Step::Voice, "local", 400, "2024-03-02T12:00:00Z").await;
    spend(&world, &claim, Step::Render, "local", 50, "2024-02-20T12:00:00Z").await;
    // 05:00 in UTC on the 3rd is the evening of the 2nd on the platform.
    let id = publish(&world, &claim, "Honey", at("2024-03-03T05:00:00Z")).await.to_string();
    let sum = |n: i64| Sum { views: n, revenue: 1_000 * n, minutes: 2 * n, gained: 0, lost: 0 };
    let days = [("2024-03-02", 1), ("2024-03-03", 20), ("2024-03-04", 300), ("2024-03-05", 4_000)];
    let reports = days.map(|(text, n)| report("ch-01", Some(&id), day(text), sum(n)));
    write(&world, reports.to_vec()).await;
    let view = world.json(&format!("/api/v1/analytics/videos?{RANGE}&channel_id=ch-01&age=3")).await;
    let row = with(&view["items"], "video_id", &id);
    assert_eq!(row["at_age"], json!({ "days": 3, "views": 321, "revenue": 321_000, "complete": true }));
    assert_eq!((&row["title"], &row["age_from"]), (&json!("Honey"), &json!("journal")));
    assert_eq!((&row["spend"], &row["profit"]), (&json!(400), &json!(4_321_000 - 400)), "within the range");
    let ever = world.json("/api/v1/analytics/videos?sort=views&age=5").await;
    let row = with(&ever["items"], "video_id", &id);
    assert_eq!(
        (&row["spend"], &row["published_at"]),
        (&json!(450), &json!("2024-03-03T05:00:00Z")),
        "since its beginning"
    );
    assert_eq!(row["at_age"], json!({ "days": 5, "views": 4_321, "revenue": 4_321_000, "complete": false }));
}

#[tokio::test]
async fn a_video_that_is_younger_is_not_compared() {
    let world = World::new().await;
    let today = Utc::now().with_timezone(&chrono_tz::America::Los_Angeles).date_naive();
    let born = today - TimeDelta::days(3);
    let reports = born.iter_days().take(3).map(|day| report("young", Some("v"), day, some(1)));
    write(&world, reports.collect()).await;
    let at_age = async |days: u32| {
        let path = format!("/api/v1/analytics/videos?channel_id=young&from={born}&to={today}&age={days}");
        world.json(&path).await["items"][0]["at_age"].clone()
    };
    assert_eq!(at_age(3).await["views"], 3 * some(1).views);
    assert_eq!(at_age(4).await, Value::Null, "its fourth day goes on");
}
