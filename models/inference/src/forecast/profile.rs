//! The shape of the long season over its last turns, the newer the more, at a level between that of the last short
//! season and that of the long one.

use super::Rhythm;

/// Turns that the shape is taken from, and how much less each older one counts.
const TURNS: usize = 8;
const OLDER: f64 = 0.7;
/// How much of the last short season's departure is left after each short season.
const STAYS: f64 = 0.97;

pub fn profile(series: &[f64], rhythm: Rhythm) -> Vec<f64> {
    let season = rhythm.long.min(series.len());
    let turns: Vec<&[f64]> = series.rchunks_exact(season).take(if weekly(rhythm) { TURNS } else { 3 }).collect();
    let older = if weekly(rhythm) { 1.0 } else { OLDER };
    let total: f64 = (0..turns.len()).map(|turn| older_weight(older, turn)).sum();
    let mut shape = vec![0.0; season];
    for (number, turn) in turns.iter().enumerate() {
        let level = mean(turn);
        let weight = older_weight(older, number) / total;
        shape.iter_mut().zip(*turn).for_each(|(shape, value)| *shape += weight * (value - level));
    }
    let short = rhythm.season.min(season);
    let now = mean(&series[series.len() - short..]) - mean(&shape[season - short..]);
    let usual = mean(&series[series.len().saturating_sub(season * if weekly(rhythm) { 4 } else { 1 })..]);
    let stays = if weekly(rhythm) { 0.8 } else { STAYS };
    let step = |ahead: usize| shape[ahead % season] + usual + (now - usual) * departure(stays, ahead / short);
    (0..rhythm.ahead).map(step).collect()
}

/// One season only: days of a week.
const fn weekly(rhythm: Rhythm) -> bool {
    rhythm.long == rhythm.season
}

fn older_weight(older: f64, turn: usize) -> f64 {
    older.powi(turn as i32)
}

fn departure(stays: f64, seasons: usize) -> f64 {
    stays.powi(seasons as i32)
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}
