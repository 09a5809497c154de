use ytempire_domain::id::InstanceId;
use ytempire_journal::{DeadReason, Fence, IntakeRecord, Notice, RawRecord};

use crate::fixtures::{WS, admit, claimed, completed, database, events, run, script};

#[tokio::test]
async fn positions_are_gapless_and_in_the_order_of_writing() {
    let (db, claim) = claimed().await;
    run(&db.journal, claim.key(), &completed(script(), 1)).await;
    let log = events(&db).await;
    let positions: Vec<i64> = log.iter().map(|logged| logged.position).collect();
    assert_eq!(positions, (1..=i64::try_from(log.len()).expect("few")).collect::<Vec<_>>());
    let bounds = db.journal.log_bounds(WS).await.expect("database");
    assert_eq!((bounds.oldest, bounds.newest), (1, positions.len() as i64));
    assert!(log.iter().all(|logged| logged.id == format!("{}-{:010}", logged.epoch, logged.position)));
    let tail = db.journal.events_since(WS, 2, 100).await.expect("database");
    assert_eq!(tail, log[2..]);
    assert_eq!(db.journal.events_of(claim.job.video_id, 100).await.expect("database"), log[1..]);
}

#[tokio::test]
async fn one_relay_sits_and_what_it_sent_is_not_handed_out_again() {
    let db = database().await;
    admit(&db.journal, "demo", "r-1").await;
    let mut seat = db.journal.become_relay().await.expect("database").expect("free");
    assert!(db.journal.become_relay().await.expect("database").is_none());
    assert_eq!(seat.stamp(1).await.expect("database"), 1);
    let unsent = seat.unsent(10).await.expect("database");
    assert_eq!(unsent.len(), 1);
    // Handed on, but not told: another one hands it on again.
    seat.leave().await.expect("left");
    let mut next = db.journal.become_relay().await.expect("database").expect("free again");
    assert_eq!(next.unsent(10).await.expect("database"), unsent);
    next.sent(unsent[0].position).await.expect("database");
    assert!(next.unsent(10).await.expect("database").is_empty());
    while next.stamp(10).await.expect("database") > 0 {}
    assert_eq!(next.unsent(10).await.expect("database")[0].position, unsent[0].position + 1);
}

#[tokio::test]
async fn sockets_are_woken_by_stamped_events() {
    let db = database().await;
    let mut listener = db.journal.listen().await.expect("database");
    admit(&db.journal, "demo", "r-1").await;
    while listener.next().await != Notice::Outbox {}
    let mut seat = db.journal.become_relay().await.expect("database").expect("free");
    seat.stamp(10).await.expect("database");
    while listener.next().await != Notice::Events {}
}

#[tokio::test]
async fn old_events_leave_when_they_were_sent_and_readers_are_told_where_the_log_begins() {
    let db = database().await;
    admit(&db.journal, "demo", "r-1").await;
    let newest = events(&db).await.len() as i64;
    sqlx::query("update outbox set at = at - interval '40 days'").execute(db.pool()).await.expect("moved");
    let mut seat = db.journal.become_relay().await.expect("database").expect("free");
    assert_eq!(seat.trim(30).await.expect("database"), 0, "nothing was sent yet");
    seat.sent(newest - 1).await.expect("database");
    assert_eq!(seat.trim(30).await.expect("database"), (newest - 1).unsigned_abs());
    assert_eq!(db.journal.log_bounds(WS).await.expect("database").oldest, newest);
}

#[tokio::test]
async fn dead_letters_wait_until_they_were_sent() {
    let db = database().await;
    let cursor = db.journal.take_partition("t", 0, InstanceId::generate()).await.expect("database");
    let fence = Fence { topic: "t".into(), partition: 0, epoch: cursor.epoch };
    let reason = DeadReason { code: "malformed_json".into(), detail: String::new() };
    let record =
        |offset| IntakeRecord { raw: RawRecord { offset, ..RawRecord::default() }, parsed: Err(reason.clone()) };
    db.journal.admit_batch(WS, &fence, vec![record(1), record(2)], 3).await.expect("database");
    let mut seat = db.journal.become_relay().await.expect("database").expect("free");
    let waiting = seat.unsent_dead_letters(10).await.expect("database");
    assert_eq!(waiting.iter().map(|letter| letter.raw.offset).collect::<Vec<_>>(), [1, 2]);
    seat.dead_letters_sent(&[waiting[0].id]).await.expect("database");
    assert_eq!(seat.unsent_dead_letters(10).await.expect("database"), waiting[1..]);
}
