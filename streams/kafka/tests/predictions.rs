//! Rankings on their way out, on librdkafka's mock cluster.

mod support;

use rdkafka::{
    mocking::MockCluster,
    producer::DefaultProducerContext,
    types::{RDKafkaApiKey, RDKafkaRespErr},
};
use support::{
    config, header,
    outbox::{Running, WS, run},
    read_until,
};
use ytempire_domain::{
    id::InstanceId,
    trend::{RankedTopic, RawSignal, Scored, TrendSignal},
};
use ytempire_events::{DEAD_LETTERS, Prediction, TREND_PREDICTIONS, TREND_SIGNALS, VIDEO_EVENTS, parse_prediction};
use ytempire_journal::{Fence, IntakeRecord, RawRecord, testing::TestDatabase};
use ytempire_kafka::{GroupProtocol, KafkaConfig, Producer};

struct World {
    cluster: MockCluster<'static, DefaultProducerContext>,
    config: KafkaConfig,
    db: TestDatabase,
    fence: Fence,
}

impl World {
    async fn new() -> Self {
        let cluster = MockCluster::new(1).expect("a mock cluster");
        for name in [VIDEO_EVENTS, DEAD_LETTERS, TREND_PREDICTIONS] {
            cluster.create_topic(name, 1, 1).expect("a topic");
        }
        let config = config(&cluster.bootstrap_servers(), GroupProtocol::Classic);
        let db = TestDatabase::create().await;
        let cursor = db.journal.take_partition(TREND_SIGNALS, 0, InstanceId::generate()).await.expect("database");
        let fence = Fence { topic: TREND_SIGNALS.to_owned(), partition: 0, epoch: cursor.epoch };
        World { cluster, config, db, fence }
    }

    fn relay(&self) -> Running {
        run(&self.db.journal, Some(Producer::new(&self.config).expect("a producer")))
    }

    /// Takes in one signal and ranks its niche.
    async fn rank(&self, niche: &str, topic: &str, hour: i64) {
        let raw = RawSignal {
            source: "hn".into(),
            topic: topic.into(),
            niche: niche.into(),
            rank: Some(1),
            observed_at: format!("2026-11-01T{hour:02}:00:00Z"),
            ..RawSignal::default()
        };
        let parsed = Ok(TrendSignal::parse(raw).expect("valid"));
        let records = vec![IntakeRecord { raw: RawRecord { offset: hour, ..RawRecord::default() }, parsed }];
        self.db.journal.store_signals(WS, &self.fence, records, hour + 1).await.expect("database");
        let key = niche.to_lowercase();
        let (revision, topics) = self.db.journal.windows(WS, &key, 100).await.expect("database");
        let ranked = topics.iter().map(|topic| {
            let row = topic.window.row(topic.window.last_seen());
            RankedTopic::new(&topic.window, &row, Scored::by_rule(&row, "a test"), topic.window.last_seen())
        });
        let ranked: Vec<RankedTopic> = ranked.collect();
        assert!(self.db.journal.store_ranking(WS, &key, revision, &ranked).await.expect("database"));
    }

    async fn read(&self, done: impl Fn(&[Prediction]) -> bool) -> Vec<Prediction> {
        let parsed = |records: &[RawRecord]| -> Vec<Prediction> {
            let one = |record: &RawRecord| parse_prediction(record.value.as_deref(), &record.headers).expect("ours");
            records.iter().map(one).collect()
        };
        parsed(&read_until(&self.config, TREND_PREDICTIONS, |records| done(&parsed(records))).await)
    }
}

fn topics(prediction: &Prediction) -> usize {
    prediction.topics.len()
}

#[tokio::test]
async fn the_ranking_of_a_niche_goes_out_under_its_key_with_its_makers() {
    let world = World::new().await;
    world.rank("Nature", "Bees", 1).await;
    let relay = world.relay();
    let records = read_until(&world.config, TREND_PREDICTIONS, |records| !records.is_empty()).await;
    assert_eq!(records[0].key.as_deref(), Some(&b"Nature"[..]));
    assert_eq!(header(&records[0], "ce_id"), Some(&b"Nature-1"[..]));
    let prediction = parse_prediction(records[0].value.as_deref(), &records[0].headers).expect("ours");
    assert_eq!((prediction.model.as_str(), prediction.horizon_hours), ("pace rule", 3));
    assert_eq!(
        (prediction.topics[0].topic.as_str(), prediction.topics[0].model.as_deref()),
        ("Bees", Some("pace rule"))
    );
    relay.kill().await;
}

#[tokio::test]
async fn what_was_ranked_while_nobody_relayed_goes_out_as_the_newest_ranking_of_each_niche() {
    let world = World::new().await;
    for (hour, topic) in [(1, "Bees"), (2, "Moths"), (3, "Owls")] {
        world.rank("Nature", topic, hour).await;
    }
    world.rank("News", "Rain", 4).await;
    let relay = world.relay();
    let read = world.read(|read| read.len() >= 2).await;
    let mut niches: Vec<(&str, usize)> = read.iter().map(|one| (one.niche.as_str(), topics(one))).collect();
    niches.sort_unstable();
    assert_eq!(niches, [("Nature", 3), ("News", 1)]);
    relay.kill().await;
}

#[tokio::test]
async fn a_ranking_that_kafka_refuses_is_sent_again_and_a_newer_one_after_it() {
    let world = World::new().await;
    let relay = world.relay();
    world.cluster.request_errors(RDKafkaApiKey::Produce, &[RDKafkaRespErr::RD_KAFKA_RESP_ERR_UNKNOWN; 2]);
    world.rank("Nature", "Bees", 1).await;
    relay.wake.notify_one();
    let read = world.read(|read| read.iter().any(|one| topics(one) == 1)).await;
    assert_eq!(read[0].niche, "Nature");
    world.rank("Nature", "Moths", 2).await;
    relay.wake.notify_one();
    let read = world.read(|read| read.iter().any(|one| topics(one) == 2)).await;
    assert!(read.is_sorted_by_key(topics), "an older ranking never follows a newer one");
    relay.kill().await;
}
