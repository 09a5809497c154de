//! Records that could not be used, from the command line: listed, shown, sent again, whether or not the service runs.

use std::process::Output;

use serde_json::Value;

use crate::{
    harness::{Home, Product, eventually, ytempire},
    kafka::Event,
};

const BAD: &str = r#"{"channel_id":"demo","veiws":1}"#;

fn letters(home: &Home, command: &[&str]) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } =
        ytempire(&home.path().join("data"), &[&["dead-letters"], command].concat()).output().expect("the binary runs");
    if !status.success() {
        eprintln!("{}", String::from_utf8_lossy(&stderr));
    }
    (status.code(), String::from_utf8_lossy(&stdout).into_owned())
}

fn listed(home: &Home, command: &[&str]) -> Vec<Value> {
    let (code, text) = letters(home, &[&["list", "--json"], command].concat());
    assert_eq!(code, Some(0));
    text.lines().map(|line| serde_json::from_str(line).expect("json")).collect()
}

/// The copy of the bad record that came back to its own topic.
fn replayed(product: &Product) -> Option<Event> {
    let records = product.broker.read("youtube-analytics").into_iter();
    records.filter(|record| record.value == BAD.as_bytes()).find(|record| record.header("replayed_from").is_some())
}

#[test]
fn letters_are_listed_shown_and_sent_again_byte_by_byte() {
    let home = Home::new();
    let product = home.start();
    product.broker.produce("youtube-analytics", "demo", BAD);
    product.broker.produce("youtube-analytics", "demo", "not json");
    eventually("two letters", || (listed(&home, &[]).len() == 2).then_some(()));
    let chosen = listed(&home, &["--topic", "youtube-analytics", "--code", "unknown_field"]);
    let [letter] = &chosen[..] else { panic!("{chosen:?}") };
    assert_eq!((&letter["value"], &letter["key"]), (&BAD.into(), &"demo".into()));
    let id = letter["id"].to_string();
    let (code, text) = letters(&home, &["show", &id]);
    assert!(code == Some(0) && text.contains("veiws") && text.contains("unknown_field"), "{text}");
    let (code, table) = letters(&home, &["list", "--limit", "1"]);
    assert_eq!((code, table.lines().count()), (Some(0), 2), "{table}");

    assert_eq!(letters(&home, &["replay", &id]).0, Some(0));
    let again = eventually("the record once more", || replayed(&product));
    assert_eq!((again.key.as_deref(), again.header("replayed_from")), (Some("demo"), Some(id.as_str())));
    eventually("a letter of its own again", || (listed(&home, &["--code", "unknown_field"]).len() == 2).then_some(()));
    eventually("the replay is told", || {
        let (_, letter) = letters(&home, &["show", &id, "--json"]);
        (serde_json::from_str::<Value>(&letter).ok()?["replay"]["state"] == "replayed").then_some(())
    });
    assert_eq!(letters(&home, &["show", "999999"]).0, Some(1));
    assert_eq!(letters(&home, &["replay", "999999"]).0, Some(1));
    assert_eq!(product.stop(), Some(0));
}

#[test]
fn what_is_asked_for_while_nothing_runs_is_sent_by_the_next_start() {
    let home = Home::new();
    assert_eq!(letters(&home, &["list"]).0, Some(1), "nothing was ever kept here");
    let product = home.start();
    product.broker.produce("youtube-analytics", "demo", BAD);
    eventually("a letter", || (listed(&home, &[]).len() == 1).then_some(()));
    assert_eq!(product.stop(), Some(0));

    assert_eq!(listed(&home, &[]).len(), 1);
    let chosen = ["replay", "--topic", "youtube-analytics", "--code", "unknown_field"];
    let (code, text) = letters(&home, &chosen);
    assert!(code == Some(0) && text.contains("asked for 1"), "{text}");
    let (_, text) = letters(&home, &chosen);
    assert!(text.contains("asked for 0"), "what waits already is not asked for twice: {text}");
    let product = home.start();
    eventually("the record once more", || replayed(&product));
    assert_eq!(product.stop(), Some(0));
}
