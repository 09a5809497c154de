//! How good a probability is. The same definitions as `score.py`, so that both print the same figures.

use serde::{Deserialize, Serialize};

use crate::draw::Draw;

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
    /// 95 % of day-block bootstrap draws.
    pub auc_interval: (f64, f64),
    pub accuracy_interval: (f64, f64),
    pub average_precision: f64,
    /// Share of risers among the tenth with the highest scores.
    pub top_tenth: f64,
    pub brier: f64,
    pub log_loss: f64,
    /// Calibration error over ten bins of equal width.
    pub ece: f64,
}

impl Metrics {
    /// `blocks` names the day (or channel, or test) of each row: rows of one block are drawn together.
    pub fn of(scores: &[f64], labels: &[f64], blocks: &[u64]) -> Self {
        let rows = labels.len();
        let base_rate = labels.iter().sum::<f64>() / rows.max(1) as f64;
        let order = falling(scores);
        let top = (rows / 10).max(1).min(rows);
        let (auc_interval, accuracy_interval) = intervals(scores, labels, blocks);
        Metrics {
            rows,
            base_rate,
            accuracy: accuracy(scores, labels),
            majority: base_rate.max(1.0 - base_rate),
            auc: auc(scores, labels),
            auc_interval,
            accuracy_interval,
            average_precision: average_precision(&order, labels),
            top_tenth: order[..top].iter().map(|row| labels[*row]).sum::<f64>() / top.max(1) as f64,
            brier: scores.iter().zip(labels).map(|(s, y)| (s - y).powi(2)).sum::<f64>() / rows.max(1) as f64,
            log_loss: log_loss(scores, labels),
            ece: ece(scores, labels),
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
    let loss = |(s, y): (&f64, &f64)| -(if *y > 0.5 { *s } else { 1.0 - s }).clamp(1e-7, 1.0).ln();
    scores.iter().zip(labels).map(loss).sum::<f64>() / labels.len().max(1) as f64
}

/// Ten bins of a reliability plot: rows, mean score, share of risers.
pub fn reliability(scores: &[f64], labels: &[f64]) -> Vec<(usize, f64, f64)> {
    let mut bins = vec![(0usize, 0.0, 0.0); 10];
    for (score, label) in scores.iter().zip(labels) {
        let bin = &mut bins[((score * 10.0) as usize).min(9)];
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

/// Draws of whole blocks; enough for two figures after the point.
const DRAWS: usize = 400;

fn intervals(scores: &[f64], labels: &[f64], blocks: &[u64]) -> ((f64, f64), (f64, f64)) {
    let mut names: Vec<u64> = blocks.to_vec();
    names.sort_unstable();
    names.dedup();
    if names.len() < 5 {
        return ((f64::NAN, f64::NAN), (f64::NAN, f64::NAN));
    }
    let block: Vec<usize> = blocks.iter().map(|b| names.partition_point(|name| name < b)).collect();
    let order = falling(scores);
    let mut draw = Draw::new(7);
    let (mut areas, mut rights) = (Vec::new(), Vec::new());
    for _ in 0..DRAWS {
        let mut times = vec![0.0; names.len()];
        (0..names.len()).for_each(|_| times[draw.below(names.len())] += 1.0);
        areas.push(weighted_auc(&order, scores, labels, |row| times[block[row]]));
        let right = |row: usize| f64::from(u8::from((scores[row] >= 0.5) == (labels[row] > 0.5)));
        let total: f64 = (0..labels.len()).map(|row| times[block[row]]).sum();
        rights.push((0..labels.len()).map(|row| times[block[row]] * right(row)).sum::<f64>() / total);
    }
    (middle_95(areas), middle_95(rights))
}

pub(crate) fn middle_95(mut values: Vec<f64>) -> (f64, f64) {
    values.retain(|value| value.is_finite());
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values.get((values.len() as f64 * share) as usize).copied().unwrap_or(f64::NAN);
    (at(0.025), at(0.975))
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
        assert!(metrics.auc_interval.0.is_nan(), "two days give no interval");
    }

    #[test]
    fn the_interval_holds_the_figure() {
        let mut draw = Draw::new(1);
        let labels: Vec<f64> = (0..900).map(|_| f64::from(u8::from(draw.unit() < 0.4))).collect();
        let scores: Vec<f64> = labels.iter().map(|y| 0.3 * y + 0.7 * draw.unit()).collect();
        let blocks: Vec<u64> = (0..900).map(|row| row / 30).collect();
        let metrics = Metrics::of(&scores, &labels, &blocks);
        assert!(metrics.auc_interval.0 < metrics.auc && metrics.auc < metrics.auc_interval.1);
        assert!(metrics.accuracy_interval.0 < metrics.accuracy && metrics.accuracy < metrics.accuracy_interval.1);
    }
}
