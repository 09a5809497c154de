//! Numbers by column: what rules, linear models, trees and networks look at.

use serde::{Deserialize, Serialize};

use crate::{InferenceError, Result};

/// Named columns of equal length; a missing value is NaN.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    pub names: Vec<String>,
    pub columns: Vec<Vec<f32>>,
}

impl Matrix {
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, Vec::len)
    }

    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// Adds a column; what is not finite counts as missing.
    pub fn push(&mut self, name: impl Into<String>, values: impl IntoIterator<Item = f64>) {
        self.names.push(name.into());
        self.columns.push(values.into_iter().map(|v| if v.is_finite() { v as f32 } else { f32::NAN }).collect());
    }

    pub fn column(&self, name: &str) -> Option<&[f32]> {
        self.names.iter().position(|known| known == name).map(|at| self.columns[at].as_slice())
    }

    pub fn select(&self, rows: &[usize]) -> Matrix {
        let pick = |column: &Vec<f32>| rows.iter().map(|row| column[*row]).collect();
        Matrix { names: self.names.clone(), columns: self.columns.iter().map(pick).collect() }
    }

    /// Rows of a matrix with the same columns follow.
    pub(crate) fn extend(&mut self, more: &Matrix) {
        for (column, more) in self.columns.iter_mut().zip(&more.columns) {
            column.extend(more);
        }
    }

    /// A model meets only the columns that it was fitted on, in their order.
    pub fn expect(&self, names: &[String]) -> Result<()> {
        if self.names == names {
            return Ok(());
        }
        let differ = names.iter().find(|name| !self.names.contains(name));
        Err(InferenceError::Mismatch(match differ {
            Some(name) => format!("the feature {name} is missing"),
            None => "the features are others than those learned from".to_owned(),
        }))
    }
}

/// Mean and spread of each column, so that all weigh alike; a missing value becomes the mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scaling {
    pub mean: Vec<f32>,
    pub spread: Vec<f32>,
}

/// Standardised values are cut here: one wild value must not decide a score.
const REACH: f32 = 6.0;

impl Scaling {
    pub fn of(matrix: &Matrix) -> Self {
        let (mut mean, mut spread) = (Vec::new(), Vec::new());
        for column in &matrix.columns {
            let known = || column.iter().filter(|v| v.is_finite()).map(|v| f64::from(*v));
            let count = (known().count() as f64).max(1.0);
            let middle = known().sum::<f64>() / count;
            let variance = known().map(|v| (v - middle).powi(2)).sum::<f64>() / count;
            mean.push(middle as f32);
            spread.push((variance.sqrt() as f32).max(1e-6));
        }
        Scaling { mean, spread }
    }

    /// Rows of standardised values, one after another.
    pub fn rows(&self, matrix: &Matrix) -> Vec<f32> {
        let width = matrix.width();
        let mut out = vec![0.0; matrix.rows() * width];
        for (at, column) in matrix.columns.iter().enumerate() {
            for (row, value) in column.iter().enumerate() {
                out[row * width + at] = self.one(at, *value);
            }
        }
        out
    }

    pub fn one(&self, at: usize, value: f32) -> f32 {
        if value.is_nan() { 0.0 } else { ((value - self.mean[at]) / self.spread[at]).clamp(-REACH, REACH) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scaling_centres_and_cuts_and_leaves_missing_values_in_the_middle() {
        let mut matrix = Matrix::default();
        matrix.push("a", [1.0, 3.0, f64::NAN, f64::INFINITY]);
        let scaling = Scaling::of(&matrix);
        assert_eq!(scaling.rows(&matrix), [-1.0, 1.0, 0.0, 0.0]);
        assert_eq!(scaling.one(0, 1e9), REACH);
    }

    #[test]
    fn a_matrix_with_another_column_is_refused() {
        let mut matrix = Matrix::default();
        matrix.push("a", [1.0]);
        assert!(matrix.expect(&["a".to_owned()]).is_ok());
        let error = matrix.expect(&["b".to_owned()]).unwrap_err().to_string();
        assert!(error.contains("the feature b is missing"), "{error}");
    }
}
