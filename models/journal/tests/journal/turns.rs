use chrono::TimeDelta;
use ytempire_domain::{Step, id::InstanceId, job::JobStatus};
use ytempire_journal::{Conclusion, Notice};

use crate::fixtures::{admit, claim, claimed, completed, conclude, database, failure, run, script, video};

#[tokio::test]
async fn a_job_that_waits_for_the_clock_gives_its_turn_to_the_next_one() {
    let db = database().await;
    let (first, second) = (admit(&db.journal, "demo", "r-1").await, admit(&db.journal, "demo", "r-2").await);
    let waiting = claim(&db.journal).await;
    assert_eq!(waiting.job.video_id, first);
    let later = db.journal.now().await.expect("database") + TimeDelta::hours(1);
    conclude(&db.journal, waiting.key(), Conclusion::WaitUntil(later)).await;
    assert_eq!(video(&db.journal, first).await.wake_at, Some(later));
    assert_eq!(claim(&db.journal).await.job.video_id, second);
}

#[tokio::test]
async fn a_job_given_back_is_claimed_again_at_once_under_a_new_generation() {
    let (db, first) = claimed().await;
    run(&db.journal, first.key(), &completed(script(), 1)).await;
    conclude(&db.journal, first.key(), Conclusion::Released).await;
    let second = claim(&db.journal).await;
    assert_eq!((second.job.video_id, second.generation), (first.job.video_id, first.generation + 1));
    assert!(db.journal.history(second.job.video_id).await.expect("database").output(Step::Script).is_some());
}

#[tokio::test]
async fn a_failed_job_names_its_step_and_rests() {
    let (db, claim) = claimed().await;
    let failed = Conclusion::Failed { step: Step::Voice, failure: failure() };
    conclude(&db.journal, claim.key(), failed).await;
    let row = video(&db.journal, claim.job.video_id).await;
    assert_eq!((row.status, row.failure), (JobStatus::Failed, Some((Step::Voice, failure()))));
    assert!(db.journal.claim(InstanceId::generate(), 5).await.expect("database").is_empty());
}

#[tokio::test]
async fn an_instance_that_starts_again_frees_its_own_leases_and_nobody_elses() {
    let (db, claim) = claimed().await;
    assert_eq!(db.journal.free_leases(InstanceId::generate()).await.expect("database"), 0);
    assert_eq!(db.journal.free_leases(claim.holder).await.expect("database"), 1);
    assert!(!db.journal.renew(claim.key()).await.expect("database"));
    assert_eq!(crate::fixtures::claim(&db.journal).await.generation, 2);
}

#[tokio::test]
async fn the_end_of_a_turn_wakes_the_dispatchers() {
    let db = database().await;
    admit(&db.journal, "demo", "r-1").await;
    admit(&db.journal, "demo", "r-2").await;
    let first = claim(&db.journal).await;
    let mut listener = db.journal.listen().await.expect("database");
    conclude(&db.journal, first.key(), Conclusion::Finished).await;
    while listener.next().await != Notice::Jobs {}
    assert_eq!(claim(&db.journal).await.job.channel_seq, 2);
}
