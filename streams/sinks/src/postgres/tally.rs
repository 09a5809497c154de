//! Sums from which everything can be taken out again.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{Counts, Metric};

/// How many metrics there are.
pub(super) const METRICS: usize = Metric::ALL.len();

/// Added up or, as a difference, below zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Metric by metric, in the order of [`Metric::ALL`].
    pub sums: [i64; METRICS],
    /// How many knew the metric.
    pub known: [i32; METRICS],
    pub reports: i32,
    /// Of those, which the platform may restate.
    pub unfinished: i32,
}

impl Tally {
    pub fn add(&mut self, counts: &Counts) {
        self.shift(counts, 1);
    }

    pub fn take(&mut self, counts: &Counts) {
        self.shift(counts, -1);
    }

    /// Within the bounds of a report and the length of a channel's life no sum leaves an `i64`.
    fn shift(&mut self, counts: &Counts, sign: i32) {
        for (place, metric) in Metric::ALL.into_iter().enumerate() {
            if let Some(count) = counts.get(metric) {
                self.sums[place] = self.sums[place].saturating_add(count * i64::from(sign));
                self.known[place] += sign;
            }
        }
    }

    /// One report more, or less.
    pub fn count_report(&mut self, complete: bool, sign: i32) {
        self.reports += sign;
        self.unfinished += if complete { 0 } else { sign };
    }
}

/// What a row says, as far as sums are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub counts: Counts,
    pub complete: bool,
    pub published_at: Option<DateTime<Utc>>,
}

/// A row that is new, or otherwise than before.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowChange<'a> {
    pub channel: &'a str,
    pub day: NaiveDate,
    pub video: &'a str,
    pub before: Option<Said>,
    pub after: Said,
}

/// Both sides of a channel's day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Day {
    /// As the channel's own report says.
    pub own: Counts,
    /// Sums over the videos; reports and unfinished count the channel's own too.
    pub videos: Tally,
}

impl Day {
    /// Of each metric the channel's own figure where there is one, else the sum over its videos.
    pub fn figure(&self) -> Counts {
        let mut figure = self.own;
        for (place, metric) in Metric::ALL.into_iter().enumerate() {
            let of_videos = (self.videos.known[place] > 0).then(|| self.videos.sums[place]);
            figure.set(metric, self.own.get(metric).or(of_videos));
        }
        figure
    }

    pub fn apply(&mut self, change: &RowChange<'_>) {
        if change.video.is_empty() {
            self.own = change.after.counts;
        }
        for (said, sign) in [(change.before, -1), (Some(change.after), 1)] {
            let Some(said) = said else { continue };
            self.videos.count_report(said.complete, sign);
            if !change.video.is_empty() {
                self.videos.shift(&said.counts, sign);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(views: Option<i64>, likes: Option<i64>) -> Said {
        Said { counts: Counts { views, likes, ..Counts::default() }, complete: views.is_none(), published_at: None }
    }

    fn change(video: &'static str, before: Option<Said>, after: Said) -> RowChange<'static> {
        RowChange { channel: "demo", day: NaiveDate::default(), video, before, after }
    }

    fn figure(day: &Day) -> (Option<i64>, Option<i64>) {
        (day.figure().views, day.figure().likes)
    }

    #[test]
    fn the_channels_own_figure_stands_before_the_sum_over_its_videos_metric_by_metric() {
        let mut day = Day::default();
        day.apply(&change("a", None, said(Some(3), Some(1))));
        day.apply(&change("b", None, said(Some(4), None)));
        assert_eq!(figure(&day), (Some(7), Some(1)));
        day.apply(&change("", None, said(Some(9), None)));
        assert_eq!(figure(&day), (Some(9), Some(1)));
        assert_eq!((day.videos.reports, day.videos.unfinished), (3, 3));
    }

    #[test]
    fn what_is_restated_leaves_nothing_behind() {
        let mut day = Day::default();
        day.apply(&change("a", None, said(Some(3), Some(1))));
        day.apply(&change("", None, said(Some(9), None)));
        day.apply(&change("a", Some(said(Some(3), Some(1))), said(None, Some(0))));
        assert_eq!((figure(&day), day.videos.unfinished), ((Some(9), Some(0)), 1));
        day.apply(&change("", Some(said(Some(9), None)), said(None, None)));
        assert_eq!((figure(&day), day.videos.reports, day.videos.unfinished), ((None, Some(0)), 2, 0));
    }
}
