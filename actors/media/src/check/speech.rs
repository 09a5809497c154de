//! How far the music lies below the voice: heard in the short pauses, where it stands alone and is still ducked.

use ytempire_domain::production::{Check, SpokenSentence};

use super::line;

/// Milliseconds to a step.
const STEP_MS: u32 = 10;
/// What is left out after a sentence's last sound and before the next one's first, in milliseconds.
const EDGE_MS: u32 = 30;
/// How long after a sentence the music is still where it was, in milliseconds: less than the mix holds it down.
const HELD_MS: u32 = 240;
/// More than this below the voice is no music, in decibels.
const NOTHING_DB: f64 = 38.0;
/// Less than this much pause says nothing about a bed that has notes and gaps of its own, in milliseconds.
const ENOUGH_MS: u32 = 800;

/// Mean power of each step.
pub struct Powers {
    step: usize,
    steps: Vec<f32>,
    sum: f32,
    num: usize,
}

impl Powers {
    pub fn new(rate: u32) -> Self {
        Powers { step: (rate * STEP_MS / 1000) as usize * 2, steps: vec![], sum: 0.0, num: 0 }
    }

    /// Interleaved stereo.
    pub fn add(&mut self, samples: &[f32]) {
        for sample in samples {
            self.sum += sample * sample;
            self.num += 1;
            if self.num == self.step {
                self.steps.push(self.sum / self.step as f32);
                (self.sum, self.num) = (0.0, 0);
            }
        }
    }

    /// Mean level of what lies in the spans, in decibels.
    fn level(&self, spans: impl Iterator<Item = (u32, u32)>) -> Option<f64> {
        let (mut sum, mut num) = (0.0_f64, 0_usize);
        for (from, to) in spans {
            let (from, to) = (from.div_ceil(STEP_MS) as usize, (to / STEP_MS) as usize);
            for power in self.steps.iter().take(to).skip(from) {
                sum += f64::from(*power);
                num += 1;
            }
        }
        (num > 0).then(|| 10.0 * (sum / num as f64).max(1e-12).log10())
    }
}

/// Milliseconds before a sentence in which it is quiet, and of its beginning in which it is loud.
const QUIET_MS: (u32, u32) = (180, 40);
const LOUD_MS: (u32, u32) = (60, 360);
/// Where a beginning is looked for, before and behind the place where it should be.
const WINDOW_MS: (u32, u32) = (180, 420);
/// Times as loud as the pause before it: else the beginning is not clear.
const CLEAR: f64 = 4.0;

impl Powers {
    /// When a voice is heard to begin near `start_ms`; none where the sound has no clear beginning there.
    pub fn onset(&self, start_ms: u32) -> Option<u32> {
        let mean = |from: u32, to: u32| {
            let steps = self.steps.get((from / STEP_MS) as usize..(to / STEP_MS) as usize)?;
            let sum: f64 = steps.iter().map(|power| f64::from(*power)).sum();
            (!steps.is_empty()).then(|| sum / steps.len() as f64)
        };
        let quiet = mean(start_ms.checked_sub(QUIET_MS.0)?, start_ms - QUIET_MS.1)?.max(1e-9);
        let loud = mean(start_ms + LOUD_MS.0, start_ms + LOUD_MS.1)?;
        if loud < quiet * CLEAR {
            return None;
        }
        let between = (quiet * loud).sqrt();
        let (from, to) = ((start_ms - WINDOW_MS.0) / STEP_MS, (start_ms + WINDOW_MS.1) / STEP_MS);
        let begun = |at: &u32| {
            let steps = self.steps.get(*at as usize..*at as usize + 2);
            steps.is_some_and(|steps| steps.iter().all(|power| f64::from(*power) > between))
        };
        (from..to).find(begun).map(|at| at * STEP_MS)
    }
}

pub fn music(powers: &Powers, speech: &[SpokenSentence]) -> Check {
    const EXPECTED: &str = "8 to 14 dB below the voice, or none";
    let spoken = speech.iter().filter(|s| s.end_ms > s.start_ms);
    let voice = powers.level(spoken.clone().map(|s| (s.start_ms, s.end_ms)));
    // After the last sentence the bed fades out: that is no pause.
    let nexts = spoken.clone().skip(1).map(|s| s.start_ms);
    let pauses =
        spoken.zip(nexts).map(|(s, next)| (s.end_ms + EDGE_MS, next.saturating_sub(EDGE_MS).min(s.end_ms + HELD_MS)));
    let heard_ms: u32 = pauses.clone().map(|(from, to)| to.saturating_sub(from)).sum();
    let (Some(voice), Some(pause)) = (voice, powers.level(pauses)) else {
        return line("music_under_speech", true, "no speech with a pause to listen in", EXPECTED);
    };
    let below = voice - pause;
    if below > NOTHING_DB {
        return line("music_under_speech", true, "no music", EXPECTED);
    }
    if heard_ms < ENOUGH_MS {
        return line("music_under_speech", true, format!("only {heard_ms} ms of pauses: too few to tell"), EXPECTED);
    }
    line("music_under_speech", (8.0..=14.0).contains(&below), format!("{below:.1} dB below the voice"), EXPECTED)
}
