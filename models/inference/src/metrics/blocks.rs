//! 95 % intervals of figures by a bootstrap of whole blocks (days, channels, tests): rows of one block are alike, so a
//! draw takes or leaves all of them together.

use crate::draw::Draw;

/// Draws of whole blocks; enough for two figures after the point.
const DRAWS: usize = 400;
/// Fewer blocks tell nothing of how unlike blocks are: the interval is NaN.
const LEAST: usize = 5;

/// One interval for each figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Intervals {
    pub auc: (f64, f64),
    pub accuracy: (f64, f64),
    pub average_precision: (f64, f64),
    pub top_tenth: (f64, f64),
    pub brier: (f64, f64),
    pub log_loss: (f64, f64),
    pub ece: (f64, f64),
}

/// What is the same in every draw.
struct Rows<'a> {
    /// By falling score.
    order: &'a [usize],
    scores: &'a [f64],
    labels: &'a [f64],
    losses: Vec<f64>,
}

/// `blocks` names the block of each row.
pub(super) fn intervals(order: &[usize], scores: &[f64], labels: &[f64], blocks: &[u64]) -> Intervals {
    let mut names: Vec<u64> = blocks.to_vec();
    names.sort_unstable();
    names.dedup();
    let block: Vec<usize> = blocks.iter().map(|b| names.partition_point(|name| name < b)).collect();
    let losses = scores.iter().zip(labels).map(|(score, label)| super::loss(*score, *label)).collect();
    let rows = Rows { order, scores, labels, losses };
    let draws = if names.len() < LEAST { 0 } else { DRAWS };
    let (mut draw, mut drawn) = (Draw::new(7), Vec::with_capacity(draws));
    for _ in 0..draws {
        let mut times = vec![0.0; names.len()];
        (0..names.len()).for_each(|_| times[draw.below(names.len())] += 1.0);
        drawn.push(rows.figures(|row| times[block[row]]));
    }
    let of = |at: usize| middle_95(drawn.iter().map(|figures: &[f64; 7]| figures[at]).collect());
    Intervals {
        auc: of(0),
        accuracy: of(1),
        average_precision: of(2),
        top_tenth: of(3),
        brier: of(4),
        log_loss: of(5),
        ece: of(6),
    }
}

impl Rows<'_> {
    /// All figures with each row counted `times` over, in the order of [`Intervals`].
    fn figures(&self, times: impl Fn(usize) -> f64) -> [f64; 7] {
        let total: f64 = self.order.iter().map(|row| times(*row)).sum();
        let (mut seen, mut hits, mut precision, mut top) = (0.0, 0.0, 0.0, 0.0);
        let (mut right, mut brier, mut loss, mut bins) = (0.0, 0.0, 0.0, [0.0; 10]);
        for row in self.order {
            let (count, score, label) = (times(*row), self.scores[*row], self.labels[*row]);
            if count == 0.0 {
                continue;
            }
            top += label * count.min((total / 10.0 - seen).max(0.0));
            seen += count;
            hits += label * count;
            precision += label * count * hits / seen;
            right += if (score >= 0.5) == (label > 0.5) { count } else { 0.0 };
            brier += count * (score - label).powi(2);
            loss += count * self.losses[*row];
            bins[super::bin(score)] += count * (score - label);
        }
        let area = super::weighted_auc(self.order, self.scores, self.labels, &times);
        let ece = bins.iter().map(|gap: &f64| gap.abs()).sum::<f64>();
        let [right, brier, loss, ece] = [right, brier, loss, ece].map(|sum| sum / total);
        [area, right, precision / hits, top * 10.0 / total, brier, loss, ece]
    }
}

/// Where 95 % of the values lie; NaN without values.
pub(crate) fn middle_95(mut values: Vec<f64>) -> (f64, f64) {
    values.retain(|value| value.is_finite());
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values.get((values.len() as f64 * share) as usize).copied().unwrap_or(f64::NAN);
    (at(0.025), at(0.975))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Metrics;

    /// 900 rows in 30 blocks.
    fn made() -> (Vec<f64>, Vec<f64>, Vec<u64>) {
        let mut draw = Draw::new(1);
        let labels: Vec<f64> = (0..900).map(|_| f64::from(u8::from(draw.unit() < 0.4))).collect();
        let scores: Vec<f64> = labels.iter().map(|y| 0.15 * y + 0.85 * draw.unit()).collect();
        (scores, labels, (0..900).map(|row| row / 30).collect())
    }

    #[test]
    fn every_interval_holds_its_figure_and_is_narrow() {
        let (scores, labels, blocks) = made();
        let m = Metrics::of(&scores, &labels, &blocks);
        for (name, figure, (low, high)) in [
            ("auc", m.auc, m.auc_interval),
            ("accuracy", m.accuracy, m.accuracy_interval),
            ("average precision", m.average_precision, m.average_precision_interval),
            ("top tenth", m.top_tenth, m.top_tenth_interval),
            ("brier", m.brier, m.brier_interval),
            ("log loss", m.log_loss, m.log_loss_interval),
            ("ece", m.ece, m.ece_interval),
        ] {
            assert!(low < figure && figure < high && high - low < 0.35, "{name}: {low} {figure} {high}");
        }
    }

    #[test]
    fn rows_counted_once_give_the_figures_themselves() {
        let (scores, labels, blocks) = made();
        let m = Metrics::of(&scores, &labels, &blocks);
        let order = crate::metrics::falling(&scores);
        let losses = scores.iter().zip(&labels).map(|(s, y)| crate::metrics::loss(*s, *y)).collect();
        let rows = Rows { order: &order, scores: &scores, labels: &labels, losses };
        let whole = [m.auc, m.accuracy, m.average_precision, m.top_tenth, m.brier, m.log_loss, m.ece];
        for (one, whole) in rows.figures(|_| 1.0).into_iter().zip(whole) {
            assert!((one - whole).abs() < 1e-9, "{one} {whole}");
        }
    }

    #[test]
    fn rows_that_are_copies_widen_the_interval_when_they_lie_in_one_block() {
        let (scores, labels, blocks) = made();
        let twice = |values: &[f64]| [values, values].concat();
        let width = |m: Metrics| m.auc_interval.1 - m.auc_interval.0;
        let together = width(Metrics::of(&twice(&scores), &twice(&labels), &[blocks.clone(), blocks.clone()].concat()));
        let apart: Vec<u64> = blocks.iter().map(|block| block + 100).collect();
        let unaware = width(Metrics::of(&twice(&scores), &twice(&labels), &[blocks, apart].concat()));
        assert!(unaware < 0.85 * together, "{unaware} {together}");
    }

    #[test]
    fn two_blocks_give_no_interval() {
        let m = Metrics::of(&[0.9, 0.6, 0.4, 0.1], &[1.0, 0.0, 1.0, 0.0], &[0, 0, 1, 1]);
        assert!(m.auc_interval.0.is_nan() && m.ece_interval.1.is_nan());
    }
}
