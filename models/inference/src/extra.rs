//! More headline pairs than the task's own file has: all arms of a test that differ in the headline alone, also where
//! the winner is less sure. They are learned from with a smaller weight and never judged by.

use std::{collections::BTreeMap, path::Path};

use crate::{Inputs, Lesson, Meaning, Purpose, Result, Table, Task, door, features, schema};

/// Rows of another file that say something about the same question, less surely.
#[derive(Clone, Debug)]
pub struct Extra {
    pub(crate) lesson: Lesson,
    /// The test of each row.
    pub(crate) entities: Vec<String>,
    /// SHA-256 of the file.
    pub(crate) hash: String,
}

/// The file beside the pairs' own.
const FILE: &str = "t3_upworthy_ab.csv.gz";
/// Arms that differ by less than so many standard errors say nothing.
const LEAST: f64 = 0.5;
/// The weight of a pair one standard error apart; it grows to the whole at two.
const WEIGHT: f64 = 0.5;

impl Extra {
    /// What lies beside a task's training file in `folder`; none for most tasks.
    pub fn beside(task: Task, folder: &Path, meaning: Option<&Meaning>) -> Result<Option<Self>> {
        let path = folder.join(FILE);
        if task != Task::HeadlinePair || !path.exists() {
            return Ok(None);
        }
        let arms = door::read_columns(&path, task, schema::ARMS, Purpose::Learn)?;
        let content = std::fs::read(&path).map_err(crate::InferenceError::file(&path))?;
        Extra::of_arms(&arms, meaning, crate::card::hash_of(&content)).map(Some)
    }

    fn of_arms(arms: &Table, meaning: Option<&Meaning>, hash: String) -> Result<Self> {
        let (a, b): (Vec<usize>, Vec<usize>) = pairs(arms).into_iter().unzip();
        let headline = |rows: &[usize]| rows.iter().map(|row| arms.text("headline")[*row].clone()).collect::<Vec<_>>();
        let (first, second) = (headline(&a), headline(&b));
        let texts: Vec<Vec<String>> = first.iter().zip(&second).map(|(a, b)| vec![a.clone(), b.clone()]).collect();
        let apart: Vec<f64> = a.iter().zip(&b).map(|(a, b)| apart(arms, *a, *b)).collect();
        let inputs = Inputs {
            task: Task::HeadlinePair,
            dense: features::difference(&first, &second),
            rule: vec![0.5; a.len()],
            meaning: meaning.map(|meaning| meaning.of_rows(&texts)).transpose()?,
            texts,
        };
        let labels = apart.iter().map(|z| f64::from(u8::from(*z > 0.0))).collect();
        let weights = apart.iter().map(|z| (z.abs() * WEIGHT).min(1.0)).collect();
        let entities = a.iter().map(|row| arms.text("test_id")[*row].clone()).collect();
        Ok(Extra { lesson: Lesson { inputs, labels, weights }, entities, hash })
    }
}

/// Rows of one test with the same picture and text and other headlines, whose click rates differ at all.
fn pairs(arms: &Table) -> Vec<(usize, usize)> {
    let mut alike: BTreeMap<(&str, &str, &str), Vec<usize>> = BTreeMap::new();
    for row in 0..arms.len() {
        if arms.number("problem")[row] == 0.0 {
            let key = (&*arms.text("test_id")[row], &*arms.text("lede")[row], &*arms.text("eyecatcher_id")[row]);
            alike.entry(key).or_default().push(row);
        }
    }
    let mut pairs = Vec::new();
    for rows in alike.values() {
        for (at, a) in rows.iter().enumerate() {
            for b in &rows[at + 1..] {
                if arms.text("headline")[*a] != arms.text("headline")[*b] && apart(arms, *a, *b).abs() >= LEAST {
                    // Every other pair is turned, or the first would win for being first.
                    pairs.push(if pairs.len() % 2 == 0 { (*a, *b) } else { (*b, *a) });
                }
            }
        }
    }
    pairs
}

/// Difference of click rates in standard errors.
fn apart(arms: &Table, a: usize, b: usize) -> f64 {
    let (clicks, seen) = (arms.number("clicks"), arms.number("impressions"));
    let rate = (clicks[a] + clicks[b]) / (seen[a] + seen[b]).max(1.0);
    let error = (rate * (1.0 - rate) * (1.0 / seen[a].max(1.0) + 1.0 / seen[b].max(1.0))).sqrt();
    (clicks[a] / seen[a].max(1.0) - clicks[b] / seen[b].max(1.0)) / error.max(1e-9)
}
