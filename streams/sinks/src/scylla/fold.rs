//! Rows of many partitions become one answer. Pure: rows in, sums out.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
};

use chrono::{DateTime, NaiveDate, Utc};
use ytempire_domain::id::ChannelId;

use crate::{ChannelDay, ChannelSum, Counts, DayRow, Metric, VideoSum};

/// Most videos of one answer.
const MOST: u32 = 1_000;

/// Summed over the channels, rising by day.
pub(super) fn days(rows: Vec<ChannelDay>) -> Vec<DayRow> {
    let mut days: BTreeMap<NaiveDate, DayRow> = BTreeMap::new();
    for ChannelDay { row, .. } in rows {
        let sum = days.entry(row.day).or_insert(DayRow { counts: Counts::default(), complete: true, ..row });
        sum.counts = sum.counts.plus(row.counts);
        sum.complete &= row.complete;
    }
    days.into_values().collect()
}

/// Summed over the days, sorted by channel.
pub(super) fn channels(rows: Vec<ChannelDay>) -> Vec<ChannelSum> {
    let mut channels: BTreeMap<ChannelId, ChannelSum> = BTreeMap::new();
    for ChannelDay { channel_id, row } in rows {
        let sum = channels.entry(channel_id.clone()).or_insert_with(|| ChannelSum {
            channel_id,
            counts: Counts::default(),
            complete: true,
            newest_day: row.day,
        });
        sum.counts = sum.counts.plus(row.counts);
        sum.complete &= row.complete;
        sum.newest_day = sum.newest_day.max(row.day);
    }
    channels.into_values().collect()
}

/// What a video's total says and its days in a range do not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Birth {
    pub published_at: Option<DateTime<Utc>>,
    pub first_day: NaiveDate,
}

/// Days of one channel's videos, summed and sorted by video. A video without a total is on its way out and left out.
pub(super) fn videos(
    channel: &ChannelId,
    rows: Vec<(String, DayRow)>,
    births: &BTreeMap<String, Birth>,
) -> Vec<VideoSum> {
    let mut videos: BTreeMap<String, VideoSum> = BTreeMap::new();
    for (video_id, row) in rows {
        let Some(Birth { published_at, first_day }) = births.get(&video_id).copied() else { continue };
        let sum = videos.entry(video_id.clone()).or_insert_with(|| VideoSum {
            channel_id: channel.clone(),
            video_id,
            published_at,
            first_day,
            newest_day: row.day,
            counts: Counts::default(),
            complete: true,
        });
        sum.counts = sum.counts.plus(row.counts);
        sum.complete &= row.complete;
        sum.newest_day = sum.newest_day.max(row.day);
    }
    videos.into_values().collect()
}

/// The greatest by one metric, keeping no more of them than are asked for.
pub(super) struct Top {
    by: Metric,
    most: usize,
    /// The smallest of those kept is on top.
    kept: BinaryHeap<Reverse<Place>>,
}

/// Greater first, unknown last, then by channel and video.
struct Place {
    value: Option<i64>,
    sum: VideoSum,
}

impl Top {
    pub fn new(by: Metric, most: u32) -> Top {
        Top { by, most: most.min(MOST) as usize, kept: BinaryHeap::new() }
    }

    /// Whether one with these counts might be kept.
    pub fn has_room_for(&self, counts: &Counts) -> bool {
        let least = self.kept.peek().filter(|_| self.kept.len() >= self.most);
        least.is_none_or(|Reverse(least)| counts.get(self.by) >= least.value)
    }

    /// All that another kept.
    pub fn take(&mut self, other: Top) {
        other.kept.into_iter().for_each(|Reverse(place)| self.add(place.sum));
    }

    pub fn add(&mut self, sum: VideoSum) {
        let value = sum.counts.get(self.by);
        self.kept.push(Reverse(Place { value, sum }));
        if self.kept.len() > self.most {
            self.kept.pop();
        }
    }

    pub fn into_sorted(self) -> Vec<VideoSum> {
        self.kept.into_sorted_vec().into_iter().map(|Reverse(place)| place.sum).collect()
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let name = |place: &'_ Place| Reverse((place.sum.channel_id.clone(), place.sum.video_id.clone()));
        self.value.cmp(&other.value).then_with(|| name(self).cmp(&name(other)))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Place {}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(video: &str, views: Option<i64>) -> VideoSum {
        VideoSum {
            channel_id: "c1".parse().expect("an id"),
            video_id: video.to_owned(),
            published_at: None,
            first_day: NaiveDate::default(),
            newest_day: NaiveDate::default(),
            counts: Counts { views, ..Counts::default() },
            complete: true,
        }
    }

    #[test]
    fn the_greatest_come_first_equal_ones_by_name_and_unknown_ones_last() {
        let mut top = Top::new(Metric::Views, 6);
        let all =
            [("d", Some(5)), ("a", Some(1)), ("c", Some(5)), ("b", None), ("e", Some(9)), ("f", Some(0)), ("g", None)];
        all.into_iter().for_each(|(video, views)| top.add(sum(video, views)));
        let names: Vec<String> = top.into_sorted().into_iter().map(|sum| sum.video_id).collect();
        assert_eq!(names, ["e", "c", "d", "a", "f", "b"]);
    }

    #[test]
    fn a_day_is_complete_when_every_channel_of_it_is() {
        let row = |channel: &str, complete| ChannelDay {
            channel_id: channel.parse().expect("an id"),
            row: DayRow { day: NaiveDate::default(), counts: sum("", Some(2)).counts, complete },
        };
        let rows = vec![row("c1", true), row("c2", false)];
        let day = days(rows.clone());
        assert_eq!((day.len(), day[0].complete, day[0].counts.views), (1, false, Some(4)));
        let channels = channels(rows);
        assert_eq!(channels.iter().map(|sum| sum.complete).collect::<Vec<_>>(), [true, false]);
    }
}
