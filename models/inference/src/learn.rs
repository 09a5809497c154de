//! Learning one task: every kind of model in one table, judged on days (channels, tests) that it did not see; the
//! best of them, or a mixture where that is better, calibrated and fitted once more on all rows.

use serde::{Deserialize, Serialize};

use crate::{
    InferenceError, Inputs, Meaning, Metrics, Result, Table, Task,
    calibrate::Calibration,
    copies::copies,
    extra::Extra,
    levels::{self, Levels},
    mixture,
    model::Model,
    notes::Notes,
    part::{Lesson, Part, Recipe},
    recipes::rivals,
    search, split,
    steps::Steps,
    targets::targets,
    team::Team,
    trees::logit,
};

/// How much is tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effort {
    /// A small model of each kind, no search: seconds, for a first look and for tests.
    Quick,
    #[default]
    Full,
}

/// What a task is learned with, beside its own table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Study<'a> {
    pub extra: Option<&'a Extra>,
    pub meaning: Option<&'a Meaning>,
    pub seed: u64,
    pub effort: Effort,
    /// Processes that learn networks with this one.
    pub team: Option<&'a Team>,
}

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
    /// Calibration error of each fold; with dates ours is calibrated in the later half of the folds alone.
    pub calibration_errors: Vec<f64>,
    /// Its share of the mixture; the majority has none.
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

/// Learns a task from its table. `notes` hold what an earlier run worked out. `tell` hears of each step and may stop the
/// training by answering false.
pub fn learn(
    table: &Table,
    study: &Study<'_>,
    notes: Option<&mut Notes>,
    tell: &mut dyn FnMut(Progress) -> bool,
) -> Result<Learned> {
    let task = table.task;
    let too_little = |reason: &str| InferenceError::TooLittle { task, reason: reason.to_owned() };
    let labels = table.labels().ok_or_else(|| too_little("it has no labels"))?;
    let folds = split::folds(table);
    if folds.len() < 2 {
        return Err(too_little("it takes rows of several days, channels or tests"));
    }
    let table = &levels::as_they_came(table);
    let lesson = |table: &Table| -> Result<Lesson> {
        let inputs = Inputs::of(table, study.meaning)?;
        Ok(Lesson { inputs, labels: labels.clone(), weights: vec![1.0; labels.len()] })
    };
    let copies = copies(table, study.seed).iter().map(lesson).collect::<Result<Vec<_>>>()?;
    let (lesson, targets) = (lesson(table)?, targets(table, &labels));
    let court = search::Court {
        table,
        lesson: &lesson,
        targets: &targets,
        copies: &copies,
        folds: &folds,
        extra: study.extra,
        seed: study.seed,
        team: study.team,
    };
    let rivals = rivals(task, study.meaning.is_some(), study.effort);
    let fits: usize = rivals.iter().map(|rivals| search::fits(rivals.recipes.len(), folds.len())).sum();
    let mut steps = Steps::new(task, fits + 1, notes, tell);
    let tried = rivals.iter().map(|rivals| court.best(&rivals.recipes, &mut steps)).collect::<Result<Vec<_>>>()?;
    let judged = Judged::of(&court);
    // With dates the later folds have learned from most rows and are nearest to what comes: they decide alone.
    let from = if task.moment().is_some() { folds.len() / 2 } else { 0 };
    let logits: Vec<&[Vec<f64>]> = tried.iter().map(|tried| tried.logits.as_slice()).collect();
    let mixed = mixture::mix(&logits, &judged.labels, from);
    steps.next("fit on all rows")?;
    let mut standings = vec![judged.majority(&court)];
    standings.extend(tried.iter().zip(&mixed.weights).map(|(tried, weight)| judged.standing(tried, *weight)));
    let mut scores: Vec<Vec<f64>> = mixed.logits.iter().map(|fold| Calibration::None.all(fold)).collect();
    let later = mixture::calibrated_apart(&mixed.logits[from..], &judged.labels[from..], mixed.calibration);
    scores.splice(from.., later);
    standings.push(judged.ours(&mixed.logits, &scores));
    let parts = tried.iter().zip(&mixed.weights).filter(|(_, weight)| **weight > 0.0);
    let parts = parts.map(|(tried, weight)| Ok((*weight, court.on_all_rows(tried)?))).collect::<Result<Vec<_>>>()?;
    let calibration = mixed.calibration.fit(&mixed.logits[from..].concat(), &judged.labels[from..].concat());
    let base_rate = lesson.labels.iter().sum::<f64>() / lesson.labels.len() as f64;
    Ok(Learned {
        model: Model { task, parts, calibration, base_rate: Some(base_rate), levels: Levels::of(table) },
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
        let scores: Vec<Vec<f64>> = tried.logits.iter().map(|fold| Calibration::None.all(fold)).collect();
        self.row(tried.recipe.name(), Some(tried.recipe), &tried.logits, &scores, weight)
    }

    /// Always the more frequent answer, told by the share of risers before the first cut.
    fn majority(&self, court: &search::Court<'_>) -> Standing {
        let known = &court.folds[0].learn;
        let base = known.iter().map(|row| court.lesson.labels[*row]).sum::<f64>() / known.len().max(1) as f64;
        let all = |value: f64| self.labels.iter().map(|fold| vec![value; fold.len()]).collect::<Vec<_>>();
        self.row("majority", None, &all(logit(base)), &all(base), 0.0)
    }

    fn ours(&self, logits: &[Vec<f64>], scores: &[Vec<f64>]) -> Standing {
        self.row("ours", None, logits, scores, 1.0)
    }

    fn row(
        &self,
        name: &str,
        recipe: Option<Recipe>,
        logits: &[Vec<f64>],
        scores: &[Vec<f64>],
        weight: f64,
    ) -> Standing {
        let auc = |(logits, labels): (&Vec<f64>, &Vec<f64>)| crate::metrics::auc(logits, labels);
        Standing {
            name: name.to_owned(),
            recipe,
            metrics: Metrics::of(&scores.concat(), &self.labels.concat(), &self.blocks),
            calibration_errors: scores.iter().zip(&self.labels).map(|(s, y)| crate::metrics::ece(s, y)).collect(),
            folds: logits.iter().zip(&self.labels).map(auc).collect(),
            weight,
        }
    }
}

/// The fitted part and the recipe it came from, for the model card.
pub(crate) type Fitted = (Recipe, Part);
