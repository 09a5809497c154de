//! Readers that are killed and channels and niches that break, from inside: a real database, a log of the test's own.

mod trends;

use std::sync::Mutex;

use chrono::{DateTime, Days, NaiveDate, TimeDelta};
use futures_util::{
    future::BoxFuture,
    stream::{self, BoxStream},
};
use ractor::{ActorCell, ActorStatus};
use tokio::sync::{Notify, mpsc};
use ytempire_artefacts::Artefacts;
use ytempire_domain::id::{ChannelId, InstanceId};
use ytempire_events::YOUTUBE_ANALYTICS;
use ytempire_journal::{Fence, RawRecord, testing::TestDatabase};
use ytempire_sinks::{Counts, Reads as _};

use super::*;
use crate::{
    channels::ChannelMsg,
    config::{Pace, StudioConfig},
    progress::Progresses,
    sinks::Sinks,
    slots::Slots,
    status::Board,
    steps::LocalSteps,
};

const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day");

/// Says what the test says; notes offsets: where reading begins, and what was committed.
#[derive(Clone)]
struct Wire {
    say: mpsc::Sender<SourceEvent>,
    said: Arc<Mutex<Option<mpsc::Receiver<SourceEvent>>>>,
    begun: Arc<Mutex<Vec<Option<i64>>>>,
    committed: Arc<Mutex<i64>>,
}

impl Log for Wire {
    fn open(&self) -> Result<(Arc<dyn Tap>, TapEvents), Box<dyn std::error::Error + Send + Sync>> {
        let said = self.said.lock().expect("not poisoned").take().ok_or("opened twice")?;
        let next = |mut said: mpsc::Receiver<SourceEvent>| async move { Some((said.recv().await?, said)) };
        let events: BoxStream<'static, SourceEvent> = stream::unfold(said, next).boxed();
        Ok((Arc::new(self.clone()), events))
    }
}

impl Tap for Wire {
    fn begin(&self, _: &Partition, next_offset: Option<i64>) {
        self.begun.lock().expect("not poisoned").push(next_offset);
    }

    fn pause(&self, _: &Partition) {}

    fn resume(&self, _: &Partition) {}

    fn commit(&self, _: &Partition, next_offset: i64) {
        *self.committed.lock().expect("not poisoned") = next_offset;
    }

    fn lag(&self) -> Vec<(Partition, i64)> {
        Vec::new()
    }

    fn close(&self) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}

struct World {
    db: TestDatabase,
    wire: Wire,
    intake: ActorRef<IntakeMsg>,
    shared: Shared,
    partition: Partition,
    _folder: tempfile::TempDir,
}

impl World {
    async fn new(pace: Pace) -> Self {
        World::reading(YOUTUBE_ANALYTICS, pace, Arc::new(crate::ByRule)).await
    }

    async fn reading(topic: &str, pace: Pace, scorer: Arc<dyn crate::Score>) -> Self {
        let (db, folder) = (TestDatabase::create().await, tempfile::tempdir().expect("a folder"));
        let below = |name: &str| folder.path().join(name);
        let config = StudioConfig::new(InstanceId::generate(), below("s"), below("l"), below("assets"));
        let (config, board) = (Arc::new(StudioConfig { pace, ..config }), Arc::new(Board::new()));
        let (journal, artefacts) = (db.journal.clone(), Artefacts::open(&below("artefacts")).expect("a folder"));
        let steps = LocalSteps::new(config.clone(), journal.clone(), artefacts, Slots::new(), board.clone());
        let shared = Shared {
            config,
            sinks: Sinks::new(&journal),
            journal,
            board,
            progresses: Progresses::new(),
            model: steps.model.clone(),
            steps: Arc::new(steps),
            scorer,
            outbox: Arc::new(Notify::new()),
        };
        let (say, said) = mpsc::channel(4);
        let wire =
            Wire { say, said: Arc::new(Mutex::new(Some(said))), begun: Arc::default(), committed: Arc::default() };
        let args = IntakeArgs { shared: shared.clone(), log: Arc::new(wire.clone()) };
        let (intake, _) = Actor::spawn(None, Intake, args).await.expect("it starts");
        let partition = Partition { topic: topic.to_owned(), number: 0 };
        let world = World { db, wire, intake, shared, partition, _folder: folder };
        world.say(SourceEvent::Assigned(vec![world.partition.clone()])).await;
        world.until("it begins", |world| world.begun() == [None]).await;
        world
    }

    async fn say(&self, event: SourceEvent) {
        assert!(self.wire.say.send(event).await.is_ok(), "the intake listens");
    }

    async fn records(&self, records: Vec<RawRecord>) {
        self.say(SourceEvent::Records { partition: self.partition.clone(), records }).await;
    }

    /// Those of one write: what gathers is written when it was committed.
    async fn written(&self, records: Vec<RawRecord>) {
        let next = records.last().map_or(0, |last| last.offset + 1);
        self.records(records).await;
        self.until("it is written", |world| *world.wire.committed.lock().expect("not poisoned") == next).await;
    }

    fn begun(&self) -> Vec<Option<i64>> {
        self.wire.begun.lock().expect("not poisoned").clone()
    }

    fn reader(&self) -> ActorCell {
        let readers = self.intake.get_children();
        readers.into_iter().find(|child| child.get_status() == ActorStatus::Running).expect("a reader")
    }

