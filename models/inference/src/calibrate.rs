//! From a score to a probability that keeps its word: a line over the logit (Platt), or steps (isotonic).

use serde::{Deserialize, Serialize};

use crate::{
    linear::{Fit, Sparse, SparseLinear},
    trees::{logit, sigmoid},
};

/// A rising function from a logit to a probability, fitted on rows that the model did not learn from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Calibration {
    /// The logit as it is.
    None,
    /// `sigmoid(scale * logit + shift)`.
    Platt { scale: f64, shift: f64 },
    /// Straight lines between points: logits and probabilities, both rising.
    Isotonic { logits: Vec<f64>, probabilities: Vec<f64> },
}

impl Calibration {
    pub fn platt(logits: &[f64], labels: &[f64]) -> Self {
        let rows = logits.iter().map(|logit| vec![(0, logit.clamp(-12.0, 12.0) as f32)]).collect();
        let what = Fit { labels, weights: &vec![1.0; labels.len()], l2: 1e-3, intercept: true };
        let fitted = SparseLinear::fit(&Sparse { width: 1, rows }, &what);
        let ends = fitted.logits(&Sparse { width: 1, rows: vec![vec![], vec![(0, 1.0)]] });
        // A falling line would turn the ranking round: then the score says nothing.
        Calibration::Platt { scale: (ends[1] - ends[0]).max(0.0), shift: ends[0] }
    }

    /// Pools neighbours that fall until all rise; each step's middle becomes a point.
    pub fn isotonic(logits: &[f64], labels: &[f64]) -> Self {
        let mut order: Vec<usize> = (0..logits.len()).collect();
        order.sort_by(|a, b| logits[*a].total_cmp(&logits[*b]));
        // Rows, sum of labels, sum of logits.
        let mut pools: Vec<(f64, f64, f64)> = Vec::new();
        for row in order {
            let mut pool = (1.0, labels[row], logits[row]);
            while let Some(last) = pools.last() {
                if last.1 / last.0 < pool.1 / pool.0 {
                    break;
                }
                pool = (pool.0 + last.0, pool.1 + last.1, pool.2 + last.2);
                pools.pop();
            }
            pools.push(pool);
        }
        let base = labels.iter().sum::<f64>() / labels.len().max(1) as f64;
        // Two rows of the base rate in each pool: nothing is certain.
        let probability = |pool: &(f64, f64, f64)| (pool.1 + 2.0 * base) / (pool.0 + 2.0);
        let mut probabilities: Vec<f64> = pools.iter().map(probability).collect();
        for at in 1..probabilities.len() {
            probabilities[at] = probabilities[at].max(probabilities[at - 1]);
        }
        Calibration::Isotonic { logits: pools.iter().map(|pool| pool.2 / pool.0).collect(), probabilities }
    }

    pub fn probability(&self, score: f64) -> f64 {
        match self {
            Calibration::None => sigmoid(score),
            Calibration::Platt { scale, shift } => sigmoid(scale * score.clamp(-12.0, 12.0) + shift),
            Calibration::Isotonic { logits, probabilities } => {
                let above = logits.partition_point(|known| *known <= score);
                match (above.checked_sub(1), above < logits.len()) {
                    (None, false) => sigmoid(score),
                    (None, true) => probabilities[0],
                    (Some(below), false) => probabilities[below],
                    (Some(below), true) => {
                        let share = (score - logits[below]) / (logits[above] - logits[below]).max(1e-12);
                        let step = probabilities[below] + share * (probabilities[above] - probabilities[below]);
                        step.clamp(0.0, 1.0)
                    }
                }
            }
        }
    }

    pub fn all(&self, logits: &[f64]) -> Vec<f64> {
        logits.iter().map(|score| self.probability(*score)).collect()
    }
}

/// Mean logit of several calibrated scores, by weight.
pub fn blend(parts: &[(f64, &[f64])]) -> Vec<f64> {
    let rows = parts.first().map_or(0, |part| part.1.len());
    (0..rows).map(|row| parts.iter().map(|(weight, scores)| weight * logit(scores[row])).sum()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{draw::Draw, metrics};

    /// Logits three times too sure.
    fn boastful() -> (Vec<f64>, Vec<f64>) {
        let mut draw = Draw::new(2);
        let truth: Vec<f64> = (0..6000).map(|_| draw.unit() * 4.0 - 2.0).collect();
        let labels = truth.iter().map(|z| f64::from(u8::from(draw.unit() < sigmoid(*z)))).collect();
        (truth.into_iter().map(|z| 3.0 * z).collect(), labels)
    }

    #[test]
    fn both_kinds_bring_a_boastful_score_back_to_the_truth() {
        let (logits, labels) = boastful();
        assert!(metrics::ece(&Calibration::None.all(&logits), &labels) > 0.1);
        for fitted in [Calibration::platt(&logits, &labels), Calibration::isotonic(&logits, &labels)] {
            assert!(metrics::ece(&fitted.all(&logits), &labels) < 0.02, "{fitted:?}");
        }
    }

    #[test]
    fn a_calibration_never_turns_the_order_round() {
        let (logits, labels) = boastful();
        for fitted in [Calibration::platt(&logits, &labels), Calibration::isotonic(&logits, &labels)] {
            let rising: Vec<f64> = (-80..80).map(|z| fitted.probability(f64::from(z) / 10.0)).collect();
            assert!(rising.windows(2).all(|pair| pair[0] <= pair[1]));
        }
        let upside_down: Vec<f64> = logits.iter().map(|z| -z).collect();
        let Calibration::Platt { scale, .. } = Calibration::platt(&upside_down, &labels) else { unreachable!() };
        assert_eq!(scale, 0.0);
    }
}
