use std::{ffi::OsString, io::Read as _};

use chrono::DateTime;
use ytempire_domain::{
    id::InstanceId,
    trend::{RawSignal, TrendSignal},
};
use ytempire_journal::{Fence, IntakeRecord, RawRecord, SignalBatch, testing::TestDatabase};

use super::*;

fn signal(topic: u64, hour: i64, volume: f64) -> TrendSignal {
    let at = DateTime::from_timestamp((490_000 + hour) * 3600 + 60, 0).expect("a time");
    TrendSignal::parse(RawSignal {
        source: "hn".into(),
        topic: format!("topic {topic}, \"quoted\""),
        niche: "nature".into(),
        volume: Some(volume),
        unit: Some("points".into()),
        observed_at: at.to_rfc3339(),
        ..RawSignal::default()
    })
    .expect("valid")
}

/// Topics of eight hours each, one beginning every half hour; every third doubles each hour.
fn signals(topics: u64) -> Vec<TrendSignal> {
    let volume = |topic: u64, hour: i64| if topic.is_multiple_of(3) { 2_f64.powi(hour as i32) } else { 40.0 };
    let of = |topic: u64| (0..8).map(move |hour| signal(topic, (topic / 2) as i64 + hour, volume(topic, hour)));
    (0..topics).flat_map(of).collect()
}

async fn journal(signals: Vec<TrendSignal>) -> TestDatabase {
    let db = TestDatabase::create().await;
    let cursor = db.journal.take_partition("trend-signals", 0, InstanceId::generate()).await.expect("owned");
    let fence = Fence { topic: "trend-signals".into(), partition: 0, epoch: cursor.epoch };
    let record = |(offset, signal): (i64, TrendSignal)| IntakeRecord {
        raw: RawRecord { offset, ..RawRecord::default() },
        parsed: Ok(signal),
    };
    let records: Vec<_> = (0..).zip(signals).map(record).collect();
    let next = records.len() as i64;
    let stored = db.journal.store_signals(WS, &fence, records, next).await.expect("database");
    assert!(matches!(stored, SignalBatch::Stored { dead: 0, .. }), "{stored:?}");
    db
}

#[tokio::test]
async fn what_was_heard_becomes_rows_with_what_came_of_them() {
    let db = journal(signals(100)).await;
    let rows = read(&db.journal).await.expect("read");
    let extent = enough(&rows).expect("enough");
    // The last topics end their eight hours last: of their last three hours nothing is known.
    assert_eq!((extent.topics, extent.moments), (100, 100 * 8 - (6 + 4 + 2)));
    for row in &rows {
        let hour = (row.past.row.age_h.round()) as i64;
        let doubles = row.topic.starts_with("topic ") && row.past.row.value == Some(2_f64.powi(hour as i32));
        assert_eq!(row.rises, doubles && hour <= 4, "{row:?}");
    }
    let packed = packed(&rows).expect("written");
    let mut text = String::new();
    flate2::read::GzDecoder::new(&packed[..]).read_to_string(&mut text).expect("read back");
    assert_eq!(text.lines().count(), rows.len() + 1);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let place = |name: &str| header.iter().position(|column| column == name).expect("a column");
    for (record, row) in reader.records().zip(&rows) {
        let record = record.expect("a record");
        assert_eq!(&record[place("topic")], row.topic);
        assert_eq!(record[place("value")].parse::<f64>().ok(), row.past.row.value);
        assert_eq!(&record[place("y_rise")], if row.rises { "1" } else { "0" });
    }
}

#[tokio::test]
async fn too_little_is_said_with_what_there_is_and_what_it_takes() {
    let db = journal(signals(12)).await;
    let rows = read(&db.journal).await.expect("read");
    let said = enough(&rows).map(drop).expect_err("too little").to_string();
    assert!(said.contains("84 moments of 12 topics in 10 hours"), "{said}");
    assert!(said.contains("takes 500 moments of 50 topics in 24 hours, 20 rises and 20 others"), "{said}");
    let empty = TestDatabase::create().await;
    let rows = read(&empty.journal).await.expect("read");
    assert!(enough(&rows).map(drop).expect_err("nothing").to_string().contains("there are 0 moments"));
}

#[test]
fn the_flag_is_taken_where_it_can_be_meant() {
    let words = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
    let given = words("train signals.y_rise --from-journal --promote");
    let place = asked(&given).expect("meant").expect("there");
    assert_eq!(in_place_of(&given, place, Path::new("d")), words("train signals.y_rise --data d --promote"));
    assert_eq!(asked(&words("train signals.y_rise --data x")).expect("files"), None);
    for (wrong, says) in [
        ("train t3b --from-journal", "signals.y_rise"),
        ("models list --from-journal", "signals.y_rise"),
        ("train signals.y_rise --from-journal --data x", "one of them"),
    ] {
        let said = asked(&words(wrong)).expect_err(wrong).to_string();
        assert!(said.contains(says), "{said}");
    }
}
