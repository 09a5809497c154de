//! Rows that a caller holds in memory, through the same door as a file's. One bad row does not cost the others theirs.

use std::{collections::HashSet, path::Path};

use serde_json::{Map, Value};

use crate::{
    InferenceError, Purpose, Result, Table, Task,
    door::Door,
    schema::{Column, Role},
};

/// What [`read_rows`] made of the rows.
#[derive(Debug)]
pub struct Rows {
    /// The good ones, in their order.
    pub table: Table,
    /// Places of the good ones among all rows.
    pub places: Vec<usize>,
    /// Places of the others, counted from 0, and what is wrong with them; their line in the error counts from 1.
    pub refused: Vec<(usize, InferenceError)>,
}

/// Reads rows to be answered: fields by the names of the task's columns. `null` and absent are a missing value; labels are
/// not looked at; unknown fields, cells out of range and an id that came before are refused.
pub fn read_rows(rows: &[Map<String, Value>], task: Task) -> Rows {
    let origin = Path::new("rows in memory");
    let columns = || task.columns().iter().copied().filter(|column| column.role != Role::Label);
    let mut found = Rows { table: Table::empty(task, origin, columns()), places: Vec::new(), refused: Vec::new() };
    let door = Door { path: origin, purpose: Purpose::Predict };
    let mut ids = HashSet::new();
    for (place, row) in rows.iter().enumerate() {
        let before = found.table.len();
        let read = put(&door, task, row, place as u64 + 1, &mut found.table).and_then(|()| {
            let id = found.table.id(before);
            let twice = || door.row(place as u64 + 1, format!("the id {id:?} comes twice"));
            ids.insert(id.clone()).then_some(()).ok_or_else(twice)
        });
        match read {
            Ok(()) => found.places.push(place),
            Err(error) => {
                found.table.truncate(before);
                found.refused.push((place, error));
            }
        }
    }
    found
}

fn put(door: &Door<'_>, task: Task, row: &Map<String, Value>, line: u64, table: &mut Table) -> Result<()> {
    let columns = task.columns();
    if let Some(name) = row.keys().find(|name| !columns.iter().any(|column| column.name == **name)) {
        return Err(door.row(line, format!("the column {name:?} is unknown to {task}")));
    }
    let known = columns.iter().filter(|column| column.role != Role::Label);
    for (slot, column) in known.enumerate() {
        let text = text(row.get(column.name)).ok_or_else(|| wrong(door, line, column))?;
        door.cell(column, &text, line, &mut table.values[slot])?;
    }
    Ok(())
}

/// As a file would have it; none for what no cell can hold.
fn text(value: Option<&Value>) -> Option<String> {
    match value {
        None | Some(Value::Null) => Some(String::new()),
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Bool(flag)) => Some(u8::from(*flag).to_string()),
        Some(Value::Number(number)) => Some(number.to_string()),
        Some(Value::Array(values)) => {
            let numbers: Option<Vec<String>> =
                values.iter().map(|value| value.as_number().map(ToString::to_string)).collect();
            numbers.map(|numbers| numbers.join(" "))
        }
        Some(Value::Object(_)) => None,
    }
}

fn wrong(door: &Door<'_>, line: u64, column: &Column) -> InferenceError {
    door.row(line, format!("{} is neither a number nor a text", column.name))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn lecture(id: &str) -> Map<String, Value> {
        let row = json!({
            "id": id, "title_word_count": 9, "document_entropy": 7.75, "freshness": 16310, "easiness": "75.5",
            "fraction_stopword_presence": 0.55, "normalization_rate": 0.03, "speaker_speed": 2.99, "silent_period_rate": 0,
        });
        row.as_object().unwrap().clone()
    }

    fn with(id: &str, name: &str, value: Value) -> Map<String, Value> {
        let mut row = lecture(id);
        row.insert(name.to_owned(), value);
        row
    }

    #[test]
    fn a_bad_row_is_named_and_the_good_ones_are_kept_in_order() {
        let rows = [
            lecture("a"),
            with("b", "document_entropy", json!(31)),
            with("c", "mood", json!(1)),
            with("d", "easiness", json!({})),
            with("e", "speaker_speed", Value::Null),
            lecture("a"),
            lecture("f"),
        ];
        let found = read_rows(&rows, Task::Lecture);
        assert_eq!((found.table.ids(), found.places), (vec!["a".to_owned(), "f".to_owned()], vec![0, 6]));
        assert_eq!(found.table.number("easiness"), [75.5, 75.5]);
        let said: Vec<String> = found.refused.iter().map(|(_, error)| error.to_string()).collect();
        let reasons = ["lies outside", "unknown", "neither a number", "is empty", "comes twice"];
        assert_eq!(said.len(), reasons.len());
        for (said, reason) in said.iter().zip(reasons) {
            assert!(said.contains(reason), "{said}");
        }
        assert!(said[0].contains("line 2"));
    }

    #[test]
    fn labels_may_stand_in_the_row_and_are_not_looked_at() {
        let found = read_rows(&[with("a", "engagement", json!("seven"))], Task::Lecture);
        assert!(found.refused.is_empty() && found.table.labels().is_none());
    }

    #[test]
    fn a_series_may_be_an_array() {
        let row = json!({ "id": "H1", "n": 3, "values": [1, 2.5, 3] });
        let found = read_rows(&[row.as_object().unwrap().clone()], Task::Hourly);
        assert_eq!(found.table.series("values"), [[1.0, 2.5, 3.0]]);
    }
}
