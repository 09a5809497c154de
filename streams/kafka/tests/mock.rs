//! On librdkafka's mock cluster: faults to order, no server.

mod support;

use rdkafka::{
    mocking::MockCluster,
    producer::DefaultProducerContext,
    types::{RDKafkaApiKey, RDKafkaRespErr},
};
use support::{
    Member, config, header,
    outbox::{WS, add_channel, bury, rename, run},
    partition, read_until, record, scenes, send, text, topic,
};
use ytempire_events::{DEAD_LETTERS, VIDEO_EVENTS};
use ytempire_journal::{RawRecord, testing::TestDatabase};
use ytempire_kafka::{GroupProtocol, KafkaConfig, Producer, SourceEvent, Timed};

const UNKNOWN: RDKafkaRespErr = RDKafkaRespErr::RD_KAFKA_RESP_ERR_UNKNOWN;

struct World {
    cluster: MockCluster<'static, DefaultProducerContext>,
    config: KafkaConfig,
    topic: &'static str,
}

/// A cluster of one broker with one topic, and the topics of the relay.
fn world(partitions: i32) -> World {
    let cluster = MockCluster::new(1).expect("a mock cluster");
    let topic = topic(partitions).name;
    for (name, partitions) in [(topic, partitions), (VIDEO_EVENTS, 4), (DEAD_LETTERS, 4)] {
        cluster.create_topic(name, partitions, 1).expect("a topic");
    }
    World { config: config(&cluster.bootstrap_servers(), GroupProtocol::Classic), cluster, topic }
}

#[tokio::test]
async fn reading_begins_at_the_cursor() {
    let world = world(1);
    scenes::reading_begins_at_the_cursor(&world.config, world.topic).await;
}

#[tokio::test]
async fn a_cursor_outside_the_log_is_an_alarm() {
    let world = world(1);
    scenes::a_cursor_outside_the_log_is_an_alarm(&world.config, world.topic).await;
}

#[tokio::test]
async fn nothing_comes_of_a_partition_before_it_is_begun_nor_while_it_is_paused() {
    let world = world(2);
    let producer = Producer::new(&world.config).expect("a producer");
    // Two keys that lie in different partitions.
    let one = send(&producer, world.topic, "a", ["first".to_owned()].into_iter()).await[0].partition;
    let other = (0..).map(|n| format!("key-{n}"));
    let mut found = None;
    for key in other {
        let number = send(&producer, world.topic, &key, ["second".to_owned()].into_iter()).await[0].partition;
        if number != one {
            found = Some((key, number));
            break;
        }
    }
    let (key, number) = found.expect("a key of the other partition");
    let mut member = Member::join(&world.config, &[world.topic], None);
    member.until_assigned(2).await;
    member.source.begin(&partition(world.topic, number), None);
    member.until_read("second").await;
    assert!(!member.values().contains(&"first".to_owned()), "read before its cursor was named");

    member.source.begin(&partition(world.topic, one), None);
    member.until_read("first").await;
    member.source.pause(&partition(world.topic, one));
    // What was said before is read before: the pause has been seen when the second partition begins anew.
    member.read.clear();
    member.source.begin(&partition(world.topic, number), None);
    member.until_read("second").await;
    send(&producer, world.topic, "a", ["third".to_owned()].into_iter()).await;
    send(&producer, world.topic, &key, ["fourth".to_owned()].into_iter()).await;
    member.until_read("fourth").await;
    assert!(!member.values().contains(&"third".to_owned()), "read while it was paused");
    member.source.resume(&partition(world.topic, one));
    member.until_read("third").await;
    member.source.close().await;
}

#[tokio::test]
async fn a_source_whose_reader_sleeps_stays_in_its_group_and_loses_nothing() {
    const RECORDS: i64 = 12_000;
    let world = world(4);
    let producer = Producer::new(&world.config).expect("a producer");
    let value = |n: i64| record(world.topic, "demo", &n.to_string());
    let sent = futures_util::future::join_all((0..RECORDS).map(|n| producer.send(value(n)))).await;
    assert!(sent.iter().all(Result::is_ok));
    let mut sleeper = Member::join(&world.config, &[world.topic], Some(None));
    sleeper.until_assigned(4).await;
    sleeper.until("the first records", |member| !member.read.is_empty()).await;
    // The sleeper's queue fills up now; the other can get its share only from a member that polls.
    let mut other = Member::join(&world.config, &[world.topic], None);
    other.until_assigned(2).await;
    other.source.close().await;
    sleeper.until_read(&(RECORDS - 1).to_string()).await;
    let mut offsets: Vec<i64> = sleeper.read.iter().map(|(_, record)| record.offset).collect();
    // The partition may have changed hands: it begins anew then, and its records come again.
    offsets.dedup();
    let turns = offsets.windows(2).filter(|pair| pair[1] <= pair[0]).count();
    assert!(turns <= 2, "{turns} steps back");
    offsets.sort_unstable();
    offsets.dedup();
    assert_eq!(offsets, (0..RECORDS).collect::<Vec<_>>());
    sleeper.source.close().await;
}

