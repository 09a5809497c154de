//! Months of reports and of spend, and the same added up by hand.

use std::collections::BTreeMap;

use chrono::{DateTime, Days as Count, NaiveDate, Utc};
use serde_json::Value;
use ytempire_domain::{
    Currency, Micros, Step, VideoId, WorkspaceId,
    id::InstanceId,
    job::{StepResult, StepRun},
    production::{Publication, Script, StepOutput},
};
use ytempire_events::{Report, YOUTUBE_ANALYTICS, analytics::Metrics};
use ytempire_journal::{Claim, Fence, Price, RawRecord, Written};
use ytempire_sinks::{
    PostgresSink,
    postgres::{Batch, Placed, Write},
};

use crate::fixtures::World;

pub const WS: WorkspaceId = WorkspaceId::LOCAL;

/// Counts of one channel or video and day that the tests look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub views: i64,
    pub minutes: i64,
    pub gained: i64,
    pub lost: i64,
    pub revenue: i64,
}

impl Sum {
    pub fn add(&mut self, other: Sum) {
        self.views += other.views;
        self.minutes += other.minutes;
        self.gained += other.gained;
        self.lost += other.lost;
        self.revenue += other.revenue;
    }
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}

/// Final figures of a day.
pub fn report(channel: &str, video: Option<&str>, day: NaiveDate, sum: Sum) -> Report {
    Report {
        channel_id: channel.parse().expect("a slug"),
        video_id: video.map(str::to_owned),
        day,
        observed_at: at("2026-11-20T00:00:00Z"),
        published_at: None,
        complete: Some(true),
        metrics: Metrics {
            views: Some(sum.views),
            minutes_watched: Some(sum.minutes),
            subscribers_gained: Some(sum.gained),
            subscribers_lost: Some(sum.lost),
            revenue_micros: Some(Micros(sum.revenue)),
            currency: Some(Currency::USD),
            ..Metrics::default()
        },
    }
}

/// Figures that look like anything but a pattern.
pub fn some(seed: u64) -> Sum {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below) as i64
    };
    Sum { views: next(100_000), minutes: next(50_000), gained: next(90), lost: next(40), revenue: next(9_000_000_000) }
}

pub async fn write(world: &World, reports: Vec<Report>) {
    let journal = &world.database.journal;
    let cursor = journal.take_partition(YOUTUBE_ANALYTICS, 0, InstanceId::generate()).await.expect("database");
    let fence = Fence { topic: YOUTUBE_ANALYTICS.to_owned(), partition: 0, epoch: cursor.epoch };
    let first = cursor.next_offset.unwrap_or(0);
    let placed = |(report, offset)| Placed { report, offset };
    let reports: Vec<Placed> = reports.into_iter().zip(first..).map(placed).collect();
    let next_offset = first + i64::try_from(reports.len()).expect("few");
    let batch = Batch { reports, dead: Vec::<(RawRecord, _)>::new(), next_offset };
    let written = PostgresSink::new(journal).write(WS, &fence, &batch).await.expect("database");
    assert!(matches!(written, Write::Written(_)), "{written:?}");
}

/// What a channel's days come to: its own report where there is one, else its videos together.
#[derive(Default)]
pub struct Model {
    own: BTreeMap<(String, NaiveDate), Sum>,
    videos: BTreeMap<(String, NaiveDate), BTreeMap<String, Sum>>,
}

impl Model {
    pub fn of(reports: &[Report]) -> Model {
        let mut model = Model::default();
        for report in reports {
            let known = |value: Option<i64>| value.expect("every report of a test says it");
            let metrics = &report.metrics;
            let sum = Sum {
                views: known(metrics.views),
                minutes: known(metrics.minutes_watched),
                gained: known(metrics.subscribers_gained),
                lost: known(metrics.subscribers_lost),
                revenue: known(metrics.revenue_micros.map(|micros| micros.0)),
            };
            let key = (report.channel_id.to_string(), report.day);
            match report.video_id.clone() {
                None => {
                    model.own.insert(key, sum);
                }
                Some(video) => {
                    model.videos.entry(key).or_default().insert(video, sum);
                }
            }
        }
        model
    }

