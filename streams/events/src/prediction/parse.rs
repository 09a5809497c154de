//! A record of `trend-predictions`, read.

use ytempire_domain::{
    request::MAX_TOPIC,
    text,
    trend::{MAX_NAME, MAX_NICHE, ScoreSource},
};

use super::{
    Hours, MAX_ALSO, MAX_HORIZON, MAX_HOURS, MAX_REASONS, MAX_TOPICS, MAX_WORDS, Prediction, RankedTopic, Reason,
};
use crate::{
    Refused, TREND_PREDICTIONS,
    analytics::time,
    headers::Headers,
    members::{Members, Shape},
};

const FIELDS: &[&str] = &["niche", "model", "made_at", "horizon_hours", "topics"];
const TOPIC: &[&str] =
    &["topic", "score", "source", "model", "version", "base_rate", "observed_at", "also", "reasons", "sparkline"];
const REASON: &[&str] = &["feature", "words", "effect"];
const SPARKLINE: &[&str] = &["unit", "last", "values"];

/// What a record predicts.
pub fn parse_prediction(value: Option<&[u8]>, headers: &Headers) -> Result<Prediction, Refused> {
    let (mut members, newer) = Members::of_record(TREND_PREDICTIONS, value, headers, FIELDS)?;
    let made_at = members.text("made_at")?;
    let topics = members.objects("topics", &Shape { known: TOPIC, newer })?;
    if !(1..=MAX_TOPICS).contains(&topics.len()) {
        return Err(Refused::invalid(format!("topics holds 1 to {MAX_TOPICS} topics")));
    }
    let horizon = members.whole("horizon_hours")?;
    let horizon = u32::try_from(horizon).ok().filter(|_| (1..=MAX_HORIZON).contains(&horizon));
    Ok(Prediction {
        niche: line("niche", &members.text("niche")?, MAX_NICHE)?,
        model: line("model", &members.text("model")?, MAX_NAME)?,
        made_at: time("made_at", &made_at)?,
        horizon_hours: horizon
            .ok_or_else(|| Refused::invalid(format!("horizon_hours is a whole number from 1 to {MAX_HORIZON}")))?,
        topics: topics.into_iter().map(|topic| ranked(topic, newer)).collect::<Result<_, _>>()?,
    })
}

fn ranked(mut members: Members, newer: bool) -> Result<RankedTopic, Refused> {
    let opt_line = |name, text: Option<String>| text.map(|text| line(name, &text, MAX_NAME)).transpose();
    let observed_at = members.opt_text("observed_at")?;
    Ok(RankedTopic {
        topic: line("topic", &members.text("topic")?, MAX_TOPIC)?,
        score: part("score", members.number("score")?)?,
        source: members.opt_text("source")?.map(|name| source(&name)).transpose()?,
        model: opt_line("model", members.opt_text("model")?)?,
        version: opt_line("version", members.opt_text("version")?)?,
        base_rate: members.opt_number("base_rate")?.map(|rate| part("base_rate", rate)).transpose()?,
        observed_at: observed_at.map(|text| time("observed_at", &text)).transpose()?,
        also: also(&mut members)?,
        reasons: reasons(&mut members, newer)?,
        sparkline: members.opt_object("sparkline", &Shape { known: SPARKLINE, newer })?.map(hours).transpose()?,
    })
}

fn also(members: &mut Members) -> Result<Vec<String>, Refused> {
    let names: Vec<String> = members.get("also", "a list of names")?.unwrap_or_default();
    if names.len() > MAX_ALSO {
        return Err(Refused::invalid(format!("also holds at most {MAX_ALSO} names")));
    }
    names.iter().map(|name| line("also", name, MAX_TOPIC)).collect()
}

fn part(name: &'static str, number: f64) -> Result<f64, Refused> {
    if (0.0..=1.0).contains(&number) {
        Ok(number)
    } else {
        Err(Refused::invalid(format!("{name} is a number from 0 to 1")))
    }
}

fn source(name: &str) -> Result<ScoreSource, Refused> {
    match name {
        "model" => Ok(ScoreSource::Model),
        "rule" => Ok(ScoreSource::Rule),
        _ => Err(Refused::invalid("source is model or rule")),
    }
}

fn reasons(members: &mut Members, newer: bool) -> Result<Vec<Reason>, Refused> {
    let reasons = members.opt_objects("reasons", &Shape { known: REASON, newer })?.unwrap_or_default();
    if reasons.len() > MAX_REASONS {
        return Err(Refused::invalid(format!("reasons holds at most {MAX_REASONS} reasons")));
    }
    let reason = |mut members: Members| {
        Ok(Reason {
            feature: line("feature", &members.text("feature")?, MAX_NAME)?,
            words: line("words", &members.text("words")?, MAX_WORDS)?,
            effect: members.number("effect")?,
        })
    };
    reasons.into_iter().map(reason).collect()
}

fn hours(mut members: Members) -> Result<Hours, Refused> {
    let unit = members.opt_text("unit")?;
    let values: Vec<Option<f64>> = members.list("values", "a list of numbers and nulls")?;
    if !(1..=MAX_HOURS).contains(&values.len()) {
        return Err(Refused::invalid(format!("values holds 1 to {MAX_HOURS} numbers")));
    }
    Ok(Hours {
        unit: unit.map(|unit| line("unit", &unit, MAX_NAME)).transpose()?,
        last: time("last", &members.text("last")?)?,
        values,
    })
}

fn line(field: &'static str, text: &str, max: usize) -> Result<String, Refused> {
    text::line(field, text, max).map_err(Refused::invalid)
}