#[tokio::test]
async fn lag_is_what_was_not_dealt_with() {
    let world = world(1);
    let producer = Producer::new(&world.config).expect("a producer");
    send(&producer, world.topic, "demo", (0..7).map(|n| n.to_string())).await;
    let mut member = Member::join(&world.config, &[world.topic], Some(None));
    member.until_read("6").await;
    let lag_is = async |member: &Member, lag: i64| {
        let expected = [(partition(world.topic, 0), lag)];
        let waited = tokio::time::timeout(support::PATIENCE, async {
            while member.source.lag() != expected {
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        });
        assert!(waited.await.is_ok(), "{:?}", member.source.lag());
    };
    lag_is(&member, 7).await;
    member.source.commit(&partition(world.topic, 0), 5);
    lag_is(&member, 2).await;
    member.source.close().await;
}

#[tokio::test]
async fn a_broker_that_was_away_is_told_of_and_reading_goes_on() {
    let world = world(1);
    let producer = Producer::new(&world.config).expect("a producer");
    send(&producer, world.topic, "demo", ["before".to_owned()].into_iter()).await;
    let mut member = Member::join(&world.config, &[world.topic], Some(None));
    member.until_read("before").await;
    world.cluster.broker_down(1).expect("down");
    while !matches!(member.next("the trouble").await, SourceEvent::Trouble(_)) {}
    world.cluster.broker_up(1).expect("up");
    while !matches!(member.next("the recovery").await, SourceEvent::Recovered) {}
    send(&producer, world.topic, "demo", ["after".to_owned()].into_iter()).await;
    member.until_read("after").await;
    assert_eq!(member.values(), ["before", "after"]);
    member.source.close().await;
}

#[tokio::test]
async fn the_source_ends_when_its_last_handle_is_gone() {
    let world = world(1);
    let Member { source, mut events, .. } = Member::join(&world.config, &[world.topic], None);
    let other = source.clone();
    drop(source);
    drop(other);
    let ended = tokio::time::timeout(support::PATIENCE, async { while events.next().await.is_some() {} });
    assert!(ended.await.is_ok());
}

#[tokio::test]
async fn a_record_is_sent_again_when_the_broker_does_not_know_why_it_failed() {
    let world = world(1);
    let producer = Producer::new(&world.config).expect("a producer");
    world.cluster.request_errors(RDKafkaApiKey::Produce, &[UNKNOWN; 2]);
    let delivery = producer.send(record(world.topic, "demo", "x")).await.expect("acknowledged");
    assert_eq!((delivery.partition, delivery.offset), (0, 0));
}

#[tokio::test]
async fn many_records_at_once_lie_in_their_order_with_their_times_whatever_fails_in_between() {
    const RECORDS: i64 = 3_000;
    let world = world(1);
    let producer = Producer::new(&world.config).expect("a producer");
    let errors: Vec<_> =
        (0..6).map(|n| if n % 2 == 0 { RDKafkaRespErr::RD_KAFKA_RESP_ERR_NO_ERROR } else { UNKNOWN }).collect();
    world.cluster.request_errors(RDKafkaApiKey::Produce, &errors);
    let timed = |n: i64| Timed { record: record(world.topic, "demo", &n.to_string()), time_ms: Some(1_000 + n) };
    producer.send_all(&(0..RECORDS).map(timed).collect::<Vec<_>>()).await.expect("acknowledged");
    send(&producer, world.topic, "demo", ["end".to_owned()].into_iter()).await;

    let read = read_until(&world.config, world.topic, |read| read.last().is_some_and(|last| text(last) == "end")).await;
    let mut last_copies = std::collections::BTreeMap::new();
    for record in &read[..read.len() - 1] {
        let number: i64 = text(record).parse().expect("a number");
        assert_eq!(record.timestamp_ms, Some(1_000 + number));
        last_copies.insert(number, record.offset);
    }
    assert!(last_copies.keys().copied().eq(0..RECORDS), "{} of them", last_copies.len());
    assert!(last_copies.values().is_sorted(), "a record lies before one that it follows");
}

#[tokio::test]
async fn what_the_outbox_holds_goes_out_in_order_whatever_fails_in_between() {
    let world = world(1);
    let db = TestDatabase::create().await;
    let channels = [add_channel(&db.journal).await, add_channel(&db.journal).await];
    for channel in &channels {
        rename(&db.journal, channel, 1..20).await;
    }
    let raw = RawRecord { offset: 41, key: Some(vec![0, 255]), value: Some(b"{\xff".to_vec()), ..RawRecord::default() };
    bury(&db.journal, 3, raw).await;
    // Every other try fails for a while, in the middle of a channel as well.
    let errors: Vec<_> =
        (0..12).map(|n| if n % 2 == 0 { RDKafkaRespErr::RD_KAFKA_RESP_ERR_NO_ERROR } else { UNKNOWN }).collect();
    world.cluster.request_errors(RDKafkaApiKey::Produce, &errors);

    let mut relay = run(&db.journal, Some(Producer::new(&world.config).expect("a producer")));
    let state = relay.until("everything is sent", |state| state.sent == 40).await;
    assert!(state.seated);
    let events = read_until(&world.config, VIDEO_EVENTS, |read| read.len() >= 40).await;
    for channel in &channels {
        let of = |record: &&RawRecord| record.key.as_deref() == Some(channel.as_str().as_bytes());
        let versions: Vec<_> = events.iter().filter(of).map(|record| header(record, "ce_subjectversion")).collect();
        let expected: Vec<String> = (1..=20).map(|n| n.to_string()).collect();
        let expected: Vec<_> = expected.iter().map(|version| Some(version.as_bytes())).collect();
        assert_eq!(versions, expected, "in order, each once");
    }
    let letters = read_until(&world.config, DEAD_LETTERS, |read| !read.is_empty()).await;
    assert_eq!(
        (letters[0].key.as_deref(), letters[0].value.as_deref()),
        (Some(&b"video-requests"[..]), Some(&b"{\xff"[..]))
    );
    assert_eq!(header(&letters[0], "reason"), Some(&b"bad_json"[..]));
    assert_eq!(header(&letters[0], "origin_key"), Some(&[0, 255][..]));
    relay.until("no trouble is left", |state| state.trouble.is_none()).await;
    relay.kill().await;
}

#[tokio::test]
async fn of_two_relays_one_sends_and_the_other_follows_when_it_is_killed() {
    let world = world(1);
    let db = TestDatabase::create().await;
    let channel = add_channel(&db.journal).await;
    let producer = || Some(Producer::new(&world.config).expect("a producer"));
    let mut first = run(&db.journal, producer());
    first.until("the seat", |state| state.seated && state.sent == 1).await;
    let mut second = run(&db.journal, producer());
    rename(&db.journal, &channel, 1..5).await;
    first.wake.notify_one();
    first.until("the first has sent", |state| state.sent == 5).await;
    assert!(!second.state.borrow().seated);
    first.kill().await;
    rename(&db.journal, &channel, 5..9).await;
    second.until("the second has taken over", |state| state.seated && state.sent == 9).await;
    let events = read_until(&world.config, VIDEO_EVENTS, |read| read.len() >= 9).await;
    let mut ids: Vec<_> = events.iter().filter_map(|record| header(record, "ce_id")).collect();
    ids.dedup();
    assert_eq!((ids.len(), events.len()), (9, 9));
    second.kill().await;
}

#[tokio::test]
async fn positions_are_given_while_the_broker_is_away_and_without_one() {
    let world = world(1);
    let db = TestDatabase::create().await;
    world.cluster.broker_down(1).expect("down");
    let channel = add_channel(&db.journal).await;
    let mut relay = run(&db.journal, Some(Producer::new(&world.config).expect("a producer")));
    relay.until("the seat", |state| state.seated).await;
    let stamped = async |count: usize| {
        let waited = tokio::time::timeout(support::PATIENCE, async {
            while db.journal.events_since(WS, 0, 100).await.expect("database").len() < count {
                tokio::task::yield_now().await;
            }
        });
        assert!(waited.await.is_ok(), "{count} events");
    };
    stamped(1).await;
    rename(&db.journal, &channel, 1..4).await;
    relay.wake.notify_one();
    stamped(4).await;
    assert_eq!(relay.state.borrow().sent, 0);
    world.cluster.broker_up(1).expect("up");
    relay.until("the broker is back", |state| state.sent == 4).await;
    relay.kill().await;

    let alone = run(&db.journal, None);
    rename(&db.journal, &channel, 4..6).await;
    alone.wake.notify_one();
    stamped(6).await;
    alone.kill().await;
}
