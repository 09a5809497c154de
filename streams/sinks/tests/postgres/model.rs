//! The same figures by another way: slowly, in memory, from every record that was sent.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use ytempire_events::{Report, analytics::Metrics};
use ytempire_sinks::{ChannelDay, ChannelSum, Counts, DayRow, Days, Metric, VideoDay, VideoSum};

use crate::fixtures::channel;

/// Channel, video (empty: the channel itself), day.
pub type Key = (String, String, NaiveDate);
/// Microseconds, partition, offset.
type Place = (i64, i32, i64);

#[derive(Clone, Debug, Default)]
pub struct Model {
    rows: BTreeMap<Key, (Place, Report)>,
}

impl Model {
    pub fn take(&mut self, partition: i32, offset: i64, report: &Report) {
        let key = (report.channel_id.to_string(), report.video_id.clone().unwrap_or_default(), report.day);
        let place = (report.observed_at.timestamp_micros(), partition, offset);
        if self.rows.get(&key).is_none_or(|(known, _)| *known < place) {
            self.rows.insert(key, (place, report.clone()));
        }
    }

    pub fn channels(&self) -> BTreeSet<String> {
        self.rows.keys().map(|(channel, ..)| channel.clone()).collect()
    }

    pub fn videos(&self, of: &str) -> BTreeSet<String> {
        self.rows
            .keys()
            .filter(|(channel, video, _)| channel == of && !video.is_empty())
            .map(|key| key.1.clone())
            .collect()
    }

    fn rows_of<'a>(&'a self, of: &'a str, range: Days) -> impl Iterator<Item = (&'a Key, &'a Report)> {
        let inside = move |key: &Key| key.0 == of && range.from <= key.2 && key.2 <= range.to;
        self.rows.iter().filter(move |(key, _)| inside(key)).map(|(key, (_, report))| (key, report))
    }

    pub fn channel_days(&self, range: Days) -> Vec<ChannelDay> {
        let mut found = Vec::new();
        for of in self.channels() {
            let reported: BTreeSet<NaiveDate> = self.rows_of(&of, range).map(|(key, _)| key.2).collect();
            for day in reported {
                let rows: Vec<_> = self.rows_of(&of, Days { from: day, to: day }).collect();
                let mut counts = Counts::default();
                for metric in Metric::ALL {
                    let own = rows.iter().find(|(key, _)| key.1.is_empty());
                    let own = own.and_then(|(_, report)| value(&report.metrics, metric));
                    let videos = rows.iter().filter(|(key, _)| !key.1.is_empty());
                    let videos = sum(videos.map(|(_, report)| value(&report.metrics, metric)));
                    counts.set(metric, own.or(videos));
                }
                let complete = rows.iter().all(|(_, report)| report.complete == Some(true));
                found.push(ChannelDay { channel_id: channel(&of), row: DayRow { day, counts, complete } });
            }
        }
        found
    }

    pub fn days(&self, range: Days) -> Vec<DayRow> {
        let all = self.channel_days(range);
        let of = |day| all.iter().map(|one| one.row).filter(move |row| row.day == day).collect::<Vec<_>>();
        let days: BTreeSet<NaiveDate> = all.iter().map(|one| one.row.day).collect();
        days.into_iter().map(|day| DayRow { day, counts: total(&of(day)), complete: complete(&of(day)) }).collect()
    }

    pub fn channel_sums(&self, range: Days) -> Vec<ChannelSum> {
        let all = self.channel_days(range);
        let sum = |of: String| {
            let rows: Vec<DayRow> = all.iter().filter(|one| one.channel_id.as_str() == of).map(|one| one.row).collect();
            let newest_day = rows.last()?.day;
            Some(ChannelSum { channel_id: channel(&of), counts: total(&rows), complete: complete(&rows), newest_day })
        };
        self.channels().into_iter().filter_map(sum).collect()
    }

    pub fn video_days(&self, of: &str, video: &str, range: Days) -> Vec<VideoDay> {
        let rows = self.rows_of(of, range).filter(|(key, _)| key.1 == video);
        rows.map(|(key, report)| VideoDay {
            video_id: video.to_owned(),
            row: DayRow { day: key.2, counts: Counts::from(&report.metrics), complete: report.complete == Some(true) },
            average_view_seconds: report.metrics.average_view_seconds,
        })
        .collect()
    }

    pub fn video_sums(&self, of: &str, range: Days) -> Vec<VideoSum> {
        let ever = Days { from: NaiveDate::MIN, to: NaiveDate::MAX };
        let sum = |video: String| {
            let rows: Vec<DayRow> = self.video_days(of, &video, range).iter().map(|one| one.row).collect();
            let first_day = self.video_days(of, &video, ever).first()?.row.day;
            let newest_day = rows.last()?.day;
            let (published_at, video_id) = (self.published_at(of, &video), video);
            let (counts, complete) = (total(&rows), complete(&rows));
            Some(VideoSum { channel_id: channel(of), video_id, published_at, first_day, newest_day, counts, complete })
        };
        self.videos(of).into_iter().filter_map(sum).collect()
    }

    fn published_at(&self, of: &str, video: &str) -> Option<DateTime<Utc>> {
        let ever = Days { from: NaiveDate::MIN, to: NaiveDate::MAX };
        let said = self.rows_of(of, ever).filter(|(key, _)| key.1 == video);
        said.filter_map(|(_, report)| report.published_at).last()
    }

    pub fn top_videos(&self, by: Metric) -> Vec<VideoSum> {
        let ever = Days { from: NaiveDate::MIN, to: NaiveDate::MAX };
        let mut videos: Vec<_> = self.channels().iter().flat_map(|of| self.video_sums(of, ever)).collect();
        videos.sort_by_key(|video| std::cmp::Reverse(video.counts.get(by)));
        videos
    }
}

fn value(metrics: &Metrics, metric: Metric) -> Option<i64> {
    Counts::from(metrics).get(metric)
}

fn sum(values: impl Iterator<Item = Option<i64>>) -> Option<i64> {
    let known: Vec<i64> = values.flatten().collect();
    (!known.is_empty()).then(|| known.iter().sum())
}

fn total(rows: &[DayRow]) -> Counts {
    let mut counts = Counts::default();
    for metric in Metric::ALL {
        counts.set(metric, sum(rows.iter().map(|row| row.counts.get(metric))));
    }
    counts
}

fn complete(rows: &[DayRow]) -> bool {
    rows.iter().all(|row| row.complete)
}
