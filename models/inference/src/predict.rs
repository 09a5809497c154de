//! Answers to a file of rows, as `score.py` reads them: `row_id,score`, or an id and the steps ahead.

use std::{fs, io::Write as _, path::Path};

use crate::{InferenceError, Meaning, Purpose, Result, Stored, Table, Task, door, outlook};

/// Answers of one file.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    pub ids: Vec<String>,
    /// One score, or the steps ahead.
    pub values: Vec<Vec<f64>>,
}

/// Reads a file and answers it. `meaning` is needed by models that read titles by their sense.
pub fn predict(stored: &Stored, input: &Path, meaning: Option<&Meaning>) -> Result<Answers> {
    answer(stored, &door::read(input, stored.task(), Purpose::Predict)?, meaning)
}

/// As [`predict`], for rows in memory.
pub fn answer(stored: &Stored, table: &Table, meaning: Option<&Meaning>) -> Result<Answers> {
    match stored {
        Stored::Scores(model) => {
            let scores = model.probabilities(&model.inputs(table, meaning)?)?;
            if let Some(row) = scores.iter().position(|score| !(0.0..=1.0).contains(score)) {
                let score = scores[row];
                return Err(InferenceError::Mismatch(format!("the score of {} is {score}", table.ids()[row])));
            }
            Ok(Answers { ids: table.ids(), values: scores.into_iter().map(|score| vec![score]).collect() })
        }
        Stored::Forecast(forecast) => {
            let values = outlook::series(table).iter().map(|series| forecast.forecast(series)).collect();
            let ids = if table.task == Task::Hourly { table.ids() } else { vec!["pageviews".to_owned()] };
            Ok(Answers { ids, values })
        }
    }
}

impl Answers {
    /// Writes under a hidden name, then renames: no half file is ever seen.
    pub fn write(&self, path: &Path) -> Result<()> {
        let hidden = path.with_extension("writing");
        let mut out = Vec::new();
        let steps = self.values.first().map_or(0, Vec::len);
        let header = if steps == 1 { "row_id,score".to_owned() } else { self.header(steps) };
        let line = |(id, values): (&String, &Vec<f64>)| {
            let values: Vec<String> = values.iter().map(|value| format!("{value:.6}")).collect();
            format!("{},{}\n", quoted(id), values.join(","))
        };
        out.extend(header.bytes().chain(*b"\n"));
        self.ids.iter().zip(&self.values).for_each(|row| out.extend(line(row).bytes()));
        let all = || -> std::io::Result<()> {
            fs::File::create(&hidden)?.write_all(&out)?;
            fs::rename(&hidden, path)
        };
        all().map_err(InferenceError::file(path))
    }

    fn header(&self, steps: usize) -> String {
        (1..=steps).fold("id".to_owned(), |header, step| format!("{header},f{step}"))
    }
}

/// Ids with marks of their own are put in quotes.
fn quoted(id: &str) -> String {
    if id.contains([',', '"', '\n', '\r']) { format!("\"{}\"", id.replace('"', "\"\"")) } else { id.to_owned() }
}
