use ytempire_domain::{Step, job::JobStatus};
use ytempire_journal::RunState;

use crate::{
    fixtures::{World, is_alive, until_shown},
    hands::{Gate, Told},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_lease_hands_the_job_over_and_its_old_holder_lets_go() {
    let world = World::new().await;
    world.diary.tell(Step::Render, Told::WaitBefore(Gate::closed()));
    let first = world.studio().await;
    let video = world.admit("demo", "r-1").await;
    world.until_running(video, Step::Render).await;
    world.db.expire_leases().await;
    let second = world.studio().await;
    world.until_status(video, JobStatus::Published).await;
    until_shown(&first, "the first lets go", |status| status.running.is_empty()).await;
    let states: Vec<_> = world.stages(video, Step::Render).await.iter().map(|run| run.state).collect();
    assert_eq!(states, [RunState::Abandoned, RunState::Completed], "a lost turn is no failed try");
    assert_eq!(world.published(1).await, [video]);
    first.drain().await;
    second.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drain_gives_jobs_back_and_leaves_no_process() {
    let world = World::new().await;
    world.diary.tell(Step::Render, Told::WaitBefore(Gate::closed()));
    let studio = world.studio().await;
    let video = world.admit("demo", "r-1").await;
    let later = world.admit("demo", "r-2").await;
    world.until_running(video, Step::Render).await;
    let ready = |status: &ytempire_studio::StudioStatus| status.slots.iter().all(|slot| slot.pid.is_some());
    let status = until_shown(&studio, "the workers run", ready).await;
    let pids: Vec<u32> = status.slots.iter().filter_map(|slot| slot.pid).collect();
    assert!(pids.len() == 2 && pids.iter().all(|pid| is_alive(*pid)));

    studio.drain().await;
    assert!(!pids.iter().any(|pid| is_alive(*pid)), "no worker is left");
    let row = world.row(video).await;
    assert_eq!((row.status, row.reserved.0), (JobStatus::Queued, 0));

    let next = world.studio().await;
    world.until_status(later, JobStatus::Published).await;
    assert_eq!(world.published(2).await, [video, later], "the job given back kept its place");
    next.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drain_lets_a_running_step_end_and_records_it() {
    let world = World::new().await;
    let gate = Gate::closed();
    world.diary.tell(Step::Footage, Told::WaitBefore(gate.clone()));
    let config = world.config();
    let config = ytempire_studio::StudioConfig { drain: std::time::Duration::from_secs(60), ..config };
    let studio = world.start(config, world.journal().clone(), None).await;
    let video = world.admit("demo", "r-1").await;
    world.until_running(video, Step::Footage).await;
    let watch = studio.clone();
    let (_, _) = tokio::join!(studio.drain(), async {
        until_shown(&watch, "it drains", |status| status.dispatcher.detail == "draining").await;
        gate.open();
    });
    let states: Vec<_> = world.stages(video, Step::Footage).await.iter().map(|run| run.state).collect();
    assert_eq!(states, [RunState::Completed]);
    assert_eq!(world.diary.runs(video, Step::Captions), 0, "no further step begins");
    assert_eq!(world.row(video).await.status, JobStatus::Queued);
}
