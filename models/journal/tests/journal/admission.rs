use ytempire_domain::{InstanceId, channel::ChannelStatus, event::Event, job::JobStatus};
use ytempire_journal::{Admission, Refusal};

use crate::fixtures::{WS, add_channel, admit, channel, database, events, request, video};

#[tokio::test]
async fn a_request_becomes_a_queued_job_with_its_event_and_the_channels_settings() {
    let db = database().await;
    let id = admit(&db.journal, "demo", "r-1").await;
    let row = video(&db.journal, id).await;
    assert_eq!((row.status, row.version, row.job.channel_seq), (JobStatus::Queued, 1, 1));
    assert_eq!(row.job.request, request("demo", "r-1"));
    assert_eq!(row.cap, row.job.settings.cap_micros);
    let log = events(&db).await;
    let created = log.last().expect("an event");
    assert_eq!((created.version, created.event.video().expect("of a video").video_id), (1, id));
    assert!(matches!(created.event, Event::VideoCreated { channel_seq: 1, .. }));
}

#[tokio::test]
async fn the_same_request_again_is_the_same_job_and_another_body_is_a_conflict_and_neither_writes() {
    let db = database().await;
    let id = admit(&db.journal, "demo", "r-1").await;
    let before = events(&db).await.len();
    let again = db.journal.admit(WS, &request("demo", "r-1")).await.expect("database");
    assert_eq!(again, Admission::Repeat { video_id: id });
    let mut edited = request("demo", "r-1");
    edited.seconds = Some(30);
    let conflict = db.journal.admit(WS, &edited).await.expect("database");
    assert_eq!(conflict, Admission::Refused(Refusal::BodyConflict { video_id: id }));
    assert_eq!(events(&db).await.len(), before);
    let demo = db.journal.channel(WS, &channel("demo")).await.expect("database").expect("there");
    assert_eq!(demo.last_seq, 1);
}

#[tokio::test]
async fn a_request_id_belongs_to_its_channel() {
    let db = database().await;
    add_channel(&db.journal, "other").await;
    assert_ne!(admit(&db.journal, "demo", "r-1").await, admit(&db.journal, "other", "r-1").await);
}

#[tokio::test]
async fn unknown_and_archived_channels_and_ids_made_around_the_parser_are_refused() {
    let db = database().await;
    let refusal = async |request| match db.journal.admit(WS, &request).await.expect("database") {
        Admission::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    };
    assert_eq!(refusal(request("nobody", "r-1")).await, Refusal::UnknownChannel);
    let mut hostile = request("demo", "r-1");
    hostile.request_id = "a\0b".into();
    assert_eq!(refusal(hostile.clone()).await, Refusal::MalformedId);
    hostile.request_id = "x".repeat(10_000);
    assert_eq!(refusal(hostile).await.code(), "malformed_request_id");

    let kept = admit(&db.journal, "demo", "r-1").await;
    db.journal.delete_channel(WS, &channel("demo"), 1).await.expect("database");
    assert_eq!(refusal(request("demo", "r-2")).await, Refusal::ChannelArchived);
    let repeat = db.journal.admit(WS, &request("demo", "r-1")).await.expect("database");
    assert_eq!(repeat, Admission::Repeat { video_id: kept }, "an answer that was given stays");
}

#[tokio::test]
async fn a_paused_channel_takes_requests() {
    let db = database().await;
    let (id, settings) = (channel("demo"), Default::default());
    db.journal.update_channel(WS, &id, settings, ChannelStatus::Paused, 1).await.expect("database");
    admit(&db.journal, "demo", "r-1").await;
}

#[tokio::test]
async fn a_topic_with_a_nul_is_kept_as_it_came() {
    let db = database().await;
    let mut hostile = request("demo", "r-1");
    hostile.topic = "a\0b \\u0000 c".into();
    let Admission::Created { video_id, .. } = db.journal.admit(WS, &hostile).await.expect("database") else {
        panic!("refused");
    };
    assert_eq!(video(&db.journal, video_id).await.job.request, hostile);
}

#[tokio::test]
async fn eight_doors_at_once_admit_each_request_once_and_without_a_hole_in_the_order() {
    let db = database().await;
    let mut doors = tokio::task::JoinSet::new();
    for door in 0..8 {
        let journal = db.journal.clone();
        doors.spawn(async move {
            for n in 0..6 {
                // Every request comes through two doors.
                let id = format!("r-{}-{n}", door / 2);
                journal.admit(WS, &request("demo", &id)).await.expect("database");
            }
        });
    }
    doors.join_all().await;
    let seqs: Vec<i64> = sqlx::query_scalar("select channel_seq from job order by video_id, channel_seq")
        .fetch_all(db.pool())
        .await
        .expect("database");
    let mut sorted = seqs;
    sorted.sort_unstable();
    assert_eq!(sorted, (1..=24).collect::<Vec<i64>>());
    let created = events(&db).await.into_iter().filter_map(|logged| match logged.event {
        Event::VideoCreated { channel_seq, .. } => Some(channel_seq),
        _ => None,
    });
    assert_eq!(created.collect::<Vec<_>>(), (1..=24).collect::<Vec<i64>>(), "the log tells them in that order");
}

#[tokio::test]
async fn held_admission_refuses_new_requests_for_now_and_lets_the_queue_run() {
    let db = database().await;
    admit(&db.journal, "demo", "r-1").await;
    db.journal.clone().hold_admission(true);
    let error = db.journal.admit(WS, &request("demo", "r-2")).await.expect_err("held");
    assert!(error.is_unavailable() && db.journal.admission_is_held(), "{error}");
    assert_eq!(db.journal.claim(InstanceId::generate(), 1).await.expect("database").len(), 1, "what is in goes on");
    db.journal.hold_admission(false);
    admit(&db.journal, "demo", "r-2").await;
}
