//! Names and publications of what is ours.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use ytempire_domain::{
    channel::ChannelStatus,
    id::VideoId,
    production::{Publication, StepOutput},
};
use ytempire_journal::{Claim, Publications, PublishedBy, testing::TestDatabase};

use crate::fixtures::{WS, add_channel, admit, channel, claim, completed, cut, run, script};

async fn publish(db: &TestDatabase, claim: &Claim, at: DateTime<Utc>) -> VideoId {
    let publication = StepOutput::Publish(Publication {
        destination: "library".into(),
        location: "demo/1".into(),
        published_at: at,
        files: vec![],
    });
    for output in [script(), cut(), publication] {
        run(&db.journal, claim.key(), &completed(output, 1)).await;
    }
    claim.job.video_id
}

fn hour(hour: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::hours(hour)
}

/// One video each: of `a` out at 1, of `b` at 2; of `c` not out.
async fn world() -> (TestDatabase, [VideoId; 3]) {
    let db = TestDatabase::create().await;
    let mut claims = vec![];
    for id in ["a", "b", "c"] {
        add_channel(&db.journal, id).await;
        admit(&db.journal, id, "r").await;
        claims.push(claim(&db.journal).await);
    }
    let first = publish(&db, &claims[0], hour(1)).await;
    let second = publish(&db, &claims[1], hour(2)).await;
    (db, [first, second, claims[2].job.video_id])
}

#[tokio::test]
async fn what_came_out_in_a_time_is_listed_the_last_first() {
    let (db, ids) = world().await;
    let published = |channels: &'static [&'static str], from, to| {
        let db = &db;
        async move {
            let channels: Vec<_> = channels.iter().map(|id| channel(id)).collect();
            let found = db.journal.published(WS, &channels, (hour(from), hour(to)), 10).await.expect("database");
            found.iter().map(|video| video.video_id).collect::<Vec<_>>()
        }
    };
    assert_eq!(published(&[], 1, 3).await, [ids[1], ids[0]]);
    assert_eq!(published(&[], 1, 2).await, [ids[0]], "the end is not included");
    assert_eq!(published(&["b", "c"], 0, 9).await, [ids[1]]);
    let newest = db.journal.published(WS, &[], (hour(0), hour(9)), 1).await.expect("database");
    assert_eq!(newest.iter().map(|video| video.video_id).collect::<Vec<_>>(), [ids[1]]);
    let last = db.journal.last_published(WS, &[]).await.expect("database");
    assert_eq!(last, [(channel("a"), hour(1)), (channel("b"), hour(2))]);
    let last = db.journal.last_published(WS, &[channel("c"), channel("b")]).await.expect("database");
    assert_eq!(last, [(channel("b"), hour(2))]);
}

#[tokio::test]
async fn publications_are_counted_by_the_platforms_day_and_by_channel() {
    use PublishedBy::{Channel, Day};
    let (db, _) = world().await;
    let count = |channels: &'static [&'static str], from, to, by: &'static [PublishedBy]| {
        let db = &db;
        async move {
            let channels: Vec<_> = channels.iter().map(|id| channel(id)).collect();
            db.journal.publications(WS, &channels, (hour(from), hour(to)), by).await.expect("database")
        }
    };
    let counted =
        |day, channel_id: Option<&str>, videos| Publications { day, channel_id: channel_id.map(channel), videos };
    assert_eq!(count(&[], 0, 9, &[]).await, [counted(None, None, 2)]);
    assert_eq!(count(&[], 1, 2, &[]).await, [counted(None, None, 1)], "the end is not included");
    assert_eq!(count(&["c"], 0, 9, &[]).await, []);
    assert_eq!(count(&["b", "c"], 0, 9, &[Channel]).await, [counted(None, Some("b"), 1)]);
    // Midnight in London was four in the afternoon before in Los Angeles.
    let day = NaiveDate::from_ymd_opt(1969, 12, 31);
    assert_eq!(count(&[], 0, 9, &[Day]).await, [counted(day, None, 2)]);
    let each = [counted(day, Some("a"), 1), counted(day, Some("b"), 1)];
    assert_eq!(count(&[], 0, 9, &[Day, Channel]).await, each);
}

#[tokio::test]
async fn a_video_of_ours_is_known_by_name_and_a_strange_one_is_not() {
    let (db, ids) = world().await;
    let known = db.journal.known_videos(WS, &[ids[2], ids[0], VideoId::generate()]).await.expect("database");
    let known: Vec<_> = known.iter().map(|video| (video.video_id, video.title.is_some(), video.published_at)).collect();
    assert_eq!(known, [(ids[0], true, Some(hour(1))), (ids[2], false, None)]);
}

#[tokio::test]
async fn an_archived_channel_keeps_its_name() {
    let (db, _) = world().await;
    db.journal.delete_channel(WS, &channel("c"), 1).await.expect("database");
    let names = db.journal.channel_names(WS).await.expect("database");
    let names: Vec<_> = names.iter().map(|name| (name.id.as_str(), name.status)).collect();
    let (active, archived) = (ChannelStatus::Active, ChannelStatus::Archived);
    assert_eq!(names, [("a", active), ("b", active), ("c", archived)]);
}
