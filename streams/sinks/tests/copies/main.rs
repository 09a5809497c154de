//! The copy gives PostgreSQL's answers, whatever happens on the way. On a real PostgreSQL and a real CQL server.
//!
//! `infra/cassandra` starts one; `YTEMPIRE_TEST_CQL` says where it listens.

mod answers;
mod month;
mod order;
mod rebuilt;
mod server;

use std::{
    future::pending,
    sync::Arc,
    time::{Duration, Instant},
};

use month::{Chance, Writer, days, forget, reports};
use server::{Copy, Node, address};
use tokio::{sync::watch, task::JoinHandle};
use ytempire_domain::id::WorkspaceId;
use ytempire_journal::testing::TestDatabase;
use ytempire_sinks::{
    Analytics, Days, PostgresSink, Reads, SinkError, Store,
    scylla::{FeedState, ScyllaSink, feed},
};

/// How long anything may take to come about.
const PATIENCE: Duration = Duration::from_secs(90);

/// A feeder, until it is dropped.
struct Feeder {
    task: JoinHandle<()>,
    state: watch::Receiver<FeedState>,
}

impl Feeder {
    #[expect(clippy::disallowed_methods, reason = "the test owns it")]
    fn start(postgres: &PostgresSink, scylla: &ScyllaSink) -> Self {
        let (postgres, scylla) = (postgres.clone(), scylla.clone());
        let (sender, state) = watch::channel(FeedState::default());
        let task = tokio::spawn(async move { feed(&postgres, &scylla, &sender, pending()).await });
        Feeder { task, state }
    }

    async fn until(&mut self, what: &str, holds: impl FnMut(&FeedState) -> bool) {
        let reached = tokio::time::timeout(PATIENCE, self.state.wait_for(holds)).await;
        let reached = reached.is_ok_and(|state| state.is_ok());
        assert!(reached, "{what}: {:?}", self.state.borrow());
    }
}

