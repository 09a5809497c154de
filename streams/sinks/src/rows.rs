//! What is read back: days, sums and curves.

use chrono::{DateTime, NaiveDate, Utc};
use ytempire_domain::id::ChannelId;

use crate::Counts;

/// Platform days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Days {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

#[expect(clippy::len_without_is_empty, reason = "it holds a day at least")]
impl Days {
    /// `None`: it would end before it begins.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Days> {
        (from <= to).then_some(Days { from, to })
    }

    /// At least 1.
    pub fn len(self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    pub fn iter(self) -> impl Iterator<Item = NaiveDate> {
        self.from.iter_days().take_while(move |day| *day <= self.to)
    }

    pub fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}

/// One day of whatever was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayRow {
    pub day: NaiveDate,
    pub counts: Counts,
    /// The platform will restate it no more.
    pub complete: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelDay {
    pub channel_id: ChannelId,
    pub row: DayRow,
}

impl ChannelDay {
    /// By channel, then day.
    pub(crate) fn sorted(mut days: Vec<ChannelDay>) -> Vec<ChannelDay> {
        days.sort_by(|a, b| (&a.channel_id, a.row.day).cmp(&(&b.channel_id, b.row.day)));
        days
    }
}

/// A channel over a range of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelSum {
    pub channel_id: ChannelId,
    pub counts: Counts,
    pub complete: bool,
    /// The last day of the range that was reported.
    pub newest_day: NaiveDate,
}

/// A stretch of a video's life that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VideoSpan {
    pub channel_id: ChannelId,
    /// Ours (`vid_…`) or the platform's; the empty one is the channel itself, which is no video and has no days here.
    pub video_id: String,
    pub days: Days,
}

#[derive(Clone, Debug, PartialEq)]
pub struct VideoDay {
    /// Ours (`vid_…`) or the platform's.
    pub video_id: String,
    pub row: DayRow,
    pub average_view_seconds: Option<f64>,
}

/// A video over a range of days, or since it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VideoSum {
    pub channel_id: ChannelId,
    pub video_id: String,
    /// As reports say; our own videos' time is the journal's.
    pub published_at: Option<DateTime<Utc>>,
    /// The first day ever reported, whatever range was asked for.
    pub first_day: NaiveDate,
    pub newest_day: NaiveDate,
    pub counts: Counts,
    pub complete: bool,
}

/// Which share of viewers still watches at which point of the video, as reported last.
#[derive(Clone, Debug, PartialEq)]
pub struct RetentionCurve {
    pub day: NaiveDate,
    pub observed_at: DateTime<Utc>,
    /// (elapsed share of the video, viewers there as a share of those at the start), rising by the first.
    pub points: Vec<(f64, f64)>,
}
