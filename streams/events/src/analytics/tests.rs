use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn good() -> Value {
    json!({
        "channel_id": "demo", "video_id": "dQw4w9WgXcQ", "day": "2026-11-20", "observed_at": "2026-11-22T09:00:00Z",
        "published_at": "2026-11-18T16:00:00Z", "complete": false,
        "metrics": {
            "views": 1200, "engaged_views": 800, "impressions": 20000, "minutes_watched": 640,
            "average_view_seconds": 32.5, "likes": -2, "comments": 4, "shares": 1, "subscribers_gained": 9,
            "subscribers_lost": 1, "revenue_micros": 1_840_000, "currency": "USD", "retention": [[0.1, 1.1], [1, 0.3]],
        },
    })
}

/// JSON texts that some field may or may not take.
fn value() -> impl Strategy<Value = String> {
    let texts = [
        "demo",
        "Demo",
        "vid_0",
        "",
        "2026-11-20",
        "2026-1-2",
        "+2026-1-03",
        "2024-02-29",
        "2023-02-29",
        "0000-01-01",
        "2026-11-22T09:00:00Z",
        "2026-11-22T09:00:00.25Z",
        "2026-11-22T10:00:00+01:00",
        "2026-11-22t09:00:00z",
        "2026-11-22T23:59:60Z",
        "2026-11-22 09:00:00Z",
        "2026-11-22T9:00:00Z",
        "USD",
        "EUR",
        "usd",
        "a\\u0062c",
        "\\n",
        "ü",
    ];
    let plain = [
        "null",
        "true",
        "0",
        "-0",
        "1200",
        "30.0",
        "0.5",
        "-1",
        "1e3",
        "1000000000000",
        "1000000000001",
        "1e400",
        "-9223372036854775808",
        "9223372036854775808",
        "[]",
        "{}",
        "[1]",
        "[[0,1],[0.5,0.25]]",
        "[[0,1],[0,1]]",
        "[[1.5,1]]",
        "[[0.5,-1]]",
        "[[0.5]]",
        "NaN",
        "1200 ",
        "\t{ } ",
        "\"",
    ];
    prop_oneof![
        3 => proptest::sample::select(texts.to_vec()).prop_map(|text| format!("\"{text}\"")),
        2 => proptest::sample::select(plain.to_vec()).prop_map(str::to_owned),
        1 => any::<i64>().prop_map(|number| number.to_string()),
        1 => any::<f64>().prop_map(|number| format!("{number:e}")),
    ]
}

/// A good record with a few members left out, doubled, renamed or of another value.
fn record() -> impl Strategy<Value = String> {
    let names =
        ["views", "viewz", "day", "video_id", "observed_at", "published_at", "complete", "retention", "metrics"];
    let names =
        [names.as_slice(), &["channel_id", "currency", "likes", "revenue_micros", "average_view_seconds"]].concat();
    let change = (proptest::sample::select(names), any::<bool>(), proptest::option::weighted(0.8, value()));
    (proptest::collection::vec(change, 0..4), any::<bool>()).prop_map(|(changes, as_list)| {
        let is_metric = |name: &str| good()["metrics"].get(name).is_some() || name == "viewz";
        let mut outer = members(&good());
        outer.retain(|(name, _)| name != "metrics");
        let mut inner = members(&good()["metrics"]);
        let mut metrics = None;
        for (name, added, value) in changes {
            let list = if is_metric(name) { &mut inner } else { &mut outer };
            if !added {
                list.retain(|(known, _)| known != name);
            }
            match value {
                Some(value) if name == "metrics" => metrics = Some(value),
                Some(value) => list.push((name.to_owned(), value)),
                None => {}
            }
        }
        let metrics = metrics.unwrap_or_else(|| object(&inner, as_list && inner.len() == 13));
        outer.push(("metrics".to_owned(), metrics));
        object(&outer, as_list && outer.len() == 7)
    })
}

