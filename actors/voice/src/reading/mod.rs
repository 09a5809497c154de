//! How written English is said: each displayed word, and the plain words that are spoken for it.
//!
//! What is said holds only letters (single capitals are letter names), apostrophes, hyphens, spaces and the stops of [`number::is_stop`].

mod abbreviations;
mod addresses;
mod amounts;
mod compounds;
mod dates;
mod fold;
pub(crate) mod number;
mod roman;
mod tables;
mod token;
mod units;

use token::{At, Token};

/// A displayed word and how it is said. Nothing may be said for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub shown: String,
    pub said: String,
}

/// The characters of a displayed word that are read aloud; a longer one is no word.
const MOST_READ: usize = 160;

/// A rule looks at a word and its neighbours, and says it if the word is of its kind.
type Rule = fn(&str, At) -> Option<String>;

/// The first that fits speaks. A later rule may lean on an earlier one having refused.
const RULES: &[Rule] =
    &[abbreviations::say, addresses::say, dates::say, amounts::say, units::say_alone, roman::say, compounds::say];

/// Every displayed word of a sentence, in order, exactly as written.
pub(crate) fn read(sentence: &str) -> Vec<Word> {
    let tokens: Vec<Token> = sentence.split_whitespace().map(Token::of).collect();
    let word = |(i, token): (usize, &Token)| {
        let at = At { tokens: &tokens, i, part: false };
        Word { shown: token.shown.clone(), said: say(token, at) }
    };
    tokens.iter().enumerate().map(word).collect()
}

fn say(token: &Token, at: At) -> String {
    if token.core.is_empty() {
        return token.stop.to_owned();
    }
    let said = said(&token.core, at);
    let stop =
        if token.stop == "." && !at.is_last() && abbreviations::has_point(&token.core, at) { "" } else { token.stop };
    format!("{}{stop}", clean(&said))
}

/// Reads a part of a word by the same rules as a whole one.
fn said(core: &str, at: At) -> String {
    RULES.iter().find_map(|rule| rule(core, at)).unwrap_or_default()
}

/// Only what the next stage knows may pass.
fn clean(said: &str) -> String {
    let known = |c: char| c.is_ascii_alphabetic() || matches!(c, '\'' | '-' | ' ') || number::is_stop(c);
    let kept: String = said.chars().map(|c| if known(c) { c } else { ' ' }).collect();
    let words =
        kept.split_whitespace().filter(|word| word.contains(|c: char| c.is_ascii_alphabetic() || number::is_stop(c)));
    words.map(|word| word.trim_matches(['-', '\''])).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
