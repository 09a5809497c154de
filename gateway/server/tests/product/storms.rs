//! Records one to three times and out of order, the service killed, its database killed: the sums are those of the quiet run.

use std::process::{Child, Stdio};

use crate::{
    figures::{cursors, wait_for, wait_until_read},
    harness::{Home, Product, eventually, ytempire},
    processes::kill_hard,
    recorded::{Gain, Sums, by_letter, gains, restated},
};

/// How often each figure is told.
const TIMES: i64 = 24;

/// Sends the gains, each told several times, copied and out of order.
pub fn rehearse(home: &Home, product: &Product, gains: &[Gain], seed: u32) -> Child {
    let file = home.path().join(format!("records-{seed}.jsonl"));
    std::fs::write(&file, restated(gains, TIMES)).expect("a file");
    let mut command = ytempire(&product.data, &["replay", "--repeat", "1..3", "--shuffle", &seed.to_string()]);
    command.arg("--brokers").arg(product.broker.address()).arg(&file);
    command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn().expect("the binary starts")
}

/// How many records were read so far.
fn read(product: &Product) -> Option<i64> {
    cursors(product).map(|cursors| cursors.values().sum())
}

/// Waits until some more of the records are read.
fn until_more_is_read(product: &Product, before: i64) {
    eventually("some records are read", || read(product).filter(|read| *read > before));
}

pub fn ended_well(mut replay: Child) {
    let status = replay.wait().expect("reaped");
    assert!(status.success(), "the replay ended with {status}");
}

#[test]
fn a_killed_service_and_a_killed_database_change_no_sum() {
    storm(&[], "postgres");
}

#[test]
fn the_read_copy_gives_the_same_sums_after_the_same_storm() {
    let Ok(server) = std::env::var("YTEMPIRE_TEST_CQL") else {
        eprintln!("NOT RUN: the read copy in a storm, because YTEMPIRE_TEST_CQL is not set");
        return;
    };
    let keyspace = format!("storm_{}", std::process::id());
    storm(&[("YTEMPIRE_SCYLLA__CONTACT_POINTS", &server), ("YTEMPIRE_SCYLLA__KEYSPACE", &keyspace)], "scylla");
}

/// `store`: the one that answers once everything has arrived.
fn storm(variables: &[(&str, &str)], store: &str) {
    let home = Home::new();
    let product = home.start_with(variables);
    let gains = gains(|video| by_letter("yt-", video));
    let (first, second) = gains.split_at(gains.len() / 2);

    let replay = rehearse(&home, &product, first, 7);
    until_more_is_read(&product, 0);
    product.kill_hard();
    let product = home.start_with(variables);
    ended_well(replay);
    wait_for(&product, &Sums::of(first));

    let before = read(&product).expect("an answer");
    let replay = rehearse(&home, &product, second, 8);
    until_more_is_read(&product, before);
    kill_hard(product.pid_of("postgres"));
    ended_well(replay);
    eventually("ready again", || (product.probe("/readyz") == Some(200)).then_some(()));
    wait_until_read(&product);
    wait_for(&product, &Sums::of(&gains));
    let letters = product.json("/api/v1/dead-letters");
    assert_eq!(letters["items"].as_array().map(Vec::len), Some(0), "{letters}");

    eventually(&format!("{store} answers"), || (answers(&product)? == store).then_some(()));
    wait_for(&product, &Sums::of(&gains));
    assert_eq!(answers(&product).as_deref(), Some(store), "it has answered all along");
    assert_eq!(product.stop(), Some(0));
}

/// The store that a question about figures is answered from now.
fn answers(product: &Product) -> Option<String> {
    let overview = product.try_json("/api/v1/analytics/overview")?;
    Some(overview["source"]["store"].as_str()?.to_owned())
}
