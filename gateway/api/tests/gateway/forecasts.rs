//! What the next days of a channel may be: of which days it is made, who is named, and what is refused.

use chrono::{Days as Count, NaiveDate, Utc};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use ytempire_domain::{
    card::{Maker, ModelCard, Prediction},
    forecast::{Forecast, ForecastStep, SAME_STEP},
    trend::ScoreSource,
};
use ytempire_events::Report;

use crate::{
    figures::{Sum, day, report, write},
    fixtures::{World, code},
};

const PATH: &str = "/api/v1/analytics/forecast?channel_id=alpha";

/// The platform's day, which the gateway counts back from.
fn today() -> NaiveDate {
    Utc::now().with_timezone(&chrono_tz::America::Los_Angeles).date_naive()
}

/// Views and micros of the days that end `ago` days before today, with a rhythm and no pattern around it.
fn days(count: u64, ago: u64) -> Vec<(NaiveDate, Sum)> {
    let first = today() - Count::new(ago + count - 1);
    let sum = |at: u64| {
        let views = 900 + i64::try_from(at % 7 * 200 + at * at * 7919 % 151).expect("small");
        Sum { views, revenue: views * 1_500, ..Sum::default() }
    };
    (0..count).map(|at| (first + Count::new(at), sum(at))).collect()
}

fn unfinished(report: Report) -> Report {
    Report { complete: Some(false), ..report }
}

fn asked(world: &World) -> Vec<Option<f64>> {
    world.house.asked.lock().expect("not poisoned").clone().expect("the studio was asked").series
}

#[tokio::test]
async fn a_forecast_is_made_of_final_days_and_begins_after_the_last_of_them() {
    let world = World::new().await;
    let all = days(100, 4);
    let mut reports: Vec<Report> = all.iter().map(|(day, sum)| report("alpha", None, *day, *sum)).collect();
    reports[60] = unfinished(reports[60].clone());
    reports.remove(70);
    for ago in [3, 2, 0] {
        let sum = Sum { views: 5, ..Sum::default() };
        reports.push(unfinished(report("alpha", None, today() - Count::new(ago), sum)));
    }
    reports.push(report("beta", None, today() - Count::new(9), Sum { views: 1_000_000, ..Sum::default() }));
    write(&world, reports).await;

    let view = world.json(PATH).await;
    let last = today() - Count::new(4);
    assert_eq!((&view["metric"], &view["unit"], &view["currency"]), (&json!("views"), &json!("count"), &json!("USD")));
    let past = &view["past"];
    assert_eq!((&past["from"], &past["to"]), (&json!(all[0].0), &json!(last)));
    assert_eq!(
        (&past["days"], &past["gaps"], &past["unfinished"]),
        (&json!(98), &json!(2), &json!(2)),
        "today is not over"
    );
    let points = view["points"].as_array().expect("points");
    assert_eq!((points.len(), &points[0]["day"]), (14, &json!(last + Count::new(1))));
    let expected: Vec<Option<f64>> =
        all.iter().enumerate().map(|(at, (_, sum))| (at != 60 && at != 70).then_some(sum.views as f64)).collect();
    assert_eq!(asked(&world), expected);
    let shown = past["points"].as_array().expect("points");
    assert_eq!((shown.len(), &shown[33]["value"], &shown[62]["value"]), (63, &Value::Null, &json!(all[99].1.views)));

    // The rule's, since this studio has no model: it is named, with its own error.
    assert_eq!(view["made_by"]["source"], "rule");
    assert_eq!(view["made_by"]["name"], SAME_STEP);
    assert_eq!(view["made_by"]["because"], "the model's worker is away: it is a test");
    let (mase, naive) = (view["mase"].as_f64().expect("tried"), view["naive_mase"].as_f64().expect("tried"));
    assert!(mase < naive && view["origins"].as_u64() == Some(11), "{view}");
    for point in points {
        let of = |name: &str| point[name].as_i64().expect("a whole number");
        assert!(0 <= of("low") && of("low") <= of("value") && of("value") <= of("high"), "{point}");
    }

    let revenue = world.json(&format!("{PATH}&metric=revenue&days=30")).await;
    assert_eq!((revenue["points"].as_array().map(Vec::len), &revenue["unit"]), (Some(30), &json!("micros")));
    assert_eq!(asked(&world)[99], Some(all[99].1.revenue as f64));
}

#[tokio::test]
async fn what_a_model_says_is_shown_in_whole_numbers_with_its_name_and_version() {
    let world = World::new().await;
    write(&world, days(30, 1).into_iter().map(|(day, sum)| report("alpha", None, day, sum)).collect()).await;
    *world.house.forecast.lock().expect("not poisoned") = Some(Forecast {
        source: ScoreSource::Model,
        model: "theta".to_owned(),
        version: Some("0.1.0".to_owned()),
        because: "it won".to_owned(),
        steps: vec![ForecastStep { value: 10.6, bounds: Some((2.4, 1e13)) }, ForecastStep { value: 0.2, bounds: None }],
        mase: Some(0.5),
        naive_mase: Some(0.75),
        origins: 12,
    });
    let view = world.json(&format!("{PATH}&days=2")).await;
    let made_by = json!({ "source": "model", "name": "theta", "version": "0.1.0", "because": "it won" });
    assert_eq!((&view["made_by"], &view["mase"], &view["naive_mase"]), (&made_by, &json!(0.5), &json!(0.75)));
    let point = |ago, value: i64, low: Value, high: Value| json!({ "day": today() + Count::new(ago), "value": value, "low": low, "high": high });
    let expected =
        json!([point(0, 11, json!(2), json!(10_000_000_000_000_i64)), point(1, 0, Value::Null, Value::Null)]);
    assert_eq!(view["points"], expected);

    let file = world.get(&format!("{PATH}&days=2&format=csv")).await;
    let named = file.headers()["content-disposition"].to_str().expect("text").to_owned();
    assert!(named.contains("ytempire-forecast-alpha-views.csv"), "{named}");
    let text = file.text().await.expect("text");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!((lines.len(), lines[0]), (1 + 30 + 2, "period,day,value,low,high"));
    assert_eq!(lines[31], format!("forecast,{},11,2,10000000000000", today()));
    let yesterday = today() - Count::new(1);
    assert!(lines[30].starts_with(&format!("past,{yesterday},")) && lines[30].ends_with(",,"), "{}", lines[30]);
}

