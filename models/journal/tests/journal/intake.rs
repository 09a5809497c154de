use ytempire_domain::id::InstanceId;
use ytempire_journal::{
    Admission, BatchAdmission, BatchEntry, DeadReason, Fence, IntakeRecord, Journal, PageRequest, RawRecord,
    VideoFilter,
};

use crate::fixtures::{WS, database, request};

const TOPIC: &str = "video-requests";

async fn own(journal: &Journal) -> Fence {
    let cursor = journal.take_partition(TOPIC, 3, InstanceId::generate()).await.expect("database");
    Fence { topic: TOPIC.into(), partition: 3, epoch: cursor.epoch }
}

fn good(offset: i64, request_id: &str) -> IntakeRecord {
    let raw = RawRecord { offset, value: Some(b"{}".to_vec()), ..RawRecord::default() };
    IntakeRecord { raw, parsed: Ok(request("demo", request_id)) }
}

fn bad(offset: i64) -> IntakeRecord {
    let raw = RawRecord {
        offset,
        timestamp_ms: Some(7),
        key: Some(vec![0, 255]),
        value: Some(b"{not json\0".to_vec()),
        headers: vec![("h".into(), vec![0, 1])],
    };
    IntakeRecord { raw, parsed: Err(DeadReason { code: "malformed_json".into(), detail: "column 2 \0".into() }) }
}

async fn jobs(journal: &Journal) -> usize {
    journal.videos(WS, VideoFilter::default(), PageRequest::default()).await.expect("database").items.len()
}

async fn next_offset(journal: &Journal) -> Option<i64> {
    journal.take_partition(TOPIC, 3, InstanceId::generate()).await.expect("database").next_offset
}

#[tokio::test]
async fn a_batch_is_jobs_letters_and_the_cursor_together() {
    let db = database().await;
    let fence = own(&db.journal).await;
    let mut unknown = good(12, "r-3");
    unknown.parsed = Ok(request("nowhere", "r-3"));
    let batch = vec![good(10, "r-1"), bad(11), unknown, good(13, "r-1")];
    let BatchAdmission::Admitted(entries) = db.journal.admit_batch(WS, &fence, batch, 14).await.expect("database")
    else {
        panic!("fenced");
    };
    assert!(matches!(entries[0], BatchEntry::Job(Admission::Created { channel_seq: 1, .. })));
    assert!(matches!(&entries[1], BatchEntry::Dead(reason) if reason.code == "malformed_json"));
    assert!(matches!(&entries[2], BatchEntry::Dead(reason) if reason.code == "unknown_channel"));
    assert!(matches!(entries[3], BatchEntry::Job(Admission::Repeat { .. })));
    let letters = db.journal.dead_letters(WS, PageRequest::default()).await.expect("database").items;
    assert_eq!((jobs(&db.journal).await, letters.len(), next_offset(&db.journal).await), (1, 2, Some(14)));
    assert_eq!(letters[1].raw, bad(11).raw);
}

#[tokio::test]
async fn a_batch_said_again_changes_nothing() {
    let db = database().await;
    let fence = own(&db.journal).await;
    for _ in 0..2 {
        let batch = vec![good(1, "r-1"), bad(2)];
        let admitted = db.journal.admit_batch(WS, &fence, batch, 3).await.expect("database");
        assert!(matches!(admitted, BatchAdmission::Admitted(entries) if entries.len() == 2));
    }
    let letters = db.journal.dead_letters(WS, PageRequest::default()).await.expect("database").items.len();
    assert_eq!((jobs(&db.journal).await, letters), (1, 1));
}

#[tokio::test]
async fn a_partition_with_a_new_owner_takes_nothing_from_the_old_one() {
    let db = database().await;
    let old = own(&db.journal).await;
    let new = own(&db.journal).await;
    let fenced = db.journal.admit_batch(WS, &old, vec![good(1, "r-1"), bad(2)], 3).await.expect("database");
    assert_eq!(fenced, BatchAdmission::Fenced);
    assert_eq!(jobs(&db.journal).await, 0);
    assert!(db.journal.dead_letters(WS, PageRequest::default()).await.expect("database").items.is_empty());
    let admitted = db.journal.admit_batch(WS, &new, vec![good(1, "r-1")], 2).await.expect("database");
    assert!(matches!(admitted, BatchAdmission::Admitted(_)));
}

#[tokio::test]
async fn a_cursor_never_moves_back_and_begins_with_nothing() {
    let db = database().await;
    let first = db.journal.take_partition(TOPIC, 3, InstanceId::generate()).await.expect("database");
    assert_eq!((first.epoch, first.next_offset), (1, None));
    let fence = Fence { topic: TOPIC.into(), partition: 3, epoch: first.epoch };
    for next in [9, 4] {
        db.journal.admit_batch(WS, &fence, vec![], next).await.expect("database");
    }
    assert_eq!(next_offset(&db.journal).await, Some(9));
}

#[tokio::test]
async fn batches_of_many_partitions_at_once_do_not_wait_in_a_ring() {
    let db = database().await;
    for id in ["a", "b"] {
        crate::fixtures::add_channel(&db.journal, id).await;
    }
    let mut batches = tokio::task::JoinSet::new();
    for partition in 0..8 {
        let journal = db.journal.clone();
        batches.spawn(async move {
            let cursor = journal.take_partition(TOPIC, partition, InstanceId::generate()).await.expect("database");
            let fence = Fence { topic: TOPIC.into(), partition, epoch: cursor.epoch };
            let order = if partition % 2 == 0 { ["a", "b"] } else { ["b", "a"] };
            let records = order.iter().zip(0..).map(|(id, offset)| {
                let raw = RawRecord { offset, ..RawRecord::default() };
                IntakeRecord { raw, parsed: Ok(request(id, &format!("p-{partition}"))) }
            });
            journal.admit_batch(WS, &fence, records.collect(), 2).await.expect("no deadlock")
        });
    }
    assert!(batches.join_all().await.iter().all(|one| matches!(one, BatchAdmission::Admitted(_))));
    assert_eq!(jobs(&db.journal).await, 16);
}
