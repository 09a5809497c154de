//! What one batch does.

use ytempire_journal::{DeadReason, MetricsChanged, Notice, PageRequest, RawRecord};
use ytempire_sinks::{Counts, Reads as _, postgres::Write};

use crate::fixtures::{Log, WS, World, channel, day, days, money, report, views};

#[tokio::test]
async fn a_restated_day_counts_once_and_a_late_older_report_not_at_all() {
    let world = World::new().await;
    let mut log = Log::new(&world, 0).await;
    let first = log.write(&world, vec![report("demo", "v1", 1, 1, money(100, 5))]).await;
    assert_eq!((first.accepted, first.stale), (1, 0));
    assert_eq!(first.changes[0].delta, Counts { views: Some(100), revenue_micros: Some(50_000), ..Counts::default() });
    let again =
        log.write(&world, vec![report("demo", "v1", 1, 3, money(90, 7)), report("demo", "v1", 1, 2, views(1))]).await;
    assert_eq!((again.accepted, again.stale), (1, 1));
    assert_eq!(again.changes[0].delta, Counts { views: Some(-10), revenue_micros: Some(20_000), ..Counts::default() });
    let late = log.write(&world, vec![report("demo", "v1", 1, 2, money(500, 1))]).await;
    assert_eq!((late.accepted, late.stale, late.changes.len()), (0, 1, 0));
    let read = world.sink.days(WS, &[], days(0, 3)).await.expect("database");
    assert_eq!((read.len(), read[0].counts.views, read[0].counts.revenue_micros), (1, Some(90), Some(70_000)));
}

/// Of a day with twelve videos: few are looked up one by one, many as a span of the day, with others in between.
#[tokio::test]
async fn what_is_restated_of_a_day_leaves_its_other_videos_as_they_were() {
    let world = World::new().await;
    let mut log = Log::new(&world, 0).await;
    let said = |video: usize, hour, count| report("demo", &format!("v{video:02}"), 1, hour, views(count));
    let mut standing = [100; 12];
    log.write(&world, (0..12).map(|video| said(video, 1, 100)).collect()).await;
    for (hour, restated) in [(2, vec![9]), (3, vec![0, 5, 11]), (4, (2..8).collect())] {
        let mut reports: Vec<_> = restated.iter().map(|video| said(*video, hour, 100 + hour)).collect();
        reports.push(said(4, 0, 7));
        let written = log.write(&world, reports).await;
        // A later and a too early report of the same video are one.
        assert_eq!((written.accepted, written.stale), (restated.len(), 1), "{restated:?}");
        restated.into_iter().for_each(|video| standing[video] = 100 + hour);
        let read = world.sink.video_sums(WS, &channel("demo"), days(0, 3)).await.expect("database");
        let mut found: Vec<_> = read.iter().map(|video| (video.video_id.clone(), video.counts.views)).collect();
        found.sort();
        let wanted = standing.iter().enumerate().map(|(video, views)| (format!("v{video:02}"), Some(*views)));
        assert_eq!(found, wanted.collect::<Vec<_>>());
        let sums = world.sink.channel_sums(WS, &[channel("demo")], days(0, 3)).await.expect("database");
        assert_eq!(sums[0].counts.views, Some(standing.iter().sum()));
    }
}

#[tokio::test]
async fn the_whole_report_takes_the_place_of_the_older_and_erases_what_it_does_not_know() {
    let world = World::new().await;
    let mut log = Log::new(&world, 0).await;
    log.write(&world, vec![report("demo", "v1", 1, 1, money(100, 5))]).await;
    let erased = log.write(&world, vec![report("demo", "v1", 1, 2, views(100))]).await;
    assert_eq!(erased.changes[0].delta.revenue_micros, Some(-50_000));
    let read = world.sink.channel_sums(WS, &[channel("demo")], days(0, 3)).await.expect("database");
    assert_eq!((read[0].counts.views, read[0].counts.revenue_micros), (Some(100), None));
}

#[tokio::test]
async fn a_channels_own_report_stands_before_the_sum_over_its_videos() {
    let world = World::new().await;
    let mut log = Log::new(&world, 0).await;
    let videos = vec![report("demo", "v1", 1, 1, money(100, 5)), report("demo", "v2", 1, 1, money(50, 2))];
    assert_eq!(log.write(&world, videos).await.changes[0].delta.views, Some(150));
    let own = log.write(&world, vec![report("demo", "", 1, 1, views(170))]).await;
    assert_eq!(own.changes[0].delta.views, Some(20));
    // The videos still say what the channel's own report does not.
    let more = log.write(&world, vec![report("demo", "v2", 1, 2, money(60, 3))]).await;
    assert_eq!((more.changes[0].delta.views, more.changes[0].delta.revenue_micros), (Some(0), Some(10_000)));
    let read = world.sink.channel_days(WS, &[], days(0, 3)).await.expect("database");
    assert_eq!((read[0].row.counts.views, read[0].row.counts.revenue_micros), (Some(170), Some(80_000)));
    let videos = world.sink.video_sums(WS, &channel("demo"), days(0, 3)).await.expect("database");
    assert_eq!(videos.iter().map(|video| video.counts.views).collect::<Vec<_>>(), [Some(100), Some(60)]);
}

#[tokio::test]
async fn what_is_dead_is_kept_with_the_batch_and_the_cursor_moves() {
    let world = World::new().await;
    let mut log = Log::new(&world, 3).await;
    let mut batch = log.batch(vec![report("demo", "v1", 1, 1, views(1))]);
    let raw = RawRecord { offset: 1, value: Some(b"{".to_vec()), ..RawRecord::default() };
    batch.dead.push((raw, DeadReason { code: "bad_json".into(), detail: "cut off".into() }));
    batch.next_offset = 2;
    let mut listener = world.db.journal.listen().await.expect("database");
    let Write::Written(written) = world.sink.write(WS, &log.fence, &batch).await.expect("database") else {
        panic!("not written");
    };
    assert_eq!((written.accepted, written.dead), (1, 1));
    let letters = world.db.journal.dead_letters(WS, PageRequest::default()).await.expect("database").items;
    assert_eq!((letters.len(), letters[0].reason.code.as_str(), letters[0].partition), (1, "bad_json", 3));
    let cursor: i64 =
        sqlx::query_scalar("select next_offset from partition_cursor").fetch_one(world.pool()).await.expect("one");
    assert_eq!(cursor, 2);
    let told = MetricsChanged { channels: vec![channel("demo")], from: day(1), to: day(1), accepted: 1 };
    while listener.next().await != Notice::Metrics(told.clone()) {}
}

#[tokio::test]
async fn a_batch_of_nothing_but_dead_records_moves_the_cursor_too() {
    let world = World::new().await;
    let mut log = Log::new(&world, 0).await;
    log.next = 7;
    assert_eq!(log.write(&world, vec![]).await, ytempire_sinks::postgres::Written::default());
    let cursor: i64 =
        sqlx::query_scalar("select next_offset from partition_cursor").fetch_one(world.pool()).await.expect("one");
    assert_eq!(cursor, 7);
}
