//! One task from its file to a version in the registry, with card and report.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::{
    Card, Effort, Extra, Meaning, Metrics, Progress, Purpose, Registry, Result, Stored, Study, Table, Task, Team,
    compare, door, history, learn,
    notes::{About, Notes},
    report, split,
};

/// Rows of signals that an instance has heard itself: where the file is there, it is learned from.
const HEARD: &str = "signals.csv.gz";

/// What a training leaves in the registry.
#[derive(Clone, Debug)]
pub struct Trained {
    pub task: Task,
    pub version: String,
    pub card: Card,
}

/// Where everything is.
#[derive(Debug)]
pub struct Workshop<'a> {
    /// Folder of the training files.
    pub data: PathBuf,
    pub registry: &'a Registry,
    pub meaning: Option<&'a Meaning>,
    pub seed: u64,
    pub effort: Effort,
    /// Processes that learn networks with this one.
    pub team: Option<&'a Team>,
    /// Tells when a training ended, for its card.
    pub clock: fn() -> DateTime<Utc>,
}

impl Workshop<'_> {
    /// Learns a task and saves it as a new version; it is not in use before it is promoted. `tell` hears of each step
    /// and may stop the training by answering false. A training that was stopped or killed goes on where it was when
    /// the same is asked again, and gives the same model.
    pub fn train(&self, task: Task, tell: &mut dyn FnMut(Progress) -> bool) -> Result<Trained> {
        let heard = self.data.join(HEARD);
        let own = task == Task::Signals && heard.exists();
        let path = if own { heard } else { self.data.join(task.file()) };
        let table = rows(&path, task)?;
        let mut card = Card::of(task, &path, table.len(), self.seed)?;
        if own {
            // Whose words those are is not known.
            card.licence = None;
        }
        if task.label().is_some() {
            self.scores(&table, card, tell)
        } else {
            let compared = compare(&table, tell)?;
            card.summary = compared.outlook.method.name().to_owned();
            card.split = format!("{} series, {} origins", compared.series, compared.table[0].origins.len());
            if let Some(errors) = compared.outlook.errors {
                let (smape, mase, owa) = (errors.smape, errors.mase, errors.owa());
                card.figures = vec![("smape".to_owned(), smape), ("mase".to_owned(), mase), ("owa".to_owned(), owa)];
            }
            let report = report::of_forecasts(&card, &compared);
            self.saved(&Stored::Forecast(compared.outlook), card, report)
        }
    }

    fn scores(&self, table: &Table, mut card: Card, tell: &mut dyn FnMut(Progress) -> bool) -> Result<Trained> {
        let task = table.task;
        let extra = Extra::beside(task, &self.data, self.meaning)?;
        let study = Study {
            extra: extra.as_ref(),
            meaning: self.meaning,
            seed: self.seed,
            effort: self.effort,
            team: self.team,
        };
        let beside = extra.as_ref().map(|extra| extra.hash.clone());
        let sentences = self.meaning.map(|meaning| meaning.hash().to_owned());
        let hashes = [Some(card.data_hash.clone()), beside, sentences].into_iter().flatten().collect();
        let about = About::of(task, self.seed, self.effort, hashes)?;
        let mut notes = Notes::open(&self.registry.unfinished(task)?, &about)?;
        let learned = learn(table, &study, Some(&mut notes), tell)?;
        card.summary = learned.model.summary();
        card.split = cuts(&learned.folds);
        if let Some(ours) = learned.table.last() {
            card.figures = figures(&ours.metrics, ours.mean_auc());
        }
        let report = report::of_scores(&card, &learned);
        let trained = self.saved(&Stored::Scores(learned.model), card, report)?;
        notes.finish()?;
        Ok(trained)
    }

    fn saved(&self, stored: &Stored, mut card: Card, report: report::Report) -> Result<Trained> {
        let files = [("report.json", report.json), ("report.html", report.html.into_bytes())];
        let task = card.task;
        card.trained_at = Some((self.clock)());
        let version = self.registry.save(stored, card, &files)?;
        let card = self.registry.card(task, &version)?;
        Ok(Trained { task, version, card })
    }

    /// Judges a model on a file with answers that it never saw.
    pub fn evaluate(&self, stored: &Stored, path: &Path) -> Result<Metrics> {
        let table = rows(path, stored.task())?;
        let Stored::Scores(model) = stored else {
            let reason = "a forecast is judged by its report, or by score.py".to_owned();
            return Err(crate::InferenceError::Mismatch(reason));
        };
        let scores = model.probabilities(&model.inputs(&table, self.meaning)?)?;
        Ok(Metrics::of(&scores, &table.labels().unwrap_or_default(), &split::blocks(&table)))
    }
}

/// Rows with answers; those of signals may come as the recorded hours that they are made of.
fn rows(path: &Path, task: Task) -> Result<Table> {
    match task {
        Task::Signals if history::is_recorded(path)? => history::read(path),
        _ => door::read(path, task, Purpose::Learn),
    }
}

fn cuts(folds: &[(String, usize, usize)]) -> String {
    let cut = |(name, learn, judge): &(String, usize, usize)| format!("{name}: {learn} rows, judged by {judge}");
    folds.iter().map(cut).collect::<Vec<_>>().join("; ")
}

fn figures(metrics: &Metrics, mean_auc: f64) -> Vec<(String, f64)> {
    [
        ("auc", metrics.auc),
        ("auc_mean_of_cuts", mean_auc),
        ("accuracy", metrics.accuracy),
        ("majority", metrics.majority),
        ("base_rate", metrics.base_rate),
        ("average_precision", metrics.average_precision),
        ("top_tenth", metrics.top_tenth),
        ("brier", metrics.brier),
        ("log_loss", metrics.log_loss),
        ("ece", metrics.ece),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}
