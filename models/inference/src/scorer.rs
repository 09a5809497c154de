//! Answers for a caller that holds rows in memory: the promoted models of a registry, their reasons, and the rule
//! wherever a model cannot be asked. An answer always comes, and always says what gave it.

use std::{collections::HashMap, path::PathBuf};

use serde::Serialize;

use crate::{Inputs, Meaning, Model, Reason, Registry, Result, Stored, Table, Task, error::chain, poison, rule};

/// What gave an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Model,
    /// The one-line rule.
    Rule,
}

/// The answer for one row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// P(label = 1), in [0, 1].
    pub probability: f64,
    pub source: Source,
    /// The parts of the model (`0.7 trees + 0.3 perceptron`), or the rule in words.
    pub model: String,
    /// None for the rule.
    pub version: Option<String>,
    /// Why the rule answered where a model was to be had or hoped for.
    pub because: Option<String>,
    /// Share of risers in the data the model learned from.
    pub base_rate: Option<f64>,
    /// What moved the logit most, the largest first; empty for the rule.
    pub reasons: Vec<Reason>,
    /// Share of the model that can give reasons: networks and the meaning of sentences cannot.
    pub explained: f64,
    /// Names and values of the features, in the model's order; a missing value is NaN (`null` in JSON).
    pub features: Vec<(String, f32)>,
}

/// A version in memory, or why there is none.
#[derive(Debug)]
enum Loaded {
    Model { version: String, summary: String, model: Box<Model> },
    Broken { version: String, because: String },
    Absent,
}

/// The promoted models of a registry, loaded when first asked for.
#[derive(Debug)]
pub struct Scorer {
    registry: Registry,
    /// Folder of the sentence model, which is read when a model first needs it.
    sentences: Option<PathBuf>,
    /// Once it was tried.
    meaning: Option<Result<Meaning, String>>,
    loaded: HashMap<Task, Loaded>,
    /// Reasons that an answer names.
    most: usize,
}

impl Scorer {
    /// `sentences`: folder of the sentence model, where there is one; `most`: how many reasons an answer names.
    pub fn new(registry: Registry, sentences: Option<PathBuf>, most: usize) -> Self {
        Scorer { registry, sentences, meaning: None, loaded: HashMap::new(), most }
    }

    /// Loads what was promoted since the last look: one small file is read, more only where it changed. Says whether
    /// something changed. A version that cannot be loaded is not tried again before another one is promoted.
    pub fn refresh(&mut self, task: Task) -> bool {
        let promoted = self.registry.in_use(task);
        let now = match &promoted {
            Ok(promoted) => promoted.as_deref(),
            Err(error) => return self.put(task, Loaded::Broken { version: String::new(), because: chain(error) }),
        };
        let known = match self.loaded.get(&task) {
            Some(Loaded::Model { version, .. } | Loaded::Broken { version, .. }) => Some(Some(version.as_str())),
            Some(Loaded::Absent) => Some(None),
            None => None,
        };
        if known == Some(now) {
            return false;
        }
        let loaded = now.map_or(Loaded::Absent, |version| self.load(task, version));
        self.put(task, loaded)
    }

    fn put(&mut self, task: Task, loaded: Loaded) -> bool {
        self.loaded.insert(task, loaded);
        true
    }

    fn load(&mut self, task: Task, version: &str) -> Loaded {
        let broken = |because| Loaded::Broken { version: version.to_owned(), because };
        match self.registry.load(task, version) {
            Ok((Stored::Scores(model), card)) => {
                if model.reads_meaning()
                    && let Err(because) = self.read_meaning()
                {
                    return broken(because);
                }
                Loaded::Model { version: version.to_owned(), summary: card.summary, model: Box::new(model) }
            }
            Ok((Stored::Forecast(_), _)) => broken("it is a forecast, which scores no rows".to_owned()),
            Err(error) => broken(chain(&error)),
        }
    }

