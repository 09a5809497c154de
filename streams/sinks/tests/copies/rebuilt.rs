//! Either store from the other.

use tokio::sync::watch;
use ytempire_domain::id::WorkspaceId;
use ytempire_journal::testing::TestDatabase;
use ytempire_sinks::scylla::{FeedState, rebuild_copy, rebuild_postgres};

use crate::{
    Feeder, answers, caught_up,
    month::{Chance, Writer, reports},
    server::{Copy, address},
};

/// What a PostgreSQL that was set back to an older time would have left in the copy: rows under revisions to come.
const FROM_THE_FUTURE: [&str; 4] = [
    "DELETE FROM metric_day USING TIMESTAMP {later} WHERE workspace_id = {ws} AND channel_id = 'channel-1' AND month = {month}",
    "DELETE FROM channel_day USING TIMESTAMP {later} WHERE workspace_id = {ws} AND month = {month} AND bucket = 6",
    "INSERT INTO channel_day (workspace_id, month, bucket, day, channel_id, sum)
        VALUES ({ws}, {month}, 5, '{day}', 'channel-99', {counts: {views: 77777}, complete: false}) USING TIMESTAMP {later}",
    "INSERT INTO video_total (workspace_id, bucket, channel_id, video_id, sum)
        VALUES ({ws}, 5, 'channel-99', 'x', {counts: {views: 77777}, complete: true, first_day: '{day}', newest_day: '{day}'})
        USING TIMESTAMP {later}",
];

fn spoil(cql: &str) -> String {
    let day = crate::month::days().to;
    cql.replace("{ws}", &WorkspaceId::LOCAL.uuid().to_string())
        .replace("{later}", &((1_i64 << 44) + 900_000).to_string())
        .replace("{month}", &day.format("%Y%m").to_string())
        .replace("{day}", &day.to_string())
}

#[tokio::test]
async fn a_rebuilt_copy_gives_the_answers_of_postgres_whatever_was_in_it() {
    let Some(address) = address("the read copy is rebuilt") else { return };
    let (db, copy) = (TestDatabase::create().await, Copy::new(&address));
    let mut writer = Writer::new(&db.journal).await;
    let (state, _) = watch::channel(FeedState::default());
    rebuild_copy(&writer.sink, &copy.sink, &state).await.expect_err("there is nothing to fill it from");
    writer.write(&reports(&mut Chance::new(13), 0)).await;
    let feeder = Feeder::start(&writer.sink, &copy.sink);
    caught_up(&writer.sink, &copy.sink).await;
    drop(feeder);
    let expected = answers::of(&writer.sink).await.expect("PostgreSQL answers");
    let session = copy.session().await;
    for cql in FROM_THE_FUTURE {
        session.query_unpaged(spoil(cql), ()).await.expect("spoilt");
    }
    assert_ne!(answers::of(&copy.sink).await.expect("the copy answers"), expected);
    // Once by itself, once by a feeder that is there already.
    rebuild_copy(&writer.sink, &copy.sink, &state).await.expect("rebuilt");
    let _feeder = Feeder::start(&writer.sink, &copy.sink);
    caught_up(&writer.sink, &copy.sink).await;
    rebuild_copy(&writer.sink, &copy.sink, &state).await.expect("rebuilt");
    caught_up(&writer.sink, &copy.sink).await;
    copy.remove().await;
}

#[tokio::test]
async fn postgres_is_rebuilt_from_the_copy() {
    let Some(address) = address("PostgreSQL is rebuilt from the copy") else { return };
    let (db, copy, mut chance) = (TestDatabase::create().await, Copy::new(&address), Chance::new(17));
    let mut writer = Writer::new(&db.journal).await;
    for observed in [0, 60] {
        writer.write(&reports(&mut chance, observed)).await;
    }
    rebuild_postgres(&writer.sink, &copy.sink).await.expect_err("there is no copy");
    let feeder = Feeder::start(&writer.sink, &copy.sink);
    caught_up(&writer.sink, &copy.sink).await;
    rebuild_postgres(&writer.sink, &copy.sink).await.expect_err("the feeder has the seat");
    drop(feeder);
    let expected = answers::of(&writer.sink).await.expect("PostgreSQL answers");
    let rows = rows(&db).await;
    for sql in [
        "truncate metric_day, channel_total, channel_day, channel_month, video_total",
        "select setval('metric_revision', 1, false)",
    ] {
        sqlx::query(sql).execute(db.pool()).await.expect("lost");
    }
    let read = seat_is_free(&writer, &copy).await;
    assert_eq!(read, rows.len() as u64);
    assert_eq!(self::rows(&db).await, rows);
    answers::assert_same(&expected, &answers::of(&writer.sink).await.expect("PostgreSQL answers"));
    // What comes later counts, in both.
    let _feeder = Feeder::start(&writer.sink, &copy.sink);
    writer.write(&reports(&mut chance, 120)).await;
    caught_up(&writer.sink, &copy.sink).await;
    copy.remove().await;
}

/// PostgreSQL lets the lock of a feeder that was dropped go when it sees its connection end.
async fn seat_is_free(writer: &Writer, copy: &Copy) -> u64 {
    let began = std::time::Instant::now();
    loop {
        match rebuild_postgres(&writer.sink, &copy.sink).await {
            Ok(read) => return read,
            Err(error) => assert!(began.elapsed() < crate::PATIENCE, "{error:?}"),
        }
    }
}

/// Every column of every row.
async fn rows(db: &TestDatabase) -> Vec<String> {
    let sql = "select to_jsonb(m)::text from metric_day m order by channel_id, day, video_id";
    sqlx::query_scalar(sql).fetch_all(db.pool()).await.expect("rows")
}
