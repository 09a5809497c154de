//! Gradient-boosted trees over histograms, for probabilities: log loss, leaf-wise growth, missing values sent where
//! they fit better, row and column sampling, early stopping. Seeded: the same rows give the same trees.

mod bins;
mod grow;
mod tree;

use serde::{Deserialize, Serialize};

pub use self::tree::Tree;
use self::{bins::Binned, grow::Grower};
use crate::{Matrix, Result, draw::Draw, metrics};

/// How trees are grown.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Growth {
    /// Most trees; early stopping ends sooner.
    pub trees: usize,
    pub leaves: usize,
    pub rate: f64,
    /// Fewest rows of a leaf.
    pub leaf_rows: usize,
    /// Pull of leaf values to zero.
    pub l2: f64,
    /// Share of rows and of columns that each tree sees.
    pub row_share: f64,
    pub column_share: f64,
    /// Trees without gain on the watched rows before growth ends.
    pub patience: usize,
    /// The growth that is expected may only raise the answer: columns named `straight` and `power`.
    #[serde(default)]
    pub rising: bool,
}

impl Default for Growth {
    fn default() -> Self {
        Growth {
            trees: 600,
            leaves: 15,
            rate: 0.04,
            leaf_rows: 40,
            l2: 5.0,
            row_share: 0.7,
            column_share: 0.6,
            patience: 60,
            rising: false,
        }
    }
}

/// A grown model. A row's logit is `base` and one leaf of each tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trees {
    pub names: Vec<String>,
    pub base: f64,
    pub trees: Vec<Tree>,
}

/// Rows that decide when growth ends; they are not learned from.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    pub inputs: &'a Matrix,
    pub labels: &'a [f64],
}

impl Trees {
    /// `weights` are one for each row. With `watch` the trees after the best one are cut off.
    pub fn grow(
        inputs: &Matrix,
        labels: &[f64],
        weights: &[f64],
        growth: &Growth,
        watch: Option<Watch<'_>>,
        seed: u64,
    ) -> Self {
        let binned = Binned::of(inputs);
        let total: f64 = weights.iter().sum();
        let mean = labels.iter().zip(weights).map(|(y, w)| y * w).sum::<f64>() / total.max(1e-9);
        let base = logit(mean);
        let mut model = Trees { names: inputs.names.clone(), base, trees: Vec::new() };
        let mut logits = vec![base; labels.len()];
        let mut watched = watch.map(|watch| Watched::new(watch, base));
        let mut draw = Draw::new(seed);
        let expects = |name: &String| name.starts_with("straight") || name.starts_with("power");
        let rising: Vec<bool> = inputs.names.iter().map(|name| growth.rising && expects(name)).collect();
        let mut gradients = vec![(0.0f32, 0.0f32); labels.len()];
        for _ in 0..growth.trees {
            for (row, gradient) in gradients.iter_mut().enumerate() {
                let p = sigmoid(logits[row]);
                let hessian = (p * (1.0 - p)).max(1e-6);
                *gradient = ((weights[row] * (p - labels[row])) as f32, (weights[row] * hessian) as f32);
            }
            let rows = draw.choose(labels.len(), share(labels.len(), growth.row_share));
            let columns = draw.choose(inputs.width(), share(inputs.width(), growth.column_share));
            let grower = Grower { binned: &binned, gradients: &gradients, growth, columns: &columns, rising: &rising };
            let tree = grower.grow(rows);
            for (row, logit) in logits.iter_mut().enumerate() {
                *logit += tree.value(|column| inputs.columns[column][row]);
            }
            let stop = watched.as_mut().is_some_and(|watched| watched.add(&tree, model.trees.len(), growth.patience));
            model.trees.push(tree);
            if stop {
                break;
            }
        }
        if let Some(watched) = watched {
            model.trees.truncate(watched.best.0 + 1);
        }
        model
    }

    /// One logit for each row.
    pub fn logits(&self, inputs: &Matrix) -> Result<Vec<f64>> {
        inputs.expect(&self.names)?;
        let of = |row| self.base + self.trees.iter().map(|t| t.value(|c| inputs.columns[c][row])).sum::<f64>();
        Ok((0..inputs.rows()).map(of).collect())
    }

    /// What each feature added to one row's logit, the largest first (the change of the expected value along the path).
    pub fn reasons(&self, inputs: &Matrix, row: usize) -> Result<Vec<(String, f64)>> {
        inputs.expect(&self.names)?;
        let mut parts = vec![0.0; self.names.len()];
        for tree in &self.trees {
            tree.walk(|column| inputs.columns[column][row], |column, change| parts[column] += change);
        }
        let mut named: Vec<(String, f64)> =
            self.names.iter().cloned().zip(parts).filter(|part| part.1 != 0.0).collect();
        named.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        Ok(named)
    }
}

struct Watched<'a> {
    rows: Watch<'a>,
    logits: Vec<f64>,
    /// The best tree so far and its loss.
    best: (usize, f64),
}

impl<'a> Watched<'a> {
    fn new(rows: Watch<'a>, base: f64) -> Self {
        Watched { logits: vec![base; rows.labels.len()], rows, best: (0, f64::INFINITY) }
    }

    /// Says whether to stop.
    fn add(&mut self, tree: &Tree, number: usize, patience: usize) -> bool {
        for (row, logit) in self.logits.iter_mut().enumerate() {
            *logit += tree.value(|column| self.rows.inputs.columns[column][row]);
        }
        let scores: Vec<f64> = self.logits.iter().map(|logit| sigmoid(*logit)).collect();
        let loss = metrics::log_loss(&scores, self.rows.labels);
        if loss < self.best.1 {
            self.best = (number, loss);
        }
        number >= self.best.0 + patience
    }
}