fn members(object: &Value) -> Vec<(String, String)> {
    let members = object.as_object().expect("an object");
    members.iter().map(|(name, value)| (name.clone(), value.to_string())).collect()
}

fn object(members: &[(String, String)], as_list: bool) -> String {
    let member = |(name, value): &(String, String)| if as_list { value.clone() } else { format!("\"{name}\":{value}") };
    let members: Vec<_> = members.iter().map(member).collect();
    if as_list { format!("[{}]", members.join(",")) } else { format!("{{{}}}", members.join(" , ")) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn the_quick_way_takes_nothing_that_the_worded_way_refuses_and_reads_the_same(text in record()) {
        let worded = worded::report(Some(text.as_bytes()), &[]);
        if let Some(quick) = quick::report(Some(text.as_bytes()), &[]) {
            prop_assert_eq!(Ok(quick), worded.clone(), "{}", text);
        }
        prop_assert_eq!(parse_report(Some(text.as_bytes()), &[]), worded);
    }

    #[test]
    fn a_time_is_read_as_chrono_reads_it(second in -62_167_219_200_i64..253_402_300_800) {
        let text = DateTime::from_timestamp_secs(second).expect("in range").format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let chrono = DateTime::parse_from_rfc3339(&text).expect("a time").to_utc();
        prop_assert_eq!(time("observed_at", &text), Ok(chrono));
    }
}

#[test]
fn a_plain_record_goes_the_quick_way() {
    let text = good().to_string();
    let report = quick::report(Some(text.as_bytes()), &[]).expect("quick");
    assert_eq!(report_record(&report).key.as_deref(), Some(&b"demo"[..]));
    let again = parse_report(Some(&report_record(&report).value), &report_record(&report).headers);
    assert_eq!(again, Ok(report));
}

#[test]
fn a_list_of_the_values_is_no_record() {
    let inner = members(&good()["metrics"]);
    let in_order = |names: &[&str], all: &[(String, String)]| -> Vec<_> {
        names.iter().filter_map(|name| all.iter().find(|(known, _)| known == name).cloned()).collect()
    };
    let names = "views engaged_views impressions minutes_watched average_view_seconds likes comments shares \
        subscribers_gained subscribers_lost revenue_micros currency retention";
    let metrics = object(&in_order(&names.split_whitespace().collect::<Vec<_>>(), &inner), true);
    let mut outer = members(&good());
    outer.retain(|(name, _)| name != "metrics");
    outer.push(("metrics".to_owned(), metrics));
    let code = |text: String| parse_report(Some(text.as_bytes()), &[]).map_err(|refused| refused.code);
    assert_eq!(code(object(&outer, false)), Err("wrong_type"));
    let names = ["channel_id", "video_id", "day", "observed_at", "published_at", "complete", "metrics"];
    assert_eq!(code(object(&in_order(&names, &members(&good())), true)), Err("not_an_object"));
}

#[test]
fn points_of_a_curve_go_forward() {
    let mut record = good();
    record["metrics"]["retention"] = json!([[0.5, 1.0], [0.5, 0.9]]);
    let refused = parse_report(Some(record.to_string().as_bytes()), &[]).expect_err("does not rise");
    assert_eq!(refused.code, "invalid_field");
}

#[test]
fn a_day_is_complete_72_hours_after_its_end_unless_the_sender_knows_better() {
    let at = |observed_at: &str, complete: Option<bool>| {
        let mut record = good();
        record["observed_at"] = observed_at.into();
        record["complete"] = complete.into();
        parse_report(Some(record.to_string().as_bytes()), &[]).expect("good").is_complete()
    };
    // 2026-11-20 ends at 08:00 UTC of the next day.
    assert!(!at("2026-11-24T07:59:59Z", None));
    assert!(at("2026-11-24T08:00:00Z", None));
    assert!(at("2026-11-20T08:00:00Z", Some(true)));
    assert!(!at("2027-11-20T08:00:00Z", Some(false)));
}
