use ytempire_domain::{Step, job::JobStatus};
use ytempire_journal::Journal;

use crate::{
    fixtures::{World, until_shown},
    hands::{Gate, Told},
    proxy::Proxy,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outcome_is_held_while_the_database_is_away() {
    let world = World::new().await;
    let gate = Gate::closed();
    world.diary.tell(Step::Render, Told::WaitAfter(gate.clone()));
    let proxy = Proxy::to(&world.db.url()).await;
    let far = Journal::connect(&proxy.url, 8).expect("an address");
    let studio = world.start(world.config(), far.clone(), None).await;
    let video = world.admit("demo", "r-1").await;
    world.until_running(video, Step::Render).await;
    crate::fixtures::until("the render is done", || world.tasks("render") == 1).await;

    proxy.cut();
    assert!(far.ping().await.is_err_and(|error| error.is_unavailable()));
    until_shown(&studio, "the dispatcher says so", |status| !status.dispatcher.ok).await;
    gate.open();
    // The step's end is known here and not in the journal.
    assert_eq!(world.row(video).await.stage, Some(Step::Render));
    proxy.mend();

    world.until_status(video, JobStatus::Published).await;
    assert_eq!((world.diary.runs(video, Step::Render), world.tasks("render")), (1, 1), "the outcome was not lost");
    until_shown(&studio, "all is well again", |status| status.dispatcher.ok).await;
    studio.drain().await;
}
