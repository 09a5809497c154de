//! A recorded front page through the running product: the topics that live at its end, each with every reading of the file,
//! however often the records come and whatever is killed in between.

use std::{
    collections::{BTreeMap, HashMap},
    io::Read as _,
};

use chrono::{DateTime, SecondsFormat};
use serde_json::{Value, json};

use crate::harness::{Home, Product, eventually, text, ytempire};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/recorded/");
/// How long a topic lives of which nothing is heard, in hours.
const HORIZON: i64 = 3;

fn rows(file: &str) -> Vec<Vec<String>> {
    let file = std::fs::File::open(format!("{FOLDER}{file}")).expect("the recording");
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).expect("gzip");
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    rows.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// Topics that live at the end of the recording, each with its points by the hour: from the file alone.
fn living() -> BTreeMap<String, Vec<Value>> {
    let titles: HashMap<String, String> =
        rows("hn_titles.csv.gz").into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let mut stories: BTreeMap<String, BTreeMap<i64, f64>> = BTreeMap::new();
    for row in rows("hn_front_page_hourly.csv.gz") {
        let (hour, points) = (row[0].parse().expect("an hour"), row[3].parse().expect("points"));
        stories.entry(titles[&row[2]].clone()).or_default().insert(hour, points);
    }
    let newest = stories.values().flat_map(BTreeMap::keys).max().copied().expect("rows");
    let lives = |readings: &BTreeMap<i64, f64>| readings.keys().max().is_some_and(|last| newest - last <= HORIZON);
    let point = |(hour, value): (&i64, &f64)| {
        let at = DateTime::from_timestamp(hour * 3600, 0).expect("a time");
        json!({ "at": at.to_rfc3339_opts(SecondsFormat::Secs, true), "value": value })
    };
    let line = |(title, readings): (&String, &BTreeMap<i64, f64>)| {
        (title.clone(), readings.iter().map(point).collect::<Vec<Value>>())
    };
    stories.iter().filter(|(_, readings)| lives(readings)).map(line).collect()
}

fn replay(product: &Product, more: &[&str]) {
    let files = ["hn_titles.csv.gz", "hn_front_page_hourly.csv.gz"].map(|file| format!("{FOLDER}{file}"));
    let mut command = ytempire(&product.data, &["replay", "--layout", "hn-front-page-hourly"]);
    let output = command.args(more).args(files).output().expect("the binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// What the product shows of the niche: topics with their sparklines.
fn shown(product: &Product) -> Option<BTreeMap<String, Vec<Value>>> {
    let page = product.try_json("/api/v1/trends?niche=Technology&state=all&limit=200")?;
    let line = |item: &Value| Some((text(item, "topic").to_owned(), item["sparkline"].as_array()?.clone()));
    page["items"].as_array()?.iter().map(line).collect()
}

#[test]
fn a_recorded_front_page_is_ranked_the_same_through_kills_repeats_and_disorder() {
    let expected = living();
    assert!(expected.len() >= 10, "{expected:?}");
    let home = Home::new();
    let product = home.start();
    replay(&product, &[]);
    product.kill_hard();
    let product = home.start();
    eventually("the ranking of the file", || (shown(&product)? == expected).then_some(()));
    replay(&product, &["--repeat", "1..3", "--shuffle", "7"]);
    // Something that is news, so that there is a ranking after all of it.
    let news = json!({ "source": "hacker-news", "topic": "News", "niche": "technology", "rank": 1,
        "observed_at": "2020-11-08T17:00:00Z" });
    product.broker.produce("trend-signals", "technology", &news.to_string());
    let mut with_news = expected.clone();
    with_news.insert("News".to_owned(), vec![json!({ "at": "2020-11-08T17:00:00Z", "value": 1.0 })]);
    eventually("the same ranking and the news", || (shown(&product)? == with_news).then_some(()));

    let told = eventually("the ranking on its topic", || {
        let records = product.broker.read("trend-predictions");
        let last: Value = serde_json::from_slice(&records.last()?.value).ok()?;
        (last["topics"].as_array()?.len() == with_news.len()).then_some(last)
    });
    assert_eq!((&told["niche"], &told["horizon_hours"]), (&json!("technology"), &json!(HORIZON)));
    let listed = product.json("/api/v1/trends?niche=technology&state=all&limit=200");
    let scores = |items: &Value| -> Vec<(String, f64)> {
        let items = items.as_array().expect("items").iter();
        items.map(|item| (text(item, "topic").to_owned(), item["score"].as_f64().expect("a score"))).collect()
    };
    let (mut told, mut listed) = (scores(&told["topics"]), scores(&listed["items"]));
    assert!(told.iter().is_sorted_by(|one, next| one.1 >= next.1), "{told:?}");
    told.sort_by(|one, other| one.0.cmp(&other.0));
    listed.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(told, listed);
    assert_eq!(product.stop(), Some(0));
}
