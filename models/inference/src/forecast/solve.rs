//! Ridge regression of few columns by Cholesky.

/// Weights that minimise weighted squares plus `l2` times their own; zeros where that has no solution.
pub(super) fn ridge(rows: &[Vec<f64>], answers: &[f64], weights: &[f64], l2: &[f64]) -> Vec<f64> {
    let width = l2.len();
    let mut gram = vec![vec![0.0; width]; width];
    let mut right = vec![0.0; width];
    for ((row, answer), weight) in rows.iter().zip(answers).zip(weights) {
        for i in 0..width {
            let scaled = weight * row[i];
            right[i] += scaled * answer;
            for j in 0..=i {
                gram[i][j] += scaled * row[j];
            }
        }
    }
    for (at, l2) in l2.iter().enumerate() {
        gram[at][at] += l2;
    }
    cholesky(gram, right).unwrap_or_else(|| vec![0.0; width])
}

/// Solves a symmetric positive system given by its lower half.
fn cholesky(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Option<Vec<f64>> {
    let n = b.len();
    for i in 0..n {
        for j in 0..=i {
            let sum: f64 = (0..j).map(|k| a[i][k] * a[j][k]).sum();
            let rest = a[i][j] - sum;
            if i == j && rest <= 1e-12 {
                return None;
            }
            a[i][j] = if i == j { rest.sqrt() } else { rest / a[j][j] };
        }
    }
    for i in 0..n {
        let sum: f64 = (0..i).map(|k| a[i][k] * b[k]).sum();
        b[i] = (b[i] - sum) / a[i][i];
    }
    for i in (0..n).rev() {
        let sum: f64 = (i + 1..n).map(|k| a[k][i] * b[k]).sum();
        b[i] = (b[i] - sum) / a[i][i];
    }
    Some(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plane_through_points_is_found() {
        let rows: Vec<Vec<f64>> = (0..20).map(|i| vec![f64::from(i), f64::from(i * i % 7), 1.0]).collect();
        let answers: Vec<f64> = rows.iter().map(|row| 2.0 * row[0] - 3.0 * row[1] + 5.0).collect();
        let found = ridge(&rows, &answers, &[1.0; 20], &[1e-9; 3]);
        for (found, wanted) in found.iter().zip([2.0, -3.0, 5.0]) {
            assert!((found - wanted).abs() < 1e-5, "{found}");
        }
        assert_eq!(ridge(&[], &[], &[], &[0.0]), [0.0], "no solution, no weights");
    }
}
