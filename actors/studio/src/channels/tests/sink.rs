//! Beside the real sink: what is known here is what it adds up to.

use chrono::{DateTime, Days, TimeDelta};
use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};
use ytempire_domain::id::{InstanceId, WorkspaceId};
use ytempire_events::{Report, YOUTUBE_ANALYTICS};
use ytempire_journal::{Fence, testing::TestDatabase};
use ytempire_sinks::{
    PostgresSink,
    postgres::{Batch, Placed, Write},
};

use super::{
    super::*,
    host::{DAY, HOUR, World, id},
};

fn close(one: &Rolling, other: &Rolling) -> bool {
    let near = |one: f64, other: f64| (one - other).abs() <= 1e-6 * (1.0 + one.abs());
    let paces = |rolling: &Rolling| {
        [rolling.week.views, rolling.week.revenue_micros, rolling.month.views, rolling.month.revenue_micros]
    };
    let sums = |rolling: &Rolling| (rolling.newest_day, rolling.views, rolling.revenue_micros, rolling.subscribers);
    sums(one) == sums(other) && paces(one).iter().zip(paces(other)).all(|(one, other)| near(*one, other))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_known_of_a_channel_asleep_or_awake_is_what_the_sink_adds_up_to() {
    let (world, db) = (World::new().await, TestDatabase::create().await);
    let (sink, ws) = (PostgresSink::new(&db.journal), WorkspaceId::LOCAL);
    let cursor = db.journal.take_partition(YOUTUBE_ANALYTICS, 0, InstanceId::generate()).await.expect("database");
    let fence = Fence { topic: YOUTUBE_ANALYTICS.to_owned(), partition: 0, epoch: cursor.epoch };
    let (mut rng, mut offset) = (StdRng::seed_from_u64(3), 0);
    for _ in 0..30 {
        let reports = (0..60).map(|_| {
            offset += 1;
            Placed { report: restated(&mut rng, offset), offset: offset - 1 }
        });
        let batch = Batch { reports: reports.collect(), dead: vec![], next_offset: offset };
        let Write::Written(written) = sink.write(ws, &fence, &batch).await.expect("database") else {
            panic!("the partition is ours");
        };
        let unknown = world.with(move |channels| channels.change(&written.changes, HOUR)).await;
        let states = sink.states(ws, &unknown).await.expect("database");
        world.with(move |channels| channels.know(&unknown, &states, HOUR)).await;
        world.rouse().await;
        if rng.random_range(0..5) == 0 {
            world.with(|channels| channels.rest(Duration::ZERO)).await;
        }
    }
    world.with(|channels| channels.rest(Duration::ZERO)).await;
    world.until("all rest", |counts| counts.active == 0).await;
    let ids: Vec<ChannelId> = (0..6).map(|n| id(&format!("c-{n}"))).collect();
    let states = sink.states(ws, &ids).await.expect("database");
    assert_eq!(states.len(), ids.len());
    for state in states {
        let known = world.rolling(&state.channel_id).await;
        assert!(close(&known, &state.rolling), "{}: {known:?} is not {:?}", state.channel_id, state.rolling);
    }
}

/// A report of one of six channels; most days are said again and again.
fn restated(rng: &mut StdRng, seconds: i64) -> Report {
    let value = serde_json::json!({
        "channel_id": format!("c-{}", rng.random_range(0..6)),
        "video_id": format!("v{}", rng.random_range(0..3)),
        "day": DAY + Days::new(rng.random_range(0..40)),
        "observed_at": DateTime::UNIX_EPOCH + TimeDelta::days(21_000) + TimeDelta::seconds(seconds),
        "metrics": {"views": rng.random_range(0..5_000), "subscribers_gained": rng.random_range(0..9),
            "revenue_micros": rng.random_range(0..90_000_000), "currency": "USD"},
    });
    ytempire_events::parse_report(Some(value.to_string().as_bytes()), &[]).expect("a report")
}
