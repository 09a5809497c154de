//! One writer for each partition, each batch once.

use ytempire_sinks::{Reads as _, postgres::Write};

use crate::fixtures::{Log, WS, World, channel, days, own, report, views};

#[tokio::test]
async fn a_partition_that_has_another_owner_takes_nothing_from_the_old_one() {
    let world = World::new().await;
    let mut old = Log::new(&world, 0).await;
    old.write(&world, vec![report("demo", "v1", 1, 1, views(10))]).await;
    let new = own(&world.db.journal, 0).await;
    let batch = old.batch(vec![report("demo", "v1", 1, 2, views(99)), report("demo", "v2", 1, 2, views(1))]);
    assert_eq!(world.sink.write(WS, &old.fence, &batch).await.expect("database"), Write::Fenced);
    let read = world.sink.days(WS, &[], days(0, 3)).await.expect("database");
    assert_eq!(read[0].counts.views, Some(10));
    let written = world.sink.write(WS, &new, &batch).await.expect("database");
    assert!(matches!(written, Write::Written(written) if written.accepted == 2));
}

#[tokio::test]
async fn a_batch_that_is_said_again_changes_nothing_and_says_whose_states_to_read() {
    let world = World::new().await;
    let mut log = Log::new(&world, 0).await;
    let batch = log.batch(vec![report("demo", "v1", 1, 1, views(10)), report("also", "v1", 1, 1, views(5))]);
    assert!(matches!(world.sink.write(WS, &log.fence, &batch).await.expect("database"), Write::Written(_)));
    let before: i64 = revision(&world).await;
    let again = world.sink.write(WS, &log.fence, &batch).await.expect("database");
    assert_eq!(again, Write::Repeated(vec![channel("also"), channel("demo")]));
    assert_eq!(revision(&world).await, before);
    let read = world.sink.days(WS, &[], days(0, 3)).await.expect("database");
    assert_eq!(read[0].counts.views, Some(15));
}

#[tokio::test]
async fn a_batch_that_is_said_twice_at_once_is_written_once() {
    let world = World::new().await;
    let mut log = Log::new(&world, 0).await;
    let batch = log.batch(vec![report("demo", "v1", 1, 1, views(10))]);
    let write = || world.sink.write(WS, &log.fence, &batch);
    let (first, second) = tokio::join!(write(), write());
    let written = [first.expect("database"), second.expect("database")];
    assert_eq!(written.iter().filter(|one| matches!(one, Write::Written(_))).count(), 1, "{written:?}");
    assert_eq!(written.iter().filter(|one| matches!(one, Write::Repeated(_))).count(), 1, "{written:?}");
}

async fn revision(world: &World) -> i64 {
    sqlx::query_scalar("select max(revision) from metric_day").fetch_one(world.pool()).await.expect("a row")
}
