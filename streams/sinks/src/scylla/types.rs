//! Our values as CQL keeps them. Field names are those of the types in `migrations/scylla`.

use chrono::{DateTime, NaiveDate, Utc};
use scylla::{DeserializeValue, SerializeValue};
use ytempire_domain::id::ChannelId;

use crate::{Counts, DayRow, MetricRow, RetentionCurve, VideoSum};

#[derive(Clone, Copy, Debug, Default, PartialEq, SerializeValue, DeserializeValue)]
#[scylla(flavor = "enforce_order")]
pub(super) struct CqlCounts {
    views: Option<i64>,
    engaged_views: Option<i64>,
    impressions: Option<i64>,
    minutes_watched: Option<i64>,
    likes: Option<i64>,
    comments: Option<i64>,
    shares: Option<i64>,
    subscribers_gained: Option<i64>,
    subscribers_lost: Option<i64>,
    revenue_micros: Option<i64>,
}

macro_rules! same_fields {
    ($($field:ident),*) => {
        impl From<Counts> for CqlCounts {
            fn from(Counts { $($field),* }: Counts) -> Self {
                CqlCounts { $($field),* }
            }
        }
        impl From<CqlCounts> for Counts {
            fn from(CqlCounts { $($field),* }: CqlCounts) -> Self {
                Counts { $($field),* }
            }
        }
    };
}
same_fields!(
    views,
    engaged_views,
    impressions,
    minutes_watched,
    likes,
    comments,
    shares,
    subscribers_gained,
    subscribers_lost,
    revenue_micros
);

#[derive(Clone, Debug, PartialEq, SerializeValue, DeserializeValue)]
#[scylla(flavor = "enforce_order")]
pub(super) struct CqlReport {
    pub counts: CqlCounts,
    pub complete: bool,
    pub average_view_seconds: Option<f64>,
    pub published_at: Option<i64>,
    pub stored_at: i64,
    pub observed_at: i64,
    pub partition: i32,
    pub record_offset: i64,
    pub has_curve: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, SerializeValue, DeserializeValue)]
#[scylla(flavor = "enforce_order")]
pub(super) struct CqlDaySum {
    pub counts: CqlCounts,
    pub complete: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, SerializeValue, DeserializeValue)]
#[scylla(flavor = "enforce_order")]
pub(super) struct CqlVideoSum {
    pub counts: CqlCounts,
    pub complete: bool,
    pub published_at: Option<i64>,
    pub first_day: NaiveDate,
    pub newest_day: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, SerializeValue, DeserializeValue)]
#[scylla(flavor = "enforce_order")]
pub(super) struct CqlCurve {
    pub observed_at: i64,
    pub points: Vec<(f64, f64)>,
}

impl From<&MetricRow> for CqlReport {
    fn from(row: &MetricRow) -> Self {
        CqlReport {
            counts: row.counts.into(),
            complete: row.complete,
            average_view_seconds: row.average_view_seconds,
            published_at: row.published_at.map(micros),
            stored_at: micros(row.stored_at),
            observed_at: micros(row.observed_at),
            partition: row.partition,
            record_offset: row.offset,
            has_curve: row.retention.is_some(),
        }
    }
}

impl CqlDaySum {
    pub fn of(self, day: NaiveDate) -> DayRow {
        DayRow { day, counts: self.counts.into(), complete: self.complete }
    }
}

impl From<&DayRow> for CqlDaySum {
    fn from(row: &DayRow) -> Self {
        CqlDaySum { counts: row.counts.into(), complete: row.complete }
    }
}

impl From<&VideoSum> for CqlVideoSum {
    fn from(sum: &VideoSum) -> Self {
        CqlVideoSum {
            counts: sum.counts.into(),
            complete: sum.complete,
            published_at: sum.published_at.map(micros),
            first_day: sum.first_day,
            newest_day: sum.newest_day,
        }
    }
}

impl CqlVideoSum {
    pub fn counts(&self) -> Counts {
        self.counts.into()
    }

    pub fn of(self, channel_id: ChannelId, video_id: String) -> VideoSum {
        VideoSum {
            channel_id,
            video_id,
            published_at: self.published_at.map(time),
            first_day: self.first_day,
            newest_day: self.newest_day,
            counts: self.counts.into(),
            complete: self.complete,
        }
    }
}

impl CqlCurve {
    pub fn of(self, day: NaiveDate) -> RetentionCurve {
        RetentionCurve { day, observed_at: time(self.observed_at), points: self.points }
    }
}

/// Microseconds since 1970, as PostgreSQL keeps a time.
pub(super) fn micros(time: DateTime<Utc>) -> i64 {
    time.timestamp_micros()
}

pub(super) fn time(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(micros).unwrap_or_default()
}
