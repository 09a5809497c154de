//! A script as it is changed: a title and sentences whose roles follow from their places.

use ytempire_domain::production::Script;

use super::Reviser;
use crate::local::text::{capitalised, starts_with_reference, tokens};

/// A changed script and what was done.
pub(super) type Changed = (Draft, String);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub title: String,
    pub texts: Vec<String>,
}

/// Words of the shorter half of a sentence that is cut: less is an item of a list.
const LEAST: usize = 5;
/// Where a sentence can become two: the mark goes, the word begins the second.
const SEAMS: &[&str] = &["; ", ", but ", ", so ", ", and "];

impl Draft {
    pub fn of(script: &Script) -> Self {
        let texts = script.sentences.iter().map(|sentence| sentence.text.clone()).collect();
        Draft { title: script.title.clone(), texts }
    }

    /// Are these words said, in one sentence or in halves of it?
    pub fn says(&self, text: &str) -> bool {
        let words = |text: &str| tokens(text).fold(" ".to_owned(), |words, word| words + &word + " ");
        words(&self.texts.join(" ")).contains(&words(text))
    }

    /// Does the sentence after this one lean on it?
    pub fn is_leant_on(&self, at: usize) -> bool {
        self.texts.get(at + 1).is_some_and(|next| starts_with_reference(next))
    }

    /// Without a sentence and those that lean on it. None where nothing would be left.
    pub fn without(&self, at: usize) -> Option<Draft> {
        let leaning = self.texts.iter().skip(at + 1).take_while(|text| starts_with_reference(text)).count();
        let mut texts = self.texts.clone();
        texts.drain(at..=at + leaning);
        (!texts.is_empty()).then(|| Draft { texts, ..self.clone() })
    }

    /// With a sentence of the brief at its place among the points: behind the opening, before the ending.
    pub fn with(&self, reviser: &Reviser, text: &str) -> Draft {
        let (place, mut texts) = (reviser.place(text), self.texts.clone());
        let end = texts.len().saturating_sub(1).max(1).min(texts.len());
        let behind = |at: &usize| reviser.place(&texts[*at]) > place && !starts_with_reference(&texts[*at]);
        let at = (1..end).find(behind).unwrap_or(end);
        texts.insert(at, text.to_owned());
        Draft { texts, ..self.clone() }
    }

    /// With the sentence cut into two where a clause ends, nearest to its middle.
    pub fn cut(&self, at: usize) -> Option<Draft> {
        let (first, second) = halves(&self.texts[at])?;
        let mut texts = self.texts.clone();
        texts.splice(at..=at, [first, second]);
        Some(Draft { texts, ..self.clone() })
    }
}

/// Two sentences of one: all its words, in their order.
pub(super) fn halves(sentence: &str) -> Option<(String, String)> {
    let count = |text: &str| text.split_whitespace().count();
    let seams = SEAMS.iter().flat_map(|seam| sentence.match_indices(seam));
    let cuts = seams.map(|(at, seam)| {
        let word = seam.trim_start_matches([',', ';', ' ']);
        (&sentence[..at], &sentence[at + seam.len() - word.len()..])
    });
    let whole = cuts.filter(|(first, second)| count(first) >= LEAST && count(second) >= LEAST);
    let (first, second) = whole.min_by_key(|(first, second)| count(first).abs_diff(count(second)))?;
    Some((format!("{}.", first.trim_end()), capitalised(second.trim_start())))
}
