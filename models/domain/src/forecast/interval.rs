//! Bounds of a forecast from what it missed by before.

/// Steps on either side whose misses count too: a week in all.
const AROUND: usize = 3;
/// Misses below which no bound is given: of fewer, four in five say little.
const LEAST: usize = 10;
/// Share of misses below the lower bound, and above the upper one.
const TAIL: f64 = 0.1;

/// For each step ahead the bounds that four in five of the misses around it lay within, widened a little since they are
/// few. None where too few are known.
pub fn bounds(residuals: &[Vec<f64>]) -> Vec<Option<(f64, f64)>> {
    let around = |step: usize| {
        let steps = step.saturating_sub(AROUND)..(step + AROUND + 1).min(residuals.len());
        let mut misses: Vec<f64> = residuals[steps].iter().flatten().copied().collect();
        misses.sort_by(f64::total_cmp);
        (misses.len() >= LEAST).then(|| within(&misses))
    };
    (0..residuals.len()).map(around).collect()
}

/// Of sorted misses: those at the ranks that a new one exceeds with the chance of a tail.
fn within(misses: &[f64]) -> (f64, f64) {
    let rank = (TAIL * (misses.len() + 1) as f64).floor() as usize;
    let rank = rank.clamp(1, misses.len()) - 1;
    (misses[rank], misses[misses.len() - 1 - rank])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_the_ranks_that_leave_a_tenth_on_either_side() {
        let misses: Vec<f64> = (1..=19).map(f64::from).collect();
        assert_eq!(within(&misses), (2.0, 18.0));
        assert_eq!(within(&misses[..10]), (1.0, 10.0));
    }

    #[test]
    fn a_step_with_too_few_misses_around_it_has_no_bounds() {
        assert_eq!(bounds(&[vec![1.0; 9]]), [None]);
        assert_eq!(bounds(&[vec![1.0; 9], vec![1.0]]), [Some((1.0, 1.0)); 2]);
        assert!(bounds(&[]).is_empty());
    }
}
