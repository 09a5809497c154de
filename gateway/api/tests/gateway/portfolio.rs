//! The portfolio and its figures over time, against the same added up by hand.

use chrono::NaiveDate;
use serde_json::{Value, json};
use ytempire_domain::Step;
use ytempire_events::Report;

use crate::{
    figures::{Model, at, claimed, day, plus, publish, report, rounded, some, spend, with, write},
    fixtures::World,
};

const FROM: &str = "2024-02-26";
const TO: &str = "2024-03-24";
const ALL: [&str; 3] = ["alpha", "beta", "strange"];

/// Two months of three channels: one of them says its own figures, one was never made here.
fn reports() -> Vec<Report> {
    let mut reports = vec![];
    for (offset, day) in day("2024-01-29").iter_days().take(56).enumerate() {
        let seed = |n: u64| 7 * offset as u64 + n;
        reports.push(report("alpha", Some("one"), day, some(seed(1))));
        reports.push(report("alpha", Some("two"), day, some(seed(2))));
        reports.push(report("strange", Some("three"), day, some(seed(3))));
        if day != NaiveDate::from_ymd_opt(2024, 3, 10).expect("a day") {
            reports.push(report("beta", None, day, some(seed(4))));
            reports.push(report("beta", Some("four"), day, some(seed(5))));
        }
    }
    reports
}

async fn world() -> (World, Model) {
    let world = World::new().await;
    world.channel("alpha").await;
    world.channel("beta").await;
    let reports = reports();
    let model = Model::of(&reports);
    write(&world, reports).await;
    let (alpha, beta) = (claimed(&world, "alpha", "r").await, claimed(&world, "beta", "r").await);
    // The platform's 24 March ends at 07:00 in UTC, its 25 February at 08:00.
    spend(&world, &alpha, Step::Script, "local", 1_234, "2024-03-25T06:59:59Z").await;
    spend(&world, &alpha, Step::Voice, "voices", 2_000_000, "2024-03-01T12:00:00Z").await;
    spend(&world, &beta, Step::Voice, "voices", 50_000, "2024-03-01T12:20:00Z").await;
    spend(&world, &beta, Step::Render, "local", 99, "2024-02-26T07:59:59Z").await;
    spend(&world, &alpha, Step::Render, "local", 777, "2024-03-25T07:00:00Z").await;
    publish(&world, &alpha, "Bees", at("2024-03-02T10:00:00Z")).await;
    publish(&world, &beta, "Wasps", at("2024-02-26T07:00:00Z")).await;
    (world, model)
}

#[tokio::test]
async fn the_portfolio_shows_what_the_reports_and_the_ledger_add_up_to() {
    let (world, model) = world().await;
    let view = world.json(&format!("/api/v1/analytics/overview?from={FROM}&to={TO}")).await;
    let (now, then) = (model.sum(&ALL, day(FROM), day(TO)), model.sum(&ALL, day("2024-01-29"), day("2024-02-25")));
    let (spent, spent_before) = (2_051_234, 99);
    let profit = now.revenue - spent;
    let names: Vec<&Value> = view["kpis"].as_array().expect("kpis").iter().map(|kpi| &kpi["metric"]).collect();
    assert_eq!(names, ["views", "revenue", "spend", "profit", "margin", "rpm", "subscribers_net"]);
    let kpi = |name: &str| with(&view["kpis"], "metric", name);
    let pair = |name: &str| (kpi(name)["value"].as_i64(), kpi(name)["previous"].as_i64());
    assert_eq!(pair("views"), (Some(now.views), Some(then.views)));
    assert_eq!(pair("revenue"), (Some(now.revenue), Some(then.revenue)));
    assert_eq!(pair("spend"), (Some(spent), Some(spent_before)));
    assert_eq!(pair("profit"), (Some(profit), Some(then.revenue - spent_before)));
    assert_eq!(pair("subscribers_net"), (Some(now.gained - now.lost), Some(then.gained - then.lost)));
    assert_eq!(kpi("rpm")["value"], rounded(now.revenue * 1000, now.views));
    assert_eq!(kpi("margin")["value"], profit as f64 / now.revenue as f64);
    let growth = (now.views - then.views) as f64 / then.views as f64;
    assert!((kpi("views")["growth"].as_f64().expect("a number") - growth).abs() < 1e-12);
    assert_eq!(kpi("views")["complete"], true, "every day was reported for some channel");
    assert_eq!((&view["videos_published"], &view["profit_per_video"]), (&json!(1), &json!(profit)));
    let before = json!({ "from": "2024-01-29", "to": "2024-02-25", "videos_published": 1, "profit_per_video": then.revenue - 99 });
    assert_eq!(view["previous"], before);
    assert_eq!((&view["currency"], &view["tz"]), (&json!("USD"), &json!("America/Los_Angeles")));
    assert_eq!(view["source"], json!({ "store": "postgres", "fallback": null }));
    assert!(view["as_of"].is_string());
}

