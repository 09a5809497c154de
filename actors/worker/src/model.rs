//! What the model slot asks its worker.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ytempire_domain::{
    forecast::{Forecast, SeriesToForecast},
    trend::{Meaning, Scored},
};

/// One task of the role `model`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ModelTask {
    /// Answered with a [`RowAnswer`] for each row, in order.
    Score {
        /// Name of the prediction, such as `signals.y_rise`.
        task: String,
        /// Fields by the columns of the prediction.
        rows: Vec<Map<String, Value>>,
    },
    /// Answered with a `Quality`.
    Script(ScriptToJudge),
    /// Answered with [`MeaningsAnswer`].
    Meanings { texts: Vec<String> },
    /// Answered with a [`ForecastAnswer`].
    Forecast(SeriesToForecast),
    /// Answered with a `Prediction` for each: who answers what, and their cards.
    Cards,
}

/// A score, or what is wrong with the row.
pub type RowAnswer = Result<Scored, String>;

/// What each text means, in order, or why nobody can say.
pub type MeaningsAnswer = Result<Vec<Meaning>, String>;

/// A forecast that beat repeating the last week, or why there is none.
pub type ForecastAnswer = Result<Forecast, String>;

/// A script and what it is held against.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScriptToJudge {
    pub title: String,
    /// Spoken text; an empty line ends a paragraph.
    pub text: String,
    /// What the writer was given: the source of every number and name.
    pub brief: String,
    /// Texts that it must not repeat, such as the channel's earlier scripts.
    pub others: Vec<String>,
    /// Titles that it is compared with.
    pub rivals: Vec<String>,
}
