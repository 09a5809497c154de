//! How good a finished video is: parts that anyone can check by hand, each from 0 to 1 with reasons, and their weighted mean.
//!
//! The weights and the borders inside the parts are house rules: no labelled videos stand behind them, so the total is a
//! score to sort and to ask a person by, and no probability.

mod judge;

use crate::production::{Loudness, Quality, QualityPart};

/// What was measured of the decoded file and of what was drawn and said in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    pub technical: Technical,
    /// None: no captions were drawn.
    pub captions: Option<Captions>,
    /// What was shown, picture by picture; the pictures of a video follow one another without a gap.
    pub shots: Vec<Shot>,
    pub speech: Speech,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Technical {
    pub loudness: Loudness,
    /// Share of the samples at full scale, 0 to 1.
    pub clipped: f64,
    pub duration_ms: u64,
    pub black_ms: u64,
    /// Longest time in which nothing on the screen moves.
    pub frozen_ms: u64,
    /// Pixels of the shorter side.
    pub short_side: u32,
    /// Of the picture, for each pixel of each frame.
    pub bits_per_pixel: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Captions {
    pub spoken_words: usize,
    /// Of the spoken words, those that the captions show, in order.
    pub shown_words: usize,
    /// How far the captions stand from where the voice is heard to begin; none where the sound has no clear beginning.
    pub apart: Option<Apart>,
    /// Characters a second of the fastest caption.
    pub fastest: f64,
}

/// Milliseconds, over the sentences that begin after a pause.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Apart {
    pub mean_ms: f64,
    pub worst_ms: u32,
    pub sentences: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shot {
    pub ms: u32,
    /// It looks other than the one before it.
    pub changes: bool,
    /// It was shown before.
    pub repeats: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speech {
    /// None: nothing is said, or the script sets no spaces between words.
    pub words_a_minute: Option<f64>,
    /// Until the first word.
    pub begins_ms: u32,
    /// Longest time without a word between the first and the last.
    pub silent_ms: u32,
}

/// Judges a video by what was measured of it.
pub fn assess(measured: &Measured) -> Quality {
    let parts: Vec<QualityPart> = [
        ("technical", 0.30, judge::technical(&measured.technical)),
        ("captions", 0.25, judge::captions(measured.captions.as_ref())),
        ("variety", 0.25, judge::variety(&measured.shots)),
        ("pace", 0.20, judge::pace(&measured.speech)),
    ]
    .into_iter()
    .map(|(name, weight, (score, reasons))| QualityPart { name: name.to_owned(), score, weight, reasons })
    .collect();
    let total = parts.iter().map(|part| part.weight * part.score).sum();
    Quality { total, parts, by: "house rules".to_owned() }
}

/// New pictures a minute, longest time with one picture in milliseconds, share of the time with repeated ones. None without a
/// picture.
pub fn variety(shots: &[Shot]) -> Option<(f64, u32, f64)> {
    let whole: u32 = shots.iter().map(|shot| shot.ms).sum();
    if whole == 0 {
        return None;
    }
    let (mut longest, mut run) = (0, 0);
    for shot in shots {
        run = if shot.changes { shot.ms } else { run + shot.ms };
        longest = longest.max(run);
    }
    let fresh = shots.iter().filter(|shot| shot.changes && !shot.repeats).count();
    let again: u32 = shots.iter().filter(|shot| shot.repeats).map(|shot| shot.ms).sum();
    Some((fresh as f64 * 60_000.0 / f64::from(whole), longest, f64::from(again) / f64::from(whole)))
}

#[cfg(test)]
mod tests;
