//! Trend signals: stored once with their cursor, the newest of each source kept.

use ytempire_domain::{
    id::InstanceId,
    trend::{RawSignal, TrendSignal},
};
use ytempire_journal::{DeadReason, Fence, IntakeRecord, Journal, PageRequest, RawRecord, SignalBatch};

use crate::fixtures::{WS, database};

const TOPIC: &str = "trend-signals";

async fn own(journal: &Journal) -> Fence {
    let cursor = journal.take_partition(TOPIC, 0, InstanceId::generate()).await.expect("database");
    Fence { topic: TOPIC.into(), partition: 0, epoch: cursor.epoch }
}

fn signal(source: &str, topic: &str, minute: u32, rank: i64) -> TrendSignal {
    let raw = RawSignal {
        source: source.into(),
        topic: topic.into(),
        niche: "Nature".into(),
        rank: Some(rank),
        observed_at: format!("2026-11-01T12:{minute:02}:00Z"),
        ..RawSignal::default()
    };
    TrendSignal::parse(raw).expect("valid")
}

fn good(offset: i64, signal: TrendSignal) -> IntakeRecord<TrendSignal> {
    IntakeRecord { raw: RawRecord { offset, ..RawRecord::default() }, parsed: Ok(signal) }
}

fn bad(offset: i64) -> IntakeRecord<TrendSignal> {
    let reason = DeadReason { code: "bad_json".into(), detail: "no".into() };
    IntakeRecord { raw: RawRecord { offset, value: Some(b"{".to_vec()), ..RawRecord::default() }, parsed: Err(reason) }
}

fn counts(stored: &SignalBatch) -> Option<(usize, usize)> {
    match stored {
        SignalBatch::Fenced => None,
        SignalBatch::Stored { signals, dead, .. } => Some((*signals, *dead)),
    }
}

async fn ranks(journal: &Journal, topic: &str) -> Vec<(String, Option<u32>)> {
    let signals = journal.signals_of(WS, topic).await.expect("database");
    signals.into_iter().map(|signal| (signal.source, signal.rank)).collect()
}

#[tokio::test]
async fn a_batch_keeps_the_newest_of_each_source_its_dead_letters_and_its_cursor() {
    let db = database().await;
    let fence = own(&db.journal).await;
    let batch = vec![
        good(0, signal("wikipedia", "Honey Bee", 5, 1)),
        good(1, signal("wikipedia", " honey   bee ", 9, 2)),
        bad(2),
        good(3, signal("wikipedia", "honey bee", 7, 3)),
        good(4, signal("search", "honey bee", 8, 4)),
    ];
    let stored = db.journal.store_signals(WS, &fence, batch, 5).await.expect("database");
    assert_eq!(counts(&stored), Some((4, 1)));
    let expected = [("wikipedia".to_owned(), Some(2)), ("search".to_owned(), Some(4))];
    assert_eq!(ranks(&db.journal, "HONEY bee").await, expected);
    assert_eq!(ranks(&db.journal, "honey").await, []);
    let dead = db.journal.dead_letters(WS, PageRequest { limit: 10, after: None }).await.expect("database");
    assert_eq!(dead.items.len(), 1);
    let cursor = db.journal.take_partition(TOPIC, 0, InstanceId::generate()).await.expect("database");
    assert_eq!(cursor.next_offset, Some(5));
}

#[tokio::test]
async fn an_older_observation_that_comes_late_changes_nothing() {
    let db = database().await;
    let fence = own(&db.journal).await;
    for (offset, minute, rank) in [(0, 30, 1), (1, 10, 2), (2, 31, 3), (3, 31, 4)] {
        let batch = vec![good(offset, signal("wikipedia", "moths", minute, rank))];
        db.journal.store_signals(WS, &fence, batch, offset + 1).await.expect("database");
    }
    assert_eq!(ranks(&db.journal, "moths").await, [("wikipedia".to_owned(), Some(4))]);
}

#[tokio::test]
async fn a_batch_said_again_changes_nothing_and_one_of_a_former_owner_is_refused_whole() {
    let db = database().await;
    let fence = own(&db.journal).await;
    let batch = || vec![good(0, signal("wikipedia", "moths", 1, 1)), bad(1)];
    for _ in 0..2 {
        let stored = db.journal.store_signals(WS, &fence, batch(), 2).await.expect("database");
        assert_eq!(counts(&stored), Some((1, 1)));
    }
    let page = PageRequest { limit: 10, after: None };
    assert_eq!(db.journal.dead_letters(WS, page.clone()).await.expect("database").items.len(), 1);
    own(&db.journal).await;
    let late = vec![good(2, signal("wikipedia", "moths", 9, 9)), bad(3)];
    assert_eq!(db.journal.store_signals(WS, &fence, late, 4).await.expect("database"), SignalBatch::Fenced);
    assert_eq!(ranks(&db.journal, "moths").await, [("wikipedia".to_owned(), Some(1))]);
    assert_eq!(db.journal.dead_letters(WS, page).await.expect("database").items.len(), 1);
}

#[tokio::test]
async fn the_longest_and_strangest_names_fit() {
    let db = database().await;
    let fence = own(&db.journal).await;
    let long = |n: usize| "\u{130}\u{1f41d}".repeat(n / 2);
    let raw = RawSignal {
        source: long(64),
        topic: long(300),
        niche: long(200),
        observed_at: "2026-11-01T12:00:00Z".into(),
        ..RawSignal::default()
    };
    let strange = TrendSignal::parse(raw).expect("valid");
    let stored = db.journal.store_signals(WS, &fence, vec![good(0, strange.clone())], 1).await.expect("database");
    assert_eq!(counts(&stored), Some((1, 0)));
    assert_eq!(db.journal.signals_of(WS, &long(300)).await.expect("database"), [strange]);
    assert!(db.journal.signals_of(WS, "nul \0").await.expect("database").is_empty());
}
