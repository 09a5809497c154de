//! Small worlds: a database, a partition, reports in it.

use chrono::{DateTime, Days as Count, NaiveDate, TimeDelta, Utc};
use sqlx::PgPool;
use ytempire_domain::{
    id::{ChannelId, InstanceId, WorkspaceId},
    money::{Currency, Micros},
};
use ytempire_events::{Report, YOUTUBE_ANALYTICS, analytics::Metrics};
use ytempire_journal::{Fence, Journal, testing::TestDatabase};
use ytempire_sinks::{
    Days, PostgresSink,
    postgres::{Batch, Placed, Write, Written},
};

pub const WS: WorkspaceId = WorkspaceId::LOCAL;

pub struct World {
    pub db: TestDatabase,
    pub sink: PostgresSink,
}

impl World {
    pub async fn new() -> World {
        let db = TestDatabase::create().await;
        let sink = PostgresSink::new(&db.journal);
        World { db, sink }
    }

    pub fn pool(&self) -> &PgPool {
        self.db.pool()
    }
}

pub async fn own(journal: &Journal, partition: i32) -> Fence {
    let cursor = journal.take_partition(YOUTUBE_ANALYTICS, partition, InstanceId::generate()).await.expect("database");
    Fence { topic: YOUTUBE_ANALYTICS.into(), partition, epoch: cursor.epoch }
}

/// A partition that this test writes, offset after offset.
pub struct Log {
    pub fence: Fence,
    pub next: i64,
}

impl Log {
    pub async fn new(world: &World, partition: i32) -> Log {
        Log { fence: own(&world.db.journal, partition).await, next: 0 }
    }

    pub fn batch(&mut self, reports: Vec<Report>) -> Batch {
        let offsets = self.next..;
        let reports: Vec<_> =
            reports.into_iter().zip(offsets).map(|(report, offset)| Placed { report, offset }).collect();
        self.next += reports.len() as i64;
        Batch { reports, dead: vec![], next_offset: self.next }
    }

    pub async fn write(&mut self, world: &World, reports: Vec<Report>) -> Written {
        self.write_of(world, WS, reports).await
    }

    pub async fn write_of(&mut self, world: &World, ws: WorkspaceId, reports: Vec<Report>) -> Written {
        let batch = self.batch(reports);
        match world.sink.write(ws, &self.fence, &batch).await.expect("database") {
            Write::Written(written) => written,
            other => panic!("{other:?}"),
        }
    }
}

pub fn channel(id: &str) -> ChannelId {
    id.parse().expect("a slug")
}

/// Two days before the end of October.
pub fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 30).expect("a date") + Count::new(number)
}

pub fn days(from: u64, to: u64) -> Days {
    Days::new(day(from), day(to)).expect("a range")
}

pub fn at(hour: i64) -> DateTime<Utc> {
    day(5).and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::hours(hour)
}

pub fn views(views: i64) -> Metrics {
    Metrics { views: Some(views), ..Metrics::default() }
}

pub fn money(views: i64, cents: i64) -> Metrics {
    let revenue_micros = Some(Micros(cents * 10_000));
    Metrics { views: Some(views), revenue_micros, currency: Some(Currency::USD), ..Metrics::default() }
}

/// Observed at that hour; an empty video is the whole channel.
pub fn report(of: &str, video: &str, number: u64, hour: i64, metrics: Metrics) -> Report {
    Report {
        channel_id: channel(of),
        video_id: (!video.is_empty()).then(|| video.to_owned()),
        day: day(number),
        observed_at: at(hour),
        published_at: None,
        complete: Some(hour > 5),
        metrics,
    }
}
