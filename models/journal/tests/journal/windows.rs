//! Windows of topics: folded with the cursor, by whoever owns the partition; rankings of them, and what is handed on.

use chrono::{DateTime, Utc};
use ytempire_domain::{
    id::InstanceId,
    trend::{RankedTopic, RawSignal, Scored, TrendSignal},
};
use ytempire_journal::{
    ChangedNiche, ChangedTopic, Fence, IntakeRecord, Journal, Ranking, RawRecord, SentRanking, SignalBatch,
};

use crate::fixtures::{WS, database};

pub const TOPIC: &str = "trend-signals";

pub async fn own(journal: &Journal, partition: i32) -> Fence {
    let cursor = journal.take_partition(TOPIC, partition, InstanceId::generate()).await.expect("database");
    Fence { topic: TOPIC.into(), partition, epoch: cursor.epoch }
}

pub fn signal(niche: &str, topic: &str, minute: u32, points: f64) -> TrendSignal {
    let raw = RawSignal {
        source: "hn".into(),
        topic: topic.into(),
        niche: niche.into(),
        volume: Some(points),
        unit: Some("points".into()),
        observed_at: format!("2026-11-01T{:02}:{:02}:00Z", minute / 60, minute % 60),
        ..RawSignal::default()
    };
    TrendSignal::parse(raw).expect("valid")
}

fn records(from: i64, signals: &[TrendSignal]) -> Vec<IntakeRecord<TrendSignal>> {
    let record = |(n, signal): (usize, &TrendSignal)| {
        let raw = RawRecord { offset: from + i64::try_from(n).expect("few"), ..RawRecord::default() };
        IntakeRecord { raw, parsed: Ok(signal.clone()) }
    };
    signals.iter().enumerate().map(record).collect()
}

/// `None`: fenced.
pub async fn store(journal: &Journal, fence: &Fence, from: i64, signals: &[TrendSignal]) -> Option<Vec<ChangedNiche>> {
    let next = from + i64::try_from(signals.len()).expect("few");
    match journal.store_signals(WS, fence, records(from, signals), next).await.expect("database") {
        SignalBatch::Fenced => None,
        SignalBatch::Stored { changed, .. } => Some(changed),
    }
}

/// Every topic of the niche by the rule, best first.
pub async fn rank(journal: &Journal, niche: &str) -> bool {
    let (revision, topics) = journal.windows(WS, niche, 100).await.expect("database");
    journal.store_ranking(WS, niche, revision, &ranked(&topics)).await.expect("database")
}

pub fn ranked(topics: &[ChangedTopic]) -> Vec<RankedTopic> {
    let made_at = DateTime::<Utc>::UNIX_EPOCH;
    let one = |topic: &ChangedTopic| {
        let row = topic.window.row(topic.window.last_seen());
        RankedTopic::new(&topic.window, &row, Scored::by_rule(&row, "a test"), made_at)
    };
    let mut ranked: Vec<RankedTopic> = topics.iter().map(one).collect();
    ranked.sort_by(|one, other| other.scored.probability.total_cmp(&one.scored.probability));
    ranked
}

/// Niche, revision, topics.
fn names(changed: &[ChangedNiche]) -> Vec<(&str, i64, Vec<&str>)> {
    changed.iter().map(|niche| (niche.niche.as_str(), niche.revision, topics_of(niche))).collect()
}

fn topics_of(niche: &ChangedNiche) -> Vec<&str> {
    niche.topics.iter().map(|topic| topic.topic.as_str()).collect()
}

#[tokio::test]
async fn a_batch_folds_its_signals_and_says_which_topics_have_changed() {
    let db = database().await;
    let fence = own(&db.journal, 0).await;
    let first =
        [signal("Nature", "Bees", 0, 10.0), signal("news", "Rain", 1, 5.0), signal(" nature", "bees ", 60, 20.0)];
    let changed = store(&db.journal, &fence, 0, &first).await.expect("ours");
    assert_eq!(names(&changed), [("nature", 1, vec!["bees"]), ("news", 1, vec!["rain"])]);
    let again = [signal("Nature", "Bees", 0, 10.0), signal("news", "Rain", 61, 9.0)];
    let changed = store(&db.journal, &fence, 3, &again).await.expect("ours");
    assert_eq!(names(&changed), [("news", 2, vec!["rain"])], "what is known already changes nothing");
    let (revision, topics) = db.journal.windows(WS, "nature", 10).await.expect("database");
    assert_eq!((revision, topics.len()), (1, 1));
    let row = topics[0].window.row(topics[0].window.last_seen());
    assert_eq!((row.value, row.value_lags[0]), (Some(20.0), Some(10.0)));
}

