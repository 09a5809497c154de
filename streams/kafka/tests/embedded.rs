//! On the embedded broker, with a PostgreSQL database of its own.

mod support;

use std::{net::TcpListener, time::Duration};

use rdkafka::{
    Offset, TopicPartitionList,
    consumer::{BaseConsumer, Consumer as _},
};
use support::{
    Member, PATIENCE, config, header,
    outbox::{add_channel, bury, rename, run},
    partition, read_until, record, scenes, send, topic,
};
use tokio::runtime::Runtime;
use url::Url;
use ytempire_events::{DEAD_LETTERS, TOPICS, VIDEO_EVENTS};
use ytempire_journal::{RawRecord, testing::TestDatabase};
use ytempire_kafka::{GroupProtocol, KafkaConfig, KafkaError, Producer, ensure_topics};

/// A broker in a runtime of its own, so that it can be torn down in the middle of everything.
struct Broker {
    runtime: Option<Runtime>,
    port: u16,
    storage: Url,
    _database: TestDatabase,
}

impl Broker {
    async fn start() -> (Self, KafkaConfig) {
        let database = TestDatabase::create().await;
        let storage = Url::parse(&database.url()).expect("an address");
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        let mut broker = Broker { runtime: None, port, storage, _database: database };
        broker.restart();
        let config = config(&format!("127.0.0.1:{port}"), GroupProtocol::Classic);
        (broker, config)
    }

