//! Ideas: ranked topics over REST, what a person decides about them, and who hears of it.

use chrono::{DateTime, Utc};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use ytempire_domain::{
    id::InstanceId,
    trend::{RankedTopic, RawSignal, Scored, TrendSignal},
};
use ytempire_journal::{Fence, IntakeRecord, RawRecord};

use crate::{
    figures::WS,
    fixtures::{World, code},
    lives::subscribed,
    wire::said,
};

/// Takes in a topic's points at one hour after the other, and ranks its niche.
async fn rank(world: &World, niche: &str, topic: &str, points: &[u32]) {
    let journal = &world.database.journal;
    let cursor = journal.take_partition("trend-signals", 0, InstanceId::generate()).await.expect("database");
    let (first, fence) = (
        cursor.next_offset.unwrap_or(0),
        Fence { topic: "trend-signals".to_owned(), partition: 0, epoch: cursor.epoch },
    );
    let mut records = vec![];
    for (hour, points) in points.iter().enumerate() {
        let raw = RawSignal {
            source: "hn".into(),
            topic: topic.into(),
            niche: niche.into(),
            region: Some("US".into()),
            rank: Some(3),
            volume: Some(f64::from(*points)),
            unit: Some("points".into()),
            observed_at: format!("2026-11-01T{hour:02}:00:00Z"),
            licence: None,
        };
        let offset = first + i64::try_from(hour).expect("few");
        let raw_record = RawRecord { offset, ..RawRecord::default() };
        records.push(IntakeRecord { raw: raw_record, parsed: Ok(TrendSignal::parse(raw).expect("valid")) });
    }
    let next = first + i64::try_from(records.len()).expect("few");
    journal.store_signals(WS, &fence, records, next).await.expect("database");
    let key = niche.to_lowercase();
    let (revision, topics) = journal.windows(WS, &key, 100).await.expect("database");
    let made_at: DateTime<Utc> = "2026-11-02T00:00:00Z".parse().expect("a time");
    let one = |topic: &ytempire_journal::ChangedTopic| {
        let row = topic.window.row(topic.window.last_seen());
        RankedTopic::new(&topic.window, &row, Scored::by_rule(&row, "there is no model"), made_at)
    };
    let mut ranked: Vec<RankedTopic> = topics.iter().map(one).collect();
    ranked.sort_by(|one, other| other.scored.probability.total_cmp(&one.scored.probability));
    assert!(journal.store_ranking(WS, &key, revision, &ranked).await.expect("database"));
}

/// Three topics of two niches: Bees before Rain before Moths.
async fn ranked() -> World {
    let world = World::new().await;
    world.channel("demo").await;
    rank(&world, "Nature", "Bees", &[10, 30]).await;
    rank(&world, "Nature", "Moths", &[10, 9]).await;
    rank(&world, "News", "Rain", &[10, 13]).await;
    world
}

async fn list(world: &World, query: &str) -> Vec<Value> {
    world.json(&format!("/api/v1/trends{query}")).await["items"].as_array().expect("items").clone()
}

fn topics(items: &[Value]) -> Vec<&str> {
    items.iter().filter_map(|item| item["topic"].as_str()).collect()
}

async fn id(world: &World, topic: &str) -> String {
    let items = list(world, "?state=all").await;
    let item = items.iter().find(|item| item["topic"] == topic).expect("it is there");
    item["id"].as_str().expect("an id").to_owned()
}

