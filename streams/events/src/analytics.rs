//! `youtube-analytics`: metrics of one video and day, or of a whole channel and day.
//!
//! The same (video, day) is reported again as the platform restates its figures: the newest by `observed_at` wins.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ytempire_domain::{
    id::ChannelId,
    money::{Currency, Micros},
};

use crate::{
    Refused, YOUTUBE_ANALYTICS,
    headers::Headers,
    members::{Members, Shape},
};

/// What was reported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    pub channel_id: ChannelId,
    /// Ours (`vid_…`) or the platform's; none: the whole channel. 1 to 64 characters of a-z, A-Z, 0-9, '-' and '_'.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub video_id: Option<String>,
    /// The platform's own day (YouTube: Pacific time).
    pub day: NaiveDate,
    /// When the platform was asked.
    pub observed_at: DateTime<Utc>,
    pub metrics: Metrics,
}

/// At least one is there. Counts are of that day alone and may be negative where the platform nets them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Metrics {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub views: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engaged_views: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impressions: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes_watched: Option<i64>,
    /// Seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub average_view_seconds: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub likes: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comments: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shares: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscribers_gained: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscribers_lost: Option<i64>,
    /// Estimated, in millionths of `currency`; both or neither.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revenue_micros: Option<Micros>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
}

const FIELDS: &[&str] = &["channel_id", "video_id", "day", "observed_at", "metrics"];
const METRICS: &[&str] = &[
    "views",
    "engaged_views",
    "impressions",
    "minutes_watched",
    "average_view_seconds",
    "likes",
    "comments",
    "shares",
    "subscribers_gained",
    "subscribers_lost",
    "revenue_micros",
    "currency",
];

/// What a record reports.
pub fn parse_report(value: Option<&[u8]>, headers: &Headers) -> Result<Report, Refused> {
    let (mut members, newer) = Members::of_record(YOUTUBE_ANALYTICS, value, headers, FIELDS)?;
    let day = members.text("day")?;
    let observed_at = members.text("observed_at")?;
    Ok(Report {
        channel_id: members.text("channel_id")?.parse().map_err(Refused::invalid)?,
        video_id: members.opt_text("video_id")?.map(video_id).transpose()?,
        day: self::day(&day)?,
        observed_at: time("observed_at", &observed_at)?,
        metrics: metrics(members.object("metrics", &Shape { known: METRICS, newer })?)?,
    })
}

fn metrics(mut members: Members) -> Result<Metrics, Refused> {
    let metrics = Metrics {
        views: members.opt_whole("views")?,
        engaged_views: members.opt_whole("engaged_views")?,
        impressions: members.opt_whole("impressions")?,
        minutes_watched: members.opt_whole("minutes_watched")?,
        average_view_seconds: members.opt_number("average_view_seconds")?,
        likes: members.opt_whole("likes")?,
        comments: members.opt_whole("comments")?,
        shares: members.opt_whole("shares")?,
        subscribers_gained: members.opt_whole("subscribers_gained")?,
        subscribers_lost: members.opt_whole("subscribers_lost")?,
        revenue_micros: members.opt_whole("revenue_micros")?.map(Micros),
        currency: members.opt_text("currency")?.map(|code| code.parse()).transpose().map_err(Refused::invalid)?,
    };
    match &metrics {
        none if *none == Metrics::default() => Err(Refused::invalid("metrics holds no metric")),
        half if half.revenue_micros.is_some() != half.currency.is_some() => {
            Err(Refused::invalid("revenue_micros and currency stand together"))
        }
        _ => Ok(metrics),
    }
}

fn video_id(text: String) -> Result<String, Refused> {
    let fits = (1..=64).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    let refused = || Refused::invalid("video_id has 1 to 64 characters of a-z, A-Z, 0-9, '-' and '_'");
    if fits { Ok(text) } else { Err(refused()) }
}

/// `2026-01-31` and no other form.
fn day(text: &str) -> Result<NaiveDate, Refused> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10);
    date.ok_or_else(|| Refused::invalid("day is a date such as 2026-01-31"))
}

pub(crate) fn time(field: &str, text: &str) -> Result<DateTime<Utc>, Refused> {
    let time = DateTime::parse_from_rfc3339(text);
    time.map(|time| time.to_utc())
        .map_err(|_| Refused::invalid(format!("{field} is a time such as 2026-01-31T12:00:00Z")))
}
