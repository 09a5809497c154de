//! The bed goes down shortly before somebody speaks, stays down through the pauses between sentences, and comes back slowly.

use super::RATE;

/// How far it goes down, in decibels.
const DEPTH_DB: f32 = 9.0;
/// How far below the voice it then lies, in decibels of their powers.
const UNDER_VOICE_DB: f64 = 11.0;
/// It is down this long before the first sound of a voice, and stays down this long after the last, in milliseconds.
const AHEAD_MS: usize = 120;
const HOLD_MS: usize = 380;
/// Going down and coming up, in milliseconds for the whole depth.
const DOWN_MS: f32 = 140.0;
const UP_MS: f32 = 750.0;
/// Milliseconds to a step of the curve.
const STEP_MS: usize = 10;
/// A voice is heard above this much less than its loudness.
const BELOW_VOICE_DB: f64 = 24.0;

pub struct Duck {
    /// Gain in decibels at each step.
    curve: Vec<f32>,
    /// Whether a voice is heard in that step.
    heard: Vec<bool>,
    /// Mean power of the voice where it is heard.
    power: f64,
}

impl Duck {
    /// `lufs`: how loud the voice is.
    pub fn over(voice: &[f32], lufs: f64) -> Self {
        let step = RATE as usize * STEP_MS / 1000;
        let floor = 10.0_f64.powf((lufs - BELOW_VOICE_DB) / 10.0) as f32;
        let powers: Vec<f32> =
            voice.chunks(step).map(|p| p.iter().map(|s| s * s).sum::<f32>() / p.len() as f32).collect();
        let heard: Vec<bool> = powers.iter().map(|power| *power > floor).collect();
        let loud: Vec<f64> = powers.iter().filter(|power| **power > floor).map(|power| f64::from(*power)).collect();
        let power = loud.iter().sum::<f64>() / loud.len().max(1) as f64;
        let mut down = vec![false; heard.len()];
        for (i, _) in heard.iter().enumerate().filter(|(_, heard)| **heard) {
            let from = i.saturating_sub((AHEAD_MS + DOWN_MS as usize) / STEP_MS);
            let to = (i + HOLD_MS / STEP_MS + 1).min(down.len());
            down[from..to].fill(true);
        }
        let mut gain = if down.first() == Some(&true) { -DEPTH_DB } else { 0.0 };
        let mut follow = |down: bool| {
            let (target, speed) = if down { (-DEPTH_DB, -DEPTH_DB / DOWN_MS) } else { (0.0, DEPTH_DB / UP_MS) };
            gain += speed * STEP_MS as f32;
            gain = if down { gain.max(target) } else { gain.min(target) };
            gain
        };
        Duck { curve: down.into_iter().map(&mut follow).collect(), heard, power }
    }

    /// Lowers the bed and lays it under the voice; returns by how many decibels it went down where the voice is heard.
    pub fn apply(&self, bed: &mut [f32]) -> Option<f64> {
        let step = RATE as usize * STEP_MS / 1000;
        let (mut before, mut after, mut num) = (0.0_f64, 0.0_f64, 0_usize);
        for (i, part) in bed.chunks_mut(step * 2).enumerate() {
            let at = |i: usize| self.curve.get(i).or(self.curve.last()).copied().unwrap_or(0.0);
            let (from, to) = (ratio(at(i)), ratio(at(i + 1)));
            let whole = (part.len() / 2) as f32;
            let heard = self.heard.get(i).copied().unwrap_or(false);
            for (n, frame) in part.chunks_exact_mut(2).enumerate() {
                let gain = from + (to - from) * n as f32 / whole;
                for sample in frame {
                    let raw = *sample;
                    *sample *= gain;
                    if heard {
                        num += 1;
                        before += f64::from(raw * raw);
                        after += f64::from(*sample * *sample);
                    }
                }
            }
        }
        if after == 0.0 {
            return None;
        }
        let wanted = self.power * 10.0_f64.powf(-UNDER_VOICE_DB / 10.0);
        let gain = (wanted / (after / num as f64)).sqrt() as f32;
        bed.iter_mut().for_each(|sample| *sample *= gain);
        Some(10.0 * (before / after).log10())
    }
}

fn ratio(decibels: f32) -> f32 {
    10.0_f32.powf(decibels / 20.0)
}
