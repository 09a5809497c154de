use std::time::Duration;

use ytempire_domain::{Step, job::JobStatus};
use ytempire_studio::{StudioConfig, WorkerLimits};

use crate::{
    fixtures::{World, until_shown},
    hands::Told,
};

/// The worker does this with the render; the job is published all the same, and the render alone has one failed try.
async fn one_try_is_lost(told: &str, code: &str, limits: WorkerLimits) {
    let world = World::new().await;
    let config = StudioConfig { limits, ..world.config() };
    let studio = world.start(config, world.journal().clone(), None).await;
    world.diary.tell(Step::Render, Told::Before(Box::new(world.order(told))));
    let video = world.admit("demo", "r-1").await;
    world.until_status(video, JobStatus::Published).await;
    let tries = world.stages(video, Step::Render).await;
    let failure = tries[0].failure.as_ref().expect("the first try failed");
    assert_eq!(failure.code, code, "{failure}");
    assert_eq!(tries.len(), 2);
    assert_eq!((world.tasks("voice"), world.tasks("render"), world.tasks("check")), (1, 2, 1));
    let status = studio.status().await;
    let restarts: Vec<_> = status.slots.iter().map(|slot| (slot.role.as_str(), slot.restarts)).collect();
    assert_eq!(restarts, [("voice", 0), ("render", 1)]);
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_dies_costs_one_try_of_one_step() {
    one_try_is_lost("die", "worker_died", WorkerLimits::default()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_panics_costs_one_try_of_one_step() {
    one_try_is_lost("panic", "worker_panicked", WorkerLimits::default()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_without_a_heartbeat_is_replaced() {
    let limits = WorkerLimits { silence: Duration::from_secs(3), ..WorkerLimits::default() };
    one_try_is_lost("freeze", "worker_hung", limits).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_beats_and_makes_no_progress_is_replaced() {
    let limits = WorkerLimits { stall: Duration::from_secs(3), ..WorkerLimits::default() };
    one_try_is_lost("hang", "worker_hung", limits).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_grows_beyond_its_memory_is_replaced() {
    let limits = WorkerLimits { memory: 200 << 20, ..WorkerLimits::default() };
    one_try_is_lost("grow", "worker_oom", limits).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slot_whose_worker_does_not_start_says_so_and_comes_back() {
    let world = World::new().await;
    world.tell_worker("absent", "");
    let studio = world.studio().await;
    let video = world.admit("demo", "r-1").await;
    let absent = |status: &ytempire_studio::StudioStatus| status.slots.iter().all(|slot| slot.state == "unavailable");
    let status = until_shown(&studio, "no slot is there", absent).await;
    assert!(status.slots.iter().all(|slot| !slot.detail.is_empty()), "{:?}", status.slots);
    assert!(status.dispatcher.ok, "nothing else falls");
    world.take_back("absent");
    world.until_status(video, JobStatus::Published).await;
    studio.drain().await;
}
