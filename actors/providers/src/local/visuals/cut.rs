//! Cuts a narration into parts: a sentence each, a long one several, always on the start of a word.

use ytempire_domain::production::{Narration, Script, SpokenWord};

use super::grammar::{is_conjunction, is_preposition};
use crate::local::text::fold;

/// No part lasts longer, unless a single word does.
const LONGEST_MS: u32 = 6_000;
/// The length that a long sentence's parts aim at.
const AIM_MS: u32 = 4_800;
/// How long the last picture stays after the last word.
const TAIL_MS: u32 = 600;

/// What is spoken while one picture stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub sentence: u32,
    /// Starts its sentence.
    pub opens: bool,
    pub start_ms: u32,
    pub end_ms: u32,
    /// In order, as displayed.
    pub words: Vec<SpokenWord>,
}

impl Part {
    /// The words with one space between them.
    pub fn text(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Which word of [`Part::text`] holds a byte of it.
    pub fn word_at(&self, byte: usize) -> usize {
        let mut end = 0;
        for (index, word) in self.words.iter().enumerate() {
            end += word.text.len() + 1;
            if byte < end {
                return index;
            }
        }
        self.words.len().saturating_sub(1)
    }
}

/// The parts of a narration, without gaps from 0 to its end and the tail.
pub fn parts(script: &Script, narration: &Narration) -> Vec<Part> {
    let mut parts: Vec<Part> = vec![];
    for (index, sentence) in script.sentences.iter().enumerate() {
        let number = index as u32;
        let mut words: Vec<SpokenWord> =
            narration.words.iter().filter(|word| word.sentence == number).cloned().collect();
        let spoken = narration.sentences[index];
        if words.is_empty() {
            words = timeless(number, &sentence.text, spoken.start_ms, spoken.end_ms);
        }
        let starts = narration.sentences.get(index + 1).map_or(narration.duration_ms + TAIL_MS, |next| next.start_ms);
        parts.extend(divided(number, words, starts));
    }
    close_gaps(&mut parts, narration.duration_ms + TAIL_MS);
    parts
}

/// Words of a voice that told no times: one after the other over the sentence.
fn timeless(sentence: u32, text: &str, start_ms: u32, end_ms: u32) -> Vec<SpokenWord> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let each = end_ms.saturating_sub(start_ms) / (words.len() as u32).max(1);
    let word = |(index, text): (usize, &&str)| SpokenWord {
        sentence,
        text: (*text).to_owned(),
        start_ms: start_ms + each * index as u32,
        end_ms: start_ms + each * (index as u32 + 1),
    };
    words.iter().enumerate().map(word).collect()
}

/// One sentence's parts; `until` is where the next sentence starts.
fn divided(sentence: u32, words: Vec<SpokenWord>, until: u32) -> Vec<Part> {
    let mut parts = vec![];
    let mut rest = words.as_slice();
    while let Some(first) = rest.first() {
        let left = until.saturating_sub(first.start_ms);
        let pieces = if left > LONGEST_MS { left.div_ceil(AIM_MS).max(2) } else { 1 };
        let aim = first.start_ms + left / pieces;
        let at = if pieces == 1 { rest.len() } else { boundary(rest, first.start_ms, aim) };
        let (words, after) = rest.split_at(at);
        let opens = parts.is_empty();
        parts.push(Part { sentence, opens, start_ms: first.start_ms, end_ms: until, words: words.to_vec() });
        rest = after;
    }
    parts
}

/// Number of words before the cut: near `aim`, behind a mark or before `and` or `in` where there is one, never a word alone at either side.
fn boundary(words: &[SpokenWord], start: u32, aim: u32) -> usize {
    let least = 2.min(words.len());
    let cost = |at: &usize| {
        let starts = words[*at].start_ms;
        let marked = words[at - 1].text.ends_with([',', ';', ':', '—', '–', ')', '、', '，']);
        let next = fold(&words[*at].text);
        let far = starts.abs_diff(aim)
            + match marked {
                true => 0,
                false if is_conjunction(&next) => 500,
                false if is_preposition(&next) => 1_000,
                false => 1_700,
            };
        let late = if starts.saturating_sub(start) > LONGEST_MS { 100_000 } else { 0 };
        far + late
    };
    let last = words.len().saturating_sub(1);
    (least..last).min_by_key(cost).unwrap_or(words.len())
}

/// Each part ends where the next starts; the first starts with the video, the last ends with it.
fn close_gaps(parts: &mut [Part], end: u32) {
    if let Some(first) = parts.first_mut() {
        first.start_ms = 0;
    }
    for index in 1..parts.len() {
        // A voice's clock never runs backwards; if it did, the scene would still last a moment.
        parts[index].start_ms = parts[index].start_ms.max(parts[index - 1].start_ms + 1);
        parts[index - 1].end_ms = parts[index].start_ms;
    }
    if let Some(last) = parts.last_mut() {
        last.end_ms = end.max(last.start_ms + 1);
    }
}
