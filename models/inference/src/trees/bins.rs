//! Values become small numbers: at most 255 bins of a column, and one more for a missing value.

use crate::Matrix;

/// The bin of a missing value.
pub(super) const MISSING: u8 = 255;
/// Bins of known values.
const MOST: usize = 255;

/// A matrix in bins. A value lies in bin `b` when `cuts[b - 1] < value <= cuts[b]`.
pub(super) struct Binned {
    pub columns: Vec<Vec<u8>>,
    pub cuts: Vec<Vec<f32>>,
}

impl Binned {
    pub fn of(matrix: &Matrix) -> Self {
        let cuts: Vec<Vec<f32>> = matrix.columns.iter().map(|column| cuts(column)).collect();
        let bin = |(column, cuts): (&Vec<f32>, &Vec<f32>)| column.iter().map(|value| place(cuts, *value)).collect();
        Binned { columns: matrix.columns.iter().zip(&cuts).map(bin).collect(), cuts }
    }
}

fn place(cuts: &[f32], value: f32) -> u8 {
    if value.is_nan() { MISSING } else { cuts.partition_point(|cut| *cut < value) as u8 }
}

/// Where one bin ends: between all neighbours when there are few, else at even shares of the rows.
fn cuts(column: &[f32]) -> Vec<f32> {
    let mut known: Vec<f32> = column.iter().copied().filter(|value| !value.is_nan()).collect();
    known.sort_by(f32::total_cmp);
    let mut distinct = known.clone();
    distinct.dedup();
    let between = |low: f32, high: f32| {
        let middle = low + (high - low) / 2.0;
        // Neighbouring floats have no middle: the lower one then closes its own bin.
        if middle < high { middle } else { low }
    };
    if distinct.len() <= MOST {
        return distinct.windows(2).map(|pair| between(pair[0], pair[1])).collect();
    }
    let mut cuts: Vec<f32> = (1..MOST)
        .filter_map(|part| {
            let at = part * known.len() / MOST;
            let low = known[at];
            let high = distinct.get(distinct.partition_point(|value| *value <= low))?;
            Some(between(low, *high))
        })
        .collect();
    cuts.dedup();
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_values_get_a_bin_each_and_missing_ones_their_own() {
        let mut matrix = Matrix::default();
        matrix.push("a", [3.0, 1.0, f64::NAN, 2.0, 1.0]);
        let binned = Binned::of(&matrix);
        assert_eq!(binned.cuts[0], [1.5, 2.5]);
        assert_eq!(binned.columns[0], [2, 0, MISSING, 1, 0]);
    }

    #[test]
    fn many_values_fill_the_bins_evenly() {
        let mut matrix = Matrix::default();
        matrix.push("a", (0..10_000).map(|v| f64::from(v).sqrt()));
        let binned = Binned::of(&matrix);
        assert!(binned.cuts[0].len() < MOST);
        let mut counts = [0; 256];
        binned.columns[0].iter().for_each(|bin| counts[usize::from(*bin)] += 1);
        assert_eq!(counts[usize::from(MISSING)], 0);
        assert!(counts.iter().filter(|count| **count > 0).all(|count| (20..=60).contains(count)), "{counts:?}");
    }

    #[test]
    fn a_value_and_its_bin_agree_about_every_cut() {
        let values: Vec<f64> = (0..600).map(|v| (f64::from(v) * 0.77).sin()).collect();
        let mut matrix = Matrix::default();
        matrix.push("a", values);
        let binned = Binned::of(&matrix);
        for (value, bin) in matrix.columns[0].iter().zip(&binned.columns[0]) {
            for (at, cut) in binned.cuts[0].iter().enumerate() {
                assert_eq!(value <= cut, usize::from(*bin) <= at, "{value} {cut}");
            }
        }
    }
}