    async fn until(&self, what: &str, wanted: impl Fn(&World) -> bool) {
        let wait = async {
            while !wanted(self) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(90), wait).await.unwrap_or_else(|_| panic!("waited in vain: {what}"));
    }

    async fn views(&self) -> Vec<(String, Option<i64>)> {
        let days = ytempire_sinks::Days::new(DAY, DAY + Days::new(60)).expect("a range");
        let sums = self.shared.sinks.postgres.channel_sums(self.shared.config.workspace, &[] as &[ChannelId], days);
        let sums = sums.await.expect("database");
        sums.into_iter()
            .map(|sum| (sum.channel_id.to_string(), Counts::get(&sum.counts, ytempire_sinks::Metric::Views)))
            .collect()
    }
}

fn report(offset: i64, channel: &str, day: u64, views: i64) -> RawRecord {
    let observed = DateTime::UNIX_EPOCH + TimeDelta::days(20_800) + TimeDelta::seconds(offset);
    let value = serde_json::json!({"channel_id": channel, "day": DAY + Days::new(day), "observed_at": observed,
        "metrics": {"views": views}});
    RawRecord { offset, value: Some(value.to_string().into_bytes()), ..RawRecord::default() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_reader_goes_on_from_its_cursor_and_nothing_counts_twice() {
    let world = World::new(Pace { gather: Duration::from_millis(10), ..Pace::default() }).await;
    let records: Vec<RawRecord> = (0..30).map(|n| report(n, "demo", n.unsigned_abs(), 1)).collect();
    world.written(records[..10].to_vec()).await;
    // These may be written or not when it ends.
    world.records(records[10..20].to_vec()).await;
    let killed = world.reader();
    killed.kill();
    world.until("it is gone", |_| killed.get_status() == ActorStatus::Stopped).await;
    world.say(SourceEvent::Assigned(vec![world.partition.clone()])).await;
    world.until("the next one begins", |world| world.begun().len() == 2).await;
    let cursor = world.begun()[1].expect("something was written");
    assert!(cursor == 10 || cursor == 20, "{cursor}");
    // The log is read again from before the cursor.
    world.written(records[5..].to_vec()).await;
    assert_eq!(world.views().await, [("demo".to_owned(), Some(30))]);
    world.intake.stop_and_wait(None, None).await.expect("it ends");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_on_its_way_before_a_reader_begins_leaves_no_gap() {
    let world = World::new(Pace { gather: Duration::from_millis(10), ..Pace::default() }).await;
    let records: Vec<RawRecord> = (0..15).map(|n| report(n, "demo", n.unsigned_abs(), 1)).collect();
    world.written(records[..5].to_vec()).await;
    // While somebody holds the partition's row the next reader cannot take it.
    let fence = Fence { topic: YOUTUBE_ANALYTICS.to_owned(), partition: 0, epoch: 1 };
    let held = world.shared.journal.begin_batch(world.shared.config.workspace, &fence, 5).await.expect("database");
    world.say(SourceEvent::Assigned(vec![world.partition.clone()])).await;
    world.records(records[5..10].to_vec()).await;
    // These fill the way in, so that the intake has seen what came before them.
    for _ in 0..8 {
        world.say(SourceEvent::Revoked(vec![])).await;
    }
    held.expect("it was ours").roll_back().await.expect("database");
    world.until("the next one begins", |world| world.begun().len() == 2).await;
    world.records(records[10..].to_vec()).await;
    // Now comes what it asked for.
    assert_eq!(world.begun()[1], Some(5));
    world.written(records[5..].to_vec()).await;
    assert_eq!(world.views().await, [("demo".to_owned(), Some(15))]);
    world.intake.stop_and_wait(None, None).await.expect("it ends");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_channel_that_panics_leaves_its_partition_and_its_neighbours_as_they_are() {
    let pace = Pace { gather: Duration::from_millis(10), quiet: Duration::from_millis(400), ..Pace::default() };
    let world = World::new(pace).await;
    let reader = world.reader();
    let counts = |world: &World| world.shared.board.read().partitions[0].channels;
    let mut offset = 0;
    let mut write = async |world: &World| {
        let both = vec![report(offset, "breaks", 0, offset), report(offset + 1, "holds", 0, offset)];
        offset += 2;
        world.written(both).await;
        offset
    };
    while counts(&world).active < 2 {
        write(&world).await;
    }
    let actors = reader.get_children();
    assert_eq!(actors.len(), 2);
    let broken: ActorRef<ChannelMsg> = actors[0].clone().into();
    tell(&broken, ChannelMsg::Break);
    world.until("it broke", |_| broken.get_status() == ActorStatus::Stopped).await;
    // At the latest the second one finds it gone.
    let mut last = 0;
    for _ in 0..3 {
        last = write(&world).await;
    }
    assert_eq!(reader.get_status(), ActorStatus::Running, "its partition goes on");
    let running = reader.get_children().iter().filter(|child| child.get_status() == ActorStatus::Running).count();
    assert!(running >= 1, "and so does its neighbour");
    world.until("both are known and at rest", |world| counts(world).idle == 2 && counts(world).active == 0).await;
    let views = Some(last - 2);
    assert_eq!(world.views().await, [("breaks".to_owned(), views), ("holds".to_owned(), views)]);
    assert_eq!(world.begun(), [None], "no reader started again");
    world.intake.stop_and_wait(None, None).await.expect("it ends");
    drop(world.db);
}