#[tokio::test]
async fn each_day_of_the_portfolio_is_shown_and_a_gap_stays_a_gap() {
    let (world, model) = world().await;
    let view = world.json(&format!("/api/v1/analytics/overview?from={FROM}&to={TO}&channel_id=beta")).await;
    let series = with(&view["kpis"], "metric", "views")["series"].as_array().expect("a series").clone();
    assert_eq!(series.len(), 28);
    for (offset, value) in series.iter().enumerate() {
        let expected = model.day("beta", plus(day(FROM), offset as u64)).map(|sum| sum.views);
        assert_eq!(value.as_i64(), expected, "day {offset}");
    }
    assert_eq!(series[13], Value::Null, "10 March was never reported");
    assert_eq!(with(&view["kpis"], "metric", "views")["complete"], false);
    assert_eq!(with(&view["kpis"], "metric", "spend")["complete"], true);
}

#[tokio::test]
async fn weeks_and_months_are_sums_of_their_days() {
    let (world, model) = world().await;
    let ask = |granularity: &str| {
        format!(
            "/api/v1/analytics/timeseries?from=2024-02-28&to=2024-03-12&granularity={granularity}&metric=views&metric=profit&compare=previous"
        )
    };
    let weeks = world.json(&ask("week")).await;
    let points = with(&weeks["series"], "metric", "views")["points"].clone();
    // 26 February 2024 is a Monday; the range cuts the first week and the last.
    let sum = |from: &str, to: &str| model.sum(&ALL, day(from), day(to));
    let expected = json!([
        { "start": "2024-02-26", "value": sum("2024-02-28", "2024-03-03").views, "complete": false },
        { "start": "2024-03-04", "value": sum("2024-03-04", "2024-03-10").views, "complete": true },
        { "start": "2024-03-11", "value": sum("2024-03-11", "2024-03-12").views, "complete": false },
    ]);
    assert_eq!(points, expected);
    let months = world.json(&ask("month")).await;
    let profit = with(&months["series"], "metric", "profit");
    let values: Vec<i64> =
        profit["points"].as_array().expect("points").iter().filter_map(|p| p["value"].as_i64()).collect();
    let [february, march] = [sum("2024-02-28", "2024-02-29").revenue, sum("2024-03-01", "2024-03-12").revenue];
    assert_eq!(values, [february, march - 2_050_000]);
    let before = profit["previous"].as_array().expect("the period before");
    assert_eq!((before.len(), &before[0]["value"]), (1, &json!(sum("2024-02-14", "2024-02-27").revenue - 99)));
}

#[tokio::test]
async fn hours_know_money_in_any_time_zone() {
    let (world, _) = world().await;
    let path = "/api/v1/analytics/timeseries?granularity=hour&from=2024-03-01&to=2024-03-01&tz=Asia/Kolkata";
    let view = world.json(path).await;
    let points = view["series"][0]["points"].as_array().expect("points").clone();
    assert_eq!((points.len(), &view["tz"]), (24, &json!("Asia/Kolkata")));
    // 12:00 and 12:20 in UTC are 17:30 and 17:50 there.
    let expected = json!({ "start": "2024-03-01T17:00:00+05:30", "value": 2_050_000, "complete": true });
    assert_eq!(points[17], expected);
    let others = points.iter().enumerate().filter(|(hour, point)| *hour != 17 && point["value"] != 0).count();
    assert_eq!(others, 0);
}
