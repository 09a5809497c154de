//! What any other method has to beat: the domain's own, which the rule of the service is made of.

use super::{Rhythm, last};

/// The last value goes on.
pub fn naive(series: &[f64], ahead: usize) -> Vec<f64> {
    vec![last(series); ahead]
}

/// The last season goes on.
pub fn seasonal_naive(series: &[f64], rhythm: Rhythm) -> Vec<f64> {
    ytempire_domain::forecast::seasonal_naive(series, rhythm.season, rhythm.ahead)
}

/// Each step is the mean of the same step of the last four long seasons (fewer where the series is short).
pub fn same_step_mean(series: &[f64], rhythm: Rhythm) -> Vec<f64> {
    ytempire_domain::forecast::same_step_mean(series, rhythm.long, rhythm.ahead)
}