    fn restart(&mut self) {
        let runtime = Runtime::new().expect("a runtime");
        let (storage, port) = (self.storage.clone(), self.port);
        let served = async move {
            // After a kill the port may be held by connections that are not gone yet.
            loop {
                let ended = ytempire_broker::serve(&storage, port).await;
                eprintln!("the broker ended: {ended:?}");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        };
        runtime.spawn(served);
        self.runtime = Some(runtime);
    }

    /// Every task of it is dropped where it stands, connections to the database included.
    fn kill(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        self.kill();
    }
}

#[tokio::test]
async fn our_topics_are_made_once_and_too_few_partitions_are_an_error() {
    let (_broker, config) = Broker::start().await;
    for _ in 0..2 {
        ensure_topics(&config, TOPICS).await.expect("made");
    }
    let small = topic(2);
    ensure_topics(&config, &[small]).await.expect("made");
    let larger = ytempire_events::Topic { partitions: 3, ..small };
    let refused = ensure_topics(&config, &[larger]).await;
    assert!(matches!(refused, Err(KafkaError::Partitions { found: 2, wanted: 3, .. })), "{refused:?}");
}

#[tokio::test]
async fn a_source_reads_as_it_should() {
    let (_broker, config) = Broker::start().await;
    let [first, second, third] = [topic(1), topic(1), topic(4)];
    ensure_topics(&config, &[first, second, third]).await.expect("made");
    scenes::reading_begins_at_the_cursor(&config, first.name).await;
    let own = |group: &str| KafkaConfig { group: support::unique(group), ..config.clone() };
    scenes::a_cursor_outside_the_log_is_an_alarm(&own("alarm"), second.name).await;
    scenes::members_share_and_hand_over(&own("share"), third.name).await;
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_broker_that_dies_while_it_is_written() {
    let (mut broker, config) = Broker::start().await;
    let topic = topic(4);
    ensure_topics(&config, &[topic]).await.expect("made");
    let producer = Producer::new(&config).expect("a producer");
    let mut acknowledged = Vec::new();
    for round in 0..3 {
        let values = (0..400).map(|n| format!("{round}-{n}"));
        let sending = futures_util::future::join_all(values.map(|value| {
            let producer = producer.clone();
            async move {
                let delivery = producer.send(record(topic.name, &value, &value)).await.expect("acknowledged");
                (value, delivery)
            }
        }));
        let killing = async {
            // As soon as something of this round is there.
            send(&producer, topic.name, "trigger", [format!("{round}-trigger")].into_iter()).await;
            broker.kill();
            broker.restart();
        };
        acknowledged.extend(futures_util::future::join(sending, killing).await.0);
    }
    assert_eq!(acknowledged.len(), 1_200);
    let reader = KafkaConfig { group: support::unique("reader"), ..config.clone() };
    let mut member = Member::join(&reader, &[topic.name], Some(None));
    for (value, delivery) in &acknowledged {
        let lies = |member: &Member| {
            member.read.iter().any(|(at, record)| {
                at.number == delivery.partition
                    // A retry whose first try was written is acknowledged without its offset.
                    && [record.offset, -1].contains(&delivery.offset)
                    && record.value.as_deref() == Some(value.as_bytes())
                    && record.key.as_deref() == Some(value.as_bytes())
                    && header(record, "bytes") == Some(&[0, 255][..])
            })
        };
        member.until(&format!("{value} at {delivery:?}"), lies).await;
    }
    member.source.close().await;
}

#[tokio::test]
async fn a_group_remembers_what_was_committed_and_a_member_goes_on_after_the_broker_died() {
    let (mut broker, config) = Broker::start().await;
    let topic = topic(1);
    ensure_topics(&config, &[topic]).await.expect("made");
    let producer = Producer::new(&config).expect("a producer");
    send(&producer, topic.name, "demo", (0..5).map(|n| n.to_string())).await;
    let mut member = Member::join(&config, &[topic.name], Some(None));
    member.until_read("4").await;
    member.source.commit(&partition(topic.name, 0), 5);

    let mut dashboard = rdkafka::ClientConfig::new();
    dashboard.set("bootstrap.servers", &config.brokers).set("group.id", &config.group);
    let dashboard: BaseConsumer = dashboard.create().expect("a consumer");
    let committed = || {
        let mut list = TopicPartitionList::new();
        list.add_partition(topic.name, 0);
        dashboard.committed_offsets(list, PATIENCE).expect("asked").elements()[0].offset()
    };
    let seen = tokio::time::timeout(PATIENCE, async {
        while committed() != Offset::Offset(5) {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    });
    assert!(seen.await.is_ok(), "{:?}", committed());

    broker.kill();
    broker.restart();
    send(&producer, topic.name, "demo", (5..8).map(|n| n.to_string())).await;
    member.until_read("7").await;
    assert_eq!(committed(), Offset::Offset(5));
    let mut values = member.values();
    values.dedup();
    assert!(values.ends_with(&["5".to_owned(), "6".to_owned(), "7".to_owned()]), "{values:?}");
    member.source.close().await;
}

#[tokio::test]
async fn the_relay_hands_everything_on_across_a_broker_that_died() {
    let (mut broker, config) = Broker::start().await;
    ensure_topics(&config, TOPICS).await.expect("made");
    let db = TestDatabase::create().await;
    let channel = add_channel(&db.journal).await;
    let mut relay = run(&db.journal, Some(Producer::new(&config).expect("a producer")));
    relay.until("the first event", |state| state.sent == 1).await;
    broker.kill();
    rename(&db.journal, &channel, 1..30).await;
    let garbage = RawRecord { offset: 7, value: Some(vec![0xff; 1_500_000]), ..RawRecord::default() };
    bury(&db.journal, 0, garbage).await;
    relay.wake.notify_one();
    broker.restart();
    relay.until("all of them", |state| state.sent == 30 && state.trouble.is_none()).await;
    let events = read_until(&config, VIDEO_EVENTS, |read| read.len() >= 30).await;
    let mut versions: Vec<_> = events.iter().filter_map(|record| header(record, "ce_subjectversion")).collect();
    versions.dedup();
    let expected: Vec<String> = (1..=30).map(|n| n.to_string()).collect();
    assert_eq!(
        versions,
        expected.iter().map(String::as_bytes).collect::<Vec<_>>(),
        "in order, repeats beside each other"
    );
    let letters = read_until(&config, DEAD_LETTERS, |read| !read.is_empty()).await;
    assert_eq!(letters[0].value.as_ref().map(Vec::len), Some(1_500_000));
    relay.kill().await;
}
