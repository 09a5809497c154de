use ytempire_domain::{Step, event::StageState, job::JobStatus};
use ytempire_journal::{Conclusion, RunState, Written};

use crate::fixtures::{
    approval, assert_ok, claim, claimed, completed, conclude, cut, events, failed, names, publication, publish, run,
    script, script_check, video,
};

#[tokio::test]
async fn an_outcome_said_twice_is_written_once_with_its_events() {
    let (db, claim) = claimed().await;
    let outcome = completed(script(), 1);
    assert_ok(db.journal.start_step(claim.key(), Step::Script, 1).await.expect("database"));
    let started = events(&db).await.len();
    let first = assert_ok(db.journal.record(claim.key(), &outcome).await.expect("database"));
    let again = assert_ok(db.journal.record(claim.key(), &outcome).await.expect("database"));
    assert_eq!(first, again);
    assert_eq!(events(&db).await.len(), started + 1);
    assert_eq!(db.journal.history(claim.job.video_id).await.expect("database").runs.len(), 1);
}

#[tokio::test]
async fn a_start_said_twice_shows_one_running_step() {
    let (db, claim) = claimed().await;
    let first = assert_ok(db.journal.start_step(claim.key(), Step::Script, 1).await.expect("database"));
    assert_eq!(assert_ok(db.journal.start_step(claim.key(), Step::Script, 1).await.expect("database")), first);
    let row = video(&db.journal, claim.job.video_id).await;
    assert_eq!(
        (row.status, row.stage, row.stage_state),
        (JobStatus::Running, Some(Step::Script), Some(StageState::Running))
    );
    assert_eq!(db.journal.stages(claim.job.video_id).await.expect("database").len(), 1);
}

#[tokio::test]
async fn an_older_generation_writes_nothing() {
    let (db, old) = claimed().await;
    assert_ok(db.journal.start_step(old.key(), Step::Script, 1).await.expect("database"));
    db.expire_leases().await;
    let new = claim(&db.journal).await;
    let before = events(&db).await.len();
    assert_eq!(db.journal.start_step(old.key(), Step::Voice, 1).await.expect("database"), Written::Stale);
    assert_eq!(db.journal.record(old.key(), &completed(script(), 1)).await.expect("database"), Written::Stale);
    assert_eq!(db.journal.conclude(old.key(), &Conclusion::Finished).await.expect("database"), Written::Stale);
    assert_eq!(events(&db).await.len(), before);
    run(&db.journal, new.key(), &completed(script(), 1)).await;
    let stages = db.journal.stages(new.job.video_id).await.expect("database");
    let states: Vec<_> = stages.iter().map(|stage| (stage.generation, stage.state)).collect();
    assert_eq!(states, [(1, RunState::Abandoned), (2, RunState::Completed)]);
}

#[tokio::test]
async fn an_outcome_whose_answer_was_lost_is_still_answered_after_the_claim_has_ended() {
    let (db, claim) = claimed().await;
    let outcome = completed(script(), 1);
    run(&db.journal, claim.key(), &outcome).await;
    conclude(&db.journal, claim.key(), Conclusion::Released).await;
    assert!(matches!(db.journal.record(claim.key(), &outcome).await.expect("database"), Written::Ok { .. }));
}

#[tokio::test]
async fn a_failed_try_stands_in_the_history_beside_the_one_that_worked() {
    let (db, claim) = claimed().await;
    run(&db.journal, claim.key(), &failed(Step::Script, 1)).await;
    run(&db.journal, claim.key(), &completed(script(), 2)).await;
    let history = db.journal.history(claim.job.video_id).await.expect("database");
    assert_eq!(history.failures(Step::Script).count(), 1);
    assert_eq!(history.output(Step::Script), Some(&script()));
    assert_eq!(video(&db.journal, claim.job.video_id).await.attempt, 2);
}

#[tokio::test]
async fn a_video_is_published_once_whatever_is_said_again() {
    let (db, claim) = claimed().await;
    publish(&db.journal, claim.key()).await;
    let again = db.journal.record(claim.key(), &completed(publication(), 1)).await.expect("database");
    assert!(matches!(again, Written::Ok { .. }));
    // Another try, also of another claim, finds the first one's publication.
    assert_ok(db.journal.start_step(claim.key(), Step::Publish, 2).await.expect("database"));
    assert_ok(db.journal.record(claim.key(), &completed(publication(), 2)).await.expect("database"));
    // Whatever the code does, the table takes no second one.
    const SECOND: &str = "insert into step_run (workspace_id, video_id, step, attempt, generation, state)
        select workspace_id, video_id, step, 9, generation, state from step_run where step = 'publish' and attempt = 1";
    let refused = sqlx::query(SECOND).execute(db.pool()).await.expect_err("a second publication");
    assert!(refused.to_string().contains("step_run_published"), "{refused}");
    let published = events(&db).await.iter().filter(|logged| logged.event.name() == "video_published").count();
    assert_eq!(published, 1);
}

#[tokio::test]
async fn a_whole_video_tells_its_steps_in_order() {
    let (db, claim) = claimed().await;
    for output in [script(), script_check(), cut(), approval(), publication()] {
        run(&db.journal, claim.key(), &completed(output, 1)).await;
    }
    conclude(&db.journal, claim.key(), Conclusion::Finished).await;
    let log = events(&db).await;
    let versions: Vec<i64> = log.iter().filter(|e| e.event.video().is_some()).map(|e| e.version).collect();
    assert!(versions.windows(2).all(|pair| pair[0] < pair[1]), "{versions:?}");
    let names = names(&log);
    assert_eq!(names.iter().filter(|name| **name == "video_stage_changed").count(), 10);
    assert_eq!(names.last(), Some(&"video_status_changed"));
    let row = video(&db.journal, claim.job.video_id).await;
    assert_eq!((row.status, row.title.as_deref()), (JobStatus::Published, Some("Bees \u{fffd} dance")));
}
