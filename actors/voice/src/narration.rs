//! Sounds of pieces joined to one narration, and the times of its words in it.

use ytempire_domain::production::{SpokenSentence, SpokenWord};

use crate::{
    model::{FRAME, RATE, Sound},
    pieces::Piece,
    reading::Word,
    sound, timing,
};

const MS: usize = RATE as usize / 1000;
/// Asked for between sentences; the quiet ends of their words come on top.
const PAUSE: usize = 150 * MS;
/// Between the pieces of one long sentence.
const BREATH: usize = 40 * MS;
/// How much earlier than the model says a word after a pause is heard.
const EARLY: usize = 35 * MS;
/// A sentence without a sound, among others: so much for each word, within limits.
const HUSH: usize = 60 * MS;
const MOST_HUSH: usize = 1500 * MS;

#[derive(Default)]
pub(crate) struct Narration {
    pub samples: Vec<f32>,
    pub sentences: Vec<SpokenSentence>,
    pub words: Vec<SpokenWord>,
}

impl Narration {
    /// Adds the next sentence, of which the model spoke `pieces`.
    pub fn add(&mut self, words: &[Word], pieces: &[(&Piece, &Sound)]) {
        if !self.samples.is_empty() {
            self.samples.resize(self.samples.len() + PAUSE, 0.0);
        }
        let start = self.samples.len();
        let mut spans = vec![None; words.len()];
        for (i, (piece, sound)) in pieces.iter().enumerate() {
            if i > 0 {
                self.samples.resize(self.samples.len() + BREATH, 0.0);
            }
            let heard = sound::heard(&sound.samples);
            let base = self.samples.len();
            let place = |sample: usize| sample.clamp(heard.start, heard.end) - heard.start + base;
            let found = timing::spans(&sound.frames, &piece.owners, FRAME, words.len(), EARLY);
            for (span, found) in spans.iter_mut().zip(found) {
                if let Some((from, to)) = found {
                    let from = span.map_or(place(from), |(from, _)| from);
                    *span = Some((from, place(to)));
                }
            }
            let mut samples = sound.samples[heard].to_vec();
            sound::fade(&mut samples);
            self.samples.extend(samples);
        }
        sound::level(&mut self.samples[start..]);
        if pieces.is_empty() {
            let hush = (words.len() * HUSH).min(MOST_HUSH);
            self.samples.resize(start + hush, 0.0);
        }
        // Whole milliseconds, so that the times of the report are exact.
        self.samples.resize(self.samples.len().next_multiple_of(MS), 0.0);
        let end = self.samples.len();
        self.tell(words, &timing::fill(&spans, (start, end)), (start, end));
    }

    fn tell(&mut self, words: &[Word], spans: &[timing::Span], (start, end): timing::Span) {
        let sentence = self.sentences.len() as u32;
        self.sentences.push(SpokenSentence { start_ms: ms(start), end_ms: ms(end) });
        self.words.extend(words.iter().zip(spans).map(|(word, (from, to))| SpokenWord {
            sentence,
            text: word.shown.clone(),
            start_ms: ms(*from),
            end_ms: ms(*to),
        }));
    }

    pub fn duration_ms(&self) -> u32 {
        ms(self.samples.len())
    }
}

fn ms(samples: usize) -> u32 {
    (samples / MS) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::read;

    fn sound(frames: &[usize]) -> Sound {
        let samples = (0..frames.iter().sum::<usize>() * FRAME).map(|i| 0.2 * (i as f32 * 0.1).sin()).collect();
        Sound { samples, frames: frames.to_vec() }
    }

    fn piece(owners: &[Option<usize>]) -> Piece {
        Piece { sentence: 0, symbols: vec![1; owners.len() - 2], owners: owners.to_vec() }
    }

    #[test]
    fn sentences_and_pauses_add_up_to_the_whole() {
        let mut narration = Narration::default();
        let one = piece(&[None, Some(0), None, Some(1), None]);
        narration.add(&read("Good bees."), &[(&one, &sound(&[2, 8, 1, 9, 4]))]);
        narration.add(&read("🐝 🐝"), &[]);
        narration.add(&read("Yes"), &[(&piece(&[None, Some(0), None]), &sound(&[1, 5, 1]))]);
        let times: Vec<(u32, u32)> = narration.sentences.iter().map(|s| (s.start_ms, s.end_ms)).collect();
        assert_eq!(times, [(0, 600), (750, 870), (1020, 1195)]);
        assert_eq!(narration.duration_ms(), 1195);
        assert_eq!(narration.samples.len(), 1195 * MS);
        let words: Vec<(u32, u32)> = narration.words.iter().map(|w| (w.start_ms, w.end_ms)).collect();
        assert_eq!(words, [(15, 250), (275, 500), (750, 810), (810, 870), (1020, 1170)]);
    }

    #[test]
    fn a_word_that_was_cut_in_two_is_one_word() {
        let mut narration = Narration::default();
        let (a, b) = (piece(&[None, Some(0), None]), piece(&[None, Some(0), None, Some(1), None]));
        narration.add(&read("Longword end"), &[(&a, &sound(&[1, 10, 1])), (&b, &sound(&[1, 10, 2, 3, 1]))]);
        let words: Vec<(u32, u32)> = narration.words.iter().map(|w| (w.start_ms, w.end_ms)).collect();
        assert_eq!(words[0].0, 0);
        assert_eq!(words[1], (300 + 40 + 325 - 35, 300 + 40 + 325 + 75));
    }
}
