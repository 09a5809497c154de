use ytempire_domain::{
    Step,
    id::{VideoId, WorkspaceId},
    job::{Control, JobStatus, Review},
};
use ytempire_journal::{Asked, Conclusion, Notice};

use crate::fixtures::{
    WS, admit, claim, claimed, completed, conclude, cut, database, failed, failure, publish, run, script, video,
};

#[tokio::test]
async fn a_waiting_job_is_paused_resumed_and_cancelled_at_once() {
    let db = database().await;
    let id = admit(&db.journal, "demo", "r-1").await;
    for (wanted, expected) in [
        (Control::Pause, JobStatus::Paused),
        (Control::Pause, JobStatus::Paused),
        (Control::Run, JobStatus::Queued),
        (Control::Cancel, JobStatus::Cancelled),
    ] {
        let asked = db.journal.set_control(WS, id, wanted).await.expect("database");
        assert!(matches!(&asked, Asked::Done(row) if row.status == expected), "{wanted:?}: {asked:?}");
    }
    let late = db.journal.set_control(WS, id, Control::Run).await.expect("database");
    assert!(matches!(late, Asked::NotNow(_)));
}

#[tokio::test]
async fn the_holder_of_a_running_job_is_told_and_ends_the_turn_itself() {
    let (db, claim) = claimed().await;
    run(&db.journal, claim.key(), &completed(script(), 1)).await;
    let mut listener = db.journal.listen().await.expect("database");
    let asked = db.journal.set_control(WS, claim.job.video_id, Control::Pause).await.expect("database");
    assert!(matches!(asked, Asked::Done(row) if row.status == JobStatus::Running));
    while listener.next().await != Notice::Control(claim.job.video_id) {}
    conclude(&db.journal, claim.key(), Conclusion::Paused).await;
    assert_eq!(video(&db.journal, claim.job.video_id).await.status, JobStatus::Paused);
}

#[tokio::test]
async fn a_pause_taken_back_before_the_holder_saw_it_leaves_the_job_in_line() {
    let (db, claim) = claimed().await;
    for wanted in [Control::Pause, Control::Run] {
        db.journal.set_control(WS, claim.job.video_id, wanted).await.expect("database");
    }
    conclude(&db.journal, claim.key(), Conclusion::Paused).await;
    assert_eq!(video(&db.journal, claim.job.video_id).await.status, JobStatus::Queued);
}

#[tokio::test]
async fn nobody_stops_a_video_that_may_be_out() {
    let (db, claim) = claimed().await;
    publish(&db.journal, claim.key()).await;
    for wanted in [Control::Pause, Control::Cancel] {
        let asked = db.journal.set_control(WS, claim.job.video_id, wanted).await.expect("database");
        assert!(matches!(asked, Asked::NotNow(_)), "{wanted:?}");
    }
}

#[tokio::test]
async fn a_job_that_waits_for_a_person_goes_on_with_the_answer() {
    let (db, waiting) = claimed().await;
    let id = waiting.job.video_id;
    let approved = Review::Approved { by: "ann".into() };
    assert!(matches!(db.journal.set_review(WS, id, approved.clone()).await.expect("database"), Asked::NotNow(_)));
    conclude(&db.journal, waiting.key(), Conclusion::AwaitReview).await;
    assert_eq!(video(&db.journal, id).await.status, JobStatus::InReview);
    assert!(matches!(db.journal.set_review(WS, id, approved.clone()).await.expect("database"), Asked::Done(_)));
    assert_eq!(claim(&db.journal).await.job.video_id, id);
    assert_eq!(db.journal.history(id).await.expect("database").review, Some(approved));
}

#[tokio::test]
async fn a_retry_keeps_what_is_done_before_its_step_and_nothing_after_it() {
    let (db, first) = claimed().await;
    let id = first.job.video_id;
    run(&db.journal, first.key(), &completed(script(), 1)).await;
    run(&db.journal, first.key(), &completed(cut(), 1)).await;
    run(&db.journal, first.key(), &failed(Step::VideoCheck, 1)).await;
    conclude(&db.journal, first.key(), Conclusion::Failed { step: Step::VideoCheck, failure: failure() }).await;
    assert!(video(&db.journal, id).await.failure.is_some());

    let asked = db.journal.retry(WS, id, Some(Step::Render)).await.expect("database");
    // Voice was never made, so the retry begins there.
    assert!(
        matches!(&asked, Asked::Done(row) if row.status == JobStatus::Queued && row.failure.is_none()),
        "{asked:?}"
    );
    let history = db.journal.history(id).await.expect("database");
    assert!(history.output(Step::Script).is_some() && history.output(Step::Render).is_none());
    assert_eq!(history.failures(Step::VideoCheck).count(), 0);
    assert_eq!(claim(&db.journal).await.job.video_id, id);
    assert!(matches!(db.journal.retry(WS, id, None).await.expect("database"), Asked::NotNow(_)));
}

#[tokio::test]
async fn another_workspace_sees_no_job() {
    let db = database().await;
    let id = admit(&db.journal, "demo", "r-1").await;
    let other = WorkspaceId::generate();
    assert_eq!(db.journal.set_control(other, id, Control::Cancel).await.expect("database"), Asked::Missing);
    assert_eq!(db.journal.retry(other, id, None).await.expect("database"), Asked::Missing);
    assert_eq!(db.journal.set_control(WS, VideoId::generate(), Control::Run).await.expect("database"), Asked::Missing);
    assert_eq!(video(&db.journal, id).await.status, JobStatus::Queued);
}
