use ytempire_domain::{Micros, Step, budget::BudgetError, channel::ChannelSettings};
use ytempire_journal::{Claim, Conclusion, Journal, LedgerState, Price, Reserved, testing::TestDatabase};

use crate::fixtures::{WS, admit, channel, claim, claimed, conclude, video};

/// A claimed job that may spend 100 micros at 1 micro a unit.
async fn poor() -> (TestDatabase, Claim) {
    let db = TestDatabase::create().await;
    let price = Price { provider: "test".into(), unit: "unit".into(), micros_per_unit: 1 };
    db.journal.set_price(&price).await.expect("database");
    let settings = ChannelSettings { cap_micros: Micros(100), ..ChannelSettings::default() };
    db.journal.create_channel(WS, Some(channel("demo")), settings).await.expect("database");
    admit(&db.journal, "demo", "r-1").await;
    let claim = claim(&db.journal).await;
    (db, claim)
}

async fn reserve(journal: &Journal, claim: &Claim, call: &str, quantity: f64) -> Reserved {
    journal.reserve(claim.key(), call, Step::Voice, "test", "unit", quantity).await.expect("database")
}

async fn sums(db: &TestDatabase, claim: &Claim) -> (i64, i64) {
    let row = video(&db.journal, claim.job.video_id).await;
    (row.reserved.0, row.settled.0)
}

#[tokio::test]
async fn money_is_bound_before_a_call_and_charged_after_it() {
    let (db, claim) = poor().await;
    assert_eq!(reserve(&db.journal, &claim, "a", 60.0).await, Reserved::Bound(Micros(60)));
    assert_eq!(sums(&db, &claim).await, (60, 0));
    db.journal.settle("a", 42.5).await.expect("database");
    assert_eq!(sums(&db, &claim).await, (0, 43));
    let costs = db.journal.costs(claim.job.video_id).await.expect("database");
    assert_eq!((costs.len(), costs[0].state, costs[0].measured), (1, LedgerState::Settled, Some(42.5)));
}

#[tokio::test]
async fn what_would_break_the_cap_is_refused_and_binds_nothing() {
    let (db, claim) = poor().await;
    assert_eq!(reserve(&db.journal, &claim, "a", 60.0).await, Reserved::Bound(Micros(60)));
    let refused = BudgetError::Exceeded { needed: Micros(41), left: Micros(40), cap: Micros(100) };
    assert_eq!(reserve(&db.journal, &claim, "b", 41.0).await, Reserved::Exceeded(refused));
    assert_eq!(sums(&db, &claim).await, (60, 0));
    assert_eq!(reserve(&db.journal, &claim, "c", -1.0).await, Reserved::Exceeded(BudgetError::Negative));
}

#[tokio::test]
async fn a_call_asked_for_or_settled_again_counts_once() {
    let (db, claim) = poor().await;
    for _ in 0..3 {
        assert_eq!(reserve(&db.journal, &claim, "a", 60.0).await, Reserved::Bound(Micros(60)));
    }
    for measured in [50.0, 60.0, 1.0] {
        db.journal.settle("a", measured).await.expect("database");
    }
    assert_eq!(sums(&db, &claim).await, (0, 50));
    db.journal.release_reservation("a").await.expect("database");
    assert_eq!(sums(&db, &claim).await, (0, 50));
}

#[tokio::test]
async fn more_than_was_reserved_is_noted_and_not_charged() {
    let (db, claim) = poor().await;
    reserve(&db.journal, &claim, "a", 60.0).await;
    db.journal.settle("a", 75.0).await.expect("database");
    assert_eq!(sums(&db, &claim).await, (0, 60));
    assert_eq!(db.journal.costs(claim.job.video_id).await.expect("database")[0].overrun, Micros(15));
}

#[tokio::test]
async fn a_released_reservation_can_be_made_again() {
    let (db, claim) = poor().await;
    reserve(&db.journal, &claim, "a", 100.0).await;
    db.journal.release_reservation("a").await.expect("database");
    assert_eq!(sums(&db, &claim).await, (0, 0));
    assert_eq!(reserve(&db.journal, &claim, "a", 90.0).await, Reserved::Bound(Micros(90)));
}

#[tokio::test]
async fn what_a_dead_generation_reserved_is_free_for_its_successor() {
    let (db, dead) = poor().await;
    reserve(&db.journal, &dead, "old", 90.0).await;
    db.expire_leases().await;
    let heir = claim(&db.journal).await;
    assert_eq!(reserve(&db.journal, &dead, "late", 1.0).await, Reserved::Stale);
    assert_eq!(reserve(&db.journal, &heir, "new", 90.0).await, Reserved::Bound(Micros(90)));
    // The dead one's call turns out to have run: known, and beyond the cap, so not charged.
    db.journal.settle("old", 90.0).await.expect("database");
    assert_eq!(sums(&db, &heir).await, (90, 0));
}

#[tokio::test]
async fn nothing_stays_reserved_when_the_turn_is_over() {
    let (db, claim) = poor().await;
    reserve(&db.journal, &claim, "a", 60.0).await;
    conclude(&db.journal, claim.key(), Conclusion::Released).await;
    assert_eq!(sums(&db, &claim).await, (0, 0));
}

#[tokio::test]
async fn reservations_at_once_never_pass_the_cap_together() {
    let (db, claim) = poor().await;
    let mut calls = tokio::task::JoinSet::new();
    for n in 0..12 {
        let (journal, claim) = (db.journal.clone(), claim.clone());
        calls.spawn(async move { reserve(&journal, &claim, &format!("call-{n}"), 30.0).await });
    }
    let bound = calls.join_all().await.into_iter().filter(|one| matches!(one, Reserved::Bound(_))).count();
    assert_eq!((bound, sums(&db, &claim).await), (3, (90, 0)));
}

#[tokio::test]
async fn a_call_without_a_price_does_not_run() {
    let (db, claim) = claimed().await;
    let unknown = db.journal.reserve(claim.key(), "a", Step::Voice, "nobody", "unit", 1.0).await;
    assert!(unknown.is_err_and(|error| !error.is_unavailable()));
}
