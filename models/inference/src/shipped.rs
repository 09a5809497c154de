//! Models that are part of the program: small, learned from data whose licence allows it, in use until a version is promoted.

use crate::{Card, InferenceError, Result, Stored, Task, card::hash_of, tensors};

/// Their name where a version's stands.
pub const SHIPPED: &str = "shipped";

struct Files {
    task: Task,
    card: &'static [u8],
    model: &'static [u8],
    weights: &'static [u8],
}

const ALL: &[Files] = &[Files {
    task: Task::Signals,
    card: include_bytes!("../shipped/signals.y_rise/card.json"),
    model: include_bytes!("../shipped/signals.y_rise/model.json"),
    weights: include_bytes!("../shipped/signals.y_rise/weights.safetensors"),
}];

fn files(task: Task) -> Option<&'static Files> {
    ALL.iter().find(|files| files.task == task)
}

pub(crate) fn has(task: Task) -> bool {
    files(task).is_some()
}

pub(crate) fn card(task: Task) -> Result<Card> {
    let files = files(task).ok_or_else(|| missing(task))?;
    serde_json::from_slice(files.card).map_err(|error| damaged(task, error.to_string()))
}

pub(crate) fn load(task: Task) -> Result<(Stored, Card)> {
    let (files, card) = (files(task).ok_or_else(|| missing(task))?, card(task)?);
    if hash_of(files.model) != card.model_hash || hash_of(files.weights) != card.weights_hash {
        return Err(damaged(task, "its hash is not the card's".to_owned()));
    }
    let mut stored: Stored = serde_json::from_slice(files.model).map_err(|error| damaged(task, error.to_string()))?;
    stored.put_weights(&tensors::read(files.weights).map_err(|reason| damaged(task, reason))?)?;
    Ok((stored, card))
}

fn missing(task: Task) -> InferenceError {
    InferenceError::NotThere { path: "the program".into(), what: format!("model of {task}") }
}

fn damaged(task: Task, reason: String) -> InferenceError {
    InferenceError::Damaged { path: format!("the shipped model of {task}").into(), reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_can_be_loaded_is_small_and_its_data_may_be_passed_on() {
        for files in ALL {
            let (stored, card) = load(files.task).unwrap();
            assert_eq!((stored.task(), card.task), (files.task, files.task));
            assert!(card.licence.is_some(), "{}", files.task);
            assert!(files.model.len() + files.weights.len() < 1 << 20, "{}", files.task);
        }
    }

    #[test]
    fn a_task_without_a_model_in_the_program_says_so() {
        assert!(!has(Task::Lecture));
        assert!(load(Task::Lecture).unwrap_err().to_string().contains("t4c"));
    }
}
