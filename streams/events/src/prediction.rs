//! `trend-predictions`: what is expected of a niche, the most promising topic first.

mod parse;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use ytempire_domain::trend::{self, Measure, ScoreSource, Sparkline};

use crate::{
    OutRecord, TREND_PREDICTIONS,
    headers::{DATASCHEMA, ID, OURSELVES, SPEC_1, TIME, TYPE},
    version::{KNOWN, schema_name},
};
pub use parse::parse_prediction;

/// Most topics of one prediction.
pub const MAX_TOPICS: usize = trend::MOST_RANKED;
/// Longest horizon in hours: 30 days.
pub const MAX_HORIZON: i64 = 720;
/// Most other names of one topic.
pub const MAX_ALSO: usize = 10;
/// Most reasons of one topic, and longest text of one in characters.
pub const MAX_REASONS: usize = 10;
pub const MAX_WORDS: usize = 200;
/// Most hours of one sparkline.
pub const MAX_HOURS: usize = 48;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prediction {
    pub niche: String,
    /// Name, and version where there is one, of who scored the first topic: every figure names its maker.
    pub model: String,
    pub made_at: DateTime<Utc>,
    /// How far ahead, from when a topic was observed.
    pub horizon_hours: u32,
    /// Best first; at least one.
    pub topics: Vec<RankedTopic>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankedTopic {
    pub topic: String,
    /// Probability, 0 to 1.
    pub score: f64,
    /// Whether a model made the score, or the baseline rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<ScoreSource>,
    /// Who made the score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// How often topics rose in what the model has learnt from, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_rate: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observed_at: Option<DateTime<Utc>>,
    /// Other names of the same topic.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The strongest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sparkline: Option<Hours>,
}

/// What one feature adds to a score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    pub feature: String,
    /// For people.
    pub words: String,
    pub effect: f64,
}

/// Volumes or ranks, hour by hour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// What the values are: `rank`, where less is better, or a unit such as `views`; left out: a volume without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// When the last hour began.
    pub last: DateTime<Utc>,
    /// One an hour, the last one last; null where nothing was read.
    pub values: Vec<Option<f64>>,
}

impl Hours {
    /// `None`: nothing was read.
    pub fn of(line: &Sparkline) -> Option<Self> {
        let last = line.points.last()?.at;
        let mut values = vec![None; MAX_HOURS];
        for point in &line.points {
            let before = usize::try_from((last - point.at).num_hours()).ok().filter(|hours| *hours < MAX_HOURS);
            if let Some(before) = before {
                values[MAX_HOURS - 1 - before] = Some(point.value);
            }
        }
        let first = values.iter().position(Option::is_some).unwrap_or(0);
        let unit = match &line.measure {
            Measure::Rank => Some("rank".to_owned()),
            Measure::Volume(unit) => unit.clone(),
        };
        Some(Hours { unit, last, values: values.split_off(first) })
    }
}

impl From<&trend::RankedTopic> for RankedTopic {
    fn from(ranked: &trend::RankedTopic) -> Self {
        let scored = &ranked.scored;
        let reason = |reason: &trend::Reason| Reason {
            feature: cut(&reason.feature, trend::MAX_NAME),
            words: cut(&reason.words, MAX_WORDS),
            effect: reason.effect,
        };
        RankedTopic {
            topic: ranked.topic.clone(),
            score: scored.probability,
            source: Some(scored.source),
            model: Some(cut(&scored.model, trend::MAX_NAME)),
            version: scored.version.as_deref().map(|version| cut(version, trend::MAX_NAME)),
            base_rate: scored.base_rate,
            observed_at: Some(ranked.observed_at),
            also: ranked.also.iter().take(MAX_ALSO).cloned().collect(),
            reasons: scored.reasons.iter().take(MAX_REASONS).map(reason).collect(),
            sparkline: Hours::of(&ranked.sparkline),
        }
    }
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect::<String>().trim_end().to_owned()
}

impl Prediction {
    /// `None`: there is nothing to say of the niche.
    pub fn of(niche: &str, made_at: DateTime<Utc>, topics: &[trend::RankedTopic]) -> Option<Self> {
        let best = &topics.first()?.scored;
        let model = best.version.as_ref().map_or(best.model.clone(), |version| format!("{} {version}", best.model));
        Some(Prediction {
            niche: niche.to_owned(),
            model: cut(&model, trend::MAX_NAME),
            made_at,
            horizon_hours: trend::HORIZON_HOURS,
            topics: topics.iter().take(MAX_TOPICS).map(RankedTopic::from).collect(),
        })
    }
}

/// The record that carries it. `id`: the same whenever this ranking of the niche is sent.
pub fn prediction_record(prediction: &Prediction, id: &str) -> OutRecord {
    let value = serde_json::json!(prediction).to_string().into_bytes();
    let schema = schema_name(TREND_PREDICTIONS, KNOWN);
    let time = prediction.made_at.to_rfc3339_opts(SecondsFormat::Micros, true);
    let headers =
        [SPEC_1, (TYPE, "trends_ranked"), (ID, id), OURSELVES, (TIME, time.as_str()), (DATASCHEMA, schema.as_str())];
    OutRecord::json(TREND_PREDICTIONS, &prediction.niche, value, &headers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use ytempire_domain::trend::Point;

    #[test]
    fn a_line_has_a_place_for_every_hour_and_ends_with_the_last_reading() {
        let start = DateTime::<Utc>::UNIX_EPOCH;
        let point = |hour: i64, value: f64| Point { at: start + TimeDelta::hours(hour), value };
        let line = Sparkline { measure: Measure::Rank, points: vec![point(0, 9.0), point(50, 4.0), point(53, 2.0)] };
        let hours = Hours::of(&line).expect("readings");
        assert_eq!((hours.unit.as_deref(), hours.last), (Some("rank"), start + TimeDelta::hours(53)));
        assert_eq!(hours.values, [Some(4.0), None, None, Some(2.0)]);
        assert_eq!(Hours::of(&Sparkline { measure: Measure::Rank, points: vec![] }), None);
    }
}
