//! A copy that follows the feed has everything in the end.

use std::collections::BTreeMap;

use ytempire_sinks::{Change, MetricKey, postgres::Feed};

use crate::fixtures::{Log, WS, World, report, views};

async fn seat(world: &World) -> Feed {
    world.sink.become_feeder().await.expect("database").expect("the seat is free")
}

/// Every change that there is, and the revisions of each answer.
async fn drain(feed: &mut Feed, mut after: i64, most: usize) -> (Vec<Change>, Vec<usize>) {
    let (mut all, mut sizes) = (Vec::new(), Vec::new());
    loop {
        let changes = feed.changes(after, most).await.expect("database");
        let Some(last) = changes.last() else { return (all, sizes) };
        assert!(changes.is_sorted_by_key(Change::revision));
        assert!(changes[0].revision() > after);
        after = last.revision();
        sizes.push(changes.len());
        all.extend(changes);
    }
}

#[tokio::test]
async fn changes_come_in_the_order_of_their_revisions_and_never_a_part_of_one() {
    let world = World::new().await;
    let mut log = Log::new(&world, 0).await;
    for round in 0..4_i64 {
        let reports = (0..3).map(|number| report("demo", &format!("v{round}-{number}"), 0, 1, views(round))).collect();
        log.write(&world, reports).await;
    }
    let mut feed = seat(&world).await;
    let (all, sizes) = drain(&mut feed, 0, 4).await;
    assert_eq!((all.len(), sizes), (12, vec![6, 6]));
    let (last, _) = drain(&mut feed, all[8].revision(), 1).await;
    assert_eq!(last.len(), 3);
    assert!(last.iter().all(|change| matches!(change, Change::Row(row) if row.counts.views == Some(3))));
    feed.move_feed_cursor(all[11].revision()).await.expect("database");
    assert_eq!(feed.feed_cursor().await.expect("database"), all[11].revision());
    let standing = world.sink.feed_standing().await.expect("database").expect("a copy");
    assert_eq!((standing.cursor, standing.behind.as_secs()), (all[11].revision(), 0));
}

#[tokio::test]
async fn a_row_comes_again_when_it_is_restated_with_everything_that_it_says() {
    let world = World::new().await;
    let mut log = Log::new(&world, 0).await;
    let mut feed = seat(&world).await;
    let mut first = report("demo", "v1", 0, 1, views(1));
    first.published_at = Some(crate::fixtures::at(-9));
    first.metrics.retention = Some(vec![(0.0, 1.0), (1.0, 0.25)]);
    first.metrics.average_view_seconds = Some(12.5);
    log.write(&world, vec![first.clone()]).await;
    let (told, _) = drain(&mut feed, 0, 100).await;
    let [Change::Row(row)] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!((row.published_at, row.observed_at, row.complete), (first.published_at, first.observed_at, false));
    assert_eq!((&row.retention, row.average_view_seconds), (&first.metrics.retention, Some(12.5)));
    assert_eq!((row.key.workspace_id, row.key.video_id.as_str()), (WS, "v1"));
    log.write(&world, vec![report("demo", "v1", 0, 2, views(2))]).await;
    let (again, _) = drain(&mut feed, row.revision, 100).await;
    let [Change::Row(second)] = again.as_slice() else { panic!("{again:?}") };
    assert!(second.revision > row.revision);
    assert_eq!((second.counts.views, &second.retention), (Some(2), &None));
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "the test awaits its writer")]
async fn a_revision_that_is_not_committed_yet_holds_back_the_later_ones() {
    let world = World::new().await;
    let (mut slow, mut quick) = (Log::new(&world, 0).await, Log::new(&world, 1).await);
    let mut feed = seat(&world).await;
    world.sink.ensure_partitions().await.expect("database");
    // A writer that has drawn its revision and waits before the sums of its videos.
    let mut gate = world.pool().begin().await.expect("database");
    sqlx::query("lock table video_total in share mode").execute(&mut *gate).await.expect("a lock");
    let batch = slow.batch(vec![report("slow", "v", 0, 1, views(1))]);
    let (sink, fence) = (world.sink.clone(), slow.fence);
    let writer = tokio::spawn(async move { sink.write(WS, &fence, &batch).await });
    const WAITS: &str =
        "select exists (select 1 from pg_locks where relation = 'video_total'::regclass and not granted)";
    while !sqlx::query_scalar::<_, bool>(WAITS).fetch_one(world.pool()).await.expect("database") {
        tokio::task::yield_now().await;
    }
    quick.write(&world, vec![report("demo", "", 0, 1, views(1))]).await;
    assert_eq!(drain(&mut feed, 0, 100).await.0, []);
    gate.commit().await.expect("database");
    writer.await.expect("it ends well").map(drop).expect("database");
    let told: Vec<_> = drain(&mut feed, 0, 100).await.0;
    assert_eq!(told.iter().map(|change| change.key().channel_id.as_str()).collect::<Vec<_>>(), ["slow", "demo"]);
}

#[tokio::test]
async fn there_is_one_seat_and_it_is_free_when_its_holder_leaves() {
    let world = World::new().await;
    assert_eq!(world.sink.feed_standing().await.expect("database"), None);
    let first = seat(&world).await;
    assert!(world.sink.become_feeder().await.expect("database").is_none());
    first.leave().await.expect("database");
    seat(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_follows_while_others_write_and_forget_ends_with_the_same_rows() {
    let world = World::new().await;
    let mut feed = seat(&world).await;
    let mut writers = tokio::task::JoinSet::new();
    for partition in 0..3_i32 {
        let (sink, mut log) = (world.sink.clone(), Log::new(&world, partition).await);
        writers.spawn(async move {
            for round in 0..30_i64 {
                let video = format!("v{}", round % 7);
                let one = report("demo", &video, (round % 3) as u64, round + i64::from(partition), views(round));
                let batch = log.batch(vec![one]);
                let written = sink.write(WS, &log.fence, &batch).await.expect("database");
                assert!(matches!(written, ytempire_sinks::postgres::Write::Written(_)), "{written:?}");
            }
        });
    }
    let (mut copy, mut after) = (BTreeMap::<MetricKey, Change>::new(), 0);
    let mut running = true;
    loop {
        let changes = feed.changes(after, 5).await.expect("database");
        after = changes.last().map_or(after, Change::revision);
        let is_empty = changes.is_empty();
        changes.into_iter().for_each(|change| drop(copy.insert(change.key().clone(), change)));
        if is_empty && !running {
            break;
        }
        running = !writers.is_empty();
        while let Some(done) = writers.try_join_next() {
            done.expect("a writer ends well");
        }
        tokio::task::yield_now().await;
    }
    const ROWS: &str = "select video_id, day, revision, views from metric_day order by day, video_id";
    let rows: Vec<(String, chrono::NaiveDate, i64, Option<i64>)> =
        sqlx::query_as(ROWS).fetch_all(world.pool()).await.expect("database");
    let copied = copy.into_values().map(|change| match change {
        Change::Row(row) => (row.key.video_id, row.key.day, row.revision, row.counts.views),
        Change::Gone { key, .. } => panic!("{key:?}"),
    });
    assert_eq!(copied.collect::<Vec<_>>(), rows);
}
