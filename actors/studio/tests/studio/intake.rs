use std::sync::{Arc, Mutex};

use futures_util::{
    future::BoxFuture,
    stream::{self, StreamExt as _},
};
use tokio::sync::mpsc;
use ytempire_domain::{id::InstanceId, job::JobStatus};
use ytempire_events::{TREND_SIGNALS, VIDEO_REQUESTS};
use ytempire_journal::{Journal, PageRequest, RawRecord, VideoFilter};
use ytempire_kafka::{Partition, SourceEvent};
use ytempire_studio::{Log, StudioHandle, Tap, TapEvents};

use crate::{
    fixtures::{WS, World, request, until, until_shown},
    proxy::Proxy,
};

/// A log that says what the test says, and notes what it is told.
#[derive(Clone)]
struct Fake {
    say: mpsc::Sender<SourceEvent>,
    said: Arc<Mutex<Option<mpsc::Receiver<SourceEvent>>>>,
    told: Arc<Mutex<Vec<String>>>,
}

impl Fake {
    fn new() -> Self {
        let (say, said) = mpsc::channel(4);
        Fake { say, said: Arc::new(Mutex::new(Some(said))), told: Arc::default() }
    }

    async fn say(&self, event: SourceEvent) {
        assert!(self.say.send(event).await.is_ok(), "the intake listens");
    }

    async fn records(&self, records: Vec<RawRecord>) {
        self.say(SourceEvent::Records { partition: partition(), records }).await;
    }

    fn note(&self, what: String) {
        self.told.lock().expect("no panic while it is held").push(what);
    }

    fn was_told(&self, what: &str) -> bool {
        self.told.lock().expect("no panic while it is held").iter().any(|told| told == what)
    }
}

impl Log for Fake {
    fn open(&self) -> Result<(Arc<dyn Tap>, TapEvents), Box<dyn std::error::Error + Send + Sync>> {
        let said = self.said.lock().expect("no panic while it is held").take().ok_or("opened twice")?;
        let next = |mut said: mpsc::Receiver<SourceEvent>| async move { Some((said.recv().await?, said)) };
        Ok((Arc::new(self.clone()), stream::unfold(said, next).boxed()))
    }
}

impl Tap for Fake {
    fn begin(&self, _: &Partition, next_offset: Option<i64>) {
        self.note(format!("begin {next_offset:?}"));
    }

    fn pause(&self, _: &Partition) {
        self.note("pause".into());
    }

    fn resume(&self, _: &Partition) {
        self.note("resume".into());
    }

    fn commit(&self, _: &Partition, next_offset: i64) {
        self.note(format!("commit {next_offset}"));
    }

    fn lag(&self) -> Vec<(Partition, i64)> {
        vec![(partition(), 7)]
    }

    fn close(&self) -> BoxFuture<'static, ()> {
        self.note("close".into());
        Box::pin(std::future::ready(()))
    }
}

fn partition() -> Partition {
    Partition { topic: VIDEO_REQUESTS.to_owned(), number: 3 }
}

fn record(offset: i64, value: &[u8]) -> RawRecord {
    RawRecord { offset, value: Some(value.to_vec()), ..RawRecord::default() }
}

fn good(offset: i64) -> RawRecord {
    let request = request("demo", &format!("r-{offset}"));
    record(
        offset,
        serde_json::json!({"request_id": request.request_id, "channel_id": "demo", "topic": request.topic})
            .to_string()
            .as_bytes(),
    )
}

async fn started(world: &World, journal: Journal) -> (Fake, StudioHandle) {
    let log = Fake::new();
    let studio = world.start(world.config(), journal, Some(Arc::new(log.clone()))).await;
    log.say(SourceEvent::Assigned(vec![partition()])).await;
    (log, studio)
}

async fn jobs(world: &World) -> usize {
    let page = PageRequest { after: None, limit: 100 };
    world.journal().videos(WS, VideoFilter::default(), page).await.expect("database").items.len()
}

