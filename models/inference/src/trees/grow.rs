//! One tree: the leaf whose split gains most is split first, until there are leaves enough.

use super::{
    Growth,
    bins::{Binned, MISSING},
    tree::{Node, Split, Tree},
};

/// Sums of gradient, hessian and rows.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    gradient: f64,
    hessian: f64,
    rows: u32,
}

impl Sum {
    fn add(&mut self, other: Sum) {
        self.gradient += other.gradient;
        self.hessian += other.hessian;
        self.rows += other.rows;
    }

    fn less(&self, other: Sum) -> Sum {
        Sum {
            gradient: self.gradient - other.gradient,
            hessian: self.hessian - other.hessian,
            rows: self.rows - other.rows,
        }
    }
}

/// Sums of each bin of each sampled column.
type Histogram = Vec<[Sum; 256]>;

/// The best split of a leaf.
#[derive(Clone, Copy, Debug)]
struct Best {
    gain: f64,
    column: usize,
    bin: u8,
    missing_left: bool,
}

struct Leaf {
    node: usize,
    rows: Vec<usize>,
    sum: Sum,
    /// What a value below this node may be, so that a column that only raises stays one.
    bounds: Bounds,
    histogram: Histogram,
    best: Option<Best>,
}

/// Least and greatest value.
type Bounds = (f64, f64);

pub(super) struct Grower<'a> {
    pub binned: &'a Binned,
    /// Gradient and hessian of each row.
    pub gradients: &'a [(f32, f32)],
    pub growth: &'a Growth,
    /// The columns this tree sees.
    pub columns: &'a [usize],
    /// Of each column of the inputs, whether a greater value may only raise the answer.
    pub rising: &'a [bool],
}

/// A split must gain more than rounding does.
const LEAST_GAIN: f64 = 1e-6;

