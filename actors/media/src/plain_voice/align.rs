//! Which part of a spoken sentence is which word: dynamic time warping of the sentence onto its words spoken alone.

use std::f32::consts::TAU;

use super::flite::RATE;

/// Samples from frame to frame (10 ms), and seen in one frame.
const STEP: usize = RATE as usize / 100;
const WINDOW: usize = 256;
const BANDS: usize = 16;
/// Frames of silence between the words of the reference: a pause in the sentence is laid onto them.
const REST: usize = 3;

type Frame = [f32; BANDS];

/// First and last sample in `sentence` of each word. Words without sound take no time, where they would have stood.
pub fn spans(sentence: &[f32], words: &[Vec<f32>]) -> Vec<(usize, usize)> {
    let ear = Ear::new();
    let heard = ear.frames(sentence);
    let mut reference = vec![ear.silence; REST];
    let mut places = vec![];
    for word in words {
        let start = reference.len();
        reference.extend(ear.frames(word));
        places.push((start, reference.len()));
        if !word.is_empty() {
            reference.extend([ear.silence; REST]);
        }
    }
    let path = warp(&reference, &heard);
    let mut last = 0;
    let mut span = |(from, to): (usize, usize)| {
        if from == to || heard.is_empty() {
            return (last, last);
        }
        let first = path.partition_point(|&(r, _)| r < from);
        let end = path.partition_point(|&(r, _)| r < to);
        let at = |i: usize| path.get(i).map_or(heard.len(), |step| step.1) * STEP;
        let start = at(first).max(last);
        last = at(end).max(start).min(sentence.len());
        (start, last)
    };
    places.into_iter().map(&mut span).collect()
}

/// Hears loudness in bands that widen as they rise, as an ear does.
struct Ear {
    /// For each band, cosine and sine of its frequencies under Hann's window.
    waves: Vec<[Vec<(f32, f32)>; 2]>,
    silence: Frame,
}

impl Ear {
    fn new() -> Self {
        let window = |i: usize| 0.5 - 0.5 * (TAU * i as f32 / WINDOW as f32).cos();
        let wave = |hertz: f32| -> Vec<(f32, f32)> {
            let turn = |i: usize| (TAU * hertz * i as f32 / RATE as f32).sin_cos();
            (0..WINDOW).map(|i| (turn(i).1 * window(i), turn(i).0 * window(i))).collect()
        };
        let mel = |band: f32| 700.0 * (10.0_f32.powf((200.0 + band * 150.0) / 2595.0) - 1.0);
        let waves = (0..BANDS).map(|band| [wave(mel(band as f32)), wave(mel(band as f32 + 0.5))]).collect();
        Ear { waves, silence: [FLOOR; BANDS] }
    }

    fn frames(&self, sound: &[f32]) -> Vec<Frame> {
        let padded: Vec<f32> =
            [0.0; WINDOW / 2].into_iter().chain(sound.iter().copied()).chain([0.0; WINDOW]).collect();
        (0..sound.len() / STEP).map(|i| self.hear(&padded[i * STEP..i * STEP + WINDOW])).collect()
    }

    fn hear(&self, part: &[f32]) -> Frame {
        std::array::from_fn(|band| {
            let power = |wave: &Vec<(f32, f32)>| {
                let (c, s) = part.iter().zip(wave).fold((0.0, 0.0), |(c, s), (x, w)| (c + x * w.0, s + x * w.1));
                c * c + s * s
            };
            self.waves[band].iter().map(power).sum::<f32>().max(1e-9).ln().max(FLOOR)
        })
    }
}

/// Loudness below which everything is the same silence.
const FLOOR: f32 = -4.0;

/// The cheapest path from the beginning of both to the end of both: pairs of frames, rising.
fn warp(reference: &[Frame], heard: &[Frame]) -> Vec<(usize, usize)> {
    let (rows, columns) = (reference.len(), heard.len());
    if rows == 0 || columns == 0 {
        return vec![];
    }
    let distance = |a: &Frame, b: &Frame| a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum::<f32>();
    // 0: both went on, 1: only the reference did, 2: only the sentence did.
    let mut came = vec![0_u8; rows * columns];
    let mut above = vec![f32::INFINITY; columns];
    for row in 0..rows {
        let mut line = vec![0.0; columns];
        for column in 0..columns {
            let before = |r: bool, c: bool| match (r, c) {
                (true, true) if row > 0 && column > 0 => above[column - 1],
                (true, false) if row > 0 => above[column],
                (false, true) if column > 0 => line[column - 1],
                _ => f32::INFINITY,
            };
            let ways = [before(true, true), before(true, false), before(false, true)];
            let (way, cost) =
                ways.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1)).map_or((0, 0.0), |(i, c)| (i, *c));
            came[row * columns + column] = way as u8;
            line[column] = distance(&reference[row], &heard[column]) + if cost.is_finite() { cost } else { 0.0 };
        }
        above = line;
    }
    let (mut row, mut column) = (rows - 1, columns - 1);
    let mut path = vec![(row, column)];
    while row > 0 || column > 0 {
        let way = if row == 0 {
            2
        } else if column == 0 {
            1
        } else {
            came[row * columns + column]
        };
        row -= usize::from(way != 2);
        column -= usize::from(way != 1);
        path.push((row, column));
    }
    path.reverse();
    path
}
