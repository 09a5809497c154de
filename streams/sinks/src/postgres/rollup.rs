//! From rows that changed to the sums that change with them.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::{
    Map, channel_id,
    tally::{Day, RowChange, Tally},
};
use crate::{ChannelChange, Counts, Result};

/// Everything that a set of row changes does to the sums. All channels in it are locked.
#[derive(Debug, Default)]
pub(super) struct Rollup<'a> {
    days: BTreeMap<(&'a str, NaiveDate), DayChange>,
    videos: Map<(&'a str, &'a str), VideoDelta>,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct DayChange {
    before: Day,
    pub after: Day,
}

/// What is added to a month.
#[derive(Clone, Copy, Debug)]
pub(super) struct MonthDelta {
    pub tally: Tally,
    pub newest_day: NaiveDate,
}

/// What is added to a video's sums.
#[derive(Clone, Copy, Debug)]
pub(super) struct VideoDelta {
    pub tally: Tally,
    pub first_day: NaiveDate,
    pub newest_day: NaiveDate,
    /// Of the newest of these days that says when the video was published: that day, and when.
    pub published: Option<(NaiveDate, DateTime<Utc>)>,
    /// A day said it and does so no more: look at all of them again.
    pub unsaid: bool,
}

impl<'a> Rollup<'a> {
    /// With what the days stood at; one that is left out was not there.
    pub fn new(days: Map<(&'a str, NaiveDate), Day>) -> Self {
        let unchanged = |(key, day)| (key, DayChange { before: day, after: day });
        Rollup { days: days.into_iter().map(unchanged).collect(), videos: Map::default() }
    }

    pub fn apply(&mut self, change: &RowChange<'a>) {
        self.days.entry((change.channel, change.day)).or_default().after.apply(change);
        if !change.video.is_empty() {
            let fresh = || VideoDelta::of(change.day);
            self.videos.entry((change.channel, change.video)).or_insert_with(fresh).apply(change);
        }
    }

    pub fn days(&self) -> impl Iterator<Item = ((&'a str, NaiveDate), &DayChange)> {
        self.days.iter().filter(|(_, change)| change.before != change.after).map(|(key, change)| (*key, change))
    }

    /// By channel and first day of the month.
    pub fn months(&self) -> BTreeMap<(&'a str, NaiveDate), MonthDelta> {
        let mut months = BTreeMap::new();
        for ((channel, day), change) in self.days() {
            let month = day.with_day(1).unwrap_or(day);
            let fresh = || MonthDelta { tally: Tally::default(), newest_day: day };
            let delta: &mut MonthDelta = months.entry((channel, month)).or_insert_with(fresh);
            delta.newest_day = delta.newest_day.max(day);
            delta.tally.take(&change.before.figure());
            delta.tally.add(&change.after.figure());
            delta.tally.reports += change.after.videos.reports - change.before.videos.reports;
            delta.tally.unfinished += change.after.videos.unfinished - change.before.videos.unfinished;
        }
        months
    }

    /// By channel and video, sorted.
    pub fn videos(&self) -> Vec<((&'a str, &'a str), VideoDelta)> {
        let changed = self.videos.iter().filter(|(_, delta)| !delta.is_nothing());
        let mut videos: Vec<_> = changed.map(|(key, delta)| (*key, *delta)).collect();
        videos.sort_unstable_by_key(|(key, _)| *key);
        videos
    }

    /// What those who watch the channels' figures want to know.
    pub fn changes(&self) -> Result<Vec<ChannelChange>> {
        let mut changes = Vec::new();
        for ((channel, day), change) in self.days() {
            if let Some(delta) = change.delta() {
                changes.push(ChannelChange { channel_id: channel_id(channel)?, day, delta });
            }
        }
        Ok(changes)
    }
}

impl DayChange {
    /// `None`: the figure is as it was.
    fn delta(&self) -> Option<Counts> {
        let (before, after) = (self.before.figure(), self.after.figure());
        (before != after).then(|| after.minus(before))
    }
}

impl VideoDelta {
    fn of(day: NaiveDate) -> Self {
        VideoDelta { tally: Tally::default(), first_day: day, newest_day: day, published: None, unsaid: false }
    }

    fn apply(&mut self, change: &RowChange<'_>) {
        if let Some(said) = change.before {
            self.tally.take(&said.counts);
            self.tally.count_report(said.complete, -1);
        }
        self.tally.add(&change.after.counts);
        self.tally.count_report(change.after.complete, 1);
        self.first_day = self.first_day.min(change.day);
        self.newest_day = self.newest_day.max(change.day);
        let said = change.before.and_then(|said| said.published_at);
        match change.after.published_at {
            same if same == said => {}
            Some(time) if self.published.is_none_or(|(day, _)| day < change.day) => {
                self.published = Some((change.day, time));
            }
            None => self.unsaid = true,
            Some(_) => {}
        }
    }

    fn is_nothing(&self) -> bool {
        self.tally == Tally::default() && self.published.is_none() && !self.unsaid
    }
}
