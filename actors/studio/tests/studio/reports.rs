use std::{sync::Arc, time::Duration};

use chrono::{Days, NaiveDate, TimeDelta};
use rand::{RngExt as _, SeedableRng as _, rngs::StdRng, seq::SliceRandom as _};
use ytempire_events::YOUTUBE_ANALYTICS;
use ytempire_journal::{Journal, RawRecord};
use ytempire_kafka::{Partition, SourceEvent};
use ytempire_studio::{Pace, StudioConfig, StudioHandle};

use crate::{
    fixtures::{World, until, until_shown},
    log::{Fake, letters, record},
    proxy::Proxy,
    sums::{Said, expected, found},
};

const A_DAY: Duration = Duration::from_secs(24 * 3600);
const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day");

fn partition(number: i32) -> Partition {
    Partition { topic: YOUTUBE_ANALYTICS.to_owned(), number }
}

/// With little patience, so that a test's few records are written soon.
async fn started(world: &World, journal: &Journal, partitions: &[Partition]) -> (Fake, StudioHandle) {
    patient(world, journal, partitions, Duration::from_millis(20)).await
}

async fn patient(world: &World, journal: &Journal, partitions: &[Partition], gather: Duration) -> (Fake, StudioHandle) {
    let log = Fake::new();
    let config = world.config();
    let config = StudioConfig { pace: Pace { gather, ..config.pace }, ..config };
    let studio = world.start(config, journal.clone(), Some(Arc::new(log.clone()))).await;
    log.say(SourceEvent::Assigned(partitions.to_vec())).await;
    for partition in partitions {
        until("it begins", || !log.told_of(partition).is_empty()).await;
    }
    (log, studio)
}

fn said(channel: &str, video: Option<&str>, day: u64, hour: i64, views: i64) -> Said {
    Said {
        channel: channel.to_owned(),
        video: video.map(str::to_owned),
        day: DAY + Days::new(day),
        observed: "2026-11-20T00:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().expect("a time")
            + TimeDelta::hours(hour),
        views: Some(views),
        revenue: Some(views * 1_000),
    }
}

