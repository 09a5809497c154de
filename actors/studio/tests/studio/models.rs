//! The model slot under faults: every row gets its score, and each says where it comes from.

use std::time::Duration;

use ytempire_domain::{
    Step,
    job::JobStatus,
    production::StepOutput,
    trend::{ScoreSource, Scored, SignalRow},
};
use ytempire_studio::{StudioConfig, StudioHandle, WorkerLimits};

use crate::{
    fixtures::{World, until_shown},
    hands::Told,
};

/// A studio whose model slot has the test's worker.
pub async fn studio(world: &World, limits: WorkerLimits) -> StudioHandle {
    let config = world.config();
    let config = StudioConfig { model: Some(config.worker.clone()), limits, ..config };
    let studio = world.start(config, world.journal().clone(), None).await;
    let idle = |status: &ytempire_studio::StudioStatus| {
        status.slots.iter().any(|slot| slot.role == "model" && slot.state == "idle")
    };
    until_shown(&studio, "the model slot is idle", idle).await;
    studio
}

fn row(rank: u32) -> SignalRow {
    SignalRow { rank: Some(rank), ..SignalRow::default() }
}

/// The model's answer to this very row.
fn by_model(rank: u32, scored: &Scored) -> bool {
    scored.source == ScoreSource::Model && (scored.probability - f64::from(rank) / 100.0).abs() < 1e-9
}

