//! The bed made even: it neither jumps out nor sinks away under a voice.

use super::{RATE, Stereo};

/// Frames to a step, and steps on each side that its level is taken over.
const STEP: usize = RATE as usize / 50;
const REACH: usize = 6;
/// How much of a difference to the mean goes: 1 would be all of it.
const STRENGTH: f32 = 0.9;
/// The most that something quiet is raised, as a ratio.
const MOST: f32 = 4.0;

pub fn even(bed: &mut Stereo) {
    let power = |part: &[f32]| part.iter().map(|s| s * s).sum::<f32>() / part.len() as f32;
    let powers: Vec<f32> = bed.chunks(STEP * 2).map(power).collect();
    let mean = powers.iter().sum::<f32>() / powers.len().max(1) as f32;
    if mean <= 0.0 {
        return;
    }
    let gain = |i: usize| {
        let near = &powers[i.saturating_sub(REACH)..(i + REACH + 1).min(powers.len())];
        let level = near.iter().sum::<f32>() / near.len() as f32;
        (mean / level.max(mean * 1e-4)).powf(STRENGTH / 2.0).min(MOST)
    };
    let gains: Vec<f32> = (0..powers.len()).map(gain).collect();
    for (i, part) in bed.chunks_mut(STEP * 2).enumerate() {
        let (from, to) = (gains[i], gains.get(i + 1).copied().unwrap_or(gains[i]));
        for (n, frame) in part.chunks_exact_mut(2).enumerate() {
            let gain = from + (to - from) * n as f32 / STEP as f32;
            frame.iter_mut().for_each(|sample| *sample *= gain);
        }
    }
}
