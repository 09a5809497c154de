//! On real Apache Kafka: 4.x with the new group protocol, 3.9 with the classic one and an old, independent client.
//!
//! `infra/kafka` starts both; `YTEMPIRE_TEST_KAFKA4` and `YTEMPIRE_TEST_KAFKA39` say where they listen.

mod support;

use std::{collections::BTreeMap, time::Instant};

use kafka::{
    client::{Compression, FetchOffset, RequiredAcks},
    consumer::Consumer as OldConsumer,
    producer::{Producer as OldProducer, Record as OldRecord},
};
use support::{
    Member, PATIENCE, config, header,
    outbox::{add_channel, rename, run},
    read_until, scenes, topic, unique,
};
use ytempire_domain::event::Event;
use ytempire_events::{TOPICS, Topic, VIDEO_EVENTS, event_record, parse_request};
use ytempire_journal::{RawRecord, testing::TestDatabase};
use ytempire_kafka::{GroupProtocol, KafkaConfig, Producer, ensure_topics};

/// Where the server of that variable listens. Loud where there is none: a test that did not run is no test.
fn server(variable: &str, what: &str) -> Option<String> {
    let address = std::env::var(variable).ok();
    if address.is_none() {
        eprintln!("\n*** NOT RUN: {what}: {variable} is not set (infra/kafka starts a server) ***\n");
    }
    address
}

async fn made(config: &KafkaConfig, partitions: i32) -> Topic {
    let topic = topic(partitions);
    ensure_topics(config, &[topic]).await.expect("made");
    topic
}

/// Each scene in a group of its own.
async fn every_scene(config: &KafkaConfig) {
    let own = || KafkaConfig { group: unique("group"), ..config.clone() };
    scenes::reading_begins_at_the_cursor(&own(), made(config, 1).await.name).await;
    scenes::a_cursor_outside_the_log_is_an_alarm(&own(), made(config, 1).await.name).await;
    scenes::members_share_and_hand_over(&own(), made(config, 4).await.name).await;
}

#[tokio::test]
async fn kafka_4_shares_partitions_by_the_new_protocol() {
    let Some(brokers) = server("YTEMPIRE_TEST_KAFKA4", "the source on Apache Kafka 4") else { return };
    every_scene(&config(&brokers, GroupProtocol::Consumer)).await;
}

#[tokio::test]
async fn kafka_4_takes_our_topics_and_what_the_relay_hands_on() {
    let Some(brokers) = server("YTEMPIRE_TEST_KAFKA4", "the relay on Apache Kafka 4") else { return };
    let config = config(&brokers, GroupProtocol::Consumer);
    for _ in 0..2 {
        ensure_topics(&config, TOPICS).await.expect("made");
    }
    let db = TestDatabase::create().await;
    let channel = add_channel(&db.journal).await;
    rename(&db.journal, &channel, 1..10).await;
    let mut relay = run(&db.journal, Some(Producer::new(&config).expect("a producer")));
    relay.until("all of them", |state| state.sent == 10).await;
    let ours = |record: &&RawRecord| record.key.as_deref() == Some(channel.as_str().as_bytes());
    let all = read_until(&config, VIDEO_EVENTS, |read| read.iter().filter(ours).count() >= 10).await;
    let versions: Vec<_> = all.iter().filter(ours).filter_map(|record| header(record, "ce_subjectversion")).collect();
    let expected: Vec<String> = (1..=10).map(|n| n.to_string()).collect();
    assert_eq!(versions, expected.iter().map(String::as_bytes).collect::<Vec<_>>());
    relay.kill().await;
}

#[tokio::test]
async fn kafka_3_9_shares_partitions() {
    let Some(brokers) = server("YTEMPIRE_TEST_KAFKA39", "the source on Apache Kafka 3.9") else { return };
    every_scene(&config(&brokers, GroupProtocol::Classic)).await;
}

#[tokio::test]
async fn an_old_independent_client_asks_for_a_video_and_reads_what_became_of_it() {
    let Some(brokers) = server("YTEMPIRE_TEST_KAFKA39", "kafka-rust on Apache Kafka 3.9") else { return };
    let mut config = config(&brokers, GroupProtocol::Classic);
    config.properties = BTreeMap::from([("compression.type".to_owned(), "snappy".to_owned())]);
    let (requests, events) = (made(&config, 1).await.name, made(&config, 1).await.name);

    let value = r#"{"request_id":"r-1","channel_id":"demo","topic":"Why bees dance"}"#;
    let host = brokers.clone();
    let asked = tokio::task::spawn_blocking(move || {
        let client = OldProducer::from_hosts(vec![host]).with_compression(Compression::GZIP);
        let mut client = client.with_required_acks(RequiredAcks::All).create().expect("kafka-rust connects");
        client.send(&OldRecord::from_key_value(requests, "demo", value)).expect("acknowledged");
    });
    asked.await.expect("asked");
    let mut member = Member::join(&config, &[requests], Some(None));
    member.until_read(value).await;
    let (_, record) = &member.read[0];
    assert_eq!(record.key.as_deref(), Some(&b"demo"[..]));
    let request = parse_request(record.value.as_deref(), &record.headers).expect("a request");
    assert_eq!((request.request_id.as_str(), request.topic.as_str()), ("r-1", "Why bees dance"));
    member.source.close().await;

    let event = Event::ChannelDeleted { channel_id: request.channel_id };
    let time = "2026-11-22T21:03:00Z".parse().expect("a time");
    let mut record = event_record(&event, "7-0000000001", time, 2);
    record.topic = events.to_owned();
    Producer::new(&config).expect("a producer").send(record).await.expect("acknowledged");
    let read = tokio::task::spawn_blocking(move || old_read(brokers, events)).await.expect("read");
    assert_eq!(read, (b"demo".to_vec(), br#"{"channel_id":"demo"}"#.to_vec()));
}

/// Key and value of the first record, as kafka-rust sees it (record format 0: it knows no headers).
fn old_read(host: String, topic: &str) -> (Vec<u8>, Vec<u8>) {
    let client = OldConsumer::from_hosts(vec![host]).with_topic(topic.to_owned());
    let mut client = client.with_fallback_offset(FetchOffset::Earliest).create().expect("kafka-rust connects");
    let deadline = Instant::now() + PATIENCE;
    loop {
        assert!(Instant::now() < deadline, "kafka-rust has read nothing");
        let sets = client.poll().expect("fetched");
        if let Some(message) = sets.iter().flat_map(|set| set.messages()).next() {
            return (message.key.to_vec(), message.value.to_vec());
        }
    }
}
