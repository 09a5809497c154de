//! A score and where it comes from: every figure names its maker.

use serde::{Deserialize, Serialize};

use super::{RULE, SignalRow, rule, rule_reasons};

/// Which of the two has made a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScoreSource {
    Model,
    /// The baseline rule.
    Rule,
}

/// How likely a topic is to rise within the horizon, who says so, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scored {
    /// In (0, 1).
    pub probability: f64,
    pub source: ScoreSource,
    /// The model's name, or the rule's.
    pub model: String,
    /// Of the model; a rule has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Why this source: "the promoted model", "no model is promoted", "the model's worker is away".
    pub because: String,
    /// How often topics rose in what the model has learnt from; a rule has learnt from nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_rate: Option<f64>,
    /// The strongest first.
    pub reasons: Vec<Reason>,
}

/// What one feature adds to a score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// Name of the column.
    pub feature: String,
    /// For people.
    pub words: String,
    /// By how much it raises the score, or lowers it.
    pub effect: f64,
}

impl Scored {
    /// What the baseline rule says; `because`: why no model does.
    pub fn by_rule(row: &SignalRow, because: &str) -> Self {
        Scored {
            probability: rule(row),
            source: ScoreSource::Rule,
            model: RULE.to_owned(),
            version: None,
            because: because.to_owned(),
            base_rate: None,
            reasons: rule_reasons(row),
        }
    }
}
