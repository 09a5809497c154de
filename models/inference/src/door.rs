//! The data door: a csv or csv.gz file becomes a [`Table`] that cannot be wrong, or an error that names the line.

use std::{
    fs::File,
    io::{BufRead as _, BufReader, Read},
    path::Path,
};

use chrono::{DateTime, NaiveDate};
use csv::StringRecord;
use flate2::read::MultiGzDecoder;

use crate::{
    InferenceError, Result, Task,
    schema::{Column, Kind, Role},
    table::{Table, Values},
};

/// May the answers be missing?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Labels are needed and read.
    Learn,
    /// Labels may be absent; where present they are not looked at.
    Predict,
}

/// Reads every row of a task's file.
pub fn read(path: &Path, task: Task, purpose: Purpose) -> Result<Table> {
    read_columns(path, task, task.columns(), purpose)
}

/// As [`read`], for a file that lies beside a task's own.
pub(crate) fn read_columns(path: &Path, task: Task, columns: &[Column], purpose: Purpose) -> Result<Table> {
    read_text(open(path)?, path, task, columns, purpose)
}

/// The text of a file, unpacked where its name ends in `.gz`.
pub(crate) fn open(path: &Path) -> Result<Box<dyn Read>> {
    let file = File::open(path).map_err(InferenceError::file(path))?;
    let packed = path.extension().is_some_and(|end| end == "gz");
    Ok(if packed { Box::new(MultiGzDecoder::new(BufReader::new(file))) } else { Box::new(BufReader::new(file)) })
}

/// As [`read`], from any source; `path` is its name in errors.
pub fn read_from(text: impl Read, path: &Path, task: Task, purpose: Purpose) -> Result<Table> {
    read_text(text, path, task, task.columns(), purpose)
}

fn read_text(text: impl Read, path: &Path, task: Task, columns: &[Column], purpose: Purpose) -> Result<Table> {
    let unreadable = |source| InferenceError::Csv { path: path.to_owned(), source };
    let mut text = BufReader::new(text);
    let first = text.fill_buf().map_err(InferenceError::file(path))?;
    // A record begins before the second sign of a \r\n for the reader: its line is one too low.
    let short = first.iter().position(|byte| *byte == b'\n').is_some_and(|at| at > 0 && first[at - 1] == b'\r');
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text);
    let header = reader.headers().map_err(unreadable)?.clone();
    let door = Door { path, purpose };
    let places = door.places(&header, task, columns)?;
    let mut table = Table::empty(task, path, places.iter().map(|(column, _)| *column));
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(unreadable)? {
        let line = record.position().map_or(0, csv::Position::line) + u64::from(short);
        if record.len() != header.len() {
            let reason = format!("has {} cells, the header has {}", record.len(), header.len());
            return Err(door.row(line, reason));
        }
        for (slot, (column, place)) in places.iter().enumerate() {
            door.cell(column, &record[*place], line, &mut table.values[slot])?;
        }
    }
    if table.is_empty() {
        return Err(door.row(1, "there are no rows below the header".to_owned()));
    }
    door.ids_differ(table)
}

/// Where rows come from and what for.
pub(crate) struct Door<'a> {
    pub path: &'a Path,
    pub purpose: Purpose,
}

impl Door<'_> {
    /// Where each needed column stands; unknown, repeated and missing ones are refused.
    fn places(&self, header: &StringRecord, task: Task, columns: &[Column]) -> Result<Vec<(Column, usize)>> {
        for (at, name) in header.iter().enumerate() {
            if !columns.iter().any(|column| column.name == name) {
                return Err(self.row(1, format!("the column {name:?} is unknown to {task}")));
            }
            if header.iter().take(at).any(|before| before == name) {
                return Err(self.row(1, format!("the column {name:?} comes twice")));
            }
        }
        let mut places = Vec::new();
        for column in columns {
            let needed = match (column.role, self.purpose) {
                (Role::Label, Purpose::Predict) => continue,
                (Role::Label, Purpose::Learn) => !column.optional,
                (Role::Id | Role::Known, _) => true,
            };
            match header.iter().position(|name| name == column.name) {
                Some(place) => places.push((*column, place)),
                None if needed => return Err(self.row(1, format!("the column {:?} is missing", column.name))),
                None => {}
            }
        }
        Ok(places)
    }

    /// Adds one cell to its column, or says what is wrong with it.
    pub fn cell(&self, column: &Column, text: &str, line: u64, values: &mut Values) -> Result<()> {
        let wrong = |reason: String| InferenceError::Cell {
            path: self.path.to_owned(),
            line,
            column: column.name.to_owned(),
            reason,
        };
        if text.is_empty() && !column.optional {
            return Err(wrong("is empty".to_owned()));
        }
        match values {
            Values::Text(all) => all.push(text.to_owned()),
            Values::Series(all) => all.push(series(text).map_err(wrong)?),
            Values::Number(all) if text.is_empty() => all.push(f64::NAN),
            Values::Number(all) => all.push(number(column.kind, text).map_err(wrong)?),
        }
        Ok(())
    }

    fn ids_differ(&self, table: Table) -> Result<Table> {
        let mut seen = std::collections::HashSet::new();
        match table.ids().into_iter().enumerate().find(|(_, id)| !seen.insert(id.clone())) {
            // Rows of these files hold no line breaks, so a row's line is its place.
            Some((row, id)) => Err(self.row(row as u64 + 2, format!("the id {id:?} comes twice"))),
            None => Ok(table),
        }
    }

    pub fn row(&self, line: u64, reason: String) -> InferenceError {
        InferenceError::Row { path: self.path.to_owned(), line, reason }
    }
}

fn series(text: &str) -> Result<Vec<f64>, String> {
    text.split_ascii_whitespace().map(finite).collect()
}

fn finite(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        Ok(_) => Err(format!("{text:?} is not a finite number")),
        Err(_) => Err(format!("{text:?} is not a number")),
    }
}

fn number(kind: Kind, text: &str) -> Result<f64, String> {
    match kind {
        Kind::Date => {
            let date = text.parse::<NaiveDate>().map_err(|_| format!("{text:?} is not a date such as 2026-01-31"))?;
            Ok(f64::from(date.to_epoch_days()))
        }
        Kind::Time => {
            let time = DateTime::parse_from_rfc3339(text);
            let time = time.map_err(|_| format!("{text:?} is not a time such as 2026-01-31T12:00:00Z"))?;
            Ok(time.timestamp() as f64)
        }
        Kind::Number { min, max, whole } => {
            let value = finite(text)?;
            if whole && value.fract() != 0.0 {
                return Err(format!("{text} is not a whole number"));
            }
            if !(min..=max).contains(&value) {
                return Err(format!("{text} lies outside {min} to {max}"));
            }
            Ok(value)
        }
        Kind::Text | Kind::Series => Err("holds no single number".to_owned()),
    }
}

#[cfg(test)]
#[path = "door_tests.rs"]
mod tests;
