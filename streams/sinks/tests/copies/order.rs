//! Changes in any order, more than once.

use ytempire_journal::testing::TestDatabase;
use ytempire_sinks::{
    Change, PostgresSink,
    postgres::Feed,
    scylla::{Round, Sums, Touched},
};

use crate::{
    answers,
    month::{Chance, Writer, days, forget, reports},
    server::{Copy, address},
};

/// All that there is to copy at one time, in pieces, each with the sums of what changed in it.
async fn pieces(feed: &mut Feed, sink: &PostgresSink, chance: &mut Chance) -> Vec<(Vec<Change>, Sums)> {
    let (mut after, mut pieces) = (0, Vec::new());
    loop {
        let most = 1 + chance.below(400) as usize;
        let changes = feed.changes(after, most).await.expect("changes");
        let Some(last) = changes.last().map(Change::revision) else { return pieces };
        let sums = sink.sums(Touched::by(&changes), last).await.expect("sums");
        after = last;
        pieces.push((changes, sums));
    }
}

#[tokio::test]
async fn changes_in_any_order_and_twice_end_in_the_same_answers() {
    let Some(address) = address("the read copy in any order of arrival") else { return };
    let (db, copy, mut chance) = (TestDatabase::create().await, Copy::new(&address), Chance::new(11));
    let mut writer = Writer::new(&db.journal).await;
    let mut feed = writer.sink.become_feeder().await.expect("PostgreSQL answers").expect("the seat");
    // The same keys in several states: new, restated, gone, there again.
    let mut all = Vec::new();
    for observed in [0, 60, 120] {
        for batch in reports(&mut chance, observed).chunks(250) {
            writer.write(batch).await;
        }
        all.extend(pieces(&mut feed, &writer.sink, &mut chance).await);
        let old = days().from + chrono::Days::new(chance.below(20));
        forget(&db, &writer.sink, ytempire_sinks::Days::new(days().from, old).expect("a range")).await;
        all.extend(pieces(&mut feed, &writer.sink, &mut chance).await);
    }
    let expected = answers::of(&writer.sink).await.expect("PostgreSQL answers");
    copy.sink.migrate().await.expect("tables");
    let session = copy.session().await;
    let read = "INSERT INTO copy_state (part, asked, begun, filled, fresh) VALUES ('feed', 1, 1, 1, true)";
    session.query_unpaged(read, ()).await.expect("it may be read");
    for _ in 0..2 {
        chance.shuffle(&mut all);
        for (changes, sums) in &mut all {
            chance.shuffle(changes);
            copy.sink.apply(Round::FIRST, changes, sums).await.expect("applied");
        }
        let found = answers::of(&copy.sink).await.expect("the copy answers");
        answers::assert_same(&expected, &found);
    }
    copy.remove().await;
}
