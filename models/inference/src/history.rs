//! Recorded hours of a front page as rows of `signals.y_rise`: the same windows and rows that the stream of signals makes, so
//! that a model learns from what it will be asked.

use std::{
    collections::{HashMap, HashSet},
    io::Read as _,
    path::Path,
};

use chrono::{DateTime, Utc};
use serde::Deserialize;
use ytempire_domain::trend::{HORIZON_HOURS, SignalRow, TrendSignal, Window, rises};

use crate::{InferenceError, Result, Table, Task, door, draw::Draw, table::Values};

/// One row of so many is kept: a story's hours are alike, and a training takes minutes on two cores.
const ONE_OF: usize = 6;

/// One story in one hour.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reading {
    /// Unix time / 3600.
    hour: u32,
    rank: u32,
    id: u64,
    points: u32,
    #[serde(rename = "comments")]
    _comments: u32,
}

/// Reads the file and works out the rows, by hour. A story that is gone three hours later did not rise; where nothing was
/// recorded three hours later there is no row.
pub(crate) fn read(path: &Path) -> Result<Table> {
    let readings = readings(path)?;
    let later: HashMap<(u32, u64), u32> = readings.iter().map(|seen| ((seen.hour, seen.id), seen.points)).collect();
    let recorded: HashSet<u32> = readings.iter().map(|seen| seen.hour).collect();
    let mut windows: HashMap<u64, Window> = HashMap::new();
    let mut table = Table::empty(Task::Signals, path, Task::Signals.columns().iter().copied());
    let mut draw = Draw::new(5);
    for seen in &readings {
        let signal = signal(seen)?;
        let window = windows.entry(seen.id).or_insert_with(|| Window::of(&signal));
        window.fold(&signal);
        let then = seen.hour + HORIZON_HOURS;
        if draw.below(ONE_OF) == 0 && recorded.contains(&then) {
            let points = later.get(&(then, seen.id)).map(|points| f64::from(*points));
            let rises = rises(f64::from(seen.points), points);
            put(&mut table, seen, &window.row(signal.observed_at), rises);
        }
    }
    Ok(table)
}

/// Whether the file holds recorded hours, and not rows that were made of some already.
pub(crate) fn is_recorded(path: &Path) -> Result<bool> {
    let mut start = Vec::new();
    let read = door::open(path)?.take(5).read_to_end(&mut start);
    // What cannot be read is said by whoever reads all of it.
    Ok(read.is_ok() && start == b"hour,")
}

/// In the order of their hours.
fn readings(path: &Path) -> Result<Vec<Reading>> {
    let unreadable = |source| InferenceError::Csv { path: path.to_owned(), source };
    let mut reader = csv::Reader::from_reader(door::open(path)?);
    let mut all = reader.deserialize().collect::<Result<Vec<Reading>, csv::Error>>().map_err(unreadable)?;
    all.sort_by_key(|seen| (seen.hour, seen.rank));
    Ok(all)
}

fn signal(seen: &Reading) -> Result<TrendSignal> {
    let observed_at = DateTime::<Utc>::from_timestamp(i64::from(seen.hour) * 3600, 0);
    let unfit = || InferenceError::Mismatch(format!("the hour {} is no time", seen.hour));
    Ok(TrendSignal {
        source: "hacker-news".to_owned(),
        topic: seen.id.to_string(),
        niche: "technology".to_owned(),
        region: None,
        rank: Some(seen.rank),
        volume: Some(f64::from(seen.points)),
        unit: Some("points".to_owned()),
        observed_at: observed_at.ok_or_else(unfit)?,
        licence: None,
    })
}

/// Adds a row by the names of the columns.
fn put(table: &mut Table, seen: &Reading, row: &SignalRow, rises: bool) {
    let known: HashMap<&str, Option<f64>> = SignalRow::COLUMNS.into_iter().zip(row.values()).collect();
    for (column, values) in Task::Signals.columns().iter().zip(&mut table.values) {
        match (values, column.name) {
            (Values::Text(all), "row_id") => all.push(format!("{}_{}", seen.hour, seen.id)),
            (Values::Text(all), _) => all.push(seen.id.to_string()),
            (Values::Number(all), "ts") => all.push(f64::from(seen.hour) * 3600.0),
            (Values::Number(all), "y_rise") => all.push(f64::from(u8::from(rises))),
            (Values::Number(all), name) => all.push(known.get(name).copied().flatten().unwrap_or(f64::NAN)),
            (Values::Series(_), _) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn file(lines: &[String]) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::with_suffix(".gz").unwrap();
        let mut packed = GzEncoder::new(file.reopen().unwrap(), Compression::fast());
        writeln!(packed, "hour,rank,id,points,comments").unwrap();
        lines.iter().for_each(|line| writeln!(packed, "{line}").unwrap());
        packed.finish().unwrap();
        file
    }

    #[test]
    fn rows_know_the_past_of_their_story_and_labels_its_next_three_hours() {
        // One story doubles every hour, one stands still, one is there for one hour alone.
        let mut lines = Vec::new();
        for hour in 0..40_u32 {
            let at = 400_000 + hour;
            let grown = 2_u32.pow(hour.min(20));
            lines.push(format!("{at},1,1,{grown},0"));
            lines.push(format!("{at},2,2,500,0"));
            lines.push(format!("{at},3,{},10,0", 100 + hour));
        }
        let file = file(&lines);
        let table = read(file.path()).unwrap();
        let labels = table.labels().unwrap();
        assert!((10..40).contains(&table.len()), "{} rows", table.len());
        for (row, label) in labels.iter().enumerate() {
            let hour = table.number("ts")[row] / 3600.0 - 400_000.0;
            assert!(hour < 37.0, "nothing is known of the last three hours");
            let doubles = table.text("topic")[row] == "1" && hour < 20.0;
            assert_eq!(*label, f64::from(u8::from(doubles)), "{:?} at {hour}", table.text("topic")[row]);
            if doubles && hour >= 1.0 {
                assert_eq!(table.number("value")[row], 2.0 * table.number("value_l1")[row]);
                assert_eq!(table.number("age_h")[row], hour);
            }
        }
    }

    #[test]
    fn a_column_too_many_or_a_word_for_a_number_names_the_line() {
        let file = file(&["400000,1,1,many,0".to_owned()]);
        let error = read(file.path()).unwrap_err();
        let said =
            format!("{error}: {}", std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default());
        assert!(said.contains("line: 2") || said.contains("line 2"), "{said}");
    }
}
