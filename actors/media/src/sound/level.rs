//! How loud: EBU R 128, and gain by look-ahead so that no true peak passes a ceiling.

use ebur128::{EbuR128, Mode};
use ytempire_domain::production::Loudness;

use super::{RATE, Stereo};
use crate::error::MediaError;

/// A meter to feed in pieces.
pub struct Meter(EbuR128);

impl Meter {
    pub fn new(channels: u32, rate: u32) -> Result<Self, MediaError> {
        Ok(Meter(EbuR128::new(channels, rate, Mode::I | Mode::TRUE_PEAK)?))
    }

    /// Interleaved samples.
    pub fn add(&mut self, samples: &[f32]) -> Result<(), MediaError> {
        Ok(self.0.add_frames_f32(samples)?)
    }

    /// Silence measures as -120.
    pub fn read(&self) -> Result<Loudness, MediaError> {
        let mut peak = 0.0_f64;
        for channel in 0..self.0.channels() {
            peak = peak.max(self.0.true_peak(channel)?);
        }
        let integrated = self.0.loudness_global()?;
        Ok(Loudness {
            integrated_lufs: if integrated.is_finite() { integrated.max(-120.0) } else { -120.0 },
            true_peak_dbtp: decibels(peak).max(-120.0),
        })
    }
}

pub fn measure(sound: &Stereo) -> Result<Loudness, MediaError> {
    let mut meter = Meter::new(2, RATE)?;
    meter.add(sound)?;
    meter.read()
}

pub fn decibels(ratio: f64) -> f64 {
    20.0 * ratio.log10()
}

pub fn ratio(decibels: f64) -> f32 {
    10.0_f64.powf(decibels / 20.0) as f32
}

/// Brings the whole to `lufs` with no true peak above `ceiling`; returns what it then measures. What is nearly silent stays so.
pub fn normalise(sound: &mut Stereo, lufs: f64, ceiling: f64) -> Result<Loudness, MediaError> {
    let raw = sound.clone();
    let before = measure(&raw)?;
    if before.integrated_lufs <= -70.0 {
        return Ok(before);
    }
    let mut gain = lufs - before.integrated_lufs;
    let mut after = before;
    // The limiter takes a little loudness away: put it back on, and look again.
    for _ in 0..5 {
        sound.iter_mut().zip(&raw).for_each(|(s, r)| *s = r * ratio(gain));
        limit(sound, ceiling);
        after = measure(sound)?;
        let missing = lufs - after.integrated_lufs;
        if missing.abs() < 0.05 {
            break;
        }
        gain += missing.clamp(-6.0, 6.0);
    }
    Ok(after)
}

/// Samples over which the gain comes down before a peak, and up after it.
const AHEAD: usize = RATE as usize * 4 / 1000;

/// Lowers the gain around each true peak that would pass the ceiling (dBTP).
pub fn limit(sound: &mut Stereo, ceiling: f64) {
    let ceiling = ratio(ceiling);
    let needed: Vec<f32> =
        true_peaks(sound).into_iter().map(|peak| if peak > ceiling { ceiling / peak } else { 1.0 }).collect();
    if needed.iter().all(|&gain| gain >= 1.0) {
        return;
    }
    // The lowest gain within reach, then a mean over the same reach: smooth, and nowhere above what is needed.
    let gains = mean(&lowest(&needed, AHEAD), AHEAD);
    for (frame, gain) in sound.chunks_exact_mut(2).zip(gains) {
        frame[0] *= gain;
        frame[1] *= gain;
    }
}

