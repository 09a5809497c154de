//! The narration made to sit in a mix: no rumble, an even level.

use std::f32::consts::TAU;

use ytempire_domain::production::Loudness;

use super::{RATE, Stereo, level};
use crate::error::MediaError;

/// Loudness of the voice in the mix, before the whole is brought to its target.
const VOICE_LUFS: f64 = -17.0;
const RUMBLE_HERTZ: f32 = 75.0;
/// Above this the voice is compressed, three to one.
const THRESHOLD_DB: f32 = -20.0;
const RATIO: f32 = 3.0;

/// Returns the loudness that the voice then has.
pub fn polish(voice: &mut [f32]) -> Result<Loudness, MediaError> {
    high_pass(voice, RUMBLE_HERTZ);
    bring_to(voice, VOICE_LUFS)?;
    compress(voice);
    bring_to(voice, VOICE_LUFS)
}

fn bring_to(voice: &mut [f32], lufs: f64) -> Result<Loudness, MediaError> {
    let stereo = |voice: &[f32]| -> Stereo { voice.iter().flat_map(|&s| [s, s]).collect() };
    let before = level::measure(&stereo(voice))?;
    if before.integrated_lufs <= -70.0 {
        return Ok(before);
    }
    let gain = lufs - before.integrated_lufs;
    voice.iter_mut().for_each(|s| *s *= level::ratio(gain));
    Ok(Loudness { integrated_lufs: lufs, true_peak_dbtp: before.true_peak_dbtp + gain })
}

/// Second order, Butterworth; the coefficients are those of the audio EQ cookbook.
pub fn high_pass(sound: &mut [f32], hertz: f32) {
    let (sin, cos) = (TAU * hertz / RATE as f32).sin_cos();
    let alpha = sin * std::f32::consts::FRAC_1_SQRT_2;
    let scale = 1.0 / (1.0 + alpha);
    let (b0, b1) = ((1.0 + cos) / 2.0 * scale, -(1.0 + cos) * scale);
    let (a1, a2) = (-2.0 * cos * scale, (1.0 - alpha) * scale);
    let (mut x1, mut x2, mut y1, mut y2) = (0.0, 0.0, 0.0, 0.0);
    for sample in sound {
        let y = b0 * *sample + b1 * x1 + b0 * x2 - a1 * y1 - a2 * y2;
        (x2, x1, y2, y1) = (x1, *sample, y1, y);
        *sample = y;
    }
}

fn compress(voice: &mut [f32]) {
    let pole = |ms: f32| (-1000.0 / (ms * RATE as f32)).exp();
    let (attack, release) = (pole(8.0), pole(140.0));
    let mut power = 0.0_f32;
    for sample in voice {
        let now = *sample * *sample;
        let keep = if now > power { attack } else { release };
        power = now + (power - now) * keep;
        let over = 10.0 * (power + 1e-12).log10() - THRESHOLD_DB;
        if over > 0.0 {
            *sample *= 10.0_f32.powf(-over * (1.0 - 1.0 / RATIO) / 20.0);
        }
    }
}
