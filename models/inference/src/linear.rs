//! Logistic regression over standardised columns and over sparse words, fitted to its exact minimum.

use serde::{Deserialize, Serialize};

use crate::{Matrix, Result, Scaling, lbfgs, trees::sigmoid};

/// Rows of few numbers among many columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sparse {
    pub width: usize,
    pub rows: Vec<Vec<(u32, f32)>>,
}

/// What a linear model is fitted on, row by row.
trait Design {
    fn width(&self) -> usize;
    fn dot(&self, row: usize, weights: &[f64]) -> f64;
    /// Adds `scale` times the row.
    fn add(&self, row: usize, scale: f64, to: &mut [f64]);
}

impl Design for Sparse {
    fn width(&self) -> usize {
        self.width
    }

    fn dot(&self, row: usize, weights: &[f64]) -> f64 {
        self.rows[row].iter().map(|(at, value)| weights[*at as usize] * f64::from(*value)).sum()
    }

    fn add(&self, row: usize, scale: f64, to: &mut [f64]) {
        for (at, value) in &self.rows[row] {
            to[*at as usize] += scale * f64::from(*value);
        }
    }
}

struct Dense {
    width: usize,
    values: Vec<f32>,
}

impl Design for Dense {
    fn width(&self) -> usize {
        self.width
    }

    fn dot(&self, row: usize, weights: &[f64]) -> f64 {
        let values = &self.values[row * self.width..(row + 1) * self.width];
        values.iter().zip(weights).map(|(value, weight)| f64::from(*value) * weight).sum()
    }

    fn add(&self, row: usize, scale: f64, to: &mut [f64]) {
        let values = &self.values[row * self.width..(row + 1) * self.width];
        to.iter_mut().zip(values).for_each(|(to, value)| *to += scale * f64::from(*value));
    }
}

/// What is to be fitted: answers in [0, 1], a weight for each row, the pull to zero, and whether there is an intercept
/// (a comparison of two things has none: swapped, its answer must turn).
#[derive(Clone, Copy, Debug)]
pub struct Fit<'a> {
    pub labels: &'a [f64],
    pub weights: &'a [f64],
    pub l2: f64,
    pub intercept: bool,
}

/// Weights of columns; the last is the intercept.
fn fit(design: &impl Design, fit: &Fit<'_>) -> Vec<f64> {
    let width = design.width();
    let total: f64 = fit.weights.iter().sum::<f64>().max(1e-9);
    lbfgs::minimise(vec![0.0; width + 1], 300, 1e-8, |point, gradient| {
        gradient.fill(0.0);
        let mut loss = 0.0;
        for (row, (y, weight)) in fit.labels.iter().zip(fit.weights).enumerate() {
            let logit = design.dot(row, point) + point[width];
            // log(1 + e^z) - y z, without overflow
            loss += weight * (logit.max(0.0) + (-logit.abs()).exp().ln_1p() - y * logit);
            let pull = weight * (sigmoid(logit) - y);
            design.add(row, pull, gradient);
            gradient[width] += pull;
        }
        for at in 0..width {
            loss += 0.5 * fit.l2 * point[at] * point[at];
            gradient[at] += fit.l2 * point[at];
        }
        if !fit.intercept {
            gradient[width] = 0.0;
        }
        gradient.iter_mut().for_each(|g| *g /= total);
        loss / total
    })
}

/// A linear model of standardised columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Linear {
    pub names: Vec<String>,
    scaling: Scaling,
    weights: Vec<f64>,
}

impl Linear {
    pub fn fit(inputs: &Matrix, what: &Fit<'_>) -> Self {
        let mut scaling = Scaling::of(inputs);
        if !what.intercept {
            // A comparison's zero stays zero.
            scaling.mean.fill(0.0);
        }
        let dense = Dense { width: inputs.width(), values: scaling.rows(inputs) };
        Linear { names: inputs.names.clone(), weights: fit(&dense, what), scaling }
    }

    pub fn logits(&self, inputs: &Matrix) -> Result<Vec<f64>> {
        inputs.expect(&self.names)?;
        let dense = Dense { width: inputs.width(), values: self.scaling.rows(inputs) };
        let intercept = self.weights[dense.width];
        Ok((0..inputs.rows()).map(|row| dense.dot(row, &self.weights) + intercept).collect())
    }

    /// What each column added to one row's logit, beside that of a row in the middle.
    pub fn reasons(&self, inputs: &Matrix, row: usize) -> Result<Vec<(String, f64)>> {
        inputs.expect(&self.names)?;
        let adds = |at: usize| f64::from(self.scaling.one(at, inputs.columns[at][row])) * self.weights[at];
        Ok(self.names.iter().cloned().enumerate().map(|(at, name)| (name, adds(at))).collect())
    }
}

/// A linear model of sparse columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SparseLinear {
    weights: Vec<f32>,
}

impl SparseLinear {
    pub fn fit(inputs: &Sparse, what: &Fit<'_>) -> Self {
        SparseLinear { weights: fit(inputs, what).into_iter().map(|weight| weight as f32).collect() }
    }

    /// The weight of one column.
    pub(crate) fn weight(&self, at: u32) -> f64 {
        f64::from(self.weights[at as usize])
    }

    pub fn logits(&self, inputs: &Sparse) -> Vec<f64> {
        let intercept = self.weights.last().copied().unwrap_or(0.0);
        let row = |row: &Vec<(u32, f32)>| row.iter().map(|(at, v)| self.weight(*at) * f64::from(*v)).sum::<f64>();
        inputs.rows.iter().map(|values| row(values) + f64::from(intercept)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{draw::Draw, metrics};

    #[test]
    fn a_straight_border_is_found_and_its_probabilities_are_true() {
        let mut draw = Draw::new(4);
        let x: Vec<f64> = (0..4000).map(|_| draw.unit() * 4.0 - 2.0).collect();
        let y: Vec<f64> = x.iter().map(|x| f64::from(u8::from(draw.unit() < sigmoid(2.0 * x + 0.5)))).collect();
        let mut matrix = Matrix::default();
        matrix.push("x", x);
        let what = Fit { labels: &y, weights: &vec![1.0; 4000], l2: 1.0, intercept: true };
        let model = Linear::fit(&matrix, &what);
        let scores: Vec<f64> = model.logits(&matrix).unwrap().into_iter().map(sigmoid).collect();
        assert!(metrics::ece(&scores, &y) < 0.03);
        assert!(metrics::auc(&scores, &y) > 0.85);
    }

    #[test]
    fn without_an_intercept_a_swapped_pair_gets_the_opposite_answer() {
        let inputs =
            Sparse { width: 2, rows: vec![vec![(0, 1.0), (1, -1.0)], vec![(0, -1.0), (1, 1.0)], vec![(0, 1.0)]] };
        let what = Fit { labels: &[1.0, 0.0, 1.0], weights: &[1.0; 3], l2: 0.1, intercept: false };
        let logits = SparseLinear::fit(&inputs, &what).logits(&inputs);
        assert!(logits[0] > 0.5);
        assert!((logits[0] + logits[1]).abs() < 1e-6);
    }
}
