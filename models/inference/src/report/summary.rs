//! All tasks in one table, from the reports that lie beside their versions: what a plain answer gives, and what more a model
//! gives. Markdown, for a file or a terminal.

use std::{fmt::Write as _, fs};

use serde::Deserialize;

use crate::{InferenceError, Registry, Result, Task};

/// Kinds of models that every task was tried with; networks, words and meaning stand in the task's own report.
const COLUMNS: [&str; 5] = ["majority", "rule", "linear", "trees", "ours"];
/// The same for forecasts, by the plainest methods; the last one is whatever was chosen.
const METHODS: [&str; 4] = ["naive", "seasonal naive", "same-step mean", "theta"];

type Interval = (Option<f64>, Option<f64>);

#[derive(Deserialize)]
struct Report<R> {
    table: Vec<R>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    metrics: Figures,
}

#[derive(Deserialize)]
struct Figures {
    rows: usize,
    auc: f64,
    auc_interval: Interval,
    accuracy: f64,
    accuracy_interval: Interval,
    ece: f64,
    ece_interval: Interval,
}

#[derive(Deserialize)]
struct Method {
    name: String,
    errors: crate::forecast::Errors,
    mase_interval: Interval,
}

/// Task by kind of model, each figure with its 95 % interval: areas under the curve, shares of right answers, and errors of
/// forecasts. Of each task the promoted version counts, else the newest one; a task without a version is left out.
pub fn summary(registry: &Registry) -> Result<String> {
    let (mut areas, mut shares) = (head("AUC", &COLUMNS, "ECE of ours"), head("accuracy", &COLUMNS, "rows judged"));
    let mut errors = head("MASE", &METHODS, "ours");
    for task in Task::ALL {
        let Some(version) = version(registry, task)? else { continue };
        let path = registry.folder(task, &version)?.join("report.json");
        let content = fs::read(&path).map_err(InferenceError::file(&path))?;
        let damaged =
            |error: serde_json::Error| InferenceError::Damaged { path: path.clone(), reason: error.to_string() };
        if task.label().is_some() {
            let table = serde_json::from_slice::<Report<Row>>(&content).map_err(damaged)?.table;
            areas +=
                &line(task, &table, |row| shown(row.auc, row.auc_interval), |ours| shown(ours.ece, ours.ece_interval));
            shares +=
                &line(task, &table, |row| shown(row.accuracy, row.accuracy_interval), |ours| ours.rows.to_string());
        } else {
            let table = serde_json::from_slice::<Report<Method>>(&content).map_err(damaged)?.table;
            errors += &methods(task, &table, &registry.card(task, &version)?.summary);
        }
    }
    Ok([areas, shares, errors].join("\n"))
}

fn version(registry: &Registry, task: Task) -> Result<Option<String>> {
    let newest =
        || registry.list().map(|all| all.into_iter().filter(|l| l.task == task && l.version != crate::SHIPPED));
    Ok(match registry.promoted(task)? {
        Some(version) => Some(version),
        None => newest()?.next_back().map(|listed| listed.version),
    })
}

fn head(figure: &str, columns: &[&str], last: &str) -> String {
    let columns = columns.join(" | ");
    let rule = "|---".repeat(columns.matches('|').count() + 3);
    format!("| {figure} | {columns} | {last} |\n{rule}|\n")
}

fn line(task: Task, table: &[Row], figure: impl Fn(&Figures) -> String, last: impl Fn(&Figures) -> String) -> String {
    let find = |name: &str| table.iter().find(|row| row.name == name).map(|row| &row.metrics);
    let mut line = format!("| {task}");
    for name in COLUMNS {
        // Writing to a String cannot fail.
        write!(line, " | {}", find(name).map(&figure).unwrap_or_default()).unwrap_or_default();
    }
    format!("{line} | {} |\n", find("ours").map(last).unwrap_or_default())
}

fn methods(task: Task, table: &[Method], chosen: &str) -> String {
    let find = |name: &str| table.iter().find(|row| row.name == name);
    let figure = |name: &str| find(name).map(|row| shown(row.errors.mase, row.mase_interval)).unwrap_or_default();
    let plain = METHODS.map(figure).join(" | ");
    format!("| {task} | {plain} | {} {chosen} |\n", figure(chosen))
}

fn shown(figure: f64, interval: Interval) -> String {
    match interval {
        (Some(low), Some(high)) => format!("{figure:.3} ({low:.3}, {high:.3})"),
        _ => format!("{figure:.3}"),
    }
}
