use ytempire_domain::job::{Control, JobStatus};
use ytempire_journal::{PageRequest, VideoFilter};

use crate::fixtures::{
    WS, add_channel, admit, channel, claim, completed, cut, database, file, publication, publish, run, script,
};

#[tokio::test]
async fn a_list_is_newest_first_and_its_pages_have_no_gap() {
    let db = database().await;
    let mut ids = Vec::new();
    for n in 0..5 {
        ids.push(admit(&db.journal, "demo", &format!("r-{n}")).await);
    }
    ids.reverse();
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page =
            db.journal.videos(WS, VideoFilter::default(), PageRequest { limit: 2, after }).await.expect("database");
        seen.extend(page.items.iter().map(|row| row.job.video_id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, ids);
    let nonsense = PageRequest { limit: 2, after: Some("x' or 1=1".into()) };
    assert!(db.journal.videos(WS, VideoFilter::default(), nonsense).await.expect("database").items.is_empty());
}

#[tokio::test]
async fn filters_narrow_by_channel_status_and_words() {
    let db = database().await;
    add_channel(&db.journal, "other").await;
    let (one, two) = (admit(&db.journal, "demo", "r-1").await, admit(&db.journal, "other", "r-1").await);
    db.journal.set_control(WS, two, Control::Cancel).await.expect("database");
    let found = async |filter| {
        let page = db.journal.videos(WS, filter, PageRequest::default()).await.expect("database");
        page.items.into_iter().map(|row| row.job.video_id).collect::<Vec<_>>()
    };
    assert_eq!(found(VideoFilter { channel: Some(channel("other")), ..VideoFilter::default() }).await, [two]);
    assert_eq!(found(VideoFilter { status: vec![JobStatus::Queued], ..VideoFilter::default() }).await, [one]);
    assert_eq!(found(VideoFilter { q: Some("BEES".into()), ..VideoFilter::default() }).await, [two, one]);
    assert!(found(VideoFilter { q: Some("%".into()), ..VideoFilter::default() }).await.is_empty());
}

#[tokio::test]
async fn the_counts_are_those_of_the_table() {
    let db = database().await;
    for n in 0..3 {
        admit(&db.journal, "demo", &format!("r-{n}")).await;
    }
    let running = claim(&db.journal).await;
    run(&db.journal, running.key(), &completed(script(), 1)).await;
    let counts = db.journal.counts().await.expect("database");
    assert_eq!((counts.jobs.get(&JobStatus::Queued), counts.jobs.get(&JobStatus::Running)), (Some(&2), Some(&1)));
    assert!(counts.oldest_queued.is_some() && counts.unstamped_events > 0);
}

#[tokio::test]
async fn a_file_is_referred_to_as_long_as_an_output_names_it() {
    let db = database().await;
    admit(&db.journal, "demo", "r-1").await;
    let claim = claim(&db.journal).await;
    assert!(!db.journal.references(&file("video.mp4").hash).await.expect("database"));
    run(&db.journal, claim.key(), &completed(cut(), 1)).await;
    assert!(db.journal.references(&file("video.mp4").hash).await.expect("database"));
    publish_rest(&db.journal, claim.key()).await;
    let all = db.journal.all_references().await.expect("database");
    assert!(all.contains(&file("video.mp4").hash) && all.contains(&file("thumbnail.jpg").hash));
}

async fn publish_rest(journal: &ytempire_journal::Journal, key: ytempire_journal::ClaimKey) {
    run(journal, key, &completed(publication(), 1)).await;
}

#[tokio::test]
async fn stages_show_every_try_in_order() {
    let db = database().await;
    admit(&db.journal, "demo", "r-1").await;
    let claim = claim(&db.journal).await;
    publish(&db.journal, claim.key()).await;
    let stages = db.journal.stages(claim.job.video_id).await.expect("database");
    let names: Vec<_> = stages.iter().map(|stage| stage.step.name()).collect();
    assert_eq!(names, ["script", "render", "publish"]);
    assert!(stages.iter().all(|stage| stage.output.is_some() && stage.finished_at.is_some()));
}
