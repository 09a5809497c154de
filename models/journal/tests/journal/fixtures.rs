//! Small worlds: a database with a channel, a job admitted, a job claimed.

use chrono::{DateTime, TimeDelta, Utc};
use ytempire_domain::{
    ArtefactRef, ContentHash, Failure, Retry, Step, Whose,
    channel::ChannelSettings,
    id::{ChannelId, InstanceId, VideoId, WorkspaceId},
    job::{StepResult, StepRun},
    production::{Approval, Cut, Publication, Script, ScriptCheck, StepOutput},
    request::{RawRequest, VideoRequest},
};
use ytempire_journal::{Admission, Claim, ClaimKey, Conclusion, Journal, VideoRow, Written, testing::TestDatabase};

pub const WS: WorkspaceId = WorkspaceId::LOCAL;

/// A database with the channel `demo`.
pub async fn database() -> TestDatabase {
    let db = TestDatabase::create().await;
    add_channel(&db.journal, "demo").await;
    db
}

pub async fn add_channel(journal: &Journal, id: &str) {
    let settings = ChannelSettings::default();
    assert!(journal.create_channel(WS, Some(channel(id)), settings).await.expect("database").is_some());
}

pub fn channel(id: &str) -> ChannelId {
    id.parse().expect("a slug")
}

pub fn request(channel: &str, request_id: &str) -> VideoRequest {
    let raw = RawRequest {
        request_id: request_id.into(),
        channel_id: channel.into(),
        topic: "why bees dance".into(),
        ..RawRequest::default()
    };
    VideoRequest::parse(raw).expect("a valid request")
}

pub async fn admit(journal: &Journal, channel: &str, request_id: &str) -> VideoId {
    match journal.admit(WS, &request(channel, request_id)).await.expect("database") {
        Admission::Created { video_id, .. } => video_id,
        other => panic!("{other:?}"),
    }
}

/// The one job whose turn it is, claimed by somebody new.
pub async fn claim(journal: &Journal) -> Claim {
    let mut claims = journal.claim(InstanceId::generate(), 10).await.expect("database");
    assert_eq!(claims.len(), 1, "{claims:?}");
    claims.remove(0)
}

/// A database with one job, claimed.
pub async fn claimed() -> (TestDatabase, Claim) {
    let db = database().await;
    admit(&db.journal, "demo", "r-1").await;
    let claim = claim(&db.journal).await;
    (db, claim)
}

pub async fn video(journal: &Journal, id: VideoId) -> VideoRow {
    journal.video(WS, id).await.expect("database").expect("the video exists")
}

pub async fn conclude(journal: &Journal, key: ClaimKey, conclusion: Conclusion) {
    let written = journal.conclude(key, &conclusion).await.expect("database");
    assert!(matches!(written, Written::Ok { .. }), "{written:?}");
}

/// Starts the step and records this end of it.
pub async fn run(journal: &Journal, key: ClaimKey, run: &StepRun) {
    assert_ok(journal.start_step(key, run.step, run.attempt).await.expect("database"));
    assert_ok(journal.record(key, run).await.expect("database"));
}

/// Runs what a video needs to be out.
pub async fn publish(journal: &Journal, key: ClaimKey) {
    for output in [script(), cut(), publication()] {
        run(journal, key, &completed(output, 1)).await;
    }
}

pub fn assert_ok(written: Written) -> i64 {
    match written {
        Written::Ok { version } => version,
        Written::Stale => panic!("stale"),
    }
}

pub fn at(second: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(second)
}

/// A run of 2 s.
pub fn completed(output: StepOutput, attempt: u32) -> StepRun {
    let step = output.step();
    StepRun { step, attempt, started_at: at(1), finished_at: at(3), result: StepResult::Completed(Box::new(output)) }
}

pub fn failed(step: Step, attempt: u32) -> StepRun {
    StepRun { step, attempt, started_at: at(1), finished_at: at(3), result: StepResult::Failed(failure()) }
}

pub fn failure() -> Failure {
    Failure::new(Whose::Provider, Retry::Backoff, "went_away", "the provider \0 went away")
}

pub fn file(name: &str) -> ArtefactRef {
    ArtefactRef { hash: ContentHash::of(name.as_bytes()), name: name.into(), media_type: "video/mp4".into(), bytes: 9 }
}

pub fn script() -> StepOutput {
    StepOutput::Script(Script {
        title: "Bees \0 dance".into(),
        description: String::new(),
        tags: vec![],
        language: "en".into(),
        sentences: vec![],
        writer: "test".into(),
    })
}

pub fn script_check() -> StepOutput {
    StepOutput::ScriptCheck(ScriptCheck { checks: vec![], quality: None, revision: None })
}

pub fn cut() -> StepOutput {
    StepOutput::Render(Cut {
        video: file("video.mp4"),
        width: 1080,
        height: 1920,
        fps: 30,
        frames: 900,
        duration_ms: 30_000,
        encoder: "libx264".into(),
    })
}

pub fn approval() -> StepOutput {
    StepOutput::Approval(Approval { by: "ann".into() })
}

pub fn publication() -> StepOutput {
    StepOutput::Publish(Publication {
        destination: "library".into(),
        location: "demo/000001-bees".into(),
        published_at: at(5),
        files: vec![file("video.mp4"), file("thumbnail.jpg")],
    })
}

/// Everything written so far, stamped and in order.
pub async fn events(db: &TestDatabase) -> Vec<ytempire_journal::LoggedEvent> {
    let mut seat = db.journal.become_relay().await.expect("database").expect("the seat is free");
    while seat.stamp(100).await.expect("database") > 0 {}
    seat.leave().await.expect("left");
    db.journal.events_since(WS, 0, 1_000).await.expect("database")
}

pub fn names(events: &[ytempire_journal::LoggedEvent]) -> Vec<&'static str> {
    events.iter().map(|logged| logged.event.name()).collect()
}