async fn letters(world: &World) -> Vec<i64> {
    let page = PageRequest { after: None, limit: 100 };
    let letters = world.journal().dead_letters(WS, page).await.expect("database").items;
    letters.iter().map(|letter| letter.raw.offset).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn records_become_jobs_and_dead_letters_and_the_cursor_moves() {
    let world = World::new().await;
    let (log, studio) = started(&world, world.journal().clone()).await;
    until("it begins at the start", || log.was_told("begin None")).await;
    log.records(vec![good(0), record(1, b"\xff not json"), good(2)]).await;
    // A source may repeat itself.
    log.records(vec![good(2), good(3)]).await;
    until("it commits", || log.was_told("commit 4")).await;
    assert_eq!((jobs(&world).await, letters(&world).await), (3, vec![1]));
    let shown = studio.status().await.partitions.remove(0);
    assert_eq!((shown.partition, shown.next_offset), (3, Some(4)));
    studio.drain().await;
    assert!(log.was_told("close"));

    let (log, studio) = started(&world, world.journal().clone()).await;
    until("the next owner begins at the cursor", || log.was_told("begin Some(4)")).await;
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fenced_reader_writes_nothing_and_stops() {
    let world = World::new().await;
    let (log, studio) = started(&world, world.journal().clone()).await;
    until("it begins", || log.was_told("begin None")).await;
    let other = InstanceId::generate();
    world.journal().take_partition(VIDEO_REQUESTS, 3, other).await.expect("database");
    log.records(vec![good(0)]).await;
    // Assigned anew it takes the partition back, after the fenced one has let go of the record.
    log.say(SourceEvent::Assigned(vec![partition()])).await;
    until("it begins again", || {
        log.told.lock().expect("no panic while it is held").iter().filter(|told| *told == "begin None").count() == 2
    })
    .await;
    assert_eq!(jobs(&world).await, 0);
    log.records(vec![good(0)]).await;
    until("it commits", || log.was_told("commit 1")).await;
    assert_eq!(jobs(&world).await, 1);
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_cursor_is_an_alarm_and_never_a_skip() {
    let world = World::new().await;
    let (log, studio) = started(&world, world.journal().clone()).await;
    until("it begins", || log.was_told("begin None")).await;
    log.say(SourceEvent::CursorLost { partition: partition(), wanted: 5, low: 100, high: 200 }).await;
    let status = until_shown(&studio, "the alarm", |status| !status.intake.ok).await;
    assert!(status.intake.detail.contains("100 to 200"), "{}", status.intake.detail);
    assert!(status.partitions[0].paused && !status.partitions[0].alarm.is_empty());
    log.records(vec![good(100)]).await;
    log.say(SourceEvent::Revoked(vec![])).await;
    let still = until_shown(&studio, "the alarm", |status| !status.intake.ok).await;
    assert_eq!(still.partitions[0].next_offset, None);
    assert_eq!(jobs(&world).await, 0);
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn records_that_arrive_while_the_database_is_away_are_admitted_when_it_is_back() {
    let world = World::new().await;
    let proxy = Proxy::to(&world.db.url()).await;
    let far = Journal::connect(&proxy.url, 8).expect("an address");
    let (log, studio) = started(&world, far.clone()).await;
    until("it begins", || log.was_told("begin None")).await;
    proxy.cut();
    assert!(far.ping().await.is_err());
    for offset in 0..4 {
        log.records(vec![good(offset)]).await;
    }
    until("the partition is paused", || log.was_told("pause")).await;
    assert_eq!(jobs(&world).await, 0);
    proxy.mend();
    until("everything is in", || log.was_told("commit 4")).await;
    until("the partition goes on", || log.was_told("resume")).await;
    assert_eq!(jobs(&world).await, 4);
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_that_breaks_starts_again_and_nothing_else_falls() {
    let world = World::new().await;
    let log = Fake::new();
    let studio = world.start(world.config(), world.journal().clone(), Some(Arc::new(log.clone()))).await;
    let strange = Partition { topic: "nobody-reads-this".into(), number: 0 };
    log.say(SourceEvent::Assigned(vec![strange.clone(), partition()])).await;
    log.say(SourceEvent::Records { partition: strange, records: vec![good(0)] }).await;
    until("it begins a third time", || {
        log.told.lock().expect("no panic while it is held").iter().filter(|told| *told == "begin None").count() == 3
    })
    .await;
    log.records(vec![good(0)]).await;
    until("the other goes on", || log.was_told("commit 1")).await;
    let page = PageRequest { after: None, limit: 1 };
    let video = world.journal().videos(WS, VideoFilter::default(), page).await.expect("database").items.remove(0);
    world.until_status(video.job.video_id, JobStatus::Published).await;
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signals_are_kept_for_their_topic_and_what_is_none_is_a_dead_letter() {
    let world = World::new().await;
    let log = Fake::new();
    let studio = world.start(world.config(), world.journal().clone(), Some(Arc::new(log.clone()))).await;
    let signals = Partition { topic: TREND_SIGNALS.to_owned(), number: 0 };
    log.say(SourceEvent::Assigned(vec![signals.clone()])).await;
    let signal = serde_json::json!({"source": "wikipedia", "topic": "Bees", "niche": "nature", "volume": 900, "unit": "views",
        "observed_at": "2026-11-25T12:00:00Z"});
    let records = vec![record(0, signal.to_string().as_bytes()), record(1, b"{}")];
    log.say(SourceEvent::Records { partition: signals, records }).await;
    until("it commits", || log.was_told("commit 2")).await;
    let known = world.journal().signals_of(WS, "bees").await.expect("database");
    assert_eq!(known.iter().map(|signal| signal.volume).collect::<Vec<_>>(), [Some(900.0)]);
    assert_eq!(letters(&world).await, [1]);
    studio.drain().await;
}
