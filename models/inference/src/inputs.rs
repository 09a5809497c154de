//! All that a model may look at, worked out once from a table.

use crate::{Matrix, Meaning, Result, Table, Task, features, rule};

/// Rows as models see them.
#[derive(Clone, Debug)]
pub struct Inputs {
    pub task: Task,
    /// Named features.
    pub dense: Matrix,
    /// The rule's probabilities.
    pub rule: Vec<f64>,
    /// Titles: none, one or two for each row.
    pub texts: Vec<Vec<String>>,
    /// The meaning of the titles as numbers, where a sentence model is at hand; of a pair: first less second.
    pub meaning: Option<Matrix>,
}

impl Inputs {
    pub fn of(table: &Table, meaning: Option<&Meaning>) -> Result<Self> {
        let columns = match table.task {
            Task::Clickbait => vec![table.text("video_title")],
            Task::HeadlinePair => vec![table.text("headline_a"), table.text("headline_b")],
            _ => Vec::new(),
        };
        let texts: Vec<Vec<String>> =
            (0..table.len()).map(|row| columns.iter().map(|column| column[row].clone()).collect()).collect();
        let meaning = match meaning {
            Some(meaning) if !columns.is_empty() => Some(meaning.of_rows(&texts)?),
            _ => None,
        };
        Ok(Inputs { task: table.task, dense: features(table), rule: rule::scores(table), texts, meaning })
    }

    pub fn rows(&self) -> usize {
        self.rule.len()
    }

    pub fn select(&self, rows: &[usize]) -> Inputs {
        Inputs {
            task: self.task,
            dense: self.dense.select(rows),
            rule: rows.iter().map(|row| self.rule[*row]).collect(),
            texts: rows.iter().map(|row| self.texts[*row].clone()).collect(),
            meaning: self.meaning.as_ref().map(|meaning| meaning.select(rows)),
        }
    }

    pub(crate) fn extend(&mut self, more: &Inputs) {
        self.dense.extend(&more.dense);
        self.rule.extend(&more.rule);
        self.texts.extend(more.texts.iter().cloned());
        if let (Some(mine), Some(more)) = (&mut self.meaning, &more.meaning) {
            mine.extend(more);
        }
    }

    /// A comparison of two things: swapped, its answer must turn, so its models have no intercept.
    pub const fn compares(&self) -> bool {
        matches!(self.task, Task::HeadlinePair)
    }
}
