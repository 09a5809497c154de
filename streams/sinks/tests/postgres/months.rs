//! A partition for every month that needs one.

use chrono::NaiveDate;
use ytempire_sinks::{Days, PostgresSink, Reads as _};

use crate::fixtures::{Log, WS, World, report, views};

async fn partitions(world: &World) -> Vec<String> {
    const NAMES: &str = "select c.relname::text from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'metric_day'::regclass order by 1";
    sqlx::query_scalar(NAMES).fetch_all(world.pool()).await.expect("database")
}

async fn rows_in(world: &World, table: &str) -> i64 {
    let sql = format!("select count(*) from {table}");
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(world.pool()).await.expect("a table")
}

fn on(day: &str, count: i64) -> ytempire_events::Report {
    let day: NaiveDate = day.parse().expect("a date");
    ytempire_events::Report { day, ..report("demo", "v1", 0, 1, views(count)) }
}

#[tokio::test]
async fn this_month_and_the_next_three_are_made_ahead_by_any_number_at_once() {
    let world = World::new().await;
    let others: Vec<_> = (0..4).map(|_| PostgresSink::new(&world.db.journal)).collect();
    let made = futures_util::future::join_all(others.iter().map(PostgresSink::ensure_partitions)).await;
    assert!(made.iter().all(Result::is_ok), "{made:?}");
    assert_eq!(partitions(&world).await.len(), 5);
    world.sink.ensure_partitions().await.expect("again");
}

#[tokio::test]
async fn an_old_month_is_made_when_its_first_report_comes_and_an_absurd_one_never() {
    let world = World::new().await;
    let mut log = Log::new(&world, 0).await;
    log.write(&world, vec![on("2019-02-03", 1), on("2019-02-04", 2), on("1970-01-01", 3), on("9999-12-31", 4)]).await;
    assert_eq!(partitions(&world).await, ["metric_day_2019_02", "metric_day_default"]);
    assert_eq!((rows_in(&world, "metric_day_2019_02").await, rows_in(&world, "metric_day_default").await), (2, 2));
    let ever = Days { from: "0001-01-01".parse().expect("a date"), to: "9999-12-31".parse().expect("a date") };
    let read = world.sink.days(WS, &[], ever).await.expect("database");
    assert_eq!(read.iter().map(|row| row.counts.views).collect::<Vec<_>>(), [Some(3), Some(1), Some(2), Some(4)]);
}

#[tokio::test]
async fn days_that_wait_in_the_default_partition_move_when_their_month_is_made() {
    let world = World::new().await;
    // As if they had been written when this month was still far ahead.
    const FAR: &str = "insert into metric_day (workspace_id, revision, observed_at, record_offset, partition, day, complete,
            channel_id, video_id)
        values ('00000000-0000-0000-0000-000000000001', 1, now(), 0, 0, (date_trunc('month', now()) + interval '5 days')::date,
            true, 'demo', 'v9')";
    sqlx::query(FAR).execute(world.pool()).await.expect("a row");
    assert_eq!(rows_in(&world, "metric_day_default").await, 1);
    world.sink.ensure_partitions().await.expect("database");
    assert_eq!((rows_in(&world, "metric_day_default").await, rows_in(&world, "metric_day").await), (0, 1));
}