fn share(total: usize, share: f64) -> usize {
    ((total as f64 * share).round() as usize).clamp(1, total.max(1))
}

/// The probability of a logit.
pub fn sigmoid(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

/// The logit of a probability, kept finite.
pub fn logit(p: f64) -> f64 {
    let p = p.clamp(1e-6, 1.0 - 1e-6);
    (p / (1.0 - p)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An exclusive or, a missing value that means yes, and a column of noise.
    fn made(rows: usize, seed: u64) -> (Matrix, Vec<f64>) {
        let mut draw = Draw::new(seed);
        let (mut a, mut b, mut noise, mut y) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for _ in 0..rows {
            let (u, v) = (draw.unit(), draw.unit());
            let lost = draw.unit() < 0.1;
            let yes = lost || (u > 0.5) != (v > 0.5);
            a.push(if lost { f64::NAN } else { u });
            b.push(v);
            noise.push(draw.unit());
            y.push(f64::from(u8::from(yes)));
        }
        let mut matrix = Matrix::default();
        matrix.push("a", a);
        matrix.push("b", b);
        matrix.push("noise", noise);
        (matrix, y)
    }

    fn quick() -> Growth {
        Growth { trees: 60, leaves: 8, rate: 0.2, leaf_rows: 5, column_share: 1.0, ..Growth::default() }
    }

    fn grown(seed: u64) -> (Trees, f64) {
        let (inputs, labels) = made(2000, 1);
        let (fresh, truth) = made(500, 2);
        let trees = Trees::grow(&inputs, &labels, &vec![1.0; 2000], &quick(), None, seed);
        let area = metrics::auc(&trees.logits(&fresh).unwrap(), &truth);
        (trees, area)
    }

    #[test]
    fn an_exclusive_or_with_missing_values_is_learned() {
        let (_, area) = grown(1);
        assert!(area > 0.99, "{area}");
    }

    #[test]
    fn the_same_seed_grows_the_same_trees_and_another_others() {
        assert_eq!(grown(5).0, grown(5).0);
        assert_ne!(grown(5).0, grown(6).0);
    }

    #[test]
    fn a_rising_column_never_lowers_the_answer_and_the_others_may() {
        let mut draw = Draw::new(4);
        let pairs: Vec<(f64, f64)> = (0..3000).map(|_| (draw.unit(), draw.unit())).collect();
        // Rises with both, but for a dip in the middle that only noise of the data would show.
        let p = |(a, b): (f64, f64)| 0.1 + 0.4 * a + 0.4 * b - if (0.45..0.55).contains(&a) { 0.3 } else { 0.0 };
        let labels: Vec<f64> = pairs.iter().map(|pair| f64::from(u8::from(draw.unit() < p(*pair)))).collect();
        let matrix = |name: &str, pairs: &[(f64, f64)]| {
            let mut matrix = Matrix::default();
            matrix.push(name, pairs.iter().map(|pair| pair.0));
            matrix.push("b", pairs.iter().map(|pair| pair.1));
            matrix
        };
        let falls = |name: &str| {
            let growth = Growth { rising: true, ..quick() };
            let trees = Trees::grow(&matrix(name, &pairs), &labels, &vec![1.0; 3000], &growth, None, 1);
            let along: Vec<(f64, f64)> =
                (0..400).map(|at| (f64::from(at % 100) / 100.0, f64::from(at / 100) / 4.0)).collect();
            let logits = trees.logits(&matrix(name, &along)).unwrap();
            logits.chunks(100).flat_map(|line| line.windows(2)).filter(|two| two[1] < two[0] - 1e-6).count()
        };
        assert_eq!(falls("straight_1"), 0);
        assert!(falls("a") > 0);
    }

    #[test]
    fn growth_stops_where_the_watched_rows_gain_no_more() {
        let (inputs, _) = made(600, 1);
        let mut draw = Draw::new(9);
        let mut coin =
            |rows: usize| -> Vec<f64> { (0..rows).map(|_| f64::from(u8::from(draw.unit() < 0.5))).collect() };
        let (labels, other) = (coin(600), coin(300));
        let (fresh, _) = made(300, 2);
        let watch = Watch { inputs: &fresh, labels: &other };
        let growth = Growth { patience: 5, ..quick() };
        let trees = Trees::grow(&inputs, &labels, &vec![1.0; 600], &growth, Some(watch), 1);
        assert!(trees.trees.len() < 20, "{} trees learned from coins", trees.trees.len());
    }

    #[test]
    fn the_reasons_of_a_row_add_up_to_its_logit() {
        let (trees, _) = grown(1);
        let (fresh, _) = made(50, 3);
        let logits = trees.logits(&fresh).unwrap();
        let roots: f64 = trees.trees.iter().map(Tree::expected).sum();
        for (row, logit) in logits.iter().enumerate() {
            let parts: f64 = trees.reasons(&fresh, row).unwrap().iter().map(|part| part.1).sum();
            assert!((trees.base + roots + parts - logit).abs() < 1e-4, "row {row}");
        }
    }

    #[test]
    fn trees_are_the_same_after_json() {
        let (trees, _) = grown(1);
        let back: Trees = serde_json::from_str(&serde_json::to_string(&trees).unwrap()).unwrap();
        let (fresh, _) = made(50, 3);
        assert_eq!(back.logits(&fresh).unwrap(), trees.logits(&fresh).unwrap());
    }
}
