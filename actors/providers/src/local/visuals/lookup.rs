//! Finds the drawings that a part's words name, phrases before words, by the sense that the whole script gives them.

use std::collections::{HashMap, HashSet};

use ytempire_domain::production::Script;

use super::{
    cut::Part,
    lexicon::{Entry, Lexicon, NOTHING},
    plain::forms,
    senses::{CHANGE, FIGURATIVE, GENERAL, NAMES, holds},
};
use crate::local::text::{fold, is_stop_word, tokens};

/// A drawing that a word or phrase of the part asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub drawing: String,
    /// The word as the sentence writes it, without marks.
    pub word: String,
    /// Words of the part that it covers.
    pub first: usize,
    pub last: usize,
    pub score: f32,
    /// May stand small beside another drawing.
    pub accent: bool,
}

/// What the script is about: gives an ambiguous word its sense.
pub struct Context {
    topic: HashSet<String>,
    /// Plain forms of every word with the number of sentences that say it.
    said: HashMap<String, usize>,
    /// The same, sentence by sentence.
    sentences: Vec<HashSet<String>>,
}

impl Context {
    pub fn of(topic: &str, script: &Script) -> Self {
        let plain = |text: &str| tokens(text).flat_map(|word| forms(&word)).collect::<HashSet<_>>();
        let topic = plain(topic);
        let mut said: HashMap<String, usize> = topic.iter().map(|word| (word.clone(), 1)).collect();
        let signs = |text: &str| {
            let signs = [(['%', '%'], "percent"), (['$', '€'], "money"), (['£', '¥'], "money")];
            signs
                .into_iter()
                .filter(|(signs, _)| text.contains(*signs))
                .map(|(_, word)| word.to_owned())
                .collect::<Vec<_>>()
        };
        let sentences: Vec<HashSet<String>> =
            script.sentences.iter().map(|s| plain(&s.text).into_iter().chain(signs(&s.text)).collect()).collect();
        for word in sentences.iter().flatten() {
            *said.entry(word.clone()).or_default() += 1;
        }
        Context { topic, said, sentences }
    }

    /// Whether the words around give the phrase this meaning: those of the script, or of the sentence for a word of change.
    fn gives_sense(&self, entry: &Entry, phrase: &str, sentence: u32) -> bool {
        let near = |word: &String| match self.sentences.get(sentence as usize) {
            Some(said) if holds(CHANGE, phrase) => said.contains(word),
            _ => self.said.contains_key(word),
        };
        entry.beside.is_empty() || entry.beside.iter().any(near)
    }
}

/// Every drawing that the part names, in the order of its words.
pub fn hits(lexicon: &Lexicon, context: &Context, part: &Part) -> Vec<Hit> {
    let words = pieces(part);
    let (mut hits, mut at) = (vec![], 0);
    while at < words.len() {
        let longest = Lexicon::LONGEST.min(words.len() - at);
        let found = (1..=longest).rev().find_map(|length| {
            named(lexicon, context, part.sentence, &words[at..at + length]).map(|hit| (hit, length))
        });
        match found {
            Some(((_, entry), length)) if entry.drawing == NOTHING || is_name(part, &words[at..at + length]) => {
                at += length
            }
            Some(((phrase, entry), length)) => {
                let (first, last) = (words[at].1, words[at + length - 1].1);
                let word = part.words[first..=last].iter().map(|word| bare(&word.text)).collect::<Vec<_>>().join(" ");
                let score = score(lexicon, context, &phrase, &entry, length);
                // "Not like the sea", "than a car key": named, but not meant.
                let denied = is_denied(part, first);
                let score = if denied { score - 0.5 } else { score };
                let accent = !holds(FIGURATIVE, &phrase) && !denied;
                hits.push(Hit { drawing: entry.drawing, word, first, last, score, accent });
                at += length;
            }
            None => at += 1,
        }
    }
    hits
}

/// Behind `not` or `than`, with words of grammar between.
pub fn is_denied(part: &Part, first: usize) -> bool {
    let before = part.words[..first].iter().rev().take(3).map(|word| fold(&word.text));
    before.take_while(|word| is_stop_word(word)).any(|word| word == "not" || word == "than")
}

/// Words of the part in lower case with their place; a hyphen divides a word, a mark ends a phrase by an empty word.
fn pieces(part: &Part) -> Vec<(String, usize)> {
    let mut pieces = vec![];
    for (index, word) in part.words.iter().enumerate() {
        pieces.extend(tokens(&word.text).map(|token| (token, index)));
        if word.text.ends_with([',', ';', ':', '.', '?', '!']) {
            pieces.push((String::new(), index));
        }
    }
    pieces
}

/// A common word in capitals beside another one in capitals, not at the start: a part of somebody's name.
fn is_name(part: &Part, words: &[(String, usize)]) -> bool {
    let [(word, at)] = words else { return false };
    let capital = |at: usize| part.words.get(at).is_some_and(|word| bare(&word.text).starts_with(char::is_uppercase));
    let beside = *at > 1 && capital(at - 1) || *at > 0 && capital(at + 1);
    *at > 0 && capital(*at) && beside && !forms(word).iter().any(|form| holds(NAMES, form))
}

/// The phrase and its meaning here, by the words as they stand or the last one's plain form.
fn named(lexicon: &Lexicon, context: &Context, sentence: u32, words: &[(String, usize)]) -> Option<(String, Entry)> {
    let ((last, _), before) = words.split_last()?;
    if last.is_empty() || before.iter().any(|(word, _)| word.is_empty()) {
        return None;
    }
    let before: String = before.iter().map(|(word, _)| format!("{word} ")).collect();
    forms(last).into_iter().find_map(|form| {
        let phrase = format!("{before}{form}");
        let entry = lexicon.find(&phrase).iter().find(|entry| {
            // A word of grammar means a thing only where its neighbours say so.
            (!is_stop_word(&phrase) || !entry.beside.is_empty()) && context.gives_sense(entry, &phrase, sentence)
        })?;
        Some((phrase, entry.clone()))
    })
}

fn score(lexicon: &Lexicon, context: &Context, phrase: &str, entry: &Entry, length: usize) -> f32 {
    let base = if holds(GENERAL, phrase) { 0.5 } else { 1.0 };
    let phrase_bonus = 0.35 * (length - 1) as f32;
    let on_topic = if phrase.split(' ').any(|word| context.topic.contains(word)) { 0.15 } else { 0.0 };
    // Other words of the script that hint at the same drawing: it belongs to the story.
    let own: HashSet<&str> = phrase.split(' ').collect();
    let kin = context.said.keys().filter(|word| !own.contains(word.as_str()) && !is_stop_word(word));
    let kin = kin.filter(|word| lexicon.hints(word, &entry.drawing)).count().min(3);
    base + phrase_bonus + on_topic + 0.06 * kin as f32
}

/// A word without the marks around it, its case kept.
pub fn bare(word: &str) -> &str {
    let trimmed = word.trim_matches(|c: char| !c.is_alphanumeric());
    if fold(word).is_empty() { word } else { trimmed }
}
