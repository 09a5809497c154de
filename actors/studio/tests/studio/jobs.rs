use std::collections::HashMap;

use ytempire_domain::{Micros, Step, channel::ChannelSettings, job::JobStatus};
use ytempire_journal::{LedgerState, RunState};

use crate::{
    fixtures::{World, folders, until, until_shown},
    hands::{Gate, Told},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_passes_every_step_once_and_is_published_once() {
    let world = World::new().await;
    let studio = world.studio().await;
    let mut progress = studio.progress();
    let video = world.admit("demo", "r-1").await;
    let row = world.until_status(video, JobStatus::Published).await;

    for step in Step::ALL {
        assert_eq!(world.diary.runs(video, step), 1, "{step}");
        let stages = world.stages(video, step).await;
        assert_eq!(stages.iter().map(|run| run.state).collect::<Vec<_>>(), [RunState::Completed], "{step}");
    }
    assert_eq!(world.published(1).await, [video]);
    assert_eq!(folders(&world.library().join("demo")).len(), 1);
    assert!(row.settled > Micros::ZERO && row.reserved == Micros::ZERO, "{row:?}");
    let costs = world.journal().costs(video).await.expect("database");
    let steps: Vec<Step> = costs.iter().map(|cost| cost.step).collect();
    assert_eq!(steps, [Step::Voice, Step::Render, Step::VideoCheck, Step::Thumbnail]);
    assert!(costs.iter().all(|cost| cost.state == LedgerState::Settled && cost.measured > Some(0.0)), "{costs:?}");
    let mut seen = HashMap::new();
    while let Ok(progress) = progress.try_recv() {
        assert_eq!(progress.video_id, video);
        seen.insert(progress.stage, progress.stage_progress);
    }
    assert!(Step::ALL.iter().all(|step| seen[step] == 1.0), "{seen:?}");
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn scratch_is_empty_when_a_job_is_done() {
    let world = World::new().await;
    let config = world.config();
    let scratch = config.scratch.clone();
    let studio = world.start(config, world.journal().clone(), None).await;
    let video = world.admit("demo", "r-1").await;
    world.until_status(video, JobStatus::Published).await;
    until_shown(&studio, "the video ends", |status| status.running.is_empty()).await;
    assert_eq!(folders(&scratch), Vec::<String>::new());
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_jobs_over_five_channels_are_published_in_the_order_of_their_admission() {
    let world = World::new().await;
    let channels = ["a", "b", "c", "d", "e"];
    for channel in channels {
        world.add_channel(channel, ChannelSettings::default()).await;
    }
    let studio = world.studio().await;
    let mut admitted: HashMap<&str, Vec<_>> = HashMap::new();
    for number in 0..20 {
        let channel = channels[number % channels.len()];
        admitted.entry(channel).or_default().push(world.admit(channel, &format!("r-{number}")).await);
    }
    let published = world.published(20).await;
    assert_eq!(published.len(), 20);
    for (channel, admitted) in admitted {
        let order: Vec<_> = published.iter().copied().filter(|video| admitted.contains(video)).collect();
        assert_eq!(order, admitted, "{channel}");
    }
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failed_or_panicking_step_is_tried_again_and_no_other_with_it() {
    let world = World::new().await;
    world.diary.tell(Step::Footage, Told::Fail);
    world.diary.tell(Step::Approval, Told::Panic);
    let studio = world.studio().await;
    let video = world.admit("demo", "r-1").await;
    world.until_status(video, JobStatus::Published).await;
    for step in Step::ALL {
        let tries = if [Step::Footage, Step::Approval].contains(&step) { 2 } else { 1 };
        assert_eq!(world.diary.runs(video, step), tries, "{step}");
    }
    let panicked = world.stages(video, Step::Approval).await.remove(0).failure.expect("failed");
    assert_eq!(panicked.code, "step_panicked");
    assert!(panicked.message.contains("told to panic"), "{panicked}");
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_step_beyond_the_cap_fails_the_job_and_runs_nothing() {
    let world = World::new().await;
    world.add_channel("poor", ChannelSettings { cap_micros: Micros(1), ..ChannelSettings::default() }).await;
    let studio = world.studio().await;
    let video = world.admit("poor", "r-1").await;
    let row = world.until_status(video, JobStatus::Failed).await;
    let (step, failure) = row.failure.expect("failed");
    assert_eq!((step, failure.code.as_str()), (Step::Voice, "budget_exceeded"));
    assert_eq!(world.diary.runs(video, Step::Voice), 1, "it is not tried again");
    assert_eq!(world.tasks("voice"), 0, "nothing was spent");
    assert_eq!((row.settled, row.reserved), (Micros::ZERO, Micros::ZERO));
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_publication_whose_outcome_was_lost_is_found_and_not_made_again() {
    let world = World::new().await;
    world.diary.tell(Step::Publish, Told::WaitAfter(Gate::closed()));
    let studio = world.studio().await;
    let video = world.admit("demo", "r-1").await;
    world.until_running(video, Step::Publish).await;
    until("the folder is there", || !folders(&world.library().join("demo")).is_empty()).await;
    // The outcome never reaches the journal.
    studio.drain().await;
    assert_eq!(world.row(video).await.status, JobStatus::Publishing);

    let studio = world.studio().await;
    world.until_status(video, JobStatus::Published).await;
    assert_eq!(world.diary.runs(video, Step::Publish), 2);
    assert_eq!(folders(&world.library().join("demo")).len(), 1);
    assert_eq!(world.published(1).await, [video]);
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_video_that_breaks_is_parked_and_others_go_on() {
    let world = World::new().await;
    world.add_channel("other", ChannelSettings::default()).await;
    world.diary.tell(Step::ScriptCheck, Told::Confuse);
    let studio = world.studio().await;
    let broken = world.admit("demo", "r-1").await;
    let row = world.until(broken, |row| row.wake_at.is_some()).await;
    assert_eq!(row.status, JobStatus::Queued);
    let good = world.admit("other", "r-2").await;
    world.until_status(good, JobStatus::Published).await;
    studio.drain().await;
}
