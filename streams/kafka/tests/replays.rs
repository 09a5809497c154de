//! Dead letters that are sent to their topic again, on librdkafka's mock cluster.

mod support;

use std::time::Duration;

use rdkafka::{
    mocking::MockCluster,
    producer::DefaultProducerContext,
    types::{RDKafkaApiKey, RDKafkaRespErr},
};
use support::{
    PATIENCE, config, header,
    outbox::{Running, WS, bury, run},
    read_until,
};
use ytempire_events::{DEAD_LETTERS, VIDEO_EVENTS, VIDEO_REQUESTS};
use ytempire_journal::{PageRequest, RawRecord, ReplayState, testing::TestDatabase};
use ytempire_kafka::{GroupProtocol, KafkaConfig, Producer};

struct World {
    cluster: MockCluster<'static, DefaultProducerContext>,
    config: KafkaConfig,
    db: TestDatabase,
}

/// With two letters of `video-requests`, the second one plain.
async fn world() -> World {
    let cluster = MockCluster::new(1).expect("a mock cluster");
    for name in [VIDEO_EVENTS, DEAD_LETTERS, VIDEO_REQUESTS] {
        cluster.create_topic(name, 1, 1).expect("a topic");
    }
    let config = config(&cluster.bootstrap_servers(), GroupProtocol::Classic);
    let db = TestDatabase::create().await;
    let headers = vec![("ce_id".to_owned(), vec![0, 255]), ("ce_id".to_owned(), b"2".to_vec())];
    let (key, value) = (Some(vec![7, 0]), Some(vec![0xff, 0, 1]));
    bury(&db.journal, 0, RawRecord { offset: 4, timestamp_ms: None, key, value, headers }).await;
    bury(&db.journal, 0, RawRecord { offset: 5, value: Some(b"second".to_vec()), ..RawRecord::default() }).await;
    World { cluster, config, db }
}

impl World {
    fn relay(&self) -> Running {
        run(&self.db.journal, Some(Producer::new(&self.config).expect("a producer")))
    }

    /// The letters' ids, the first one first.
    async fn ids(&self) -> [i64; 2] {
        let page = self.db.journal.dead_letters(WS, PageRequest::default()).await.expect("database");
        let [second, first] = &page.items[..] else { panic!("two letters") };
        [first.id, second.id]
    }

    async fn ask(&self, id: i64) {
        self.db.journal.ask_replay(WS, id).await.expect("database");
    }

    async fn until(&self, id: i64, done: impl Fn(&ReplayState) -> bool) -> ReplayState {
        let wait = async {
            loop {
                let letter = self.db.journal.dead_letter(WS, id).await.expect("database").expect("the letter");
                if let Some(replay) = letter.replay.filter(|replay| done(&replay.state)) {
                    return replay.state;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(PATIENCE, wait).await.expect("the replay in time")
    }

    /// What lies on the topic, read until the second letter's record does.
    async fn topic(&self) -> Vec<RawRecord> {
        let second = |record: &RawRecord| record.value.as_deref() == Some(b"second");
        read_until(&self.config, VIDEO_REQUESTS, |read| read.iter().any(second)).await
    }
}

fn is_sent(state: &ReplayState) -> bool {
    matches!(state, ReplayState::Replayed(_))
}

#[tokio::test]
async fn a_letter_goes_back_to_its_topic_byte_by_byte_and_once_for_one_wish() {
    let world = world().await;
    let [first, second] = world.ids().await;
    // Asked for while no relay runs, and twice: still one wish.
    world.ask(first).await;
    world.ask(first).await;
    let relay = world.relay();
    world.until(first, is_sent).await;
    world.ask(second).await;
    relay.wake.notify_one();
    world.until(second, is_sent).await;
    let records = world.topic().await;
    assert_eq!(records.len(), 2, "{records:?}");
    let record = &records[0];
    assert_eq!((record.key.as_deref(), record.value.as_deref()), (Some(&[7, 0][..]), Some(&[0xff, 0, 1][..])));
    let from = first.to_string();
    let expected = [("ce_id", &[0, 255][..]), ("ce_id", b"2"), ("replayed_from", from.as_bytes())];
    let headers: Vec<_> = record.headers.iter().map(|(name, value)| (name.as_str(), value.as_slice())).collect();
    assert_eq!(headers, expected);
    relay.kill().await;
}

#[tokio::test]
async fn a_letter_that_the_broker_may_have_taken_waits_for_a_person() {
    let world = world().await;
    let [first, second] = world.ids().await;
    let relay = world.relay();
    // Until both letters themselves have gone out, so that the fault meets the replay.
    read_until(&world.config, DEAD_LETTERS, |read| read.len() >= 2).await;
    world.cluster.request_errors(RDKafkaApiKey::Produce, &[RDKafkaRespErr::RD_KAFKA_RESP_ERR_UNKNOWN]);
    world.ask(first).await;
    relay.wake.notify_one();
    let failed = world.until(first, |state| matches!(state, ReplayState::Failed(_))).await;
    assert!(matches!(failed, ReplayState::Failed(why) if !why.is_empty()));
    world.ask(second).await;
    relay.wake.notify_one();
    world.until(second, is_sent).await;
    assert_eq!(world.topic().await.len(), 1, "what failed is not sent again by itself");
    world.ask(first).await;
    relay.wake.notify_one();
    world.until(first, is_sent).await;
    let from = |record: &RawRecord| header(record, "replayed_from").map(<[u8]>::to_vec);
    let records = read_until(&world.config, VIDEO_REQUESTS, |read| read.len() >= 2).await;
    assert_eq!(from(&records[1]), Some(first.to_string().into_bytes()));
    relay.kill().await;
}
