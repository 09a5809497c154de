//! A task's model: its parts, how they are mixed, and how the mixture becomes a probability.

use serde::{Deserialize, Serialize};

use crate::{Inputs, Meaning, Result, Table, Task, calibrate::Calibration, learn::Fitted, levels::Levels, part::Part};

/// What is saved, loaded and asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Model {
    pub task: Task,
    /// Weight, recipe and fit of each part.
    pub parts: Vec<(f64, Fitted)>,
    pub calibration: Calibration,
    /// Share of risers in the data it learned from, to be shown beside each answer; a rule learned from none.
    pub base_rate: Option<f64>,
    /// What is known of the rows' things beside the rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<Levels>,
}

impl Model {
    /// The stand-in of a task without a model.
    pub fn rule(task: Task) -> Self {
        let part = (crate::Recipe::Rule, Part::Rule);
        Model { task, parts: vec![(1.0, part)], calibration: Calibration::None, base_rate: None, levels: None }
    }

    /// Rows as the model was taught to see them; `meaning` is looked at by models that read titles by their sense.
    pub fn inputs(&self, table: &Table, meaning: Option<&Meaning>) -> Result<Inputs> {
        let meaning = meaning.filter(|_| self.reads_meaning());
        match &self.levels {
            Some(levels) => Inputs::of(&levels.beside(table), meaning),
            None => Inputs::of(table, meaning),
        }
    }

    /// P(label = 1) of each row.
    pub fn probabilities(&self, inputs: &Inputs) -> Result<Vec<f64>> {
        let mut logits = vec![0.0; inputs.rows()];
        for (weight, (_, part)) in &self.parts {
            for (sum, logit) in logits.iter_mut().zip(part.logits(inputs)?) {
                *sum += weight * logit;
            }
        }
        Ok(self.calibration.all(&logits))
    }

    /// Does it need the sentence model?
    pub fn reads_meaning(&self) -> bool {
        self.parts.iter().any(|(_, (_, part))| matches!(part, Part::Meaning(_)))
    }

    /// Its parts in words: `0.7 trees + 0.3 perceptron`.
    pub fn summary(&self) -> String {
        let part = |(weight, (recipe, _)): &(f64, Fitted)| match self.parts.len() {
            1 => recipe.name().to_owned(),
            _ => format!("{weight:.1} {}", recipe.name()),
        };
        self.parts.iter().map(part).collect::<Vec<_>>().join(" + ")
    }
}
