use std::sync::Arc;

use ytempire_domain::{id::InstanceId, job::JobStatus};
use ytempire_events::{TREND_SIGNALS, VIDEO_REQUESTS};
use ytempire_journal::{Journal, PageRequest, RawRecord, VideoFilter};
use ytempire_kafka::{Partition, SourceEvent};
use ytempire_studio::StudioHandle;

use crate::{
    fixtures::{WS, World, request, until, until_shown},
    log::{Fake, letters, record},
    proxy::Proxy,
};

fn partition() -> Partition {
    Partition { topic: VIDEO_REQUESTS.to_owned(), number: 3 }
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
    log.assign(&partition()).await;
    (log, studio)
}

async fn jobs(world: &World) -> usize {
    let page = PageRequest { after: None, limit: 100 };
    world.journal().videos(WS, VideoFilter::default(), page).await.expect("database").items.len()
}

/// Offsets of what could not be used.
async fn dead(world: &World) -> Vec<i64> {
    letters(world).await.into_iter().map(|(offset, _)| offset).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn records_become_jobs_and_dead_letters_and_the_cursor_moves() {
    let world = World::new().await;
    let (log, studio) = started(&world, world.journal().clone()).await;
    until("it begins at the start", || log.was_told("begin None")).await;
    log.records(&partition(), vec![good(0), record(1, b"\xff not json"), good(2)]).await;
    // A source may repeat itself.
    log.records(&partition(), vec![good(2), good(3)]).await;
    until("it commits", || log.was_told("commit 4")).await;
    assert_eq!((jobs(&world).await, dead(&world).await), (3, vec![1]));
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
    log.records(&partition(), vec![good(0)]).await;
    // Assigned anew it takes the partition back, after the fenced one has let go of the record.
    log.assign(&partition()).await;
    until("it begins again", || log.times("begin None") == 2).await;
    assert_eq!(jobs(&world).await, 0);
    log.records(&partition(), vec![good(0)]).await;
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
    log.records(&partition(), vec![good(100)]).await;
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
        log.records(&partition(), vec![good(offset)]).await;
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
    until("both begin", || log.times("begin None") == 2).await;
    log.records(&strange, vec![good(0)]).await;
    until("it begins a third time", || log.times("begin None") == 3).await;
    log.records(&partition(), vec![good(0)]).await;
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
    log.assign(&signals).await;
    log.until_told_of(&signals, "begin None").await;
    let signal = serde_json::json!({"source": "wikipedia", "topic": "Bees", "niche": "nature", "volume": 900, "unit": "views",
        "observed_at": "2026-11-25T12:00:00Z"});
    let records = vec![record(0, signal.to_string().as_bytes()), record(1, b"{}")];
    log.records(&signals, records).await;
    until("it commits", || log.was_told("commit 2")).await;
    let known = world.journal().signals_of(WS, "bees").await.expect("database");
    assert_eq!(known.iter().map(|signal| signal.volume).collect::<Vec<_>>(), [Some(900.0)]);
    assert_eq!(dead(&world).await, [1]);
    studio.drain().await;
}
