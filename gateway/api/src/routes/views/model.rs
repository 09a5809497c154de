//! Who answers which prediction.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use ytempire_domain::card::{Maker, ModelCard, Prediction};

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ModelsView {
    /// Those that the running service asks come first.
    pub items: Vec<PredictionView>,
    /// Why nothing can be told: the cards lie with the models, which only their worker reads; null if it did.
    #[schema(required)]
    pub trouble: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PredictionView {
    /// Its name, as on the command line.
    #[schema(example = "signals.y_rise")]
    pub task: String,
    /// The question, for people.
    pub question: String,
    /// What of the running service asks it; null: the command line alone.
    #[schema(required, example = "ideas")]
    pub asked_by: Option<String>,
    /// `model`, `methods` (plain ones of the program that need no training) or `rule`.
    #[schema(example = "model")]
    pub answered_by: &'static str,
    /// The version in use, of methods that of the program; null: the rule.
    #[schema(required, example = "v0003")]
    pub version: Option<String>,
    /// The rule that stands in, in words.
    pub rule: String,
    /// Of the model in use; null where there is none.
    #[schema(required)]
    pub card: Option<CardView>,
    /// Why the version in use cannot be used: the rule answers; else null.
    #[schema(required)]
    pub trouble: Option<String>,
}

/// What a model learned from, how it was judged, and how to tell that it is the one.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = ModelCard)]
pub struct CardView {
    #[schema(example = "0.7 trees + 0.3 perceptron")]
    pub summary: String,
    /// Name of the file it learned from.
    pub data: String,
    pub data_rows: usize,
    /// SHA-256 of the file.
    pub data_hash: String,
    /// Of the data; null: none is stated, so the weights may not be passed on.
    #[schema(required)]
    pub licence: Option<String>,
    /// How the judged rows were cut off.
    pub split: String,
    pub seed: u64,
    /// Version of the program that trained it.
    pub code: String,
    /// Null: not noted.
    #[schema(required)]
    pub trained_at: Option<DateTime<Utc>>,
    /// On the judged rows.
    pub figures: Vec<CardFigure>,
    pub model_hash: String,
    pub weights_hash: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CardFigure {
    #[schema(example = "auc")]
    pub name: String,
    pub value: f64,
}

impl From<Prediction> for PredictionView {
    fn from(prediction: Prediction) -> Self {
        PredictionView {
            task: prediction.task,
            question: prediction.question,
            asked_by: prediction.asked_by,
            answered_by: match prediction.maker {
                Maker::Model => "model",
                Maker::Methods => "methods",
                Maker::Rule => "rule",
            },
            version: prediction.version,
            rule: prediction.rule,
            card: prediction.card.map(CardView::from),
            trouble: prediction.trouble,
        }
    }
}

impl From<ModelCard> for CardView {
    fn from(card: ModelCard) -> Self {
        CardView {
            summary: card.summary,
            data: card.data,
            data_rows: card.data_rows,
            data_hash: card.data_hash,
            licence: card.licence,
            split: card.split,
            seed: card.seed,
            code: card.code,
            trained_at: card.trained_at,
            figures: card.figures.into_iter().map(|(name, value)| CardFigure { name, value }).collect(),
            model_hash: card.model_hash,
            weights_hash: card.weights_hash,
        }
    }
}
