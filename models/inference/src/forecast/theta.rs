//! The Theta method (Assimakopoulos, Nikolopoulos 2000) on a seasonally adjusted series: half the long line, half
//! simple smoothing.

use super::Rhythm;

pub fn theta(series: &[f64], rhythm: Rhythm) -> Vec<f64> {
    let season = seasons(series, rhythm.season);
    let adjusted: Vec<f64> = series.iter().enumerate().map(|(at, value)| value - season[at % rhythm.season]).collect();
    let (level, slope) = line(&adjusted);
    let steps = adjusted.len() as f64;
    // The line with twice the curvature, smoothed with the weight that fitted best.
    let bent: Vec<f64> =
        adjusted.iter().enumerate().map(|(at, value)| 2.0 * value - (level + slope * at as f64)).collect();
    let smoothed = (1..20).map(|share| smooth(&bent, f64::from(share) / 20.0));
    let best = smoothed.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(0.0, |best| best.0);
    let step = |ahead: usize| {
        let straight = level + slope * (steps + ahead as f64);
        f64::midpoint(straight, best) + season[(series.len() + ahead) % rhythm.season]
    };
    (0..rhythm.ahead).map(step).collect()
}

/// The last level and the squared errors on the way.
fn smooth(series: &[f64], share: f64) -> (f64, f64) {
    let mut level = series[0];
    let mut errors = 0.0;
    for value in &series[1..] {
        errors += (value - level).powi(2);
        level += share * (value - level);
    }
    (level, errors)
}

fn line(series: &[f64]) -> (f64, f64) {
    let count = series.len() as f64;
    let middle = (count - 1.0) / 2.0;
    let mean = series.iter().sum::<f64>() / count;
    let (mut up, mut wide) = (0.0, 0.0);
    for (at, value) in series.iter().enumerate() {
        up += (at as f64 - middle) * (value - mean);
        wide += (at as f64 - middle).powi(2);
    }
    let slope = up / wide.max(1e-9);
    (mean - slope * middle, slope)
}

/// Mean departure of each step of the season from a moving mean over one season.
fn seasons(series: &[f64], season: usize) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0); season];
    let half = season / 2;
    for at in half..series.len().saturating_sub(season - half) {
        let around = series[at - half..at - half + season].iter().sum::<f64>() / season as f64;
        sums[at % season].0 += series[at] - around;
        sums[at % season].1 += 1.0;
    }
    let steps: Vec<f64> = sums.iter().map(|(sum, count)| sum / f64::max(*count, 1.0)).collect();
    let mean = steps.iter().sum::<f64>() / season as f64;
    steps.into_iter().map(|step| step - mean).collect()
}
