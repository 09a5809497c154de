//! A room: Schroeder's reverberator, four combs and two all-passes to a side.

use super::super::Stereo;

/// Delays in frames at 48 kHz, without common factors; the right side's are a little longer.
const COMBS: [usize; 4] = [1_687, 1_801, 2_053, 2_251];
const ALL_PASSES: [usize; 2] = [557, 227];
const WIDER: usize = 23;
const FEEDBACK: f32 = 0.80;
const DAMP: f32 = 0.35;
const STRENGTH: f32 = 0.16;

/// Adds to `dry` what the room makes of `wet`.
pub fn add_room(dry: &mut Stereo, wet: &Stereo) {
    for side in 0..2 {
        let mut combs = COMBS.map(|delay| Comb { line: vec![0.0; delay + side * WIDER], at: 0, low: 0.0 });
        let mut passes = ALL_PASSES.map(|delay| AllPass { line: vec![0.0; delay + side * WIDER], at: 0 });
        for (out, sample) in dry.iter_mut().skip(side).step_by(2).zip(wet.iter().skip(side).step_by(2)) {
            let rung: f32 = combs.iter_mut().map(|comb| comb.step(*sample)).sum();
            *out += passes.iter_mut().fold(rung, |sound, pass| pass.step(sound)) * STRENGTH;
        }
    }
}

struct Comb {
    line: Vec<f32>,
    at: usize,
    low: f32,
}

impl Comb {
    fn step(&mut self, sample: f32) -> f32 {
        let out = self.line[self.at];
        self.low = out + (self.low - out) * DAMP;
        self.line[self.at] = sample + self.low * FEEDBACK;
        self.at = (self.at + 1) % self.line.len();
        out
    }
}

struct AllPass {
    line: Vec<f32>,
    at: usize,
}

impl AllPass {
    fn step(&mut self, sample: f32) -> f32 {
        let held = self.line[self.at];
        let out = held - sample * 0.5;
        self.line[self.at] = sample + held * 0.5;
        self.at = (self.at + 1) % self.line.len();
        out
    }
}
