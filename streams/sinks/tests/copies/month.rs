//! A month and a half of reports of a few channels: restated, out of order, twice, with all that may be missing missing.

use std::{sync::LazyLock, time::Duration};

use chrono::{Days as After, NaiveDate, TimeDelta, Utc};
use serde_json::json;
use ytempire_domain::{
    id::{ChannelId, InstanceId, WorkspaceId},
    money::{Currency, Micros},
};
use ytempire_events::Report;
use ytempire_journal::{Fence, Journal, testing::TestDatabase};
use ytempire_sinks::{
    Days, PostgresSink,
    postgres::{Batch, Placed, Write},
};

pub const CHANNELS: u64 = 5;
pub const VIDEOS: u64 = 7;
const DAYS: u64 = 45;
const TOPIC: &str = "youtube-analytics";

/// Numbers that look like chance and are the same every time.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Chance(seed)
    }

    /// Below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb) % end
    }

    fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    /// Mostly a count.
    fn count(&mut self) -> Option<i64> {
        (!self.one_in(4)).then(|| self.below(10_000) as i64)
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u64 + 1) as usize);
        }
    }
}

/// The last weeks: it begins in one month and ends in another.
pub fn days() -> Days {
    static RANGE: LazyLock<Days> = LazyLock::new(|| {
        let to = Utc::now().date_naive();
        Days::new(to - After::new(DAYS - 1), to).expect("a range")
    });
    *RANGE
}

pub fn channel(number: u64) -> ChannelId {
    format!("channel-{number}").parse().expect("an id")
}

/// Upper and lower case and both marks, which sort differently where it is not by bytes.
pub fn video(number: u64) -> String {
    ["a_1", "A-1", "b", "B", "_x", "-x", "vid_z"][number as usize].to_owned()
}

/// Every report of the time, in no order, some twice and some restated, `observed` minutes after the day.
pub fn reports(chance: &mut Chance, observed: i64) -> Vec<Report> {
    let mut reports = Vec::new();
    for day in days().iter() {
        for channel in (0..CHANNELS).map(channel) {
            if chance.one_in(3) {
                reports.push(report(chance, &channel, None, day, observed));
            }
            for video in (0..VIDEOS).map(video) {
                if !chance.one_in(5) {
                    reports.push(report(chance, &channel, Some(video), day, observed));
                }
            }
        }
    }
    for _ in 0..reports.len() / 10 {
        let again = chance.below(reports.len() as u64) as usize;
        reports.push(reports[again].clone());
        let restated = reports[again].clone();
        reports.push(report(chance, &restated.channel_id, restated.video_id, restated.day, observed + 1));
    }
    chance.shuffle(&mut reports);
    reports
}

fn report(chance: &mut Chance, channel: &ChannelId, video: Option<String>, day: NaiveDate, observed: i64) -> Report {
    let noon = day.and_hms_micro_opt(12, 0, 0, 123_456).expect("a time").and_utc();
    let is_video = video.is_some();
    // One metric is always there, else there would be nothing to report.
    let views = json!({ "views": chance.below(3) * 100 });
    let report = json!({ "channel_id": channel, "day": day, "observed_at": noon, "metrics": views });
    let mut report: Report = serde_json::from_value(report).expect("a report");
    report.video_id = video;
    report.observed_at += TimeDelta::minutes(observed);
    report.published_at = (is_video && chance.one_in(3)).then(|| noon - TimeDelta::hours(chance.below(500) as i64));
    report.complete = Some(!chance.one_in(30));
    fill(&mut report, chance);
    report
}

fn fill(report: &mut Report, chance: &mut Chance) {
    let metrics = &mut report.metrics;
    metrics.engaged_views = chance.count();
    metrics.minutes_watched = chance.count();
    metrics.average_view_seconds = chance.count().map(|count| count as f64 / 7.0);
    metrics.likes = chance.count();
    metrics.comments = chance.count();
    metrics.shares = chance.count().map(|count| -count);
    metrics.subscribers_gained = chance.count();
    metrics.subscribers_lost = chance.count();
    metrics.revenue_micros = chance.count().map(|count| Micros(count * 1_000_001));
    metrics.currency = metrics.revenue_micros.map(|_| Currency::USD);
    let last = chance.below(100) as f64 / 97.0;
    metrics.retention = chance.one_in(10).then(|| vec![(0.0, 1.0), (0.5, 1.0 / 3.0), (1.0, last)]);
}

/// Writes reports as the owner of a partition would.
pub struct Writer {
    pub sink: PostgresSink,
    fence: Fence,
    next_offset: i64,
}

impl Writer {
    pub async fn new(journal: &Journal) -> Self {
        let cursor = journal.take_partition(TOPIC, 0, InstanceId::generate()).await.expect("a partition");
        let fence = Fence { topic: TOPIC.to_owned(), partition: 0, epoch: cursor.epoch };
        Writer { sink: PostgresSink::new(journal), fence, next_offset: cursor.next_offset.unwrap_or(0) }
    }

    pub async fn write(&mut self, reports: &[Report]) {
        let placed = |(place, report): (usize, &Report)| Placed {
            report: report.clone(),
            offset: self.next_offset + place as i64,
        };
        let reports: Vec<Placed> = reports.iter().enumerate().map(placed).collect();
        let next_offset = self.next_offset + reports.len() as i64;
        let batch = Batch { reports, dead: Vec::new(), next_offset };
        let written = self.sink.write(WorkspaceId::LOCAL, &self.fence, &batch).await.expect("written");
        assert!(matches!(written, Write::Written(_)), "{written:?}");
        self.next_offset = next_offset;
    }
}

/// Lets rows of these days be as old as the platform allows no more, and has them forgotten.
pub async fn forget(db: &TestDatabase, sink: &PostgresSink, days: Days) -> u64 {
    const AGE: &str = "update metric_day set stored_at = now() - interval '31 days' where day between $1 and $2";
    let aged = sqlx::query(AGE).bind(days.from).bind(days.to).execute(db.pool()).await.expect("aged");
    assert!(aged.rows_affected() > 0);
    sink.expire(Duration::from_secs(30 * 86_400)).await.expect("forgotten")
}
