//! How good a probability is. The same definitions as `score.py`, so that both print the same figures.

mod blocks;

use serde::{Deserialize, Serialize};

pub(crate) use self::blocks::middle_95;

/// Figures of one set of scores.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Metrics {
    pub rows: usize,
    pub base_rate: f64,
    /// Share of rows on the right side of 0.5.
    pub accuracy: f64,
    /// Accuracy of always naming the more frequent answer.
    pub majority: f64,
    pub auc: f64,
    /// 95 % of block bootstrap draws; NaN with fewer than five blocks. So are the other intervals.
    pub auc_interval: (f64, f64),
    pub accuracy_interval: (f64, f64),
    pub average_precision: f64,
    pub average_precision_interval: (f64, f64),
    /// Share of risers among the tenth with the highest scores.
    pub top_tenth: f64,
    pub top_tenth_interval: (f64, f64),
    pub brier: f64,
    pub brier_interval: (f64, f64),
    pub log_loss: f64,
    pub log_loss_interval: (f64, f64),
    /// Calibration error over ten bins of equal width.
    pub ece: f64,
    /// A draw has errors of its own besides those of the model: most of the interval lies above the figure.
    pub ece_interval: (f64, f64),
}

impl Metrics {
    /// `blocks` names the day (or channel, or test) of each row: rows of one block are drawn together.
    pub fn of(scores: &[f64], labels: &[f64], blocks: &[u64]) -> Self {
        let rows = labels.len();
        let base_rate = labels.iter().sum::<f64>() / rows.max(1) as f64;
        let order = falling(scores);
        let top = (rows / 10).max(1).min(rows);
        let intervals = blocks::intervals(&order, scores, labels, blocks);
        Metrics {
            rows,
            base_rate,
            accuracy: accuracy(scores, labels),
            majority: base_rate.max(1.0 - base_rate),
            auc: auc(scores, labels),
            auc_interval: intervals.auc,
            accuracy_interval: intervals.accuracy,
            average_precision: average_precision(&order, labels),
            average_precision_interval: intervals.average_precision,
            top_tenth: order[..top].iter().map(|row| labels[*row]).sum::<f64>() / top.max(1) as f64,
            top_tenth_interval: intervals.top_tenth,
            brier: scores.iter().zip(labels).map(|(s, y)| (s - y).powi(2)).sum::<f64>() / rows.max(1) as f64,
            brier_interval: intervals.brier,
            log_loss: log_loss(scores, labels),
            log_loss_interval: intervals.log_loss,
            ece: ece(scores, labels),
            ece_interval: intervals.ece,
        }
    }
}

/// Rows by falling score; equal scores keep their order.
pub fn falling(scores: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    order
}

/// Probability that a riser scores above another row; equal scores count half. NaN with one class only.
pub fn auc(scores: &[f64], labels: &[f64]) -> f64 {
    weighted_auc(&falling(scores), scores, labels, |_| 1.0)
}

fn weighted_auc(order: &[usize], scores: &[f64], labels: &[f64], weight: impl Fn(usize) -> f64) -> f64 {
    let (mut above, mut pairs, mut negatives) = (0.0, 0.0, 0.0);
    let mut at = 0;
    while at < order.len() {
        let (mut ups, mut downs) = (0.0, 0.0);
        let score = scores[order[at]];
        while at < order.len() && scores[order[at]] == score {
            let row = order[at];
            if labels[row] > 0.5 {
                ups += weight(row)
            } else {
                downs += weight(row)
            }
            at += 1;
        }
        pairs += downs * (above + ups / 2.0);
        above += ups;
        negatives += downs;
    }
    pairs / (above * negatives)
}

pub fn accuracy(scores: &[f64], labels: &[f64]) -> f64 {
    let right = scores.iter().zip(labels).filter(|(s, y)| (**s >= 0.5) == (**y > 0.5)).count();
    right as f64 / labels.len().max(1) as f64
}

pub fn log_loss(scores: &[f64], labels: &[f64]) -> f64 {
    scores.iter().zip(labels).map(|(s, y)| loss(*s, *y)).sum::<f64>() / labels.len().max(1) as f64
}

/// Of one row.
fn loss(score: f64, label: f64) -> f64 {
    -(if label > 0.5 { score } else { 1.0 - score }).clamp(1e-7, 1.0).ln()
}

/// Of a reliability plot.
fn bin(score: f64) -> usize {
    ((score * 10.0) as usize).min(9)
}

/// Ten bins of a reliability plot: rows, mean score, share of risers.
pub fn reliability(scores: &[f64], labels: &[f64]) -> Vec<(usize, f64, f64)> {
    let mut bins = vec![(0usize, 0.0, 0.0); 10];
    for (score, label) in scores.iter().zip(labels) {
        let bin = &mut bins[bin(*score)];
        *bin = (bin.0 + 1, bin.1 + score, bin.2 + label);
    }
    bins.into_iter().filter(|bin| bin.0 > 0).map(|(n, s, y)| (n, s / n as f64, y / n as f64)).collect()
}

pub fn ece(scores: &[f64], labels: &[f64]) -> f64 {
    let gap: f64 = reliability(scores, labels).iter().map(|(n, s, y)| *n as f64 * (s - y).abs()).sum();
    gap / labels.len().max(1) as f64
}

fn average_precision(order: &[usize], labels: &[f64]) -> f64 {
    let (mut hits, mut sum) = (0.0, 0.0);
    for (at, row) in order.iter().enumerate() {
        if labels[*row] > 0.5 {
            hits += 1.0;
            sum += hits / (at + 1) as f64;
        }
    }
    sum / hits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn auc_counts_pairs_and_halves_ties() {
        assert_eq!(auc(&[0.1, 0.4, 0.35, 0.8], &[0.0, 0.0, 1.0, 1.0]), 0.75);
        assert_eq!(auc(&[0.5, 0.5], &[0.0, 1.0]), 0.5);
        assert!(auc(&[0.5, 0.6], &[1.0, 1.0]).is_nan());
    }

    #[test]
    fn figures_match_those_worked_out_by_hand() {
        let metrics = Metrics::of(&[0.9, 0.6, 0.4, 0.1], &[1.0, 0.0, 1.0, 0.0], &[0, 0, 1, 1]);
        assert_eq!(metrics.accuracy, 0.5);
        assert!((metrics.average_precision - (1.0 + 2.0 / 3.0) / 2.0).abs() < 1e-12);
        assert!((metrics.ece - (0.1 + 0.6 + 0.6 + 0.1) / 4.0).abs() < 1e-12);
        assert!((metrics.brier - (0.01 + 0.36 + 0.36 + 0.01) / 4.0).abs() < 1e-12);
    }
}
