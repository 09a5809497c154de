//! Black frames and stills, seen on every few pixels of the brightness.

use ffmpeg_next::{format, frame};
use ytempire_domain::production::Check;

use super::line;

/// Longest time without any movement, in milliseconds.
const LONGEST_STILL_MS: i64 = 4_000;
/// Pixels from one looked at to the next.
const STEP: usize = 6;
/// A picture has changed where so many of a thousand places differ by so much.
const CHANGED_PER_MILLE: usize = 2;
const DIFFERS_BY: u8 = 6;
/// Another picture than before: so many of a thousand places differ by so much. A drawing that moves is that too (one and the
/// same differs by 26 to 105 within its scene, two of them by 145): only a picture that stands still is told apart from one
/// that goes on; which drawing it is the storyboard knows.
const ANOTHER_PER_MILLE: usize = 10;
const ANOTHER_BY: u8 = 10;
/// Brightness of black on a scale of 16 to 235, with some noise on it; and of its brightest place.
const BLACK: u64 = 22;
const BLACK_PEAK: u8 = 44;

#[derive(Default)]
pub struct Pictures {
    pub size: Option<(u32, u32)>,
    pub frames: u64,
    black: Vec<u64>,
    /// The last picture that differed from the one before, and its number.
    anchor: (Vec<u8>, u64),
    /// Longest run without a change: frames, and where it began.
    still: (u64, u64),
    /// Frames that are held against one another, in order; what the last of them showed, and of each whether it was another
    /// picture than the one before.
    marks: Vec<u64>,
    marked: Vec<u8>,
    changes: Vec<bool>,
}

impl Pictures {
    /// Holds the frames of these numbers against one another; they rise, or stay.
    pub fn marked(marks: Vec<u64>) -> Self {
        Pictures { marks, ..Pictures::default() }
    }

    pub fn add(&mut self, frame: &frame::Video) {
        self.size = Some((frame.width(), frame.height()));
        let number = self.frames;
        self.frames += 1;
        if !matches!(frame.format(), format::Pixel::YUV420P | format::Pixel::YUVJ420P) {
            return;
        }
        let (stride, width) = (frame.stride(0), frame.width() as usize);
        let rows = frame.data(0).chunks(stride).take(frame.height() as usize).step_by(STEP);
        let seen: Vec<u8> = rows.flat_map(|row| row.iter().take(width).step_by(STEP).copied()).collect();
        let mean = seen.iter().map(|&v| u64::from(v)).sum::<u64>() / seen.len().max(1) as u64;
        if mean <= BLACK && seen.iter().max().is_none_or(|&peak| peak <= BLACK_PEAK) {
            self.black.push(number);
        }
        self.hold(number, &seen);
        let changed = seen.iter().zip(&self.anchor.0).filter(|(a, b)| a.abs_diff(**b) > DIFFERS_BY).count();
        if self.anchor.0.is_empty() || changed * 1000 > seen.len() * CHANGED_PER_MILLE {
            self.anchor = (seen, number);
        }
        let run = number - self.anchor.1 + 1;
        if run > self.still.0 {
            self.still = (run, self.anchor.1);
        }
    }

    fn hold(&mut self, number: u64, seen: &[u8]) {
        while self.marks.get(self.changes.len()).is_some_and(|mark| *mark <= number) {
            let other = seen.iter().zip(&self.marked).filter(|(a, b)| a.abs_diff(**b) > ANOTHER_BY).count();
            self.changes.push(self.marked.is_empty() || other * 1000 > seen.len() * ANOTHER_PER_MILLE);
            seen.clone_into(&mut self.marked);
        }
    }

    /// Does the marked frame of this place show another picture than the one before it? One that never came does not.
    pub fn changes(&self, place: usize) -> bool {
        self.changes.get(place).copied().unwrap_or(false)
    }

    pub fn black_frames(&self) -> u64 {
        self.black.len() as u64
    }

    /// Frames of the longest time without any movement.
    pub fn still_frames(&self) -> u64 {
        self.still.0
    }

    pub fn duration_ms(&self, fps: u32) -> i64 {
        (self.frames * 1000).div_ceil(u64::from(fps.max(1))) as i64
    }

    pub fn checks(&self, fps: u32) -> Vec<Check> {
        let ms = |frames: u64| (frames * 1000 / u64::from(fps.max(1))) as i64;
        let black = match self.black.first() {
            Some(first) => format!("{}, the first at {} ms", self.black.len(), ms(*first)),
            None => "0".to_owned(),
        };
        let (long, began) = self.still;
        vec![
            line("black_frames", self.black.is_empty(), black, "0"),
            line(
                "stills",
                ms(long) <= LONGEST_STILL_MS,
                format!("longest {} ms, from {} ms on", ms(long), ms(began)),
                format!("at most {LONGEST_STILL_MS} ms"),
            ),
        ]
    }
}
