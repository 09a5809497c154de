//! What is read back, where counting by hand is not the question.

use ytempire_sinks::{Metric, Reads as _};

use crate::fixtures::{Log, WS, World, channel, day, days, report, views};

#[tokio::test]
async fn the_newest_curve_of_a_video_is_its_retention() {
    let world = World::new().await;
    let mut log = Log::new(&world, 0).await;
    let curve = |number: u64, audience: f64| {
        let mut report = report("demo", "v1", number, 1, views(1));
        report.metrics.retention = Some(vec![(0.0, 1.0), (0.5, audience)]);
        report
    };
    log.write(&world, vec![curve(0, 0.9), curve(3, 0.7), report("demo", "v1", 4, 1, views(1))]).await;
    let read = world.sink.retention(WS, &channel("demo"), "v1").await.expect("database").expect("a curve");
    assert_eq!((read.day, read.points), (day(3), vec![(0.0, 1.0), (0.5, 0.7)]));
    assert_eq!(world.sink.retention(WS, &channel("demo"), "v2").await.expect("database"), None);
    // Restated without a curve: the one before counts again.
    log.write(&world, vec![report("demo", "v1", 3, 2, views(1))]).await;
    let read = world.sink.retention(WS, &channel("demo"), "v1").await.expect("database").expect("a curve");
    assert_eq!(read.day, day(0));
}

#[tokio::test]
async fn channels_that_are_named_and_those_that_are_not_are_told_apart() {
    let world = World::new().await;
    let mut log = Log::new(&world, 0).await;
    let reports = ["a", "b", "c"].map(|of| report(of, "v1", 0, 1, views(1)));
    log.write(&world, reports.to_vec()).await;
    let some = [channel("a"), channel("c"), channel("nobody")];
    assert_eq!(world.sink.days(WS, &some, days(0, 0)).await.expect("database")[0].counts.views, Some(2));
    assert_eq!(world.sink.channel_days(WS, &some, days(0, 0)).await.expect("database").len(), 2);
    assert_eq!(world.sink.channel_sums(WS, &some, days(0, 90)).await.expect("database").len(), 2);
    assert_eq!(world.sink.top_videos(WS, Metric::Views, 2).await.expect("database").len(), 2);
    assert!(world.sink.rows_total().await.is_ok());
}

#[tokio::test]
async fn a_database_that_is_away_is_told_from_a_defect() {
    let nobody = ytempire_journal::Journal::connect("postgres://test@127.0.0.1:1/none", 2).expect("an address");
    let sink = ytempire_sinks::PostgresSink::new(&nobody);
    let error = sink.days(WS, &[], days(0, 0)).await.expect_err("nobody listens");
    assert!(matches!(error, ytempire_sinks::SinkError::Unavailable(_)), "{error:?}");
}