#[tokio::test]
async fn windows_are_written_with_their_cursor_or_not_at_all() {
    let db = database().await;
    let late = own(&db.journal, 0).await;
    let fence = own(&db.journal, 0).await;
    store(&db.journal, &fence, 0, &[signal("nature", "bees", 0, 10.0)]).await.expect("ours");
    assert_eq!(store(&db.journal, &late, 1, &[signal("nature", "bees", 60, 99.0)]).await, None);
    let (revision, topics) = db.journal.windows(WS, "nature", 10).await.expect("database");
    assert_eq!((revision, topics[0].window.row(topics[0].window.last_seen()).value), (1, Some(10.0)));
    // A batch whose answer was lost is said again.
    for _ in 0..2 {
        store(&db.journal, &fence, 1, &[signal("nature", "bees", 60, 30.0)]).await.expect("ours");
    }
    let (revision, again) = db.journal.windows(WS, "nature", 10).await.expect("database");
    assert_eq!((revision, again[0].window.row(again[0].window.last_seen()).readings), (2, 2));
    let cursor = db.journal.take_partition(TOPIC, 0, InstanceId::generate()).await.expect("database");
    assert_eq!(cursor.next_offset, Some(2));
}

#[tokio::test]
async fn two_partitions_that_hear_of_one_topic_at_the_same_time_lose_nothing() {
    let db = database().await;
    let (one, two) = (own(&db.journal, 0).await, own(&db.journal, 1).await);
    for n in 0..10_u32 {
        let (left, right) = ([signal("nature", "bees", n * 120, 1.0)], [signal("nature", "bees", n * 120 + 60, 2.0)]);
        let (left, right) =
            tokio::join!(store(&db.journal, &one, n.into(), &left), store(&db.journal, &two, n.into(), &right));
        assert!(left.is_some() && right.is_some());
    }
    let (revision, topics) = db.journal.windows(WS, "nature", 10).await.expect("database");
    let row = topics[0].window.row(topics[0].window.last_seen());
    assert_eq!((revision, row.readings), (20, 20));
}

#[tokio::test]
async fn a_ranking_of_older_windows_never_takes_the_place_of_one_of_newer_ones() {
    let db = database().await;
    let fence = own(&db.journal, 3).await;
    store(&db.journal, &fence, 0, &[signal("nature", "bees", 0, 1.0), signal("nature", "moths", 0, 1.0)]).await;
    let (old, topics) = db.journal.windows(WS, "nature", 10).await.expect("database");
    let unranked = db.journal.unranked(WS, 3, 10).await.expect("database");
    assert_eq!(
        unranked.iter().map(|niche| (niche.niche.as_str(), niche.revision)).collect::<Vec<_>>(),
        [("nature", 1)]
    );
    assert!(db.journal.unranked(WS, 2, 10).await.expect("database").is_empty());
    store(&db.journal, &fence, 2, &[signal("nature", "bees", 60, 9.0)]).await;
    assert!(rank(&db.journal, "nature").await);
    assert!(!db.journal.store_ranking(WS, "nature", old, &ranked(&topics)).await.expect("database"));
    assert!(db.journal.unranked(WS, 3, 10).await.expect("database").is_empty());
    assert!(rank(&db.journal, "nature").await, "the same one again is no harm");
}

#[tokio::test]
async fn the_relay_is_given_the_newest_ranking_until_it_was_handed_on() {
    let db = database().await;
    let fence = own(&db.journal, 0).await;
    let both =
        [signal("Nature", "bees", 0, 1.0), signal("Nature", "Moths", 0, 1.0), signal("Nature", "Moths", 60, 4.0)];
    store(&db.journal, &fence, 0, &both).await;
    let mut seat = db.journal.become_relay().await.expect("database").expect("free");
    assert!(seat.unsent_rankings(10).await.expect("database").is_empty(), "nothing is ranked");
    assert!(rank(&db.journal, "nature").await);
    let unsent = seat.unsent_rankings(10).await.expect("database");
    let topics: Vec<&str> = unsent[0].topics.iter().map(|ranked| ranked.topic.as_str()).collect();
    assert_eq!((unsent.len(), unsent[0].niche.as_str(), topics), (1, "Nature", vec!["Moths", "bees"]));
    // A newer one follows before the first was handed on.
    assert!(rank(&db.journal, "nature").await);
    seat.rankings_sent(&[sent(&unsent[0])]).await.expect("database");
    let newer = seat.unsent_rankings(10).await.expect("database");
    assert_eq!((newer.len(), newer[0].number), (1, unsent[0].number + 1));
    seat.rankings_sent(&[sent(&newer[0])]).await.expect("database");
    assert!(seat.unsent_rankings(10).await.expect("database").is_empty());
}

