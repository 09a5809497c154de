//! Curves of movement: from 0 at the start to 1 at the end. Arguments outside 0..=1 are held at the ends.

pub fn progress(now: f32, start: f32, length: f32) -> f32 {
    ((now - start) / length.max(1.0)).clamp(0.0, 1.0)
}

/// Slow at both ends.
pub fn smooth(t: f32) -> f32 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// Fast, then settling.
pub fn out(t: f32) -> f32 {
    1.0 - (1.0 - t.clamp(0.0, 1.0)).powi(3)
}

/// Fast in the middle: for whole pictures that change places.
pub fn swap(t: f32) -> f32 {
    let t = t.clamp(0.0, 1.0);
    if t < 0.5 { 8.0 * t.powi(4) } else { 1.0 - (2.0 - 2.0 * t).powi(4) / 2.0 }
}

/// A damped spring: overshoots by a tenth, swings back, rests at 1.
pub fn spring(t: f32) -> f32 {
    let t = t.clamp(0.0, 1.0);
    if t >= 1.0 {
        return 1.0;
    }
    1.0 - (-6.5 * t).exp() * (9.0 * t).cos() * (1.0 - t)
}

/// A swing between -1 and 1; `phase` in turns.
pub fn swing(now: f32, period: f32, phase: f32) -> f32 {
    ((now / period + phase) * std::f32::consts::TAU).sin()
}

/// A number of 0..1 that looks random and is always the same for the same pair.
pub fn scatter(seed: u32, index: u32) -> f32 {
    let mut x = seed.wrapping_mul(0x9e37_79b9) ^ index.wrapping_add(1).wrapping_mul(0x85eb_ca6b);
    x ^= x >> 15;
    x = x.wrapping_mul(0x2c1b_3c6d);
    x ^= x >> 12;
    x = x.wrapping_mul(0x297a_2d39);
    x ^= x >> 15;
    (x >> 8) as f32 / 16_777_216.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_curve_starts_at_nought_and_rests_at_one() {
        for curve in [smooth, out, swap, spring] {
            assert!(curve(-1.0).abs() < 1e-3 && (curve(2.0) - 1.0).abs() < 1e-6);
        }
    }

    #[test]
    fn a_spring_overshoots_without_leaving_the_picture() {
        let peak = (0..=100).map(|i| spring(i as f32 / 100.0)).fold(0.0, f32::max);
        assert!((1.02..1.2).contains(&peak), "{peak}");
    }
}
