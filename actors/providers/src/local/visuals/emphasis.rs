//! What is marked where words stand alone.

use super::{cut::Part, lookup::bare};
use crate::local::text::{fold, is_stop_word, numbers};

/// Words that are marked where words stand alone: figures and years, names, then the longest word.
pub fn emphasis(part: &Part) -> Vec<String> {
    let text = part.text();
    let mut marked: Vec<String> = numbers(&text)
        .iter()
        .filter_map(|number| part.words.get(part.word_at(number.start)))
        .map(|w| bare(&w.text).to_owned())
        .collect();
    let subjects = part.words.iter().enumerate().filter(|(_, word)| !is_stop_word(&fold(&word.text)));
    let names = subjects.clone().filter(|(at, word)| *at > 0 && bare(&word.text).starts_with(char::is_uppercase));
    marked.extend(names.map(|(_, word)| bare(&word.text).to_owned()));
    if marked.is_empty() {
        let any = part.words.iter().enumerate().filter(|_| subjects.clone().next().is_none());
        let longest = subjects.clone().chain(any).rev().max_by_key(|(_, word)| bare(&word.text).chars().count());
        marked.extend(longest.map(|(_, word)| bare(&word.text).to_owned()));
    }
    marked.dedup();
    marked.truncate(3);
    marked
}