#[tokio::test]
async fn topics_are_listed_best_first_with_who_scored_them_and_why() {
    let world = ranked().await;
    let items = list(&world, "").await;
    assert_eq!(topics(&items), ["Bees", "Rain", "Moths"]);
    let bees = &items[0];
    assert_eq!(
        (&bees["model"], &bees["source"], &bees["base_rate"]),
        (&json!("pace rule"), &json!("rule"), &Value::Null)
    );
    assert_eq!((&bees["because"], &bees["version"]), (&json!("there is no model"), &Value::Null));
    assert_eq!((&bees["horizon_hours"], &bees["place"], &bees["rank"]), (&json!(3), &json!(1), &json!(3)));
    assert_eq!((&bees["measure"], &bees["unit"]), (&json!("volume"), &json!("points")));
    let line =
        json!([{ "at": "2026-11-01T00:00:00Z", "value": 10.0 }, { "at": "2026-11-01T01:00:00Z", "value": 30.0 }]);
    assert_eq!((&bees["sparkline"], &bees["age_hours"]), (&line, &json!(1.0)));
    assert_eq!((&bees["sources"], &bees["regions"], &bees["state"]), (&json!(["hn"]), &json!(["US"]), &json!("new")));
    assert_eq!(bees["reasons"][0]["feature"], "value_l1");
    assert_eq!(topics(&list(&world, "?niche=NATURE").await), ["Bees", "Moths"]);
    let first = world.json("/api/v1/trends?limit=2").await;
    let cursor = first["next_cursor"].as_str().expect("more");
    assert_eq!(topics(&list(&world, &format!("?limit=2&cursor={cursor}")).await), ["Moths"]);
    let niches = world.json("/api/v1/trends/niches").await;
    let nature =
        niches["items"].as_array().expect("items").iter().find(|niche| niche["niche"] == "Nature").expect("it");
    assert_eq!(
        (&nature["topics"], &nature["model"], &nature["source"]),
        (&json!(2), &json!("pace rule"), &json!("rule"))
    );
}

