//! One fitted model, whatever its kind: from inputs to logits.

use serde::{Deserialize, Serialize};

use crate::{
    InferenceError, Inputs, Result,
    linear::{Fit, Linear},
    network::{Network, Shape},
    team::Team,
    trees::{Growth, Trees, Watch, logit},
    words::{Terms, Words},
};

/// What to fit, and how.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Recipe {
    /// The one-line rule.
    Rule,
    /// Logistic regression over the features.
    Linear { l2: f64 },
    /// Boosted trees over the features; the mean of `bags` seeds.
    Trees { growth: Growth, bags: usize },
    /// Logistic regression over words and letter groups.
    Words { terms: Terms, l2: f64 },
    /// Logistic regression over the sentence embedding.
    Meaning { l2: f64 },
    /// A network in tch; the mean of `bags` seeds.
    Network { shape: Shape, bags: usize },
}

impl Recipe {
    /// Its column in the table.
    pub const fn name(&self) -> &'static str {
        match self {
            Recipe::Rule => "rule",
            Recipe::Linear { .. } => "linear",
            Recipe::Trees { .. } => "trees",
            Recipe::Words { .. } => "words",
            Recipe::Meaning { .. } => "meaning",
            Recipe::Network { shape, .. } => shape.name(),
        }
    }

    /// Does it end growth by watched rows?
    pub const fn watches(&self) -> bool {
        matches!(self, Recipe::Trees { .. } | Recipe::Network { .. })
    }
}

/// Rows with answers.
#[derive(Clone, Debug)]
pub struct Lesson {
    pub inputs: Inputs,
    pub labels: Vec<f64>,
    pub weights: Vec<f64>,
}

impl Lesson {
    pub fn select(&self, rows: &[usize]) -> Lesson {
        let pick = |values: &[f64]| rows.iter().map(|row| values[*row]).collect();
        Lesson { inputs: self.inputs.select(rows), labels: pick(&self.labels), weights: pick(&self.weights) }
    }

    /// These rows, then those.
    #[must_use]
    pub fn and(mut self, more: &Lesson) -> Lesson {
        self.inputs.extend(&more.inputs);
        self.labels.extend(&more.labels);
        self.weights.extend(&more.weights);
        self
    }
}

/// A fitted model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "model", rename_all = "snake_case")]
pub enum Part {
    Rule,
    Linear(Linear),
    Trees(Vec<Trees>),
    Words(Words),
    Meaning(Linear),
    Network(Vec<Network>),
}

impl Part {
    /// Fits a recipe. `watch` ends the growth of trees and networks; without it they grow to the recipe's end. Networks
    /// are learned by the whole `team`.
    pub fn fit(
        recipe: &Recipe,
        lesson: &Lesson,
        watch: Option<&Lesson>,
        seed: u64,
        team: Option<&Team>,
    ) -> Result<Part> {
        let Lesson { inputs, labels, weights } = lesson;
        let fit = |l2| Fit { labels, weights, l2, intercept: !inputs.compares() };
        Ok(match recipe {
            Recipe::Rule => Part::Rule,
            Recipe::Linear { l2 } => Part::Linear(Linear::fit(&inputs.dense, &fit(*l2))),
            Recipe::Words { terms, l2 } => Part::Words(Words::fit(&inputs.texts, *terms, &fit(*l2))),
            Recipe::Meaning { l2 } => {
                let meaning = inputs.meaning.as_ref().ok_or_else(|| no_meaning(inputs))?;
                Part::Meaning(Linear::fit(meaning, &fit(*l2)))
            }
            Recipe::Trees { growth, bags } => {
                let watch = watch.map(|watch| Watch { inputs: &watch.inputs.dense, labels: &watch.labels });
                let grow = |bag| Trees::grow(&inputs.dense, labels, weights, growth, watch, seed.wrapping_add(bag));
                Part::Trees((0..*bags as u64).map(grow).collect())
            }
            Recipe::Network { shape, bags } => {
                let bag = |bag| Network::fit(shape, lesson, watch, seed.wrapping_add(bag), team);
                Part::Network((0..*bags as u64).map(bag).collect::<Result<_>>()?)
            }
        })
    }

    /// The recipe that grows as long as this part did, for a fit without watched rows; `stretch` for more rows.
    pub fn as_long(&self, recipe: &Recipe, stretch: f64) -> Recipe {
        let mean = |lengths: Vec<usize>| {
            let sum: usize = lengths.iter().sum();
            ((sum as f64 / lengths.len().max(1) as f64) * stretch).ceil() as usize
        };
        match (self, *recipe) {
            (Part::Trees(bags), Recipe::Trees { growth, bags: count }) => {
                let trees = mean(bags.iter().map(|trees| trees.trees.len()).collect()).max(1);
                Recipe::Trees { growth: Growth { trees, ..growth }, bags: count }
            }
            (Part::Network(bags), Recipe::Network { shape, bags: count }) => {
                let rounds = mean(bags.iter().map(Network::rounds).collect()).max(1);
                Recipe::Network { shape: Shape { rounds, ..shape }, bags: count }
            }
            (_, same) => same,
        }
    }

    /// One logit for each row, not calibrated.
    pub fn logits(&self, inputs: &Inputs) -> Result<Vec<f64>> {
        match self {
            Part::Rule => Ok(inputs.rule.iter().map(|p| logit(*p)).collect()),
            Part::Linear(linear) => linear.logits(&inputs.dense),
            Part::Trees(bags) => mean(bags.iter().map(|trees| trees.logits(&inputs.dense))),
            Part::Words(words) => Ok(words.logits(&inputs.texts)),
            Part::Meaning(linear) => linear.logits(inputs.meaning.as_ref().ok_or_else(|| no_meaning(inputs))?),
            Part::Network(bags) => mean(bags.iter().map(|network| network.logits(inputs))),
        }
    }
}

fn no_meaning(inputs: &Inputs) -> InferenceError {
    InferenceError::Mismatch(format!("{} needs the sentence model", inputs.task))
}

fn mean(bags: impl Iterator<Item = Result<Vec<f64>>>) -> Result<Vec<f64>> {
    let all: Vec<Vec<f64>> = bags.collect::<Result<_>>()?;
    let rows = all.first().map_or(0, Vec::len);
    Ok((0..rows).map(|row| all.iter().map(|logits| logits[row]).sum::<f64>() / all.len() as f64).collect())
}
