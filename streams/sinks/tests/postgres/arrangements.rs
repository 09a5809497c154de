//! The same reports, in any order, any number of times, over any partitions and batches.

use std::collections::{BTreeMap, HashMap};

use proptest::{prelude::*, test_runner::TestRunner};
use ytempire_domain::{
    id::{ChannelId, WorkspaceId},
    money::{Currency, Micros},
};
use ytempire_events::{Report, analytics::Metrics};
use ytempire_sinks::{Days, Metric, Reads as _, Rolling, VideoSpan};

use crate::{
    fixtures::{Log, World, channel, days, own, report},
    model::Model,
};

fn metrics() -> impl Strategy<Value = Metrics> {
    let count = || proptest::option::weighted(0.7, -5_i64..1_000);
    let curve = proptest::option::weighted(0.2, 0.0..2.0_f64);
    (count(), count(), count(), count(), count(), curve).prop_map(|(views, likes, gained, lost, revenue, audience)| {
        Metrics {
            // One is always there, as in every report.
            impressions: Some(1),
            views,
            likes,
            subscribers_gained: gained,
            subscribers_lost: lost,
            revenue_micros: revenue.map(Micros),
            currency: revenue.map(|_| Currency::USD),
            average_view_seconds: audience,
            retention: audience.map(|audience| vec![(0.0, 1.0), (0.5, audience)]),
            ..Metrics::default()
        }
    })
}

/// Reports of which no two say something else of one key at one moment.
fn reports() -> impl Strategy<Value = Vec<Report>> {
    let channels = proptest::sample::select(vec!["a", "b"]);
    let videos = proptest::sample::select(vec!["", "v1", "v2", "v3"]);
    let published = proptest::option::of(0_i64..3);
    let one = (channels, videos, 0_u64..4, 0_i64..10, metrics(), published);
    proptest::collection::vec(one, 1..40).prop_map(|all| {
        let mut unique = BTreeMap::new();
        for (channel, video, day, hour, metrics, published) in all {
            let mut report = report(channel, video, day, hour, metrics);
            report.published_at = published.map(|hour| crate::fixtures::at(hour - 500));
            unique.insert((channel, video, day, hour), report);
        }
        unique.into_values().collect()
    })
}

/// Each report one to three times, in some order, each with its partition and whether a batch ends after it.
fn arrangement(reports: Vec<Report>) -> impl Strategy<Value = Vec<(Report, bool, bool)>> {
    let times = proptest::collection::vec(1..4_usize, reports.len());
    let repeated = times.prop_map(move |times| {
        reports.iter().zip(times).flat_map(|(report, times)| vec![report.clone(); times]).collect::<Vec<_>>()
    });
    repeated.prop_shuffle().prop_flat_map(|reports| {
        let ways = proptest::collection::vec((any::<bool>(), proptest::bool::weighted(0.3)), reports.len());
        ways.prop_map(move |ways| {
            reports.iter().zip(ways).map(|(report, (partition, ends))| (report.clone(), partition, ends)).collect()
        })
    })
}

struct Sent {
    ws: WorkspaceId,
    model: Model,
    /// Folded from what every write said.
    rolling: HashMap<ChannelId, Rolling>,
}

async fn send(world: &World, arrangement: Vec<(Report, bool, bool)>) -> Sent {
    let ws = WorkspaceId::generate();
    let mut sent = Sent { ws, model: Model::default(), rolling: HashMap::new() };
    let mut logs = [Log { fence: own(&world.db.journal, 0).await, next: 0 }, Log::new(world, 1).await];
    for log in &mut logs {
        // Another workspace's reports went before.
        log.next =
            sqlx::query_scalar("select coalesce(max(next_offset), 0) from partition_cursor where partition = $1")
                .bind(log.fence.partition)
                .fetch_one(world.pool())
                .await
                .expect("database");
    }
    let mut waiting = [Vec::new(), Vec::new()];
    let last = arrangement.len() - 1;
    for (place, (report, second, ends)) in arrangement.into_iter().enumerate() {
        waiting[usize::from(second)].push(report);
        for (log, waiting) in logs.iter_mut().zip(&mut waiting) {
            if (ends || place == last) && !waiting.is_empty() {
                let reports = std::mem::take(waiting);
                for (report, offset) in reports.iter().zip(log.next..) {
                    sent.model.take(log.fence.partition, offset, report);
                }
                let all = reports.len();
                let written = log.write_of(world, ws, reports).await;
                assert_eq!(written.accepted + written.stale, all);
                for change in written.changes {
                    sent.rolling.entry(change.channel_id).or_default().fold(change.day, &change.delta);
                }
            }
        }
    }
    sent
}

