//! One rate to another by a windowed sinc, in phases; exact in length.

use std::f64::consts::PI;

/// Taps on each side of a sample, at the lower of the two rates.
const REACH: f64 = 24.0;

/// `samples` at `from` a second as samples at `to` a second.
pub fn resample(samples: &[f32], from: u32, to: u32) -> Vec<f32> {
    if from == to {
        return samples.to_vec();
    }
    let common = gcd(from, to);
    let (phases, step) = ((to / common) as usize, (from / common) as usize);
    // Only what both rates can carry passes.
    let cut = (f64::from(to) / f64::from(from)).min(1.0) * 0.96;
    let reach = (REACH / cut).ceil() as i64;
    let kernel = |phase: usize| -> Vec<f32> {
        let offset = phase as f64 / phases as f64;
        let taps: Vec<f64> =
            (-reach + 1..=reach).map(|k| tap((k as f64 - offset) * cut, reach as f64 * cut) * cut).collect();
        let sum: f64 = taps.iter().sum();
        taps.iter().map(|t| (t / sum) as f32).collect()
    };
    let kernels: Vec<Vec<f32>> = (0..phases).map(kernel).collect();
    let length = samples.len() * phases / step;
    (0..length)
        .map(|n| {
            let (first, kernel) = ((n * step / phases) as i64 - reach + 1, &kernels[n * step % phases]);
            let skipped = (-first).max(0) as usize;
            let start = first.max(0) as usize;
            let taps = kernel.get(skipped..).unwrap_or_default();
            samples.get(start..).unwrap_or_default().iter().zip(taps).map(|(s, t)| s * t).sum()
        })
        .collect()
}

fn tap(x: f64, reach: f64) -> f64 {
    if x.abs() >= reach {
        return 0.0;
    }
    let sinc = if x == 0.0 { 1.0 } else { (PI * x).sin() / (PI * x) };
    // Hann's window.
    sinc * (0.5 + 0.5 * (PI * x / reach).cos())
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(rate: u32, hertz: f64, seconds: f64) -> Vec<f32> {
        (0..(f64::from(rate) * seconds) as usize)
            .map(|i| (i as f64 * hertz * 2.0 * PI / f64::from(rate)).sin() as f32)
            .collect()
    }

    #[test]
    fn a_tone_stays_the_same_tone_in_place_and_in_level() {
        for (from, to) in [(24_000, 48_000), (16_000, 48_000), (44_100, 48_000), (48_000, 16_000)] {
            let (made, wanted) = (resample(&tone(from, 997.0, 0.2), from, to), tone(to, 997.0, 0.2));
            assert_eq!(made.len(), wanted.len());
            let inside = made.len() / 10..made.len() * 9 / 10;
            let worst = inside.map(|i| (made[i] - wanted[i]).abs()).fold(0.0, f32::max);
            assert!(worst < 0.01, "{from} to {to}: {worst}");
        }
    }

    #[test]
    fn what_the_lower_rate_cannot_carry_is_not_folded_back() {
        let made = resample(&tone(48_000, 11_000.0, 0.2), 48_000, 16_000);
        let worst = made[300..made.len() - 300].iter().fold(0.0_f32, |m, s| m.max(s.abs()));
        assert!(worst < 0.02, "{worst}");
    }
}
