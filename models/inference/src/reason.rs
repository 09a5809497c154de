//! Why a row got its score: what each feature or word added to the logit, by the parts of the model that can say.

use std::collections::HashMap;

use serde::Serialize;

use crate::{Inputs, Model, Result, part::Part};

/// One feature's share in a score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reason {
    /// The feature's name, or a word in quotes.
    pub feature: String,
    /// The feature's value; none for words and for values that are missing.
    pub value: Option<f32>,
    /// Added to the logit, before calibration: above zero it speaks for a yes.
    pub adds: f64,
}

impl Model {
    /// The reasons that moved one row's logit most, the largest first. Trees tell the change of the expected value along
    /// the path, linear models the weight times the distance from the mean; networks tell nothing.
    pub fn reasons(&self, inputs: &Inputs, row: usize, most: usize) -> Result<Vec<Reason>> {
        let mut sums: HashMap<String, f64> = HashMap::new();
        for (weight, (_, part)) in &self.parts {
            for (name, adds) in told(part, inputs, row)? {
                *sums.entry(name).or_default() += weight * adds;
            }
        }
        let mut all: Vec<(String, f64)> = sums.into_iter().filter(|(_, adds)| *adds != 0.0).collect();
        // Equal ones by name, or the order would be the map's own.
        all.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then_with(|| a.0.cmp(&b.0)));
        all.truncate(most);
        let value = |name: &str| inputs.dense.column(name).map(|column| column[row]).filter(|value| value.is_finite());
        Ok(all.into_iter().map(|(feature, adds)| Reason { value: value(&feature), feature, adds }).collect())
    }

    /// Share of the mixture that can give reasons.
    pub fn explained(&self) -> f64 {
        let tells = |part: &Part| matches!(part, Part::Linear(_) | Part::Trees(_) | Part::Words(_));
        self.parts.iter().filter(|(_, (_, part))| tells(part)).map(|(weight, _)| weight).sum()
    }
}

fn told(part: &Part, inputs: &Inputs, row: usize) -> Result<Vec<(String, f64)>> {
    match part {
        Part::Linear(linear) => linear.reasons(&inputs.dense, row),
        Part::Words(words) => Ok(words.reasons(&inputs.texts[row])),
        Part::Trees(bags) => {
            let share = 1.0 / bags.len().max(1) as f64;
            let mut all = Vec::new();
            for trees in bags {
                all.extend(trees.reasons(&inputs.dense, row)?.into_iter().map(|(name, adds)| (name, adds * share)));
            }
            Ok(all)
        }
        Part::Rule | Part::Meaning(_) | Part::Network(_) => Ok(Vec::new()),
    }
}
