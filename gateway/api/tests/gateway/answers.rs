//! How the analytics answer: refusals by name, ETags, files.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    figures::{Sum, day, report, some, write},
    fixtures::World,
};

const OVERVIEW: &str = "/api/v1/analytics/overview";

#[tokio::test]
async fn a_parameter_that_cannot_be_is_named() {
    let world = World::new().await;
    let many: String = (0..101).map(|n| format!("&channel_id=c{n}")).collect();
    for (path, query, named) in [
        ("overview", "from=yesterday", "from"),
        ("overview", "to=2024-02-30", "to"),
        ("overview", "from=2024-03-02&to=2024-03-01", "from"),
        ("overview", "from=2006-01-01&to=2024-03-01", "from"),
        ("overview", "tz=Europe/Berlin", "tz"),
        ("overview", "tz=Mars/Olympus", "tz"),
        ("overview", "channel_id=Not%20one", "channel_id"),
        ("overview", many.as_str(), "channel_id"),
        ("overview", "format=xml", "format"),
        ("timeseries", "metric=fame", "metric"),
        ("timeseries", "granularity=minute", "granularity"),
        ("timeseries", "granularity=hour&metric=views", "metric"),
        ("timeseries", "granularity=hour&from=2024-01-01&to=2024-12-01", "from"),
        ("timeseries", "granularity=week&tz=Etc/UTC", "tz"),
        ("timeseries", "compare=next", "compare"),
        ("breakdown", "by=colour", "by"),
        ("breakdown", "by=provider&metric=revenue", "metric"),
        ("channels", "sort=fame", "sort"),
        ("videos", "age=0", "age"),
        ("videos", "age=many", "age"),
        ("heatmap", "kind=rain", "kind"),
        ("heatmap", "kind=publish&metric=revenue", "metric"),
        ("heatmap", "kind=activity&metric=views&metric=revenue", "metric"),
        ("heatmap", "kind=activity&tz=Etc/UTC", "tz"),
    ] {
        let answer = world.get(&format!("/api/v1/analytics/{path}?{query}")).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{path}?{query}");
        let problem: Value = answer.json().await.expect("JSON");
        assert_eq!(problem["errors"][0]["pointer"], format!("#/{named}"), "{path}?{query}");
    }
    let limit = world.get("/api/v1/analytics/channels?limit=0").await;
    assert_eq!(limit.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_usual_range_is_the_last_four_weeks_and_an_empty_house_knows_nothing() {
    let world = World::new().await;
    let view = world.json(OVERVIEW).await;
    let (from, to) = (view["from"].as_str().expect("a day"), view["to"].as_str().expect("a day"));
    let yesterday = chrono::Utc::now().with_timezone(&chrono_tz::America::Los_Angeles).date_naive().pred_opt();
    assert_eq!((Some(day(to)), (day(to) - day(from)).num_days()), (yesterday, 27));
    let values: Vec<&Value> = view["kpis"].as_array().expect("kpis").iter().map(|kpi| &kpi["value"]).collect();
    let null = &Value::Null;
    assert_eq!(values, [null, null, &json!(0), null, null, null, null], "only what was spent is known");
    assert_eq!((&view["as_of"], &view["profit_per_video"]), (null, null));
}

#[tokio::test]
async fn an_answer_that_is_held_comes_again_without_a_body_until_something_changes() {
    let world = World::new().await;
    write(&world, vec![report("a", None, day("2024-03-01"), some(1))]).await;
    for path in ["overview", "timeseries", "breakdown", "channels", "heatmap", "overview?format=csv"] {
        let separator = if path.contains('?') { '&' } else { '?' };
        let path = format!("/api/v1/analytics/{path}{separator}from=2024-03-01&to=2024-03-02");
        let first = world.get(&path).await;
        let etag = first.headers()["etag"].to_str().expect("text").to_owned();
        assert!(etag.starts_with('"'), "strong: {etag}");
        let held = world.send(Method::GET, &path, None, &[("if-none-match", &etag)]).await;
        assert_eq!(
            (held.status(), held.headers()["etag"].to_str().expect("text")),
            (StatusCode::NOT_MODIFIED, etag.as_str())
        );
        assert_eq!(held.text().await.expect("text"), "");
    }
    let path = format!("{OVERVIEW}?from=2024-03-01&to=2024-03-02");
    let etag = world.get(&path).await.headers()["etag"].to_str().expect("text").to_owned();
    write(&world, vec![report("a", None, day("2024-03-02"), some(2))]).await;
    let changed = world.send(Method::GET, &path, None, &[("if-none-match", &etag)]).await;
    assert_eq!(changed.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_file_holds_the_rows_of_the_answer_and_no_formula() {
    let world = World::new().await;
    let evil = "=HYPERLINK(\"x\"), \"quoted\"";
    let made = world.post("/api/v1/channels", &json!({ "id": "evil", "name": evil })).await;
    assert_eq!(made.status(), StatusCode::CREATED);
    let loss = Sum { views: 10, revenue: -5, ..Sum::default() };
    write(
        &world,
        vec![report("evil", None, day("2024-03-01"), loss), report("tame", None, day("2024-03-01"), some(3))],
    )
    .await;
    let path = "/api/v1/analytics/channels?from=2024-03-01&to=2024-03-01";
    let answer = world.get(&format!("{path}&format=csv")).await;
    assert_eq!(answer.headers()["content-type"], "text/csv; charset=utf-8; header=present");
    let disposition = answer.headers()["content-disposition"].to_str().expect("text").to_owned();
    assert_eq!(disposition, "attachment; filename=\"ytempire-channels-2024-03-01-2024-03-01.csv\"");
    assert!(!answer.headers().contains_key("link"), "it is the whole");
    let text = answer.text().await.expect("text");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let json = world.json(path).await;
    let items = json["items"].as_array().expect("items");
    assert_eq!(rows.len(), items.len());
    for (row, item) in rows.iter().zip(items) {
        let cell = |name: &str| &row[columns.iter().position(|column| column == name).expect("a column")];
        assert_eq!(
            (cell("channel_id"), cell("views")),
            (item["channel_id"].as_str().expect("an id"), item["views"].to_string().as_str())
        );
        assert_eq!(cell("revenue_micros"), item["revenue"].to_string());
    }
    assert!(text.contains("\"'=HYPERLINK(\"\"x\"\"), \"\"quoted\"\"\""), "{text}");
    assert!(text.contains(",-5,"), "a loss is a number: {text}");
    let part = world.get(&format!("{path}&format=csv&limit=1")).await;
    let link = part.headers()["link"].to_str().expect("text").to_owned();
    let next = link.strip_prefix('<').and_then(|rest| rest.split_once('>')).expect("a link").0;
    let rest = world.get(next).await.text().await.expect("text");
    assert_eq!(rest.lines().count(), 2, "{rest}");
}

#[tokio::test]
async fn the_system_page_names_partitions_and_sinks() {
    let world = World::new().await;
    write(&world, vec![report("a", None, day("2024-03-01"), some(1)), report("a", None, day("2024-03-02"), some(2))])
        .await;
    let view = world.json("/api/v1/system").await;
    let partition = &view["partitions"][0];
    assert_eq!((&partition["topic"], &partition["next_offset"]), (&json!("youtube-analytics"), &json!(2)));
    assert!(partition["cursor_age_ms"].as_i64().is_some_and(|age| age >= 0));
    assert_eq!(
        view["sinks"][0],
        json!({ "name": "postgres", "state": "ok", "detail": "", "cursor_age_ms": 0, "rows_total": 7 })
    );
}
