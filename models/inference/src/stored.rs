//! What a version of the registry holds: a model of probabilities or a way to forecast.

use serde::{Deserialize, Serialize};

use crate::{InferenceError, Model, Result, Task, forecast::Rhythm, outlook::Outlook, part::Part, tensors::Named};

/// A model as it is saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "model", rename_all = "snake_case")]
pub enum Stored {
    Scores(Model),
    Forecast(Outlook),
}

impl Stored {
    /// What stands in for a task without a promoted model.
    pub fn rule(task: Task) -> Self {
        match task {
            Task::Hourly => Stored::Forecast(Outlook::fallback(task, Rhythm::HOURLY)),
            Task::Daily => Stored::Forecast(Outlook::fallback(task, Rhythm::DAILY)),
            _ => Stored::Scores(Model::rule(task)),
        }
    }

    pub const fn task(&self) -> Task {
        match self {
            Stored::Scores(model) => model.task,
            Stored::Forecast(outlook) => outlook.task,
        }
    }

    /// Weights of its networks, which do not lie in the JSON.
    pub(crate) fn weights(&self) -> Vec<Named> {
        let Stored::Scores(model) = self else { return Vec::new() };
        let mut all = Vec::new();
        for (part, (_, (_, fitted))) in model.parts.iter().enumerate() {
            let Part::Network(bags) = fitted else { continue };
            for (bag, network) in bags.iter().enumerate() {
                let named = |w: &crate::network::Weight| (name(part, bag, &w.name), w.size.clone(), w.values.clone());
                all.extend(network.weights.iter().map(named));
            }
        }
        all
    }

    pub(crate) fn put_weights(&mut self, all: &[Named]) -> Result<()> {
        let Stored::Scores(model) = self else { return Ok(()) };
        for (part, (_, (_, fitted))) in model.parts.iter_mut().enumerate() {
            let Part::Network(bags) = fitted else { continue };
            for (bag, network) in bags.iter_mut().enumerate() {
                for weight in &mut network.weights {
                    let wanted = name(part, bag, &weight.name);
                    let found = all.iter().find(|(name, size, _)| *name == wanted && *size == weight.size);
                    let missing = || InferenceError::Mismatch(format!("the weight {wanted} is missing"));
                    weight.values = found.ok_or_else(missing)?.2.clone();
                }
            }
        }
        Ok(())
    }
}

fn name(part: usize, bag: usize, weight: &str) -> String {
    format!("part{part}.bag{bag}.{weight}")
}
