use ytempire_domain::{
    Step,
    channel::{ApprovalMode, ChannelSettings},
    id::VideoId,
    job::{Control, JobStatus, Review},
};
use ytempire_journal::Asked;

use crate::{
    fixtures::{WS, World, until, until_shown},
    hands::{Gate, Told},
};

async fn ask(world: &World, video: VideoId, wanted: Control) {
    let asked = world.journal().set_control(WS, video, wanted).await.expect("database");
    assert!(matches!(asked, Asked::Done(_)), "{asked:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pause_stops_the_running_step_and_a_resume_runs_it_again() {
    let world = World::new().await;
    world.diary.tell(Step::Footage, Told::WaitBefore(Gate::closed()));
    let studio = world.studio().await;
    let video = world.admit("demo", "r-1").await;
    world.until_running(video, Step::Footage).await;
    ask(&world, video, Control::Pause).await;
    world.until_status(video, JobStatus::Paused).await;
    ask(&world, video, Control::Run).await;
    world.until_status(video, JobStatus::Published).await;
    assert_eq!(world.diary.runs(video, Step::Voice), 1, "what was done is not done again");
    assert_eq!(world.diary.runs(video, Step::Footage), 2);
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancel_reaches_the_worker_which_lives_on() {
    let world = World::new().await;
    world.tell_worker("slow", "60000");
    let studio = world.studio().await;
    let video = world.admit("demo", "r-1").await;
    until("the worker begins", || world.tasks("voice") == 1).await;
    let pids = |status: &ytempire_studio::StudioStatus| status.slots.iter().map(|slot| slot.pid).collect::<Vec<_>>();
    let busy = until_shown(&studio, "a slot is busy", |status| status.slots.iter().any(|s| s.state == "busy")).await;
    assert!(busy.slots.iter().any(|slot| slot.video_id == Some(video)));
    ask(&world, video, Control::Cancel).await;
    world.until_status(video, JobStatus::Cancelled).await;
    world.take_back("slow");
    let idle = until_shown(&studio, "all idle", |status| status.slots.iter().all(|s| s.state == "idle")).await;
    assert_eq!(pids(&busy)[0], pids(&idle)[0], "a worker that listens is not killed");
    assert_eq!(world.row(video).await.reserved.0, 0, "its reservation is free again");
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_word_that_is_no_stop_lets_the_step_go_on() {
    let world = World::new().await;
    let gate = Gate::closed();
    world.diary.tell(Step::Footage, Told::WaitBefore(gate.clone()));
    let studio = world.studio().await;
    let video = world.admit("demo", "r-1").await;
    world.until_running(video, Step::Footage).await;
    // Taken back at once: whichever the video hears, the job ends well.
    ask(&world, video, Control::Pause).await;
    ask(&world, video, Control::Run).await;
    gate.open();
    world.until_status(video, JobStatus::Published).await;
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_video_waits_for_a_person_where_the_channel_asks() {
    let world = World::new().await;
    let settings = ChannelSettings { approval: ApprovalMode::EveryVideo, ..ChannelSettings::default() };
    world.add_channel("careful", settings).await;
    let studio = world.studio().await;
    let video = world.admit("careful", "r-1").await;
    world.until_status(video, JobStatus::InReview).await;
    until_shown(&studio, "it gives its turn up", |status| status.running.is_empty()).await;
    let review = Review::Approved { by: "ann".into() };
    assert!(matches!(world.journal().set_review(WS, video, review).await, Ok(Asked::Done(_))));
    world.until_status(video, JobStatus::Published).await;
    assert_eq!(world.diary.runs(video, Step::Thumbnail), 1);
    studio.drain().await;
}