#[tokio::test]
async fn a_channel_without_a_past_has_no_forecast_and_says_why() {
    let world = World::new().await;
    for (reports, because) in [
        (vec![], "too little history: 0 days are known"),
        (vec![report("alpha", None, day("2019-03-01"), Sum::default())], "too little history: 0 days"),
        (
            days(13, 1).into_iter().map(|(day, sum)| report("alpha", None, day, sum)).collect(),
            "too little history: 13 days",
        ),
    ] {
        write(&world, reports).await;
        let view = world.json(PATH).await;
        assert_eq!(
            (&view["points"], &view["mase"], &view["made_by"]["name"]),
            (&json!([]), &Value::Null, &json!("none"))
        );
        let said = view["made_by"]["because"].as_str().expect("text");
        assert!(said.starts_with(because), "{said}");
    }
}

#[tokio::test]
async fn an_answer_that_is_held_comes_again_without_a_body() {
    let world = World::new().await;
    write(&world, days(40, 1).into_iter().map(|(day, sum)| report("alpha", None, day, sum)).collect()).await;
    let etag = world.get(PATH).await.headers()["etag"].to_str().expect("text").to_owned();
    let held = world.send(Method::GET, PATH, None, &[("if-none-match", &etag)]).await;
    assert_eq!(held.status(), StatusCode::NOT_MODIFIED);
    let other = world.send(Method::GET, &format!("{PATH}&days=3"), None, &[("if-none-match", &etag)]).await;
    assert_eq!(other.status(), StatusCode::OK);
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_by_name() {
    let world = World::new().await;
    let path = "/api/v1/analytics/forecast";
    for (query, member) in [
        ("", "channel_id"),
        ("?channel_id=", "channel_id"),
        ("?channel_id=no%20slug", "channel_id"),
        ("?channel_id=a&metric=spend", "metric"),
        ("?channel_id=a&days=0", "days"),
        ("?channel_id=a&days=31", "days"),
        ("?channel_id=a&days=-1", "days"),
        ("?channel_id=a&days=1e1", "days"),
        ("?channel_id=a&format=xml", "format"),
    ] {
        let answer = world.get(&format!("{path}{query}")).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        let problem = answer.text().await.expect("text");
        assert!(problem.contains(member), "{query}: {problem}");
    }
    let stranger = world.send(Method::GET, &format!("{path}?channel_id=a"), None, &[("authorization", "none")]).await;
    assert_eq!(stranger.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(code(world.get(&format!("{path}?channel_id=a&days=x")).await).await, "invalid_request");
}

#[tokio::test]
async fn models_are_told_with_their_cards_or_why_they_cannot_be() {
    let world = World::new().await;
    let view = world.json("/api/v1/system/models").await;
    assert_eq!(view, json!({ "items": [], "trouble": "the model's worker is away: it is a test" }));
    let card = ModelCard {
        summary: "trees".to_owned(),
        data: "a.csv.gz".to_owned(),
        data_rows: 7,
        data_hash: "d".to_owned(),
        licence: None,
        split: "date".to_owned(),
        seed: 7,
        code: "0.1.0".to_owned(),
        trained_at: Some("2026-11-25T10:00:00Z".parse().expect("a time")),
        figures: vec![("auc".to_owned(), 0.9)],
        model_hash: "m".to_owned(),
        weights_hash: "w".to_owned(),
    };
    let prediction = Prediction {
        task: "t4c".to_owned(),
        question: "Does it?".to_owned(),
        asked_by: None,
        maker: Maker::Model,
        version: Some("v0001".to_owned()),
        rule: "it does".to_owned(),
        card: Some(card),
        trouble: None,
    };
    let broken =
        Prediction { maker: Maker::Rule, card: None, trouble: Some("its hash".to_owned()), ..prediction.clone() };
    *world.house.cards.lock().expect("not poisoned") = Ok(vec![prediction, broken]);
    let view = world.json("/api/v1/system/models").await;
    let (good, broken) = (&view["items"][0], &view["items"][1]);
    assert_eq!(
        (&good["answered_by"], &good["version"], &good["trouble"]),
        (&json!("model"), &json!("v0001"), &Value::Null)
    );
    assert_eq!(good["card"]["figures"], json!([{ "name": "auc", "value": 0.9 }]));
    assert_eq!((&good["card"]["licence"], &good["card"]["trained_at"]), (&Value::Null, &json!("2026-11-25T10:00:00Z")));
    assert_eq!(
        (&broken["answered_by"], &broken["card"], &broken["trouble"]),
        (&json!("rule"), &Value::Null, &json!("its hash"))
    );
    assert_eq!(view["trouble"], Value::Null);
}
