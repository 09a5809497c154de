//! Trend with change points and seasons, added up, in the manner of Prophet: a piecewise straight trend whose bends
//! are held small, Fourier terms for each season, one ridge regression. The last trend is damped when it goes on.

use std::f64::consts::TAU;

use super::{Rhythm, autoregression::moments, solve::ridge};

/// Places where the trend may bend, spread over the first nine tenths.
const BENDS: usize = 12;
/// Sine and cosine pairs of a season.
const WAVES: usize = 6;

pub fn decomposition(series: &[f64], rhythm: Rhythm) -> Vec<f64> {
    let (mean, spread) = moments(series);
    let steps = series.len();
    let z: Vec<f64> = series.iter().map(|value| (value - mean) / spread).collect();
    let rows: Vec<Vec<f64>> = (0..steps).map(|at| row(at as f64, steps as f64, rhythm)).collect();
    let width = rows.first().map_or(0, Vec::len);
    let mut l2 = vec![0.1; width];
    l2[0] = 1e-6;
    l2[2..2 + BENDS].fill(3.0);
    let weights: Vec<f64> =
        (0..steps).map(|at| 0.5f64.powf((steps - at) as f64 / (8.0 * rhythm.long as f64))).collect();
    let found = ridge(&rows, &z, &weights, &l2);
    let dot = |row: Vec<f64>| row.iter().zip(&found).map(|(value, weight)| value * weight).sum::<f64>();
    // What the fit leaves over the last season is a level of its own.
    let left: Vec<f64> = (steps - rhythm.season..steps).map(|at| z[at] - dot(rows[at].clone())).collect();
    let level = left.iter().sum::<f64>() / left.len() as f64;
    let step = |ahead: usize| {
        let real = (steps + ahead) as f64;
        let damped = steps as f64 + rhythm.season as f64 * (1.0 - (-(ahead as f64) / rhythm.season as f64).exp());
        let mut row = row(real, steps as f64, rhythm);
        trend(damped, steps as f64).into_iter().enumerate().for_each(|(at, value)| row[at] = value);
        (dot(row) + level) * spread + mean
    };
    (0..rhythm.ahead).map(step).collect()
}

fn row(at: f64, steps: f64, rhythm: Rhythm) -> Vec<f64> {
    let mut row = trend(at, steps);
    let mut waves = |season: usize, count: usize| {
        for wave in 1..=count.min(season / 2) {
            let angle = TAU * wave as f64 * at / season as f64;
            row.extend([angle.sin(), angle.cos()]);
        }
    };
    waves(rhythm.season, WAVES);
    if rhythm.long != rhythm.season {
        waves(rhythm.long, WAVES);
    }
    row
}

/// One, the time, and the time since each bend.
fn trend(at: f64, steps: f64) -> Vec<f64> {
    let bend = |number: usize| (at / steps - 0.9 * (number + 1) as f64 / (BENDS + 1) as f64).max(0.0);
    [1.0, at / steps].into_iter().chain((0..BENDS).map(bend)).collect()
}