    /// `None`: nothing was reported.
    pub fn day(&self, channel: &str, day: NaiveDate) -> Option<Sum> {
        let key = (channel.to_owned(), day);
        self.own.get(&key).copied().or_else(|| {
            let videos = self.videos.get(&key)?;
            let mut all = Sum::default();
            videos.values().for_each(|sum| all.add(*sum));
            Some(all)
        })
    }

    pub fn sum(&self, channels: &[&str], from: NaiveDate, to: NaiveDate) -> Sum {
        let mut all = Sum::default();
        for day in from.iter_days().take_while(|day| *day <= to) {
            channels.iter().filter_map(|channel| self.day(channel, day)).for_each(|sum| all.add(sum));
        }
        all
    }

    pub fn video(&self, channel: &str, video: &str, from: NaiveDate, to: NaiveDate) -> Sum {
        let mut all = Sum::default();
        for day in from.iter_days().take_while(|day| *day <= to) {
            let videos = self.videos.get(&(channel.to_owned(), day));
            videos.and_then(|videos| videos.get(video)).into_iter().for_each(|sum| all.add(*sum));
        }
        all
    }
}

/// A job of the channel that was asked for and is being worked on.
pub async fn claimed(world: &World, channel: &str, request: &str) -> Claim {
    world.video(channel, request).await;
    let claims = world.database.journal.claim(InstanceId::generate(), 1).await.expect("database");
    claims.into_iter().next().expect("a job")
}

/// A call of the job that was charged, as if it had ended at `ended`.
pub async fn spend(world: &World, claim: &Claim, step: Step, provider: &str, micros: i64, ended: &str) {
    let (journal, unit) = (&world.database.journal, "unit".to_owned());
    let price = Price { provider: provider.to_owned(), unit, micros_per_unit: 1 };
    journal.set_price(&price).await.expect("database");
    let key = format!("{}-{step}-{ended}", claim.job.video_id);
    let micros = micros as f64;
    journal.reserve(claim.key(), &key, step, provider, "unit", micros).await.expect("database");
    journal.settle(&key, micros).await.expect("database");
    world.database.end_call(&key, at(ended)).await;
}

/// Records an output of the job's steps.
pub async fn record(world: &World, claim: &Claim, output: StepOutput, finished_at: DateTime<Utc>) {
    let (step, attempt) = (output.step(), 1);
    let journal = &world.database.journal;
    let started = journal.start_step(claim.key(), step, attempt).await.expect("database");
    assert!(matches!(started, Written::Ok { .. }));
    let result = StepResult::Completed(Box::new(output));
    let run = StepRun { step, attempt, started_at: finished_at, finished_at, result };
    let recorded = journal.record(claim.key(), &run).await.expect("database");
    assert!(matches!(recorded, Written::Ok { .. }));
}

pub fn script(title: &str) -> Script {
    Script {
        title: title.to_owned(),
        description: String::new(),
        tags: vec![],
        language: "en".to_owned(),
        sentences: vec![],
        writer: "test".to_owned(),
    }
}

/// Brings the job's video out at that time.
pub async fn publish(world: &World, claim: &Claim, title: &str, published_at: DateTime<Utc>) -> VideoId {
    let publication =
        Publication { destination: "library".to_owned(), location: "demo/1".to_owned(), published_at, files: vec![] };
    record(world, claim, StepOutput::Script(script(title)), published_at).await;
    record(world, claim, StepOutput::Publish(publication), published_at).await;
    claim.job.video_id
}

pub fn plus(day: NaiveDate, days: u64) -> NaiveDate {
    day + Count::new(days)
}

/// The member of an array whose `name` has this value.
pub fn with<'a>(items: &'a Value, name: &str, value: &str) -> &'a Value {
    let items = items.as_array().expect("an array");
    items.iter().find(|item| item[name] == value).unwrap_or_else(|| panic!("{name}: {value} in {items:?}"))
}

/// As the product rounds it: to the nearest whole, halves away from zero.
pub fn rounded(value: i64, by: i64) -> i64 {
    let (value, by) = (i128::from(value), i128::from(by));
    let twice = 2 * value.abs() + by;
    i64::try_from(twice / (2 * by) * value.signum()).expect("in range")
}