impl Drop for Feeder {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Waits until the copy gives PostgreSQL's answers, and shows the first difference where it never does.
async fn caught_up(postgres: &PostgresSink, scylla: &ScyllaSink) {
    let expected = answers::of(postgres).await.expect("PostgreSQL answers");
    let began = Instant::now();
    loop {
        let found = answers::of(scylla).await;
        match found {
            Ok(found) if found == expected => return answers::assert_same(&expected, &found),
            Ok(found) if began.elapsed() > PATIENCE => answers::assert_same(&expected, &found),
            Err(error) if began.elapsed() > PATIENCE => panic!("the copy does not answer: {error:?}"),
            _ => tokio::time::sleep(Duration::from_millis(300)).await,
        }
    }
}

fn both(postgres: &PostgresSink, scylla: &ScyllaSink) -> Analytics {
    Analytics::new(Arc::new(postgres.clone()), Some(Arc::new(scylla.clone())))
}

#[tokio::test]
async fn the_same_month_gives_the_same_answers_in_both_stores() {
    let Some(address) = address("the read copy follows PostgreSQL") else { return };
    let (db, copy, mut chance) = (TestDatabase::create().await, Copy::new(&address), Chance::new(1));
    let mut writer = Writer::new(&db.journal).await;
    let (first, restated) = (reports(&mut chance, 0), reports(&mut chance, 60));
    // Half of it is there before the feeder is, the other half comes while it works.
    for batch in first.chunks(300) {
        writer.write(batch).await;
    }
    let feeder = Feeder::start(&writer.sink, &copy.sink);
    for batch in restated.chunks(300) {
        writer.write(batch).await;
    }
    caught_up(&writer.sink, &copy.sink).await;
    assert!(writer.sink.become_feeder().await.expect("PostgreSQL answers").is_none(), "there is one seat");
    let mut second = Feeder::start(&writer.sink, &copy.sink);
    drop(feeder);
    second.until("the second one takes it over", |state| state.seated).await;
    // Older reports than those that are there, which change nothing.
    for batch in reports(&mut Chance::new(3), -60).chunks(700) {
        writer.write(batch).await;
    }
    caught_up(&writer.sink, &copy.sink).await;
    let old = Days::new(days().from, days().from + chrono::Days::new(9)).expect("a range");
    assert!(forget(&db, &writer.sink, old).await > 0);
    caught_up(&writer.sink, &copy.sink).await;
    copy.remove().await;
}

#[tokio::test]
async fn while_the_copy_cannot_answer_postgres_does_and_says_so() {
    let Some(address) = address("reads fall back to PostgreSQL") else { return };
    let (db, copy) = (TestDatabase::create().await, Copy::new(&address));
    let mut writer = Writer::new(&db.journal).await;
    writer.write(&reports(&mut Chance::new(5), 0)).await;
    let nobody = Copy::new("127.0.0.1:1").sink;
    for sink in [&nobody, &copy.sink] {
        postgres_answers(&writer.sink, sink).await;
    }
    let feeder = Feeder::start(&writer.sink, &copy.sink);
    caught_up(&writer.sink, &copy.sink).await;
    let analytics = both(&writer.sink, &copy.sink);
    let read = analytics.read(|store| store.days(WorkspaceId::LOCAL, &[], days())).await.expect("an answer");
    assert_eq!((read.store, read.fallback), (Store::Scylla, None));
    // As if nobody had fed it for a minute.
    drop(feeder);
    copy.session()
        .await
        .query_unpaged("UPDATE copy_state SET fresh = null WHERE part = 'feed'", ())
        .await
        .expect("old");
    let error = copy.sink.days(WorkspaceId::LOCAL, &[], days()).await.expect_err("it is not kept up to date");
    assert!(matches!(error, SinkError::Unavailable(_)), "{error:?}");
    copy.remove().await;
}

#[tokio::test]
async fn a_copy_that_is_killed_and_forgets_its_last_seconds_ends_with_the_same_answers() {
    if address("the read copy is killed").is_none() {
        return;
    }
    let node = tokio::task::spawn_blocking(Node::start).await.expect("a node");
    let (db, copy, mut chance) = (TestDatabase::create().await, Copy::new(&node.address), Chance::new(7));
    let mut writer = Writer::new(&db.journal).await;
    writer.write(&reports(&mut chance, 0)).await;
    let mut feeder = Feeder::start(&writer.sink, &copy.sink);
    caught_up(&writer.sink, &copy.sink).await;
    let restated = reports(&mut chance, 60);
    let (before, after) = restated.split_at(restated.len() / 2);
    let rows = feeder.state.borrow().rows;
    writer.write(before).await;
    feeder.until("it goes on", |state| state.rows > rows).await;
    node.kill();
    writer.write(after).await;
    postgres_answers(&writer.sink, &copy.sink).await;
    feeder.until("the feeder says what is wrong", |state| state.trouble.is_some()).await;
    let node = tokio::task::spawn_blocking(move || {
        node.start_again();
        node
    });
    let node = node.await.expect("it starts again");
    caught_up(&writer.sink, &copy.sink).await;
    node.freeze();
    postgres_answers(&writer.sink, &copy.sink).await;
    writer.write(&reports(&mut chance, 120)).await;
    feeder.until("the feeder says what is wrong", |state| state.trouble.is_some()).await;
    node.thaw();
    caught_up(&writer.sink, &copy.sink).await;
}

/// Instead of the copy, and says so.
async fn postgres_answers(postgres: &PostgresSink, scylla: &ScyllaSink) {
    let analytics = both(postgres, scylla);
    let read = analytics.read(|store| store.days(WorkspaceId::LOCAL, &[], days())).await.expect("an answer");
    let truth = postgres.days(WorkspaceId::LOCAL, &[], days()).await.expect("PostgreSQL answers");
    assert_eq!((read.store, read.data), (Store::Postgres, truth));
    assert!(read.fallback.is_some_and(|why| why.contains("does not answer")));
}
