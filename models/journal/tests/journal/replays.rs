//! Dead letters that are to be sent again: found, asked for, given out once.

use ytempire_domain::id::InstanceId;
use ytempire_journal::{
    DeadReason, Fence, IntakeRecord, LetterFilter, PageRequest, RawRecord, ReplayAsk, ReplayState,
    testing::TestDatabase,
};

use crate::fixtures::{WS, database};

async fn bury(db: &TestDatabase, topic: &str, offset: i64, code: &str, value: Option<&[u8]>) {
    let epoch = db.journal.take_partition(topic, 0, InstanceId::generate()).await.expect("database").epoch;
    let fence = Fence { topic: topic.to_owned(), partition: 0, epoch };
    let raw = RawRecord { offset, value: value.map(<[u8]>::to_vec), ..RawRecord::default() };
    let reason = DeadReason { code: code.to_owned(), detail: String::new() };
    let records = vec![IntakeRecord { raw, parsed: Err(reason) }];
    db.journal.admit_batch(WS, &fence, records, offset + 1).await.expect("database");
}

async fn found(db: &TestDatabase, topic: Option<&str>, code: Option<&str>) -> Vec<(i64, i64)> {
    let filter = LetterFilter { topic: topic.map(str::to_owned), code: code.map(str::to_owned) };
    let page = db.journal.find_dead_letters(WS, &filter, PageRequest::default()).await.expect("database");
    page.items.iter().map(|letter| (letter.id, letter.raw.offset)).collect()
}

async fn state(db: &TestDatabase, id: i64) -> Option<ReplayState> {
    let letter = db.journal.dead_letter(WS, id).await.expect("database").expect("the letter");
    letter.replay.map(|replay| replay.state)
}

async fn ask(db: &TestDatabase, id: i64) -> ReplayAsk {
    db.journal.ask_replay(WS, id).await.expect("database")
}

#[tokio::test]
async fn letters_are_found_by_their_topic_and_their_reason() {
    let db = database().await;
    bury(&db, "a", 0, "bad_json", Some(b"x")).await;
    bury(&db, "a", 1, "late", Some(b"x")).await;
    bury(&db, "b", 0, "late", Some(b"x")).await;
    let offsets = |rows: Vec<(i64, i64)>| rows.into_iter().map(|(_, offset)| offset).collect::<Vec<_>>();
    assert_eq!(offsets(found(&db, Some("a"), None).await), [1, 0]);
    assert_eq!(found(&db, None, Some("late")).await.len(), 2);
    assert_eq!(offsets(found(&db, Some("a"), Some("bad_json")).await), [0]);
    assert!(found(&db, Some("a"), Some("lost")).await.is_empty());
}

#[tokio::test]
async fn a_wish_is_given_out_once_and_a_new_one_once_more() {
    let db = database().await;
    bury(&db, "a", 0, "late", Some(b"x")).await;
    let id = found(&db, None, None).await[0].0;
    let mut seat = db.journal.become_relay().await.expect("database").expect("free");
    assert!(seat.take_replays(9).await.expect("database").is_empty(), "nobody asked");
    for _ in 0..2 {
        assert!(matches!(ask(&db, id).await, ReplayAsk::Asked(letter) if letter.id == id));
    }
    assert_eq!(state(&db, id).await, Some(ReplayState::Asked));
    let given: Vec<_> = seat.take_replays(9).await.expect("database").iter().map(|letter| letter.id).collect();
    assert_eq!((given, state(&db, id).await), (vec![id], Some(ReplayState::Sending)));
    ask(&db, id).await;
    assert!(seat.take_replays(9).await.expect("database").is_empty(), "it is on its way");
    seat.replayed(id).await.expect("database");
    assert!(matches!(state(&db, id).await, Some(ReplayState::Replayed(_))));
    ask(&db, id).await;
    assert_eq!(seat.take_replays(9).await.expect("database").len(), 1, "asked for anew");
    seat.replay_failed(id, "kafka refused").await.expect("database");
    assert_eq!(state(&db, id).await, Some(ReplayState::Failed("kafka refused".to_owned())));
}

#[tokio::test]
async fn what_was_on_its_way_when_the_relay_died_is_not_sent_again_by_itself() {
    let db = database().await;
    bury(&db, "a", 0, "late", Some(b"x")).await;
    bury(&db, "a", 1, "late", Some(b"x")).await;
    let [second, first] = found(&db, None, None).await[..] else { panic!("two letters") };
    ask(&db, first.0).await;
    let mut dead = db.journal.become_relay().await.expect("database").expect("free");
    assert_eq!(dead.take_replays(9).await.expect("database").len(), 1);
    ask(&db, second.0).await;
    dead.leave().await.expect("left");
    let mut heir = db.journal.become_relay().await.expect("database").expect("free");
    assert!(matches!(state(&db, first.0).await, Some(ReplayState::Failed(why)) if why.contains("may lie")));
    let given: Vec<_> = heir.take_replays(9).await.expect("database").iter().map(|letter| letter.id).collect();
    assert_eq!(given, [second.0], "what it had not taken yet is its heir's");
}

#[tokio::test]
async fn a_record_without_a_value_and_an_unknown_letter_are_not_asked_for() {
    let db = database().await;
    bury(&db, "a", 0, "no_value", None).await;
    let id = found(&db, None, None).await[0].0;
    assert_eq!(ask(&db, id).await, ReplayAsk::NoValue);
    assert_eq!((state(&db, id).await, ask(&db, id + 1).await), (None, ReplayAsk::Missing));
}
