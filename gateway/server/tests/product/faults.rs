//! Whatever dies, the job finishes: one video, every event once, the ledger in balance.

use crate::{
    harness::{Home, Product, eventually, text},
    processes::{children, kill_hard, lives},
};

fn finished_once(product: &Product, request: &str) {
    product.broker.wait_for("video_published", request);
    let mut events = product.broker.read("video-events");
    // A record may be sent again after a failure; its consumers drop repeats by `ce_id`.
    let mut seen = std::collections::BTreeSet::new();
    events.retain(|event| seen.insert(event.header("ce_id").expect("an id").to_owned()));
    let of = |kind: &str| events.iter().filter(|event| event.is(kind, request)).count();
    assert_eq!((of("video_created"), of("video_published"), of("video_failed")), (1, 1, 0));
    assert_eq!(product.library().len(), 1);

    let listed = product.json("/api/v1/videos");
    let video = &listed["items"][0];
    assert_eq!((listed["items"].as_array().map(Vec::len), text(video, "status")), (Some(1), "published"));
    let costs = product.json(&format!("/api/v1/videos/{}/costs", text(video, "video_id")));
    let entries = costs["items"].as_array().expect("entries");
    assert!(!entries.is_empty());
    let open: Vec<_> = entries.iter().filter(|entry| entry["state"] == "reserved").collect();
    assert!(open.is_empty(), "nothing stays reserved after the end: {open:?}");
    let cost: i64 = entries.iter().map(|entry| entry["cost_micros"].as_i64().expect("a cost")).sum();
    assert_eq!((&video["cost_micros"], &costs["cost_micros"]), (&cost.into(), &cost.into()));
    assert_eq!(video["reserved_micros"], 0);
}

#[test]
fn a_killed_service_finishes_its_job_after_the_restart_wherever_it_was() {
    for (stage, state) in [("voice", "running"), ("render", "running"), ("thumbnail", "completed")] {
        let home = Home::new();
        let product = home.start();
        product.ask("job", "demo");
        product.broker.wait_for_stage("job", stage, state);
        product.kill_hard();
        let product = home.start();
        finished_once(&product, "job");
        assert_eq!(product.stop(), Some(0), "after a kill at {stage}");
    }
}

#[test]
fn a_killed_render_worker_costs_one_try_of_one_step() {
    let home = Home::new();
    let product = home.start();
    product.ask("job", "demo");
    product.broker.wait_for_stage("job", "render", "running");
    let worker = eventually("a render worker", || children(product.pid(), "worker render").into_iter().next());
    kill_hard(worker);
    finished_once(&product, "job");
    let events = product.broker.read("video-events");
    let tries = |stage: &str| {
        let ran = events.iter().filter(|event| event.is("video_stage_changed", "job"));
        ran.filter(|event| event.data()["stage"] == stage && event.data()["to"] == "running").count()
    };
    assert_eq!((tries("voice"), tries("footage"), tries("render"), tries("publish")), (1, 1, 2, 1));
    assert_eq!(product.stop(), Some(0));
}

#[test]
fn a_killed_database_is_reported_and_comes_back_with_nothing_lost() {
    let home = Home::new();
    let product = home.start();
    product.ask("job", "demo");
    product.broker.wait_for_stage("job", "voice", "running");
    let postgres = product.pid_of("postgres");
    kill_hard(postgres);
    eventually("not ready", || (product.probe("/readyz") == Some(503)).then_some(()));
    assert_eq!(product.probe("/healthz"), Some(200));
    eventually("ready again", || (product.probe("/readyz") == Some(200)).then_some(()));
    finished_once(&product, "job");
    assert_eq!(product.stop(), Some(0));
    assert!(!lives(postgres));
}
