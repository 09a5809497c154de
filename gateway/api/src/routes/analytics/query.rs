//! What a call asks for, read once; a parameter that cannot be is named.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use chrono_tz::Tz;
use ytempire_domain::ChannelId;
use ytempire_sinks::Days;

use crate::{
    analytics::{Figure, period},
    http::Call,
    problem::Problem,
};

/// Days that one answer may span.
const MOST_DAYS: i64 = 4000;
/// Channels that one call may name.
const MOST_CHANNELS: usize = 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Json,
    Csv,
}

/// The parameters that all paths share.
#[derive(Clone, Debug)]
pub struct Query {
    pub days: Days,
    /// The range was named, not the usual one.
    pub ranged: bool,
    pub tz: Tz,
    /// Sorted, each once; none: every channel.
    pub channels: Vec<ChannelId>,
    /// In the order in which they were named, each once.
    pub figures: Vec<Figure>,
    pub format: Format,
    /// The platform's day.
    pub today: NaiveDate,
}

impl Query {
    /// With days of the platform: no other time zone cuts them.
    pub fn of_days(call: &Call) -> Result<Query, Problem> {
        let query = Query::of_hours(call)?;
        match query.tz {
            period::PLATFORM => Ok(query),
            _ => Err(wrong("tz", "the platform reports whole days of America/Los_Angeles, which cannot be cut anew")),
        }
    }

    /// In any time zone.
    pub fn of_hours(call: &Call) -> Result<Query, Problem> {
        let today = period::today(call.now);
        let (from, to) = (day(call, "from")?, day(call, "to")?);
        Ok(Query {
            days: range(from, to, today)?,
            ranged: from.is_some() || to.is_some(),
            tz: zone(call)?,
            channels: channels(call)?,
            figures: figures(call)?,
            format: format(call)?,
            today,
        })
    }

    /// The figures that were named, else the usual ones.
    pub fn figures_or(&self, usual: &[Figure]) -> Vec<Figure> {
        if self.figures.is_empty() { usual.to_vec() } else { self.figures.clone() }
    }
}

/// A parameter that cannot be: 422 with its name.
pub fn wrong(name: &'static str, detail: &str) -> Problem {
    Problem::unprocessable(&format!("/{name}"), format!("{name}: {detail}"))
}

/// The last of that name that is not empty.
pub fn text(call: &Call, name: &str) -> Option<String> {
    call.queries().filter(|(known, value)| known == name && !value.is_empty()).map(|(_, value)| value).last()
}

/// One of several words, or the first of them.
pub fn word<T: Copy>(call: &Call, name: &'static str, words: &[(&'static str, T)]) -> Result<Option<T>, Problem> {
    let Some(text) = text(call, name) else { return Ok(None) };
    let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
    let known = || words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
    found.map(Some).ok_or_else(|| wrong(name, &format!("one of {}", known())))
}

fn day(call: &Call, name: &'static str) -> Result<Option<NaiveDate>, Problem> {
    let day = |text: String| period::parse_day(&text).ok_or_else(|| wrong(name, "a day, YYYY-MM-DD, from 2005 on"));
    text(call, name).map(day).transpose()
}

fn range(from: Option<NaiveDate>, to: Option<NaiveDate>, today: NaiveDate) -> Result<Days, Problem> {
    let usual = period::usual(today).ok_or_else(Problem::broken)?;
    let days = match (from, to) {
        (None, None) => return Ok(usual),
        (Some(from), Some(to)) => Days::new(from, to),
        (Some(from), None) => Days::new(from, usual.to.max(from)),
        (None, Some(to)) => Days::new(to - chrono::TimeDelta::days(usual.len() - 1), to),
    };
    let days = days.ok_or_else(|| wrong("from", "it is after the last day"))?;
    if days.len() > MOST_DAYS {
        return Err(wrong("from", &format!("an answer spans at most {MOST_DAYS} days")));
    }
    Ok(days)
}

fn zone(call: &Call) -> Result<Tz, Problem> {
    let zone = |text: String| text.parse().map_err(|_| wrong("tz", "a name of the IANA time zone database"));
    Ok(text(call, "tz").map(zone).transpose()?.unwrap_or(period::PLATFORM))
}

fn channels(call: &Call) -> Result<Vec<ChannelId>, Problem> {
    let named = call.queries().filter(|(name, value)| name == "channel_id" && !value.is_empty());
    let id = |(_, text): (String, String)| text.parse().map_err(|_| wrong("channel_id", "this is no channel id"));
    let channels = named.map(id).collect::<Result<BTreeSet<ChannelId>, _>>()?;
    if channels.len() > MOST_CHANNELS {
        return Err(wrong("channel_id", &format!("at most {MOST_CHANNELS} are named in one call")));
    }
    Ok(channels.into_iter().collect())
}

fn figures(call: &Call) -> Result<Vec<Figure>, Problem> {
    let mut figures = vec![];
    for (_, text) in call.queries().filter(|(name, value)| name == "metric" && !value.is_empty()) {
        let known = || Figure::ALL.map(Figure::name).join(", ");
        let figure = Figure::named(&text).ok_or_else(|| wrong("metric", &format!("one of {}", known())))?;
        if !figures.contains(&figure) {
            figures.push(figure);
        }
    }
    Ok(figures)
}

pub fn format(call: &Call) -> Result<Format, Problem> {
    let format = word(call, "format", &[("json", Format::Json), ("csv", Format::Csv)])?;
    Ok(format.unwrap_or(Format::Json))
}
