//! Rows of one task's file, column by column.

use std::path::{Path, PathBuf};

use crate::{
    Task,
    schema::{Column, Kind, Role},
};

/// The cells of one column; a missing number is NaN.
#[derive(Clone, Debug)]
pub(crate) enum Values {
    Number(Vec<f64>),
    Text(Vec<String>),
    Series(Vec<Vec<f64>>),
}

/// What came through the data door. Times are seconds, dates are days, both since 1970.
#[derive(Clone, Debug)]
pub struct Table {
    pub task: Task,
    /// Where it was read from, for cards and messages.
    pub origin: PathBuf,
    columns: Vec<Column>,
    pub(crate) values: Vec<Values>,
}

impl Table {
    pub(crate) fn empty(task: Task, origin: &Path, columns: impl Iterator<Item = Column>) -> Self {
        let columns: Vec<Column> = columns.collect();
        let values = columns.iter().map(|column| match column.kind {
            Kind::Text => Values::Text(Vec::new()),
            Kind::Series => Values::Series(Vec::new()),
            Kind::Date | Kind::Time | Kind::Number { .. } => Values::Number(Vec::new()),
        });
        Table { task, origin: origin.to_owned(), values: values.collect(), columns }
    }

    pub fn len(&self) -> usize {
        match self.values.first() {
            Some(Values::Number(all)) => all.len(),
            Some(Values::Text(all)) => all.len(),
            Some(Values::Series(all)) => all.len(),
            None => 0,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A column of numbers that the task's schema has; empty where an optional one was left out.
    pub fn number(&self, name: &str) -> &[f64] {
        match self.find(name) {
            Some(Values::Number(all)) => all,
            _ => &[],
        }
    }

    /// A column of texts that the task's schema has.
    pub fn text(&self, name: &str) -> &[String] {
        match self.find(name) {
            Some(Values::Text(all)) => all,
            _ => &[],
        }
    }

    /// A column of series that the task's schema has.
    pub fn series(&self, name: &str) -> &[Vec<f64>] {
        match self.find(name) {
            Some(Values::Series(all)) => all,
            _ => &[],
        }
    }

    /// Puts other numbers in a column's place; nothing where the table has no such column.
    pub(crate) fn set(&mut self, name: &str, values: Vec<f64>) {
        if let Some(at) = self.columns.iter().position(|column| column.name == name) {
            self.values[at] = Values::Number(values);
        }
    }

    /// The table with a column of numbers that is worked out, not read.
    pub(crate) fn with(&self, name: &'static str, values: Vec<f64>) -> Table {
        let mut table = self.clone();
        table.columns.push(Column::of(name, Kind::Number { min: f64::MIN, max: f64::MAX, whole: false }));
        table.values.push(Values::Number(values));
        table
    }

    fn find(&self, name: &str) -> Option<&Values> {
        self.columns.iter().position(|column| column.name == name).map(|at| &self.values[at])
    }

    /// The file's name for each row, as `PRED.csv` repeats it.
    pub fn ids(&self) -> Vec<String> {
        (0..self.len()).map(|row| self.id(row)).collect()
    }

    /// The name of one row.
    pub(crate) fn id(&self, row: usize) -> String {
        match self.columns.iter().position(|column| column.role == Role::Id).map(|at| &self.values[at]) {
            Some(Values::Text(all)) => all[row].clone(),
            Some(Values::Number(all)) => format!("{}", all[row]),
            _ => row.to_string(),
        }
    }

    /// These rows alone, in this order.
    pub fn select(&self, rows: &[usize]) -> Table {
        let pick = |values: &Values| match values {
            Values::Number(all) => Values::Number(rows.iter().map(|row| all[*row]).collect()),
            Values::Text(all) => Values::Text(rows.iter().map(|row| all[*row].clone()).collect()),
            Values::Series(all) => Values::Series(rows.iter().map(|row| all[*row].clone()).collect()),
        };
        let (task, origin, columns) = (self.task, self.origin.clone(), self.columns.clone());
        Table { task, origin, columns, values: self.values.iter().map(pick).collect() }
    }

    /// Only the first rows remain.
    pub(crate) fn truncate(&mut self, rows: usize) {
        for values in &mut self.values {
            match values {
                Values::Number(all) => all.truncate(rows),
                Values::Text(all) => all.truncate(rows),
                Values::Series(all) => all.truncate(rows),
            }
        }
    }

    /// The answers, 0 or 1; none where the file came for a prediction.
    pub fn labels(&self) -> Option<Vec<f64>> {
        let label = self.task.label()?;
        self.find(label).and_then(|values| match values {
            Values::Number(all) => Some(all.clone()),
            Values::Text(_) | Values::Series(_) => None,
        })
    }

    /// When each row was seen, in days; one day for all where the file has no time.
    pub fn days(&self) -> Vec<f64> {
        match self.task.moment() {
            Some("ts") => self.number("ts").iter().map(|seconds| (seconds / 86_400.0).floor()).collect(),
            Some(name) => self.number(name).to_vec(),
            None => vec![0.0; self.len()],
        }
    }

    /// The thing each row is about: rows of one thing are alike and must not stand on both sides of a cut.
    pub fn entities(&self) -> Vec<String> {
        match self.task {
            Task::UsStay => self.text("video_id").to_vec(),
            // `kr1786239294_-2VM7fugNlE`: the reading's time, then the video
            Task::ViewsRise10 | Task::ViewsRise25 => {
                let video = |id: &String| id.split_once('_').map_or(id.clone(), |(_, video)| video.to_owned());
                self.text("row_id").iter().map(video).collect()
            }
            Task::StoryRise => self.number("id").iter().map(|id| format!("{id}")).collect(),
            Task::HeadlinePair => self.text("test_id").to_vec(),
            Task::Clickbait => self.text("channel_id").to_vec(),
            Task::Signals => self.text("topic").to_vec(),
            // A topic lives on: tomorrow's question about it is a new one.
            Task::TopicRise | Task::Lecture | Task::Hourly | Task::Daily => self.ids(),
        }
    }
}
