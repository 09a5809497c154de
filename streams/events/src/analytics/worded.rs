//! The way of a record that is unusual or cannot be used: member by member, with the reason in words.

use ytempire_domain::money::Micros;

use super::{Metrics, Report, fields};
use crate::{
    Refused, YOUTUBE_ANALYTICS,
    headers::Headers,
    members::{Members, Shape},
};

const FIELDS: &[&str] = &["channel_id", "video_id", "day", "observed_at", "published_at", "complete", "metrics"];
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
    "retention",
];

pub(super) fn report(value: Option<&[u8]>, headers: &Headers) -> Result<Report, Refused> {
    let (mut members, newer) = Members::of_record(YOUTUBE_ANALYTICS, value, headers, FIELDS)?;
    let day = members.text("day")?;
    let observed_at = members.text("observed_at")?;
    let published_at = members.opt_text("published_at")?;
    Ok(Report {
        channel_id: members.text("channel_id")?.parse().map_err(Refused::invalid)?,
        video_id: members.opt_text("video_id")?.as_deref().map(fields::video_id).transpose()?,
        day: fields::day(&day)?,
        observed_at: fields::time("observed_at", &observed_at)?,
        published_at: published_at.map(|time| fields::time("published_at", &time)).transpose()?,
        complete: members.get("complete", "true or false")?,
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
        retention: members.get("retention", PAIRS)?.map(pairs).transpose()?,
    };
    fields::check(&metrics)?;
    Ok(metrics)
}

const PAIRS: &str = "a list of pairs of numbers";

fn pairs(points: Vec<Vec<f64>>) -> Result<Vec<(f64, f64)>, Refused> {
    let pair = |point: &Vec<f64>| <[f64; 2]>::try_from(point.as_slice()).map(|[elapsed, audience]| (elapsed, audience));
    let wrong = |_| Refused::new("wrong_type", format!("retention is not {PAIRS}"));
    points.iter().map(pair).collect::<Result<_, _>>().map_err(wrong)
}
