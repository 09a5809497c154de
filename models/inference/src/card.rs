//! The card of a model: what it learned from, how it was judged, and how to tell that it is the one.

use std::{fs, path::Path};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{InferenceError, Result, Task};

/// Lies beside each model as `card.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    pub task: Task,
    /// What answers: `0.7 trees + 0.3 perceptron`.
    pub summary: String,
    /// Name, rows and SHA-256 of the file it learned from.
    pub data: String,
    pub data_rows: usize,
    pub data_hash: String,
    /// The data's licence; none: weights may not be passed on.
    pub licence: Option<String>,
    /// How the judged rows were cut off.
    pub split: String,
    pub seed: u64,
    /// Version of this crate.
    pub code: String,
    /// Figures on the judged rows, by name.
    pub figures: Vec<(String, f64)>,
    /// The rule that stands in when the model cannot be used.
    pub rule: String,
    pub model_hash: String,
    pub weights_hash: String,
    /// When its training ended; none on cards of before this was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trained_at: Option<DateTime<Utc>>,
}

impl Card {
    /// A card of a training on one file; hashes of the model are filled in when it is saved.
    pub fn of(task: Task, file: &Path, rows: usize, seed: u64) -> Result<Self> {
        let content = fs::read(file).map_err(InferenceError::file(file))?;
        Ok(Card {
            task,
            summary: String::new(),
            data: file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            data_rows: rows,
            data_hash: hash_of(&content),
            licence: task.licence().map(ToOwned::to_owned),
            split: String::new(),
            seed,
            code: env!("CARGO_PKG_VERSION").to_owned(),
            figures: Vec::new(),
            rule: crate::rule::words(task).to_owned(),
            model_hash: String::new(),
            weights_hash: String::new(),
            trained_at: None,
        })
    }

    /// One of the figures.
    pub fn figure(&self, name: &str) -> Option<f64> {
        self.figures.iter().find(|figure| figure.0 == name).map(|figure| figure.1)
    }
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn hash_of(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
