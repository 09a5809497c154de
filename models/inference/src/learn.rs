//! Learning one task: every kind of model in one table, judged on days (channels, tests) that it did not see; the
//! best of them, or a mixture where that is better, calibrated and fitted once more on all rows.

use serde::{Deserialize, Serialize};

use crate::{
    InferenceError, Inputs, Meaning, Metrics, Result, Table, Task,
    calibrate::Calibration,
    extra::Extra,
    mixture,
    model::Model,
    part::{Lesson, Part, Recipe},
    recipes::rivals,
    search, split,
};

/// How far a training is, for a progress bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    pub task: Task,
    pub done: usize,
    pub of: usize,
    pub doing: String,
}

/// One row of the table: how a kind of model fared where it was judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    pub name: String,
    pub recipe: Option<Recipe>,
    /// Over all judged rows of all folds.
    pub metrics: Metrics,
    /// AUC of each fold.
    pub folds: Vec<f64>,
    /// Its share of the mixture.
    pub weight: f64,
}

impl Standing {
    pub fn mean_auc(&self) -> f64 {
        self.folds.iter().sum::<f64>() / self.folds.len().max(1) as f64
    }
}

/// What a training leaves: the model, the table, and the judged rows behind its plots.
#[derive(Clone, Debug)]
pub struct Learned {
    pub model: Model,
    pub table: Vec<Standing>,
    /// Names of the folds, with rows learned from and judged.
    pub folds: Vec<(String, usize, usize)>,
    pub scores: Vec<f64>,
    pub labels: Vec<f64>,
    pub rows: usize,
}

/// Learns a task from its table. `tell` hears of each step and may stop the training by answering false.
pub fn learn(
    table: &Table,
    extra: Option<&Extra>,
    meaning: Option<&Meaning>,
    seed: u64,
    tell: &mut dyn FnMut(Progress) -> bool,
) -> Result<Learned> {
    let task = table.task;
    let too_little = |reason: &str| InferenceError::TooLittle { task, reason: reason.to_owned() };
    let labels = table.labels().ok_or_else(|| too_little("it has no labels"))?;
    let folds = split::folds(table);
    if folds.len() < 2 {
        return Err(too_little("it takes rows of several days, channels or tests"));
    }
    let weights = vec![1.0; labels.len()];
    let lesson = Lesson { inputs: Inputs::of(table, meaning)?, labels, weights };
    let court = search::Court { table, lesson: &lesson, folds: &folds, extra, seed };
    let rivals = rivals(task, meaning.is_some());
    let of = rivals.len() + 1;
    let mut tried = Vec::new();
    for (done, rivals) in rivals.iter().enumerate() {
        let doing = rivals.recipes[0].name().to_owned();
        if !tell(Progress { task, done, of, doing }) {
            return Err(InferenceError::Stopped("training was stopped"));
        }
        tried.push(court.best(&rivals.recipes)?);
    }
    let judged = Judged::of(&court);
    // With dates the later folds have learned from most rows and are nearest to what comes: they decide alone.
    let from = if task.moment().is_some() { folds.len() / 2 } else { 0 };
    let logits: Vec<&[Vec<f64>]> = tried.iter().map(|tried| tried.logits.as_slice()).collect();
    let mixed = mixture::mix(&logits, &judged.labels, from);
    if !tell(Progress { task, done: of - 1, of, doing: "fit on all rows".to_owned() }) {
        return Err(InferenceError::Stopped("training was stopped"));
    }
    let mut standings: Vec<Standing> = tried.iter().zip(&mixed.weights).map(|(t, w)| judged.standing(t, *w)).collect();
    let mut scores: Vec<Vec<f64>> = mixed.logits.iter().map(|fold| Calibration::None.all(fold)).collect();
    let later = mixture::calibrated_apart(&mixed.logits[from..], &judged.labels[from..], mixed.calibration);
    scores.splice(from.., later);
    standings.push(judged.ours(&mixed.logits, &scores));
    let parts = tried.iter().zip(&mixed.weights).filter(|(_, weight)| **weight > 0.0);
    let parts = parts.map(|(tried, weight)| Ok((*weight, court.on_all_rows(tried)?))).collect::<Result<Vec<_>>>()?;
    let calibration = mixed.calibration.fit(&mixed.logits[from..].concat(), &judged.labels[from..].concat());
    let base_rate = lesson.labels.iter().sum::<f64>() / lesson.labels.len() as f64;
    Ok(Learned {
        model: Model { task, parts, calibration, base_rate },
        table: standings,
        folds: folds.iter().map(|fold| (fold.name.clone(), fold.learn.len(), fold.judge.len())).collect(),
        scores: scores.concat(),
        labels: judged.labels.concat(),
        rows: lesson.labels.len(),
    })
}

/// The answers of the judged rows, fold by fold.
struct Judged {
    labels: Vec<Vec<f64>>,
    blocks: Vec<u64>,
}

impl Judged {
    fn of(court: &search::Court<'_>) -> Self {
        let blocks = split::blocks(court.table);
        let judge = || court.folds.iter().map(|fold| &fold.judge);
        Judged {
            labels: judge().map(|rows| rows.iter().map(|row| court.lesson.labels[*row]).collect()).collect(),
            blocks: judge().flatten().map(|row| blocks[*row]).collect(),
        }
    }

    fn standing(&self, tried: &search::Tried, weight: f64) -> Standing {
        let scores: Vec<f64> = tried.logits.iter().flat_map(|fold| Calibration::None.all(fold)).collect();
        self.row(tried.recipe.name(), Some(tried.recipe), &tried.logits, &scores, weight)
    }

    fn ours(&self, logits: &[Vec<f64>], scores: &[Vec<f64>]) -> Standing {
        self.row("ours", None, logits, &scores.concat(), 1.0)
    }

    fn row(&self, name: &str, recipe: Option<Recipe>, logits: &[Vec<f64>], scores: &[f64], weight: f64) -> Standing {
        let auc = |(logits, labels): (&Vec<f64>, &Vec<f64>)| crate::metrics::auc(logits, labels);
        Standing {
            name: name.to_owned(),
            recipe,
            metrics: Metrics::of(scores, &self.labels.concat(), &self.blocks),
            folds: logits.iter().zip(&self.labels).map(auc).collect(),
            weight,
        }
    }
}

/// The fitted part and the recipe it came from, for the model card.
pub(crate) type Fitted = (Recipe, Part);