/// The larger of both channels' peaks around each frame, four times oversampled.
fn true_peaks(sound: &Stereo) -> Vec<f32> {
    const TAPS: usize = 12;
    let kernel: [[f32; TAPS]; 3] = std::array::from_fn(|phase| {
        let offset = (phase + 1) as f32 / 4.0;
        std::array::from_fn(|k| {
            let x = (k as f32 - 5.0 - offset) * std::f32::consts::PI;
            x.sin() / x * (0.5 + 0.5 * (x / 6.5).cos())
        })
    });
    let num = sound.len() / 2;
    let mut peaks = vec![0.0_f32; num];
    for channel in 0..2 {
        let line: Vec<f32> =
            [0.0; 5].into_iter().chain(sound.iter().skip(channel).step_by(2).copied()).chain([0.0; 7]).collect();
        for (peak, near) in peaks.iter_mut().zip(line.windows(TAPS)) {
            *peak = peak.max(near[5].abs());
            // Only where something large is near can a peak between samples matter.
            if near[4..8].iter().any(|s| s.abs() > 0.3) {
                for taps in &kernel {
                    *peak = peak.max(near.iter().zip(taps).map(|(s, t)| s * t).sum::<f32>().abs());
                }
            }
        }
    }
    peaks
}

/// Of each place, the lowest within `reach` on both sides.
fn lowest(line: &[f32], reach: usize) -> Vec<f32> {
    let mut queue = std::collections::VecDeque::<usize>::new();
    let mut out = Vec::with_capacity(line.len());
    for i in 0..line.len() + reach {
        if let Some(&value) = line.get(i) {
            while queue.back().is_some_and(|&j| line[j] >= value) {
                queue.pop_back();
            }
            queue.push_back(i);
        }
        if i >= reach {
            while queue.front().is_some_and(|&j| j + 2 * reach < i) {
                queue.pop_front();
            }
            out.push(queue.front().map_or(1.0, |&j| line[j]));
        }
    }
    out
}

/// Of each place, the mean within `reach` on both sides; beyond the ends stands what stands there.
fn mean(line: &[f32], reach: usize) -> Vec<f32> {
    let at = |i: isize| f64::from(line[i.clamp(0, line.len() as isize - 1) as usize]);
    let reach = reach as isize;
    let mut sum: f64 = (-reach..=reach).map(at).sum();
    (0..line.len() as isize)
        .map(|i| {
            let mean = sum / (2 * reach + 1) as f64;
            sum += at(i + reach + 1) - at(i - reach);
            mean as f32
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clicks() -> Stereo {
        let mut state = 1_u32;
        let noise = (0..RATE * 4).flat_map(|i| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let loud = if i % 9_000 < 40 { 0.9 } else { 0.06 };
            let sample = ((state >> 8) as f32 / 8_388_608.0 - 1.0) * loud;
            [sample, -sample * 0.8]
        });
        noise.collect()
    }

    #[test]
    fn the_loudness_asked_for_is_reached_below_the_ceiling() {
        let mut sound = clicks();
        let told = normalise(&mut sound, -14.0, -2.0).unwrap();
        let measured = measure(&sound).unwrap();
        assert_eq!(told, measured);
        assert!((measured.integrated_lufs + 14.0).abs() < 0.1, "{measured:?}");
        assert!(measured.true_peak_dbtp <= -1.8, "{measured:?}");
    }

    #[test]
    fn a_peak_between_two_samples_is_seen() {
        // A quarter of the rate, half a step off: the samples stay at 0.707, the wave goes to 1.
        let wave = |i: u32| ((f64::from(i) + 0.5) * std::f64::consts::FRAC_PI_2).sin() as f32;
        let mut sound: Stereo = (0..4_800).flat_map(|i| [wave(i), wave(i)]).collect();
        limit(&mut sound, -3.0);
        let worst = sound[2_000..7_000].iter().fold(0.0_f32, |m, s| m.max(s.abs()));
        assert!(worst < 0.52, "{worst}");
    }

    #[test]
    fn silence_is_left_alone() {
        let mut sound = vec![0.0; 96_000];
        assert_eq!(normalise(&mut sound, -14.0, -2.0).unwrap().integrated_lufs, -120.0);
        assert!(sound.iter().all(|&s| s == 0.0));
    }
}