async fn assert_same(world: &World, sent: &Sent) {
    let (sink, ws, model) = (&world.sink, sent.ws, &sent.model);
    for range in [days(0, 3), days(1, 2), days(2, 2), days(0, 400)] {
        assert_eq!(sink.days(ws, &[], range).await.expect("database"), model.days(range));
        assert_eq!(sink.channel_days(ws, &[], range).await.expect("database"), model.channel_days(range));
        assert_eq!(sink.channel_sums(ws, &[], range).await.expect("database"), model.channel_sums(range));
        let (mut spans, mut expected) = (vec![], vec![]);
        for of in model.channels() {
            let id = channel(&of);
            assert_eq!(sink.video_sums(ws, &id, range).await.expect("database"), model.video_sums(&of, range));
            for video in model.videos(&of) {
                spans.push(VideoSpan { channel_id: id.clone(), video_id: video.clone(), days: range });
                expected.push(model.video_days(&of, &video, range));
            }
        }
        assert_eq!(sink.video_days(ws, &spans).await.expect("database"), expected);
    }
    for by in Metric::ALL {
        let top = sink.top_videos(ws, by, 1_000).await.expect("database");
        assert_eq!(top, model.top_videos(by), "{by:?}");
    }
    assert_states(world, sent).await;
}

/// What is read back is what the deltas of all writes add up to.
async fn assert_states(world: &World, sent: &Sent) {
    let channels: Vec<ChannelId> = sent.model.channels().iter().map(|of| channel(of)).collect();
    let states = world.sink.states(sent.ws, &channels).await.expect("database");
    assert_eq!(states.len(), channels.len());
    for state in states {
        let (read, told) = (state.rolling, sent.rolling[&state.channel_id]);
        assert_eq!((read.newest_day, read.views), (told.newest_day, told.views));
        assert_eq!((read.revenue_micros, read.subscribers), (told.revenue_micros, told.subscribers));
        for (read, told) in [(read.week, told.week), (read.month, told.month)] {
            assert!((read.views - told.views).abs() < 1e-6, "{read:?} {told:?}");
            assert!((read.revenue_micros - told.revenue_micros).abs() < 1e-6, "{read:?} {told:?}");
        }
    }
}

/// Every sum of a workspace as text, whoever made it.
async fn sums(world: &World, ws: WorkspaceId) -> Vec<String> {
    let mut all = Vec::new();
    for table in ["channel_day", "channel_month", "video_total"] {
        let sql =
            format!("select (to_jsonb(t) - 'workspace_id')::text from {table} t where workspace_id = $1 order by 1");
        let query = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(ws.uuid());
        let rows: Vec<String> = query.fetch_all(world.pool()).await.expect("database");
        all.extend(rows);
    }
    all
}

#[test]
fn every_arrangement_of_the_same_reports_gives_the_same_figures_as_counting_by_hand() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let world = runtime.block_on(World::new());
    let twice = reports().prop_flat_map(|reports| (arrangement(reports.clone()), arrangement(reports)));
    let mut runner = TestRunner::new(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(16) });
    let tried = runner.run(&twice, |(first, second)| {
        runtime.block_on(async {
            let (first, second) = (send(&world, first).await, send(&world, second).await);
            assert_same(&world, &first).await;
            assert_same(&world, &second).await;
            assert_eq!(sums(&world, first.ws).await, sums(&world, second.ws).await);
            let before = sums(&world, first.ws).await;
            world.sink.rebuild_rollups().await.expect("database");
            assert_eq!(before, sums(&world, first.ws).await);
        });
        Ok(())
    });
    tried.unwrap();
    let ever: Days = days(0, 400);
    assert!(runtime.block_on(world.sink.days(WorkspaceId::generate(), &[], ever)).expect("database").is_empty());
    runtime.block_on(async { drop(world) });
}

#[tokio::test(flavor = "multi_thread")]
async fn two_partitions_that_write_the_same_channels_at_once_lose_nothing() {
    let world = World::new().await;
    let mut model = Model::default();
    let mut writers = tokio::task::JoinSet::new();
    for partition in 0..4_i32 {
        let mut log = Log::new(&world, partition).await;
        let mut batches = Vec::new();
        for round in 0..12_i64 {
            let mut reports = Vec::new();
            for number in 0..30_u64 {
                let (of, video) =
                    (["c1", "c2", "c3", "c4"][(number % 4) as usize], ["", "v1", "v2"][(number % 3) as usize]);
                let hour = (round * 7 + i64::from(partition) * 3 + number as i64) % 11;
                let metrics = crate::fixtures::views(round * 100 + i64::from(partition) * 10 + number as i64);
                reports.push(report(of, video, number % 5, hour, metrics));
            }
            let batch = log.batch(if partition % 2 == 0 { reports } else { reports.into_iter().rev().collect() });
            batch.reports.iter().for_each(|placed| model.take(partition, placed.offset, &placed.report));
            batches.push(batch);
        }
        let (sink, fence) = (world.sink.clone(), log.fence);
        writers.spawn(async move {
            for batch in batches {
                let written = sink.write(crate::fixtures::WS, &fence, &batch).await.expect("nobody waits in a ring");
                assert!(matches!(written, ytempire_sinks::postgres::Write::Written(_)), "{written:?}");
            }
        });
    }
    while let Some(done) = writers.join_next().await {
        done.expect("a writer ends well");
    }
    let range = days(0, 10);
    assert_eq!(
        world.sink.channel_days(crate::fixtures::WS, &[], range).await.expect("database"),
        model.channel_days(range)
    );
    let before = sums(&world, crate::fixtures::WS).await;
    world.sink.rebuild_rollups().await.expect("database");
    assert_eq!(before, sums(&world, crate::fixtures::WS).await);
}
