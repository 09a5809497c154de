//! Scripts and videos below their channel's threshold: revised once by reasons, then a person is asked.

use std::fs;

use ytempire_domain::{
    Micros, Step,
    event::Event,
    id::VideoId,
    job::{JobStatus, Review},
    production::{ScriptCheck, StepOutput},
};
use ytempire_journal::{LedgerState, RunState};
use ytempire_studio::{StudioHandle, WorkerLimits};

use crate::{
    fixtures::{WS, World, folders, until},
    hands::{Gate, Told},
    models::studio,
};

/// What the writer makes of the request's topic.
const QUESTION: &str = "Do you know why bees dance?";

/// A world whose judge wants `judgement`, with a video whose script is really written, and checked as told: the last told
/// comes first.
async fn judging(judgement: &str, checks: Vec<Told>) -> (World, StudioHandle, VideoId) {
    let world = World::new().await;
    world.tell_worker("judgement", judgement);
    world.diary.tell(Step::Script, Told::Really);
    checks.into_iter().for_each(|told| world.diary.tell(Step::ScriptCheck, told));
    let studio = studio(&world, WorkerLimits::default()).await;
    let video = world.admit("demo", "r-1").await;
    (world, studio, video)
}

/// What the one completed check says.
async fn read(world: &World, video: VideoId) -> ScriptCheck {
    let mut runs = world.stages(video, Step::ScriptCheck).await;
    runs.retain(|run| run.state == RunState::Completed);
    assert_eq!(runs.len(), 1, "{runs:?}");
    match runs.remove(0).output {
        Some(StepOutput::ScriptCheck(check)) => check,
        other => panic!("{other:?}"),
    }
}

/// All text of the published folder.
fn published(world: &World) -> String {
    let channel = world.library().join("demo");
    let folder = channel.join(&folders(&channel)[0]);
    let files = fs::read_dir(folder).expect("a folder").flatten();
    files.filter_map(|file| fs::read_to_string(file.path()).ok()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_weak_script_is_revised_once_by_its_reasons_paid_and_published_when_it_is_good_enough() {
    let (world, studio, video) = judging("question", vec![Told::Really]).await;
    world.until_status(video, JobStatus::Published).await;

    let check = read(&world, video).await;
    let revision = check.revision.as_ref().expect("a revision");
    assert_eq!((revision.first.total, check.quality.as_ref().expect("judged").total), (0.3, 0.9));
    assert_eq!(revision.changes.len(), 1, "{revision:?}");
    assert_eq!(revision.changes[0].reasons, ["the first words open no question"]);
    assert!(revision.changes[0].done.contains(QUESTION), "{revision:?}");
    assert_eq!(check.revised().expect("a script").sentences[0].text, QUESTION);
    assert!(published(&world).contains(QUESTION), "what is published is the revised script");

    let costs = world.journal().costs(video).await.expect("database");
    let paid: Vec<_> = costs.iter().filter(|cost| cost.step == Step::ScriptCheck).collect();
    assert!(paid.len() == 1 && paid[0].state == LedgerState::Settled && paid[0].measured.is_some(), "{costs:?}");
    assert!(paid[0].settled >= Micros::ZERO && paid[0].reserved > Micros::ZERO, "{costs:?}");
    let events = world.journal().events_of(video, 100).await.expect("database");
    let told = events.iter().filter(|logged| matches!(logged.event, Event::VideoScriptRevised { .. })).count();
    assert_eq!(told, 1);
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_script_that_stays_weak_says_that_nothing_helped_and_waits_for_a_person() {
    let (world, studio, video) = judging("never", vec![Told::Really]).await;
    world.until_status(video, JobStatus::InReview).await;
    let check = read(&world, video).await;
    let revision = check.revision.expect("it was tried");
    assert!(revision.tried > 0 && revision.changes.is_empty() && revision.script.is_none(), "{revision:?}");
    assert_eq!(check.quality.expect("judged").total, 0.3);
    let approved = Review::Approved { by: "ann".into() };
    world.journal().set_review(WS, video, approved).await.expect("database");
    world.until_status(video, JobStatus::Published).await;
    assert!(!published(&world).contains(QUESTION));
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_ends_in_or_after_a_revision_makes_no_second_one() {
    let checks = vec![Told::Really, Told::ReallyThenWait(Gate::closed())];
    let (world, first, video) = judging("question", checks).await;
    until("the script is judged again", || world.tasks("judge") > 1).await;
    // The outcome never reaches the journal.
    first.drain().await;
    world.diary.tell(Step::Voice, Told::WaitBefore(Gate::closed()));
    let second = studio(&world, WorkerLimits::default()).await;
    world.until_running(video, Step::Voice).await;
    let once = read(&world, video).await;
    assert_eq!(once.revision.as_ref().map(|revision| (revision.first.total, revision.changes.len())), Some((0.3, 1)));
    let judged = world.tasks("judge");
    second.drain().await;

    let third = studio(&world, WorkerLimits::default()).await;
    world.until_status(video, JobStatus::Published).await;
    assert_eq!(read(&world, video).await, once);
    assert_eq!((world.tasks("judge"), world.diary.runs(video, Step::ScriptCheck)), (judged, 2));
    let row = world.row(video).await;
    assert_eq!(row.reserved, Micros::ZERO, "{row:?}");
    third.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_video_below_the_threshold_waits_for_a_person_whatever_its_script_is_worth() {
    let world = World::new().await;
    world.tell_worker("poor", "");
    let studio = world.studio().await;
    let video = world.admit("demo", "r-1").await;
    world.until_status(video, JobStatus::InReview).await;
    let read = world.stages(video, Step::VideoCheck).await.remove(0).output;
    let Some(StepOutput::VideoCheck(read)) = read else { panic!("{read:?}") };
    assert_eq!(read.quality.expect("judged").total, 0.2);
    studio.drain().await;
}