/// Many channels, videos and days, each said up to three times and restated, in any order.
fn many(seed: u64) -> Vec<Said> {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut all = Vec::new();
    for _ in 0..3_000 {
        let (channel, video) = (format!("c-{}", rng.random_range(0..40)), format!("v{}", rng.random_range(0..6)));
        let video = (rng.random_range(0..8) > 0).then_some(video.as_str());
        let mut one = said(&channel, video, rng.random_range(0..9), rng.random_range(0..20), rng.random_range(-5..900));
        one.views = one.views.filter(|_| rng.random_range(0..10) > 0);
        one.revenue = one.revenue.filter(|_| rng.random_range(0..3) > 0);
        (0..rng.random_range(1..=3)).for_each(|_| all.push(one.clone()));
    }
    all.shuffle(&mut rng);
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn records_in_any_order_repeated_and_split_over_batches_and_readers_add_up_as_they_should() {
    let world = World::new().await;
    let partitions = [partition(0), partition(1)];
    // A channel's records lie in both: nothing leans on the key.
    let logs = many(7).into_iter().enumerate().map(|(n, said)| (((n % 2) as i32, (n / 2) as i64), said));
    let logs: Vec<((i32, i64), Said)> = logs.collect();
    let of = |number: i32| logs.iter().filter(move |((at, _), _)| *at == number).map(|((_, at), said)| said.at(*at));
    let records: Vec<Vec<RawRecord>> = (0..2).map(|number| of(number).collect()).collect();
    let half = records[0].len() / 2;

    let (log, studio) = started(&world, world.journal(), &partitions).await;
    for (partition, records) in partitions.iter().zip(&records) {
        for batch in records[..half].chunks(170) {
            log.records(partition, batch.to_vec()).await;
        }
    }
    for partition in &partitions {
        log.until_told_of(partition, &format!("commit {half}")).await;
    }
    studio.drain().await;

    // The next owner is given more than is new.
    let (log, studio) = started(&world, world.journal(), &partitions).await;
    for (partition, records) in partitions.iter().zip(&records) {
        assert_eq!(log.told_of(partition)[0], format!("begin Some({half})"));
        for batch in records[half - 100..].chunks(330) {
            log.records(partition, batch.to_vec()).await;
        }
        log.until_told_of(partition, &format!("commit {}", records.len())).await;
    }
    assert_eq!(found(&world).await, expected(&logs));
    let sinks = studio.status().await.sinks;
    assert_eq!(
        sinks.iter().map(|sink| (sink.name.as_str(), sink.state.as_str())).collect::<Vec<_>>(),
        [("postgres", "ok")]
    );
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_that_was_frozen_while_another_took_its_partition_writes_nothing_when_it_wakes() {
    let world = World::new().await;
    let ours = partition(5);
    // Frozen: what it has lies where it is until there is much of it.
    let (frozen, sleeper) = patient(&world, world.journal(), std::slice::from_ref(&ours), A_DAY).await;
    let late = |offset: i64| said("demo", Some("v"), 0, 9, offset).at(offset);
    frozen.records(&ours, vec![late(0)]).await;
    let (log, studio) = started(&world, world.journal(), std::slice::from_ref(&ours)).await;
    let kept = [((5, 0), said("demo", Some("v"), 0, 1, 10)), ((5, 1), said("other", None, 0, 1, 20))];
    log.records(&ours, kept.iter().map(|((_, offset), said)| said.at(*offset)).collect()).await;
    log.until_told_of(&ours, "commit 2").await;

    // It wakes and goes on as if nothing had happened.
    for first in (1..20_001).step_by(500) {
        frozen.records(&ours, (first..first + 500).map(late).collect()).await;
    }
    until_shown(&sleeper, "it knows that the partition is another's", |status| status.partitions.is_empty()).await;
    assert_eq!(frozen.told_of(&ours), ["begin None"], "nothing was written");
    assert_eq!(found(&world).await, expected(&kept));
    sleeper.drain().await;
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_used_becomes_a_dead_letter_with_its_reason_and_the_partition_moves() {
    let world = World::new().await;
    let ours = partition(0);
    let (log, studio) = started(&world, world.journal(), std::slice::from_ref(&ours)).await;
    let good = said("demo", None, 0, 1, 7);
    let euros = br#"{"channel_id":"demo","day":"2026-11-01","observed_at":"2026-11-02T00:00:00Z","metrics":{"revenue_micros":1,"currency":"EUR"}}"#;
    let records = vec![record(0, b"no json"), record(1, euros), good.at(2), record(3, b"{}")];
    log.records(&ours, records).await;
    log.until_told_of(&ours, "commit 4").await;
    let reasons = [(3, "missing_field"), (1, "invalid_field"), (0, "bad_json")];
    let mut found_reasons = letters(&world).await;
    found_reasons.sort_by_key(|(offset, _)| std::cmp::Reverse(*offset));
    assert_eq!(found_reasons, reasons.map(|(offset, code)| (offset, code.to_owned())));
    assert_eq!(found(&world).await, expected(&[((0, 2), good)]));
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_database_is_away_a_bounded_number_of_records_waits_and_all_are_written_when_it_is_back() {
    let world = World::new().await;
    let (ours, proxy) = (partition(0), Proxy::to(&world.db.url()).await);
    let far = Journal::connect(&proxy.url, 8).expect("an address");
    let (log, studio) = started(&world, &far, std::slice::from_ref(&ours)).await;
    proxy.cut();
    assert!(far.ping().await.is_err());
    let logs: Vec<((i32, i64), Said)> =
        (0..80_000).map(|at| ((0, at), said("demo", Some(&format!("v{}", at % 50)), 0, at, at))).collect();
    let mut handed = 0;
    for batch in logs.chunks(500) {
        if log.was_told("pause") {
            break;
        }
        handed += batch.len();
        log.records(&ours, batch.iter().map(|((_, at), said)| said.at(*at)).collect()).await;
    }
    assert!(log.was_told("pause") && handed < 80_000, "{handed} records were taken");
    proxy.mend();
    log.until_told_of(&ours, &format!("commit {handed}")).await;
    until("it goes on", || log.was_told("resume")).await;
    assert_eq!(found(&world).await, expected(&logs[..handed]));
    studio.drain().await;
}
