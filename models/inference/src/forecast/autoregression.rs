//! Each step as a weighted sum of earlier ones: the last few, the same step of the days and weeks before, and their
//! neighbours. Ridge keeps the weights small; a step fed by forecasts stays within the range that was seen.

use super::{Rhythm, solve::ridge};

/// Half-life of a row's weight, in long seasons: what is long gone counts less.
const HALF_LIFE: f64 = 20.0;
/// How far beyond the seen range a step may go, as a share of that range.
const BEYOND: f64 = 0.3;

pub fn autoregression(series: &[f64], rhythm: Rhythm) -> Vec<f64> {
    let (mean, spread) = moments(series);
    let mut z: Vec<f64> = series.iter().map(|value| (value - mean) / spread).collect();
    let lags = lags(rhythm, series.len());
    let most = lags.last().copied().unwrap_or(1);
    let row =
        |z: &[f64], at: usize| -> Vec<f64> { lags.iter().map(|lag| z[at - lag]).chain(std::iter::once(1.0)).collect() };
    let rows: Vec<Vec<f64>> = (most..z.len()).map(|at| row(&z, at)).collect();
    let age = |at: usize| (z.len() - 1 - at) as f64 / (HALF_LIFE * rhythm.long as f64);
    let weights: Vec<f64> = (most..z.len()).map(|at| 0.5f64.powf(age(at))).collect();
    let l2 = vec![pull(rhythm); lags.len() + 1];
    let found = ridge(&rows, &z[most..], &weights, &l2);
    let (low, high) = z.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(*v), h.max(*v)));
    let room = BEYOND * (high - low);
    for _ in 0..rhythm.ahead {
        let next: f64 = row(&z, z.len()).iter().zip(&found).map(|(value, weight)| value * weight).sum();
        z.push(next.clamp(low - room, high + room));
    }
    z[series.len()..].iter().map(|value| value * spread + mean).collect()
}

/// One season: daily figures are few and wild, so they are held tighter.
const fn pull(rhythm: Rhythm) -> f64 {
    if rhythm.long == rhythm.season { 20.0 } else { 1.0 }
}

/// Lags that leave at least twice as many rows as there are weights.
fn lags(rhythm: Rhythm, steps: usize) -> Vec<usize> {
    let (short, long) = (rhythm.season, rhythm.long);
    let mut all = vec![1, 2, 3];
    if long == short {
        all.extend([short, 2 * short, 3 * short, 4 * short]);
    } else {
        all.extend([short, short + 1, short + 2, 2 * short, 3 * short, 4 * short, 5 * short, 6 * short]);
        all.extend([long - 1, long, long + 1, long + short, 2 * long]);
    }
    all.retain(|lag| lag + 2 * 18 <= steps);
    all.sort_unstable();
    all.dedup();
    all
}

pub(super) fn moments(series: &[f64]) -> (f64, f64) {
    let count = series.len().max(1) as f64;
    let mean = series.iter().sum::<f64>() / count;
    let variance = series.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count;
    (mean, variance.sqrt().max(1e-9))
}
