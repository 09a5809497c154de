//! What grew old is gone, and its sums with it.

use std::time::Duration;

use ytempire_sinks::{Change, Reads as _};

use crate::fixtures::{Log, WS, World, channel, day, days, money, report, views};

const DAY: u64 = 24 * 3600;

async fn age(world: &World, condition: &str) {
    let sql = format!("update metric_day set stored_at = now() - interval '31 days' where {condition}");
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(world.pool()).await.expect("rows age");
}

async fn forget(world: &World) -> u64 {
    world.sink.expire(Duration::from_secs(30 * DAY)).await.expect("database")
}

#[tokio::test]
async fn what_was_not_refreshed_for_thirty_days_is_gone_and_the_sums_follow() {
    let world = World::new().await;
    let mut log = Log::new(&world, 0).await;
    let mut old = report("demo", "v1", 0, 1, money(100, 5));
    old.published_at = Some(crate::fixtures::at(-100));
    log.write(&world, vec![old, report("gone", "v1", 0, 1, views(1))]).await;
    log.write(&world, vec![report("demo", "v1", 3, 1, views(7)), report("demo", "v2", 0, 1, views(3))]).await;
    age(&world, "video_id = 'v1' and day = '2026-10-30'").await;
    assert_eq!(forget(&world).await, 2);
    let sums = world.sink.channel_sums(WS, &[], days(0, 30)).await.expect("database");
    assert_eq!((sums.len(), sums[0].counts.views, sums[0].counts.revenue_micros), (1, Some(10), None));
    let videos = world.sink.video_sums(WS, &channel("demo"), days(0, 30)).await.expect("database");
    assert_eq!((videos[0].first_day, videos[0].published_at, videos[0].counts.views), (day(3), None, Some(7)));
    assert_eq!(
        world.sink.states(WS, &[channel("gone"), channel("demo")]).await.expect("database")[0].rolling.views,
        10
    );
    assert_eq!(forget(&world).await, 0);
    log.write(&world, vec![report("gone", "v1", 0, 1, views(9))]).await;
    assert_eq!(
        world.sink.channel_sums(WS, &[channel("gone")], days(0, 3)).await.expect("database")[0].counts.views,
        Some(9)
    );
}

#[tokio::test]
async fn a_report_that_says_the_same_again_keeps_its_day_alive() {
    let world = World::new().await;
    let mut log = Log::new(&world, 0).await;
    log.write(&world, vec![report("demo", "v1", 0, 1, views(100))]).await;
    age(&world, "true").await;
    log.write(&world, vec![report("demo", "v1", 0, 2, views(100))]).await;
    assert_eq!(forget(&world).await, 0);
}

#[tokio::test]
async fn whoever_has_a_grant_keeps_everything() {
    let world = World::new().await;
    let mut log = Log::new(&world, 0).await;
    log.write(&world, vec![report("demo", "v1", 0, 1, views(100))]).await;
    age(&world, "true").await;
    assert_eq!(world.sink.expire(Duration::ZERO).await.expect("database"), 0);
}

#[tokio::test]
async fn more_channels_than_one_transaction_holds_are_all_forgotten_and_the_copy_is_told() {
    let world = World::new().await;
    let mut log = Log::new(&world, 0).await;
    let mut feed = world.sink.become_feeder().await.expect("database").expect("the seat is free");
    let reports = (0..45).map(|number| report(&format!("c{number}"), "v1", 0, 1, views(1))).collect();
    log.write(&world, reports).await;
    age(&world, "channel_id <> 'c7'").await;
    assert_eq!(forget(&world).await, 44);
    let mut gone = 0;
    let mut after = 0;
    loop {
        let changes = feed.changes(after, 10).await.expect("database");
        let Some(last) = changes.last() else { break };
        after = last.revision();
        gone += changes.iter().filter(|change| matches!(change, Change::Gone { .. })).count();
    }
    assert_eq!(gone, 44);
    feed.move_feed_cursor(after).await.expect("database");
    let left: i64 =
        sqlx::query_scalar("select count(*) from metric_gone").fetch_one(world.pool()).await.expect("a count");
    assert_eq!(left, 0);
}
