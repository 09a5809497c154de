use ytempire_domain::{
    channel::{ChannelSettings, ChannelStatus},
    id::InstanceId,
    job::JobStatus,
};
use ytempire_journal::{Admission, Conclusion, PageRequest, Refusal, Update};

use crate::fixtures::{WS, add_channel, admit, channel, claim, conclude, database, events, request, video};

#[tokio::test]
async fn a_change_names_the_version_it_was_made_from() {
    let db = database().await;
    let id = channel("demo");
    let renamed = || ChannelSettings { name: "Bees".into(), ..ChannelSettings::default() };
    let update = db.journal.update_channel(WS, &id, renamed(), ChannelStatus::Active, 1).await.expect("database");
    assert!(matches!(update, Update::Updated(changed) if changed.version == 2 && changed.settings.name == "Bees"));
    let stale = db.journal.update_channel(WS, &id, renamed(), ChannelStatus::Active, 1).await.expect("database");
    assert_eq!(stale, Update::Stale(2));
    let nobody = channel("nobody");
    let missing = db.journal.update_channel(WS, &nobody, renamed(), ChannelStatus::Active, 1).await.expect("database");
    assert_eq!(missing, Update::Missing);
    let changes = events(&db).await.iter().filter(|logged| logged.event.name() == "channel_changed").count();
    assert_eq!(changes, 2);
}

#[tokio::test]
async fn an_id_is_given_once() {
    let db = database().await;
    let again =
        db.journal.create_channel(WS, Some(channel("demo")), ChannelSettings::default()).await.expect("database");
    assert_eq!(again, None);
    let own = db.journal.create_channel(WS, None, ChannelSettings::default()).await.expect("database").expect("made");
    assert!(own.id.as_str().starts_with("ch_"));
}

#[tokio::test]
async fn a_paused_channel_takes_requests_and_starts_nothing() {
    let db = database().await;
    let settings = ChannelSettings::default();
    db.journal
        .update_channel(WS, &channel("demo"), settings.clone(), ChannelStatus::Paused, 1)
        .await
        .expect("database");
    let id = admit(&db.journal, "demo", "r-1").await;
    assert!(db.journal.claim(InstanceId::generate(), 5).await.expect("database").is_empty());
    db.journal.update_channel(WS, &channel("demo"), settings, ChannelStatus::Active, 2).await.expect("database");
    assert_eq!(claim(&db.journal).await.job.video_id, id);
}

#[tokio::test]
async fn an_archived_channel_refuses_requests_and_its_waiting_jobs_are_cancelled() {
    let db = database().await;
    let id = admit(&db.journal, "demo", "r-1").await;
    let archived = db.journal.delete_channel(WS, &channel("demo"), 1).await.expect("database");
    assert!(matches!(archived, Update::Updated(gone) if gone.status == ChannelStatus::Archived));
    let refused = db.journal.admit(WS, &request("demo", "r-2")).await.expect("database");
    assert_eq!(refused, Admission::Refused(Refusal::ChannelArchived));
    let last = claim(&db.journal).await;
    conclude(&db.journal, last.key(), Conclusion::Cancelled).await;
    assert_eq!(video(&db.journal, id).await.status, JobStatus::Cancelled);
    assert!(db.journal.channels(WS, PageRequest::default()).await.expect("database").items.is_empty());
}

#[tokio::test]
async fn a_job_keeps_the_settings_of_its_admission() {
    let db = database().await;
    admit(&db.journal, "demo", "r-1").await;
    let louder = ChannelSettings { seconds: 99, ..ChannelSettings::default() };
    db.journal.update_channel(WS, &channel("demo"), louder, ChannelStatus::Active, 1).await.expect("database");
    assert_eq!(claim(&db.journal).await.job.seconds(), ChannelSettings::default().seconds);
}

#[tokio::test]
async fn pages_follow_one_another_without_a_gap() {
    let db = database().await;
    for n in 0..5 {
        add_channel(&db.journal, &format!("c-{n}")).await;
    }
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = db.journal.channels(WS, PageRequest { limit: 2, after }).await.expect("database");
        seen.extend(page.items.iter().map(|channel| channel.id.to_string()));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, ["c-0", "c-1", "c-2", "c-3", "c-4", "demo"]);
}
