//! Who answers which prediction, and what is known of them: for screens.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Maker {
    /// A model that was trained.
    Model,
    /// Plain methods of the program that need no training: each is tried on the past of what it is asked about.
    Methods,
    /// The one-line rule.
    Rule,
}

/// One prediction and who answers it now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// Its name, as on the command line.
    pub task: String,
    /// The question, for people.
    pub question: String,
    /// What of the running service asks it; none: the command line alone.
    pub asked_by: Option<String>,
    pub maker: Maker,
    /// The version in use; of methods that of the program; none: the rule.
    pub version: Option<String>,
    /// The rule that stands in, in words.
    pub rule: String,
    /// Of the model in use.
    pub card: Option<ModelCard>,
    /// Why the version in use cannot be used; the rule answers instead.
    pub trouble: Option<String>,
}

/// What a model learned from, how it was judged, and how to tell that it is the one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelCard {
    /// What answers: `0.7 trees + 0.3 perceptron`.
    pub summary: String,
    /// Name, rows and SHA-256 of the file it learned from.
    pub data: String,
    pub data_rows: usize,
    pub data_hash: String,
    /// Of the data; none: the weights may not be passed on.
    pub licence: Option<String>,
    /// How the judged rows were cut off.
    pub split: String,
    pub seed: u64,
    /// Version of the program that trained it.
    pub code: String,
    /// None: not noted.
    pub trained_at: Option<DateTime<Utc>>,
    /// Figures on the judged rows, by name.
    pub figures: Vec<(String, f64)>,
    pub model_hash: String,
    pub weights_hash: String,
}