#[tokio::test]
async fn the_same_topics_come_as_a_file_and_a_longer_list_names_its_next_part() {
    let world = ranked().await;
    rank(&world, "News", "=1+1", &[10, 9]).await;
    let answer = world.get("/api/v1/trends?format=csv").await;
    assert_eq!(answer.headers()["content-type"], "text/csv; charset=utf-8; header=present");
    assert_eq!(answer.headers()["content-disposition"], "attachment; filename=\"ytempire-ideas.csv\"");
    assert!(answer.headers().get("link").is_none());
    let text = answer.text().await.expect("text");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let column = |name: &str| {
        let place = header.iter().position(|known| known == name).expect("a column");
        rows.iter().map(|row| row[place].to_owned()).collect::<Vec<_>>()
    };
    let shown = list(&world, "").await;
    assert_eq!(column("topic"), topics(&shown).iter().map(|topic| topic.replace('=', "'=")).collect::<Vec<_>>());
    assert!(column("topic").contains(&"'=1+1".to_owned()), "no spreadsheet runs it");
    let scores: Vec<f64> = column("score").iter().map(|score| score.parse().expect("a number")).collect();
    assert_eq!(scores, shown.iter().map(|item| item["score"].as_f64().expect("a number")).collect::<Vec<_>>());
    assert_eq!((column("latest")[0].as_str(), column("base_rate")[0].as_str()), ("30", ""));
    let part = world.get("/api/v1/trends?format=csv&limit=3&niche=").await;
    let next = part.headers()["link"].to_str().expect("text").to_owned();
    let path = next.strip_prefix('<').and_then(|next| next.strip_suffix(">; rel=\"next\"")).expect("a next part");
    let rest = world.get(path).await.text().await.expect("text");
    assert_eq!(rest.lines().count(), 2, "{rest}");
    let refused = world.get("/api/v1/trends?format=xml").await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_accepted_idea_is_one_video_of_a_channel_however_often_it_is_accepted() {
    let world = ranked().await;
    let path = format!("/api/v1/trends/{}/accept", id(&world, "Bees").await);
    let first = world.post(&path, &json!({ "channel_id": "demo", "seconds": 30 })).await;
    assert_eq!(first.status(), StatusCode::ACCEPTED);
    let location = first.headers()["location"].to_str().expect("text").to_owned();
    let video: Value = first.json().await.expect("JSON");
    assert_eq!((&video["topic"], &video["channel_id"]), (&json!("Bees"), &json!("demo")));
    assert_eq!(location, format!("/api/v1/videos/{}/status", video["video_id"].as_str().expect("an id")));
    let again: Value =
        world.post(&path, &json!({ "channel_id": "demo", "seconds": 30 })).await.json().await.expect("JSON");
    assert_eq!(again["video_id"], video["video_id"]);
    assert_eq!(topics(&list(&world, "").await), ["Rain", "Moths"]);
    let accepted = list(&world, "?state=accepted").await;
    assert_eq!((topics(&accepted), &accepted[0]["video_id"]), (vec!["Bees"], &video["video_id"]));
    let another = world.post(&path, &json!({ "channel_id": "demo", "seconds": 60 })).await;
    assert_eq!((another.status(), code(another).await.as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "body_conflict"));
}

#[tokio::test]
async fn what_is_dismissed_or_snoozed_is_out_of_sight_until_it_is_restored() {
    let world = ranked().await;
    let (bees, rain) = (id(&world, "Bees").await, id(&world, "Rain").await);
    let dismissed: Value =
        world.post(&format!("/api/v1/trends/{bees}/dismiss"), &json!({})).await.json().await.expect("JSON");
    assert_eq!((&dismissed["state"], &dismissed["topic"]), (&json!("dismissed"), &json!("Bees")));
    let snoozed: Value =
        world.post(&format!("/api/v1/trends/{rain}/snooze"), &json!({ "hours": 6 })).await.json().await.expect("JSON");
    assert!(snoozed["snoozed_until"].is_string() && snoozed["state"] == "snoozed", "{snoozed}");
    assert_eq!(topics(&list(&world, "").await), ["Moths"]);
    assert_eq!(topics(&list(&world, "?state=snoozed").await), ["Rain"]);
    let restored = world.send(Method::POST, &format!("/api/v1/trends/{bees}/restore"), None, &[]).await;
    assert_eq!(restored.status(), StatusCode::OK);
    assert_eq!(topics(&list(&world, "").await), ["Bees", "Moths"]);
    assert_eq!(topics(&list(&world, "?state=all").await), ["Bees", "Rain", "Moths"]);
}

#[tokio::test]
async fn what_cannot_be_is_refused_by_name() {
    let world = ranked().await;
    let bees = format!("/api/v1/trends/{}", id(&world, "Bees").await);
    for (path, body, status) in [
        (format!("{bees}/snooze"), json!({}), StatusCode::UNPROCESSABLE_ENTITY),
        (format!("{bees}/snooze"), json!({ "hours": 0 }), StatusCode::UNPROCESSABLE_ENTITY),
        (format!("{bees}/snooze"), json!({ "until": "2020-01-01T00:00:00Z" }), StatusCode::UNPROCESSABLE_ENTITY),
        (format!("{bees}/accept"), json!({ "channel_id": "nobody" }), StatusCode::UNPROCESSABLE_ENTITY),
        (format!("{bees}/accept"), json!({ "channel_id": "demo", "aspect": "4:3" }), StatusCode::UNPROCESSABLE_ENTITY),
        (format!("{bees}/accept"), json!({ "channel": "demo" }), StatusCode::UNPROCESSABLE_ENTITY),
        ("/api/v1/trends/idea_0/dismiss".to_owned(), json!({}), StatusCode::NOT_FOUND),
        (format!("/api/v1/trends/idea_{}/dismiss", "0".repeat(32)), json!({}), StatusCode::NOT_FOUND),
    ] {
        let answer = world.post(&path, &body).await;
        assert_eq!(answer.status(), status, "{path} {body}");
        assert!(!code(answer).await.is_empty());
    }
    assert_eq!(world.get("/api/v1/trends?state=old").await.status(), StatusCode::BAD_REQUEST);
    assert_eq!(list(&world, "?state=all").await.iter().filter(|item| item["state"] != "new").count(), 0);
}

#[tokio::test]
async fn who_watches_trends_hears_which_niche_has_changed() {
    let world = ranked().await;
    let mut socket = subscribed(&world, "trends").await;
    rank(&world, "Weather", "Snow", &[1, 9]).await;
    let frame = loop {
        let tells =
            |frame: &Value| frame["data"]["niches"].as_array().is_some_and(|all| all.contains(&json!("Weather")));
        if let Some(frame) = said(&mut socket).await.into_iter().find(tells) {
            break frame;
        }
    };
    assert_eq!((&frame["type"], &frame["subject"]), (&json!("predictions_updated"), &json!("trends")));
}
