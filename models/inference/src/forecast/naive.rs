//! What any other method has to beat.

use super::{Rhythm, last};

/// The last value goes on.
pub fn naive(series: &[f64], ahead: usize) -> Vec<f64> {
    vec![last(series); ahead]
}

/// The last season goes on.
pub fn seasonal_naive(series: &[f64], rhythm: Rhythm) -> Vec<f64> {
    match series.len().checked_sub(rhythm.season) {
        Some(start) => series[start..].iter().copied().cycle().take(rhythm.ahead).collect(),
        None => naive(series, rhythm.ahead),
    }
}

/// Each step is the mean of the same step of the last four long seasons (fewer where the series is short).
pub fn same_step_mean(series: &[f64], rhythm: Rhythm) -> Vec<f64> {
    let season = rhythm.long.min(series.len().max(1));
    let step = |ahead: usize| {
        let same = (1..=4).filter_map(|back| {
            let from_end = season * back - ahead % season;
            series.len().checked_sub(from_end).map(|at| series[at])
        });
        let (sum, count) = same.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
        if count > 0.0 { sum / count } else { last(series) }
    };
    (0..rhythm.ahead).map(step).collect()
}
