//! `trend-predictions`: what a model expects of a niche, the most promising topic first.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ytempire_domain::{
    request::MAX_TOPIC,
    text,
    trend::{MAX_NAME, MAX_NICHE},
};

use crate::{
    Refused, TREND_PREDICTIONS,
    analytics::time,
    headers::Headers,
    members::{Members, Shape},
};

/// Most topics of one prediction.
pub const MAX_TOPICS: usize = 100;
/// Longest horizon in hours: 30 days.
pub const MAX_HORIZON: i64 = 720;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prediction {
    pub niche: String,
    /// Name and version of the model: every figure names its maker.
    pub model: String,
    pub made_at: DateTime<Utc>,
    /// How far ahead, from `made_at`.
    pub horizon_hours: u32,
    /// Best first; at least one.
    pub topics: Vec<RankedTopic>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankedTopic {
    pub topic: String,
    /// Probability, 0 to 1.
    pub score: f64,
}

/// What a record predicts.
pub fn parse_prediction(value: Option<&[u8]>, headers: &Headers) -> Result<Prediction, Refused> {
    const FIELDS: &[&str] = &["niche", "model", "made_at", "horizon_hours", "topics"];
    const TOPIC: &[&str] = &["topic", "score"];
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
        topics: topics.into_iter().map(ranked).collect::<Result<_, _>>()?,
    })
}

fn ranked(mut members: Members) -> Result<RankedTopic, Refused> {
    let topic = line("topic", &members.text("topic")?, MAX_TOPIC)?;
    let score = members.number("score")?;
    if !(0.0..=1.0).contains(&score) {
        return Err(Refused::invalid("score is a number from 0 to 1"));
    }
    Ok(RankedTopic { topic, score })
}

fn line(field: &'static str, text: &str, max: usize) -> Result<String, Refused> {
    text::line(field, text, max).map_err(Refused::invalid)
}
