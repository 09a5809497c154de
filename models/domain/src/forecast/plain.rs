//! What any other method has to beat, and what errors are measured by.

/// The last season goes on; the last value where there is no whole season.
pub fn seasonal_naive(series: &[f64], season: usize, ahead: usize) -> Vec<f64> {
    let last = &series[series.len().saturating_sub(season)..];
    let last = if last.len() < season { &series[series.len().saturating_sub(1)..] } else { last };
    if last.is_empty() { vec![0.0; ahead] } else { last.iter().copied().cycle().take(ahead).collect() }
}

/// Each step is the mean of the same step of the last four seasons (fewer where the series is short).
pub fn same_step_mean(series: &[f64], season: usize, ahead: usize) -> Vec<f64> {
    let season = season.min(series.len()).max(1);
    let step = |ahead: usize| {
        let same = (1..=4).filter_map(|back| {
            let from_end = season * back - ahead % season;
            series.len().checked_sub(from_end).map(|at| series[at])
        });
        let (sum, count) = same.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
        if count > 0.0 { sum / count } else { series.last().copied().unwrap_or(0.0) }
    };
    (0..ahead).map(step).collect()
}

/// The mean change from one season to the next; zero where there is none.
pub fn scale(series: &[f64], season: usize) -> f64 {
    let changes = series.iter().zip(series.iter().skip(season)).map(|(then, now)| (now - then).abs());
    changes.sum::<f64>() / series.len().saturating_sub(season).max(1) as f64
}
