//! A bed of music, made here note by note: no recording, no sample, nobody's rights but ours. The same seed is the same piece.

mod instruments;
mod score;
mod space;

use super::{RATE, Stereo};
use instruments::{Band, Strip};
use score::Score;

/// Fading in and out, in seconds.
const FADE_IN: f32 = 0.08;
const FADE_OUT: f32 = 1.6;

/// `frames` of stereo.
pub fn compose(seed: u64, frames: usize) -> Stereo {
    let score = Score::from_seed(seed);
    let mut band = Band::new(frames, seed);
    let bar = score.beat() * 4.0;
    let num_bars = (frames as f32 / RATE as f32 / bar).ceil() as usize + 1;
    for number in 0..num_bars {
        play_bar(&mut band, &score, number);
    }
    let (mut dry, wet) = band.finish(score.beat() * 0.75);
    space::add_room(&mut dry, &wet);
    dry
}

fn play_bar(band: &mut Band, score: &Score, number: usize) {
    let beat = score.beat();
    let start = number as f32 * beat * 4.0;
    let chord = score.chord(number);
    for (i, &note) in chord.pad.iter().enumerate() {
        band.pad(start, beat * 4.0, note, if i % 2 == 0 { -0.45 } else { 0.45 });
    }
    for (step, degree) in score.pluck_steps(number) {
        let notes = chord.plucks.len();
        let pan = if step % 2 == 0 { -0.35 } else { 0.35 };
        band.pluck(
            start + step as f32 * beat / 2.0,
            chord.plucks[degree % notes],
            pan,
            if step == 0 { 1.0 } else { 0.75 },
        );
    }
    for &(at, long) in score.bass_line() {
        band.bass(start + at * beat, long * beat, chord.bass);
    }
    // The first bar opens without drums.
    if number == 0 {
        return;
    }
    for step in 0..4 {
        let at = start + step as f32 * beat;
        if score.kicks[step] {
            band.kick(at);
        }
        if step % 2 == 1 && number > 1 {
            band.snap(at);
        }
        band.shaker(at, 0.45);
        band.shaker(at + beat / 2.0 + score.swing * beat, 1.0);
    }
}

/// In at once, out slowly.
pub fn fade(sound: &mut Stereo) {
    let frames = sound.len() / 2;
    let (long_in, long_out) = (FADE_IN * RATE as f32, (FADE_OUT * RATE as f32).min(frames as f32 / 3.0));
    for (i, frame) in sound.chunks_exact_mut(2).enumerate() {
        let gain = (i as f32 / long_in).min(1.0) * ((frames - i) as f32 / long_out).min(1.0);
        frame.iter_mut().for_each(|s| *s *= gain * gain);
    }
}

/// Adds `strip` into an interleaved line at a place between left (-1) and right (1).
fn lay(sound: &mut Stereo, strip: &Strip, pan: f32) {
    let (left, right) = (((1.0 - pan) / 2.0).sqrt(), ((1.0 + pan) / 2.0).sqrt());
    let Some(rest) = sound.get_mut(strip.at * 2..) else { return };
    for (frame, sample) in rest.chunks_exact_mut(2).zip(&strip.samples) {
        frame[0] += sample * left;
        frame[1] += sample * right;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::level;

    #[test]
    fn every_seed_is_a_piece_of_its_own_that_neither_clips_nor_stops() {
        let mut pieces: Vec<Stereo> = vec![];
        for seed in [0, 1, 2, 42, u64::MAX] {
            let piece = compose(seed, RATE as usize * 9);
            assert_eq!(piece.len(), RATE as usize * 18);
            assert!(piece.iter().all(|s| s.is_finite()));
            let loudness = level::measure(&piece).unwrap();
            assert!(loudness.integrated_lufs > -40.0 && loudness.true_peak_dbtp < 6.0, "{seed}: {loudness:?}");
            for second in 0..8 {
                let part = &piece[second * 96_000..(second + 1) * 96_000];
                assert!(part.iter().any(|s| s.abs() > 0.01), "seed {seed} is silent in second {second}");
            }
            assert!(pieces.iter().all(|other| other != &piece));
            assert_eq!(piece, compose(seed, RATE as usize * 9));
            pieces.push(piece);
        }
    }
}