    /// Tried once: what is broken stays so until somebody starts anew.
    fn read_meaning(&mut self) -> Result<&Meaning, String> {
        let sentences = &self.sentences;
        let read = self.meaning.get_or_insert_with(|| {
            let folder = sentences.as_ref().ok_or("it needs the sentence model")?;
            Meaning::read(folder).map_err(|error| format!("it needs the sentence model: {}", chain(&error)))
        });
        read.as_ref().map_err(Clone::clone)
    }

    /// What each text means, by the sentence model: a row of length one, see [`Meaning::of`].
    ///
    /// # Errors
    /// Why there is no sentence model, or what it failed at, in words.
    pub fn meanings(&mut self, texts: &[String]) -> Result<Vec<Vec<f32>>, String> {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        self.read_meaning()?.of(&texts).map_err(|error| chain(&error))
    }

    /// Answers each row of a table in its order, after a look for a newly promoted version.
    pub fn score(&mut self, table: &Table) -> Vec<Answer> {
        self.refresh(table.task);
        match self.loaded.get(&table.task) {
            Some(Loaded::Model { version, summary, model }) => {
                let read = self.meaning.as_ref().and_then(|read| read.as_ref().ok());
                match model.inputs(table, read) {
                    Ok(inputs) => Asked { version, summary, model, most: self.most }.answers(&inputs),
                    Err(error) => by_rule(table, &format!("the sentence model failed: {}", chain(&error))),
                }
            }
            Some(Loaded::Broken { version, because }) => {
                by_rule(table, &format!("{version} cannot be used: {because}"))
            }
            Some(Loaded::Absent) | None => by_rule(table, "no version is promoted"),
        }
    }
}

/// One model that is asked.
struct Asked<'a> {
    version: &'a str,
    summary: &'a str,
    model: &'a Model,
    most: usize,
}

impl Asked<'_> {
    fn answers(&self, inputs: &Inputs) -> Vec<Answer> {
        let found = poison::isolate(inputs.rows(), |rows| self.model.probabilities(&inputs.select(rows)));
        found.into_iter().enumerate().map(|(row, found)| self.answer(inputs, row, found)).collect()
    }

    fn answer(&self, inputs: &Inputs, row: usize, found: Result<f64, String>) -> Answer {
        let because = match found {
            Ok(probability) => match self.model.reasons(inputs, row, self.most) {
                Ok(reasons) => return self.answered(inputs, row, probability, reasons),
                Err(error) => chain(&error),
            },
            Err(because) => because,
        };
        let because = format!("{} failed on this row: {because}", self.version);
        Answer { features: features(inputs, row), ..ruled(inputs.task, inputs.rule[row], because) }
    }

    fn answered(&self, inputs: &Inputs, row: usize, probability: f64, reasons: Vec<Reason>) -> Answer {
        Answer {
            probability,
            source: Source::Model,
            model: self.summary.to_owned(),
            version: Some(self.version.to_owned()),
            because: None,
            base_rate: self.model.base_rate,
            reasons,
            explained: self.model.explained(),
            features: features(inputs, row),
        }
    }
}

fn by_rule(table: &Table, because: &str) -> Vec<Answer> {
    rule::scores(table).into_iter().map(|score| ruled(table.task, score, because.to_owned())).collect()
}

fn ruled(task: Task, probability: f64, because: String) -> Answer {
    Answer {
        probability,
        source: Source::Rule,
        model: rule::words(task).to_owned(),
        version: None,
        because: Some(because),
        base_rate: None,
        reasons: Vec::new(),
        explained: 0.0,
        features: Vec::new(),
    }
}

fn features(inputs: &Inputs, row: usize) -> Vec<(String, f32)> {
    inputs.dense.names.iter().cloned().zip(inputs.dense.columns.iter().map(|column| column[row])).collect()
}

#[cfg(test)]
#[path = "scorer_tests.rs"]
mod tests;
