//! What the values of a report may be.

use chrono::{DateTime, NaiveDate, Utc};
use ytempire_domain::money::Currency;

use super::{MAX_COUNT, MAX_POINTS, MAX_REVENUE, Metrics};
use crate::Refused;

/// Refuses what holds nothing, what is out of range, and money that could not be added up.
pub(super) fn check(metrics: &Metrics) -> Result<(), Refused> {
    if *metrics == Metrics::default() {
        return Err(Refused::invalid("metrics holds no metric"));
    }
    bounded(metrics)?;
    match (metrics.revenue_micros, metrics.currency) {
        (Some(_), Some(Currency::USD)) | (None, None) => {}
        (Some(_), Some(_)) => {
            return Err(Refused::invalid("revenue is in USD: ask the platform for it with currency=USD"));
        }
        _ => return Err(Refused::invalid("revenue_micros and currency stand together")),
    }
    metrics.retention.as_deref().map_or(Ok(()), retention)
}

fn bounded(metrics: &Metrics) -> Result<(), Refused> {
    let counts = [
        ("views", metrics.views),
        ("engaged_views", metrics.engaged_views),
        ("impressions", metrics.impressions),
        ("minutes_watched", metrics.minutes_watched),
        ("likes", metrics.likes),
        ("comments", metrics.comments),
        ("shares", metrics.shares),
        ("subscribers_gained", metrics.subscribers_gained),
        ("subscribers_lost", metrics.subscribers_lost),
    ];
    for (name, count) in counts {
        within(name, count, MAX_COUNT)?;
    }
    within("revenue_micros", metrics.revenue_micros.map(|revenue| revenue.0), MAX_REVENUE.0)
}

fn within(name: &str, count: Option<i64>, most: i64) -> Result<(), Refused> {
    match count {
        Some(count) if count.unsigned_abs() > most.unsigned_abs() => {
            Err(Refused::invalid(format!("{name} is a whole number from -{most} to {most}")))
        }
        _ => Ok(()),
    }
}

fn retention(points: &[(f64, f64)]) -> Result<(), Refused> {
    let rises = points.is_sorted_by(|(earlier, _), (later, _)| earlier < later);
    let inside = |(elapsed, audience): &(f64, f64)| (0.0..=1.0).contains(elapsed) && *audience >= 0.0;
    if (1..=MAX_POINTS).contains(&points.len()) && rises && points.iter().all(inside) {
        return Ok(());
    }
    let shape = "[elapsed share from 0 to 1, rising; audience share from 0 on]";
    Err(Refused::invalid(format!("retention holds 1 to {MAX_POINTS} points {shape}")))
}

pub(super) fn video_id(text: &str) -> Result<String, Refused> {
    let fits =
        (1..=64).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-' || c == b'_');
    let refused = || Refused::invalid("video_id has 1 to 64 characters of a-z, A-Z, 0-9, '-' and '_'");
    if fits { Ok(text.to_owned()) } else { Err(refused()) }
}

/// `2026-01-31` and no other form.
pub(super) fn day(text: &str) -> Result<NaiveDate, Refused> {
    let date = <&[u8; 10]>::try_from(text.as_bytes()).ok().and_then(date);
    date.ok_or_else(|| Refused::invalid("day is a date such as 2026-01-31"))
}

/// Any form of RFC 3339; the usual one without asking chrono, which takes ten times as long.
pub(crate) fn time(field: &str, text: &str) -> Result<DateTime<Utc>, Refused> {
    if let Some(time) = whole_second_utc(text.as_bytes()) {
        return Ok(time);
    }
    let time = DateTime::parse_from_rfc3339(text);
    time.map(|time| time.to_utc())
        .map_err(|_| Refused::invalid(format!("{field} is a time such as 2026-01-31T12:00:00Z")))
}

/// `2026-01-31T12:00:00Z`.
fn whole_second_utc(text: &[u8]) -> Option<DateTime<Utc>> {
    let (day, rest) = text.split_first_chunk::<10>()?;
    let [b'T', h1, h2, b':', m1, m2, b':', s1, s2, b'Z'] = rest else { return None };
    let time = date(day)?.and_hms_opt(two(*h1, *h2)?, two(*m1, *m2)?, two(*s1, *s2)?)?;
    Some(time.and_utc())
}

fn date(text: &[u8; 10]) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else { return None };
    let year = two(y1, y2)? * 100 + two(y3, y4)?;
    NaiveDate::from_ymd_opt(year.cast_signed(), two(m1, m2)?, two(d1, d2)?)
}

fn two(tens: u8, ones: u8) -> Option<u32> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
    Some(digit(tens)? * 10 + digit(ones)?)
}