impl Grower<'_> {
    pub fn grow(&self, rows: Vec<usize>) -> Tree {
        let histogram = self.histogram(&rows);
        let sum = self.total(&rows);
        let root = self.leaf(0, rows, sum, (f64::NEG_INFINITY, f64::INFINITY), histogram);
        let mut nodes = vec![Node { split: None, value: self.value(sum, root.bounds) as f32 }];
        let mut open = vec![root];
        let mut leaves = 1;
        while leaves < self.growth.leaves {
            let gain = |leaf: &Leaf| leaf.best.map_or(f64::NEG_INFINITY, |best| best.gain);
            let Some(at) = (0..open.len()).max_by(|a, b| gain(&open[*a]).total_cmp(&gain(&open[*b]))) else { break };
            let leaf = open.swap_remove(at);
            let Some(best) = leaf.best else { break };
            nodes[leaf.node].split = Some(Split {
                column: best.column as u32,
                cut: self.binned.cuts[best.column][usize::from(best.bin)],
                missing_left: best.missing_left,
                left: nodes.len() as u32,
            });
            for child in self.split(leaf, best, nodes.len()) {
                nodes.push(Node { split: None, value: self.value(child.sum, child.bounds) as f32 });
                open.push(child);
            }
            leaves += 1;
        }
        Tree { nodes }
    }

    /// The smaller child is counted, the larger one is what remains.
    fn split(&self, leaf: Leaf, best: Best, first: usize) -> [Leaf; 2] {
        let bins = &self.binned.columns[best.column];
        let goes_left = |row: &usize| match bins[*row] {
            MISSING => best.missing_left,
            bin => bin <= best.bin,
        };
        let (left, right): (Vec<usize>, Vec<usize>) = leaf.rows.into_iter().partition(goes_left);
        let left_is_small = left.len() <= right.len();
        let (small, large) = if left_is_small { (left, right) } else { (right, left) };
        let counted = self.histogram(&small);
        let mut rest = leaf.histogram;
        for (rest, counted) in rest.iter_mut().zip(&counted) {
            for (rest, counted) in rest.iter_mut().zip(counted) {
                *rest = rest.less(*counted);
            }
        }
        let sum = self.total(&small);
        let (small_sum, large_sum) = (sum, leaf.sum.less(sum));
        let sums = if left_is_small { [small_sum, large_sum] } else { [large_sum, small_sum] };
        let bounds = self.bounds(leaf.bounds, best.column, sums);
        let [of_small, of_large] = if left_is_small { bounds } else { [bounds[1], bounds[0]] };
        let small = self.leaf(first + usize::from(!left_is_small), small, small_sum, of_small, counted);
        let large = self.leaf(first + usize::from(left_is_small), large, large_sum, of_large, rest);
        if left_is_small { [small, large] } else { [large, small] }
    }

    fn leaf(&self, node: usize, rows: Vec<usize>, sum: Sum, bounds: Bounds, histogram: Histogram) -> Leaf {
        let best = self.best(&histogram, sum, bounds);
        Leaf { node, rows, sum, bounds, histogram, best }
    }

    /// Of the left child and the right one: nothing on the left of a rising column comes above anything on its right.
    fn bounds(&self, of: Bounds, column: usize, [left, right]: [Sum; 2]) -> [Bounds; 2] {
        let middle = f64::midpoint(self.value(left, of), self.value(right, of));
        if self.rising[column] { [(of.0, middle), (middle, of.1)] } else { [of, of] }
    }

    fn histogram(&self, rows: &[usize]) -> Histogram {
        let gathered: Vec<(f32, f32)> = rows.iter().map(|row| self.gradients[*row]).collect();
        let mut all = vec![[Sum::default(); 256]; self.columns.len()];
        for (sums, column) in all.iter_mut().zip(self.columns) {
            let bins = &self.binned.columns[*column];
            for (row, (gradient, hessian)) in rows.iter().zip(&gathered) {
                let sum = &mut sums[usize::from(bins[*row])];
                sum.gradient += f64::from(*gradient);
                sum.hessian += f64::from(*hessian);
                sum.rows += 1;
            }
        }
        all
    }

    fn total(&self, rows: &[usize]) -> Sum {
        let mut total = Sum { rows: rows.len() as u32, ..Sum::default() };
        for row in rows {
            total.gradient += f64::from(self.gradients[*row].0);
            total.hessian += f64::from(self.gradients[*row].1);
        }
        total
    }

    /// Newton's step, slowed down by the rate.
    fn value(&self, sum: Sum, (least, most): Bounds) -> f64 {
        (-self.growth.rate * sum.gradient / (sum.hessian + self.growth.l2)).max(least).min(most)
    }

    fn worth(&self, sum: Sum) -> f64 {
        sum.gradient * sum.gradient / (sum.hessian + self.growth.l2)
    }

    fn best(&self, histogram: &Histogram, total: Sum, bounds: Bounds) -> Option<Best> {
        let mut best: Option<Best> = None;
        for (sums, column) in histogram.iter().zip(self.columns) {
            let missing = sums[usize::from(MISSING)];
            let cuts = self.binned.cuts[*column].len();
            for missing_left in [true, false] {
                // Without missing values both directions are one.
                if missing_left && missing.rows == 0 {
                    continue;
                }
                let mut left = if missing_left { missing } else { Sum::default() };
                for (bin, sum) in sums.iter().enumerate().take(cuts) {
                    left.add(*sum);
                    let right = total.less(left);
                    if (left.rows.min(right.rows) as usize) < self.growth.leaf_rows {
                        continue;
                    }
                    if self.rising[*column] && self.value(left, bounds) > self.value(right, bounds) {
                        continue;
                    }
                    let gain = self.worth(left) + self.worth(right) - self.worth(total);
                    if gain > best.map_or(LEAST_GAIN, |best| best.gain) {
                        best = Some(Best { gain, column: *column, bin: bin as u8, missing_left });
                    }
                }
            }
        }
        best
    }
}
