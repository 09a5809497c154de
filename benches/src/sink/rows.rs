//! Reports as they come in: of each partition's channels day after day, all videos.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use ytempire_domain::money::{Currency, Micros};
use ytempire_events::{Report, analytics::Metrics};
use ytempire_sinks::postgres::{Batch, Placed};

use super::PARTITIONS;

/// As many as the studio gathers for one write.
pub const BATCH: usize = 20_000;
const VIDEOS: u64 = 10;
const DAYS: u64 = 100;
/// Before the first month that partitions are made for by themselves, as recorded months are.
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day");

pub struct Rows {
    channels: u64,
}

impl Rows {
    pub fn new(channels: u64) -> Self {
        Rows { channels }
    }

    pub fn len(&self) -> u64 {
        self.channels * VIDEOS * DAYS
    }

    /// Those of one partition; `restated`: how often they were said before, with other figures.
    pub fn batches(&self, partition: i32, restated: u32) -> impl Iterator<Item = Batch> {
        let channels =
            move || (0..self.channels).filter(move |channel| channel % PARTITIONS as u64 == partition as u64);
        let reports = (0..DAYS).flat_map(move |day| {
            channels().flat_map(move |channel| (0..VIDEOS).map(move |video| report(channel, video, day, restated)))
        });
        let per_round = channels_of(self.channels, partition) * (VIDEOS * DAYS) as i64;
        batches(reports, per_round * i64::from(restated))
    }
}

fn channels_of(channels: u64, partition: i32) -> i64 {
    (0..channels).filter(|channel| channel % PARTITIONS as u64 == partition as u64).count() as i64
}

fn batches(reports: impl Iterator<Item = Report>, first_offset: i64) -> impl Iterator<Item = Batch> {
    let mut placed = (first_offset..).zip(reports).map(|(offset, report)| Placed { report, offset });
    std::iter::from_fn(move || {
        let reports: Vec<Placed> = placed.by_ref().take(BATCH).collect();
        let next_offset = reports.last()?.offset + 1;
        Some(Batch { reports, dead: Vec::new(), next_offset })
    })
}

fn report(channel: u64, video: u64, day: u64, restated: u32) -> Report {
    let date = FIRST + Days::new(day);
    let views = (channel % 97 + 1) * (video + 3) * 10 + day + u64::from(restated) * 7;
    Report {
        channel_id: format!("bench-channel-{channel:05}").parse().expect("a slug"),
        video_id: Some(format!("video_{channel:05}_{video:02}")),
        day: date,
        observed_at: observed(date) + TimeDelta::hours(i64::from(restated) * 24),
        published_at: Some(observed(FIRST)),
        complete: None,
        metrics: metrics(views as i64),
    }
}

/// Two days after the day.
fn observed(day: NaiveDate) -> DateTime<Utc> {
    (day + Days::new(2)).and_time(chrono::NaiveTime::MIN).and_utc()
}

fn metrics(views: i64) -> Metrics {
    Metrics {
        views: Some(views),
        engaged_views: Some(views * 2 / 3),
        impressions: Some(views * 12),
        minutes_watched: Some(views / 2),
        average_view_seconds: Some(31.5),
        likes: Some(views / 50),
        comments: Some(views / 400),
        shares: Some(views / 300),
        subscribers_gained: Some(views / 200),
        subscribers_lost: Some(views / 900),
        revenue_micros: Some(Micros(views * 1_500)),
        currency: Some(Currency::USD),
        retention: None,
    }
}