fn sent(ranking: &Ranking) -> SentRanking {
    let Ranking { workspace_id, niche, number, .. } = ranking.clone();
    SentRanking { workspace_id, niche, number }
}

#[tokio::test]
async fn a_ranking_and_the_relay_wait_for_no_batch_of_signals() {
    let db = database().await;
    let fence = own(&db.journal, 0).await;
    store(&db.journal, &fence, 0, &[signal("nature", "bees", 0, 1.0)]).await;
    // A batch that holds the niche and is not committed.
    let mut batch = db.pool().begin().await.expect("database");
    sqlx::query("select from trend_niche for update").execute(&mut *batch).await.expect("database");
    let mut seat = db.journal.become_relay().await.expect("database").expect("free");
    let (revision, topics) = (1, vec![]);
    assert!(db.journal.store_ranking(WS, "nature", revision, &topics).await.expect("database"));
    let unsent = seat.unsent_rankings(10).await.expect("database");
    seat.rankings_sent(&[sent(&unsent[0])]).await.expect("database");
    assert!(seat.unsent_rankings(10).await.expect("database").is_empty());
    batch.rollback().await.expect("database");
}

#[tokio::test]
async fn signals_of_which_nothing_new_was_heard_are_forgotten_by_our_clock() {
    let db = database().await;
    let fence = own(&db.journal, 0).await;
    store(&db.journal, &fence, 0, &[signal("nature", "bees", 0, 1.0), signal("nature", "moths", 0, 1.0)]).await;
    let age = "update trend_signal set stored_at = now() - interval '91 days'";
    sqlx::query(age).execute(db.pool()).await.expect("database");
    store(&db.journal, &fence, 2, &[signal("nature", "bees", 60, 2.0)]).await;
    assert_eq!(db.journal.sweep_signals(90, 100).await.expect("database"), 1);
    assert_eq!(db.journal.signals_of(WS, "moths").await.expect("database"), []);
    assert_eq!(db.journal.signals_of(WS, "bees").await.expect("database").len(), 1);
}

#[tokio::test]
async fn topics_of_which_nothing_was_heard_are_forgotten() {
    let db = database().await;
    let fence = own(&db.journal, 0).await;
    store(&db.journal, &fence, 0, &[signal("nature", "bees", 0, 1.0), signal("nature", "moths", 0, 1.0)]).await;
    assert!(rank(&db.journal, "nature").await);
    let age = "update trend_window set updated_at = now() - interval '15 days' where topic_key = 'bees'";
    sqlx::query(age).execute(db.pool()).await.expect("database");
    assert_eq!(db.journal.sweep_windows(14, 100).await.expect("database"), 1);
    let (_, topics) = db.journal.windows(WS, "nature", 10).await.expect("database");
    assert_eq!(topics.iter().map(|topic| topic.topic.as_str()).collect::<Vec<_>>(), ["moths"]);
    let niches = db.journal.niches(WS, 10).await.expect("database");
    assert_eq!((niches.len(), niches[0].topics), (1, 1));
}

#[tokio::test]
async fn all_windows_are_read_page_by_page_each_of_them_once() {
    let db = database().await;
    let fence = own(&db.journal, 0).await;
    let names: Vec<(String, String)> =
        (0..7).map(|n| (["farming", "nature"][n % 2].to_owned(), format!("topic {n}"))).collect();
    let signals: Vec<TrendSignal> = names.iter().map(|(niche, topic)| signal(niche, topic, 10, 5.0)).collect();
    store(&db.journal, &fence, 0, &signals).await.expect("owned");
    assert_eq!(db.journal.count_windows(WS).await.expect("database"), 7);
    let (mut read, mut next, mut pages) = (Vec::new(), None, 0);
    loop {
        let page = db.journal.all_windows(WS, next, 3).await.expect("database");
        read.extend(page.windows.iter().map(|window| window.topic().to_owned()));
        (next, pages) = (page.next, pages + 1);
        if next.is_none() {
            break;
        }
    }
    let order = [0, 2, 4, 6, 1, 3, 5].map(|n| format!("topic {n}"));
    assert_eq!((read, pages), (order.to_vec(), 3), "by niche, then topic");
}