async fn all_by_rule(studio: &StudioHandle, because: &str) {
    let scored = studio.score(vec![row(1), row(2)]).await;
    assert_eq!(scored.len(), 2);
    for (scored, rank) in scored.iter().zip(1..) {
        assert!(scored.because.contains(because), "{scored:?}");
        assert_eq!(*scored, Scored::by_rule(&row(rank), &scored.because));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_askers_at_once_get_their_own_scores_from_few_batches() {
    let world = World::new().await;
    let studio = studio(&world, WorkerLimits::default()).await;
    world.tell_worker("slow", "20");
    let asked = (1..=90).map(|rank| {
        let studio = studio.clone();
        async move { (rank, studio.score(vec![row(rank), row(rank + 1)]).await) }
    });
    for (rank, scored) in futures_util::future::join_all(asked).await {
        assert!(by_model(rank, &scored[0]) && by_model(rank + 1, &scored[1]), "{rank}: {scored:?}");
    }
    assert!(world.tasks("score") <= 5, "{} batches for 90 questions", world.tasks("score"));
    let status = studio.status().await;
    assert_eq!((status.models[0].source, status.models[0].version.as_deref()), ("model", Some("v0001")));
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_is_killed_under_load_loses_no_question() {
    let world = World::new().await;
    let studio = studio(&world, WorkerLimits::default()).await;
    world.tell_worker("slow", "20");
    let asked = (1..=60).map(|number| {
        let (studio, order) = (studio.clone(), world.order("die"));
        async move {
            if number == 20 {
                order();
            }
            studio.score((1..=9).map(row).collect()).await
        }
    });
    for scored in futures_util::future::join_all(asked).await {
        assert_eq!(scored.len(), 9);
        for (scored, rank) in scored.iter().zip(1..) {
            assert!(by_model(rank, scored) || scored.source == ScoreSource::Rule, "{scored:?}");
        }
    }
    let restarted = |status: &ytempire_studio::StudioStatus| {
        status.slots.iter().any(|slot| slot.role == "model" && slot.restarts == 1 && slot.state == "idle")
    };
    until_shown(&studio, "another worker is there", restarted).await;
    assert!(by_model(7, &studio.score(vec![row(7)]).await[0]), "the next worker answers");
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_under_which_the_worker_dies_is_asked_once_more() {
    let world = World::new().await;
    let studio = studio(&world, WorkerLimits::default()).await;
    world.tell_worker("die", "");
    assert!(by_model(7, &studio.score(vec![row(7)]).await[0]), "by the worker that follows");
    assert_eq!(world.tasks("score"), 2);
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_hangs_is_replaced_and_the_rule_answers_meanwhile() {
    let world = World::new().await;
    let studio = studio(&world, WorkerLimits::default()).await;
    world.tell_worker("hang", "");
    all_by_rule(&studio, "no answer in time").await;
    let replaced = |status: &ytempire_studio::StudioStatus| {
        status.slots.iter().any(|slot| slot.role == "model" && slot.restarts == 1 && slot.state == "idle")
    };
    until_shown(&studio, "the hanging worker is gone", replaced).await;
    assert!(by_model(7, &studio.score(vec![row(7)]).await[0]));
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nonsense_is_not_passed_on() {
    let world = World::new().await;
    let studio = studio(&world, WorkerLimits::default()).await;
    let score = |probability: &str| {
        format!(
            r#"{{"Ok": {{"probability": {probability}, "source": "model", "model": "m", "because": "", "reasons": []}}}}"#
        )
    };
    for (nonsense, because) in [
        (format!("[{}, {}]", score("7"), score("-1")), "no probability"),
        // What JSON makes of NaN.
        (format!("[{}, {}]", score("null"), score("0.5")), "cannot be read"),
        (format!("[{}]", score("0.5")), "1 answers for 2 rows"),
        (r#"[{"Err": "poison"}, {"Err": "poison"}]"#.to_owned(), "poison"),
        ("7".to_owned(), "cannot be read"),
    ] {
        world.tell_worker("nonsense", &nonsense);
        all_by_rule(&studio, because).await;
    }
    world.take_back("nonsense");
    assert!(by_model(7, &studio.score(vec![row(7)]).await[0]), "and the worker lives on");
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_does_not_start_leaves_everything_to_the_rule() {
    let world = World::new().await;
    world.tell_worker("absent", "");
    let config = world.config();
    let config = StudioConfig { model: Some(config.worker.clone()), ..config };
    let studio = world.start(config, world.journal().clone(), None).await;
    let away = |status: &ytempire_studio::StudioStatus| {
        status.slots.iter().any(|slot| slot.role == "model" && slot.state == "unavailable")
    };
    until_shown(&studio, "the model slot is unavailable", away).await;
    let asked = tokio::time::timeout(Duration::from_secs(1), studio.score((1..=9).map(row).collect()));
    let scored = asked.await.expect("nobody waits for a worker that is not there");
    assert!(scored.iter().all(|scored| scored.source == ScoreSource::Rule), "{scored:?}");
    let status = studio.status().await;
    assert_eq!((status.models[0].source, status.models[0].version.as_deref()), ("rule", None));
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_script_is_judged_although_the_worker_has_only_begun_to_start() {
    let world = World::new().await;
    let config = world.config();
    let config = StudioConfig { model: Some(config.worker.clone()), ..config };
    world.diary.tell(Step::ScriptCheck, Told::Really);
    let video = world.admit("demo", "r-1").await;
    let studio = world.start(config, world.journal().clone(), None).await;
    world.until_status(video, JobStatus::Published).await;
    let read = world.stages(video, Step::ScriptCheck).await.remove(0).output;
    let Some(StepOutput::ScriptCheck(read)) = read else { panic!("{read:?}") };
    assert_eq!(read.quality.expect("it was judged").by, "test");
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_model_slot_a_script_goes_on_and_its_checks_say_that_nobody_judged_it() {
    let world = World::new().await;
    world.diary.tell(Step::ScriptCheck, Told::Really);
    let video = world.admit("demo", "r-1").await;
    let studio = world.studio().await;
    world.until_status(video, JobStatus::Published).await;
    let read = world.stages(video, Step::ScriptCheck).await.remove(0).output;
    let Some(StepOutput::ScriptCheck(read)) = read else { panic!("{read:?}") };
    assert_eq!(read.quality, None);
    let check = read.checks.iter().find(|check| check.name == "script_quality").expect("a check");
    assert!(check.passed && check.measured.contains("there is no model slot"), "{check:?}");
    studio.drain().await;
}
