//! What was spent, added up in every way that is asked for.

use chrono::{DateTime, NaiveDate, Utc};
use ytempire_domain::{Micros, Step, id::VideoId};
use ytempire_journal::{Claim, Journal, Price, SpendBy, SpendFilter, Spent, testing::TestDatabase};

use crate::fixtures::{WS, add_channel, admit, channel, claim};

/// A call that was charged, as if it had ended at `ended`.
async fn spend(db: &TestDatabase, claim: &Claim, step: Step, provider: &str, micros: f64, ended: &str) {
    const AT: &str = "update ledger_entry set ended_at = $2 where call_key = $1";
    let key = format!("{}-{step}-{provider}-{ended}", claim.job.video_id);
    db.journal.reserve(claim.key(), &key, step, provider, "unit", micros).await.expect("database");
    db.journal.settle(&key, micros).await.expect("database");
    sqlx::query(AT).bind(&key).bind(at(ended)).execute(db.pool()).await.expect("moved");
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Two channels; of the first two videos, of the second one.
async fn world() -> (TestDatabase, [VideoId; 3]) {
    let db = TestDatabase::create().await;
    for provider in ["local", "voices"] {
        let price = Price { provider: provider.into(), unit: "unit".into(), micros_per_unit: 1 };
        db.journal.set_price(&price).await.expect("database");
    }
    let mut claims = vec![];
    for (id, request) in [("a", "r-1"), ("b", "r-1")] {
        add_channel(&db.journal, id).await;
        admit(&db.journal, id, request).await;
        claims.push(claim(&db.journal).await);
    }
    add_channel(&db.journal, "c").await;
    admit(&db.journal, "c", "r-1").await;
    claims.push(claim(&db.journal).await);
    let [a, b, c] = [&claims[0], &claims[1], &claims[2]];
    // The platform's 20 November ends at 08:00 in UTC.
    spend(&db, a, Step::Script, "local", 100.0, "2026-11-21T07:59:59Z").await;
    spend(&db, a, Step::Voice, "voices", 30.0, "2026-11-21T08:00:00Z").await;
    spend(&db, b, Step::Voice, "voices", 7.0, "2026-11-21T08:14:59Z").await;
    spend(&db, c, Step::Render, "local", 2.0, "2026-11-22T00:00:00Z").await;
    spend(&db, c, Step::Render, "voices", 1_000.0, "2026-11-23T08:00:00Z").await;
    // Bound and given back: nothing was charged.
    db.journal.reserve(c.key(), "free", Step::Render, "local", "unit", 9.0).await.expect("database");
    db.journal.release_reservation("free").await.expect("database");
    let ids = [a.job.video_id, b.job.video_id, c.job.video_id];
    (db, ids)
}

async fn sums(journal: &Journal, channels: &[&str], by: &[SpendBy]) -> Vec<Spent> {
    let channels: Vec<_> = channels.iter().map(|id| channel(id)).collect();
    let filter = SpendFilter { channels: &channels, from: day("2026-11-20"), to: day("2026-11-22") };
    journal.spend(WS, filter, by).await.expect("database")
}

fn of(micros: i64) -> Spent {
    Spent { micros: Micros(micros), ..Spent::default() }
}

#[tokio::test]
async fn money_is_added_up_by_days_of_the_platform_and_by_quarters_of_an_hour() {
    let (db, _) = world().await;
    let days = [Spent { day: Some(day("2026-11-20")), ..of(100) }, Spent { day: Some(day("2026-11-21")), ..of(39) }];
    assert_eq!(sums(&db.journal, &[], &[SpendBy::Day]).await, days);
    let quarters = [("2026-11-21T07:45:00Z", 100), ("2026-11-21T08:00:00Z", 37), ("2026-11-22T00:00:00Z", 2)];
    let range = (at("2026-11-21T07:59:59Z"), at("2026-11-23T08:00:00Z"));
    let found = db.journal.spend_by_quarters(WS, &[], range).await.expect("database");
    assert_eq!(found, quarters.map(|(start, micros)| (at(start), Micros(micros))));
    let of_c = db.journal.spend_by_quarters(WS, &[channel("c")], range).await.expect("database");
    assert_eq!(of_c, [(at("2026-11-22T00:00:00Z"), Micros(2))]);
    assert_eq!(sums(&db.journal, &[], &[]).await, [of(139)], "the end is not included");
}

#[tokio::test]
async fn money_is_added_up_by_whom_and_what_it_was_spent_for() {
    let (db, ids) = world().await;
    let by = |by: SpendBy| {
        let journal = db.journal.clone();
        async move { sums(&journal, &[], &[by]).await }
    };
    let channels = [("a", 130), ("b", 7), ("c", 2)];
    let channels = channels.map(|(id, micros)| Spent { channel_id: Some(channel(id)), ..of(micros) });
    assert_eq!(by(SpendBy::Channel).await, channels);
    let videos = [(ids[0], 130), (ids[1], 7), (ids[2], 2)];
    assert_eq!(by(SpendBy::Video).await, videos.map(|(id, micros)| Spent { video_id: Some(id), ..of(micros) }));
    let steps = [(Step::Render, 2), (Step::Script, 100), (Step::Voice, 37)];
    assert_eq!(by(SpendBy::Step).await, steps.map(|(step, micros)| Spent { step: Some(step), ..of(micros) }));
    let providers = [("local", 102), ("voices", 37)];
    let providers = providers.map(|(name, micros)| Spent { provider: Some(name.to_owned()), ..of(micros) });
    assert_eq!(by(SpendBy::Provider).await, providers);
}

#[tokio::test]
async fn channels_are_chosen_and_sums_kept_apart_by_several_things_at_once() {
    let (db, _) = world().await;
    let sums = sums(&db.journal, &["a", "c"], &[SpendBy::Day, SpendBy::Channel]).await;
    let row =
        |text: &str, id: &str, micros| Spent { day: Some(day(text)), channel_id: Some(channel(id)), ..of(micros) };
    assert_eq!(sums, [row("2026-11-20", "a", 100), row("2026-11-21", "a", 30), row("2026-11-21", "c", 2)]);
}
