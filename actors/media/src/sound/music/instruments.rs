//! The players: a soft pad, plucked notes, a bass, and light drums. Each note is computed alone and laid into the mix.

use std::f32::consts::TAU;

use super::{
    super::{RATE, Stereo},
    lay,
    score::Dice,
};

const TABLE: usize = 2048;

/// Samples from a place on.
pub struct Strip {
    pub at: usize,
    pub samples: Vec<f32>,
}

/// One period of a wave, for notes that share its overtones.
struct Wave([f32; TABLE + 1]);

impl Wave {
    /// Strength of each overtone, from the ground tone up.
    fn of(overtones: &[f32]) -> Self {
        Wave(std::array::from_fn(|i| {
            let angle = TAU * (i % TABLE) as f32 / TABLE as f32;
            overtones.iter().enumerate().map(|(n, strength)| strength * ((n + 1) as f32 * angle).sin()).sum()
        }))
    }

    /// `phase` in periods, 0..1.
    fn at(&self, phase: f32) -> f32 {
        let place = phase * TABLE as f32;
        let i = (place as usize).min(TABLE - 1);
        self.0[i] + (self.0[i + 1] - self.0[i]) * (place - i as f32)
    }
}

pub struct Band {
    frames: usize,
    dry: Stereo,
    /// What the room answers to.
    wet: Stereo,
    /// What the echo repeats.
    echoed: Stereo,
    dice: Dice,
    warm: Wave,
    soft: Wave,
    bright: Wave,
    deep: Wave,
}

impl Band {
    pub fn new(frames: usize, seed: u64) -> Self {
        let silence = || vec![0.0; frames * 2];
        Band {
            frames,
            dry: silence(),
            wet: silence(),
            echoed: silence(),
            dice: Dice(seed ^ 0x5eed),
            warm: Wave::of(&[1.0, 0.42, 0.22, 0.12, 0.07, 0.04]),
            soft: Wave::of(&[1.0, 0.18, 0.05]),
            bright: Wave::of(&[0.2, 0.5, 0.35, 0.3, 0.2, 0.12]),
            deep: Wave::of(&[1.0, 0.35, 0.12]),
        }
    }

    /// The mix, and what the room adds to; `echo` in seconds.
    pub fn finish(mut self, echo: f32) -> (Stereo, Stereo) {
        let delay = (echo * RATE as f32) as usize * 2;
        for i in delay..self.echoed.len() {
            // The echo changes sides with each repetition.
            let across = i ^ 1;
            let back = self.echoed.get(across - delay).copied().unwrap_or(0.0);
            self.echoed[i] += back * 0.36;
        }
        for (i, sample) in self.echoed.iter().enumerate() {
            self.dry[i] += sample;
            self.wet[i] += sample * 0.5;
        }
        (self.dry, self.wet)
    }

    fn strip(&self, start: f32, seconds: f32, mut sample: impl FnMut(f32) -> f32) -> Strip {
        let at = (start.max(0.0) * RATE as f32) as usize;
        let long = ((seconds * RATE as f32) as usize).min(self.frames.saturating_sub(at));
        Strip { at, samples: (0..long).map(|i| sample(i as f32 / RATE as f32)).collect() }
    }

    pub fn pad(&mut self, start: f32, seconds: f32, note: i32, pan: f32) {
        let (attack, release) = (0.45, 0.9);
        let pitch = hertz(note);
        for (cents, side) in [(-4.0_f32, pan), (5.0, -pan * 0.6)] {
            let step = pitch * (cents / 1200.0).exp2();
            let strip = self.strip(start, seconds + release, |t| {
                let shape = smooth(t / attack) * smooth((seconds + release - t) / release);
                let breath = 0.85 + 0.15 * (TAU * 0.23 * (start + t)).sin();
                self.warm.at((step * t).fract()) * shape * breath * 0.065
            });
            lay(&mut self.dry, &strip, side);
            lay(&mut self.wet, &strip, -side);
        }
    }

    pub fn pluck(&mut self, start: f32, note: i32, pan: f32, strength: f32) {
        let pitch = hertz(note);
        let strip = self.strip(start, 1.1, |t| {
            let phase = (pitch * t).fract();
            let body = self.soft.at(phase) * (-t / 0.30).exp();
            let touch = self.bright.at(phase) * (-t / 0.045).exp() * 0.5;
            (body + touch) * (t / 0.003).min(1.0) * smooth((1.1 - t) / 0.2) * 0.085 * strength
        });
        lay(&mut self.echoed, &strip, pan);
    }

    pub fn bass(&mut self, start: f32, seconds: f32, note: i32) {
        let pitch = hertz(note);
        let strip = self.strip(start, seconds, |t| {
            let shape = (t / 0.012).min(1.0) * (-t / 1.6).exp() * smooth((seconds - t) / 0.12);
            self.deep.at((pitch * t).fract()) * shape * 0.11
        });
        lay(&mut self.dry, &strip, 0.0);
    }

    pub fn kick(&mut self, start: f32) {
        let strip = self.strip(start, 0.32, |t| {
            // From 120 Hz down to 46: the phase is the integral of the falling pitch.
            let phase = 46.0 * t + (120.0 - 46.0) * 0.035 * (1.0 - (-t / 0.035).exp());
            (TAU * phase).sin() * (-t / 0.11).exp() * smooth((0.32 - t) / 0.05) * (t / 0.002).min(1.0) * 0.15
        });
        lay(&mut self.dry, &strip, 0.0);
    }

    pub fn shaker(&mut self, start: f32, strength: f32) {
        self.hiss(start, 0.11, 0.028, 0.035 * strength, 0.25);
    }

    pub fn snap(&mut self, start: f32) {
        self.hiss(start, 0.2, 0.055, 0.06, -0.1);
    }

    /// Noise without its low half.
    fn hiss(&mut self, start: f32, seconds: f32, decay: f32, strength: f32, pan: f32) {
        let mut dice = Dice(self.dice.0);
        let mut before = 0.0;
        let strip = self.strip(start, seconds, |t| {
            let noise = dice.noise();
            let high = noise - before;
            before = noise;
            high * (t / 0.004).min(1.0) * (-t / decay).exp() * strength
        });
        self.dice = dice;
        lay(&mut self.dry, &strip, pan);
        lay(&mut self.wet, &Strip { at: strip.at, samples: strip.samples.iter().map(|s| s * 0.3).collect() }, -pan);
    }
}

fn hertz(note: i32) -> f32 {
    440.0 * ((note - 69) as f32 / 12.0).exp2()
}

fn smooth(t: f32) -> f32 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
