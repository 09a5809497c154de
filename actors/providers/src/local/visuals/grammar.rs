//! Words of English grammar by what they do beside others: where a phrase may start and where it may end.

use crate::local::text::is_stop_word;

const DETERMINERS: &str = "a an the its their his her your our my this these those every no some any each";
const QUANTIFIERS: &str =
    "little few many more most own same single whole first last other another several enough only";
const PREPOSITIONS: &str = "in on at by for with from into onto over under between through during after before until \
    about around near without within across against along behind above below inside towards toward since as like to among off out up down beyond despite upon per";
const CONJUNCTIONS: &str = "and but or because until so while when where if unless although though before after whereas \
    that which who whose";
const CONNECTIVES: &str =
    "so and but or yet then also thus hence however therefore instead meanwhile still besides nor";
const FINE_ENDS: &str =
    "never not better best worse more less first last away once enough everything nothing again together";
const OBJECTS: &str = "it him her them you us";
const NUMERALS: &str =
    "three four five six seven eight nine ten eleven twelve hundred thousand million billion trillion";
const PRONOUNS: &str = "it they he she we you i this that these those them him us there";
const AUXILIARIES: &str = "is are was were be been can could will would may might must should shall do does did has have \
    had isn't aren't wasn't can't cannot won't don't doesn't didn't";

fn holds(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|entry| entry == word)
}

pub fn is_determiner(word: &str) -> bool {
    holds(DETERMINERS, word)
}

pub fn is_preposition(word: &str) -> bool {
    holds(PREPOSITIONS, word)
}

/// Joins a clause to the one before.
pub fn is_conjunction(word: &str) -> bool {
    holds(CONJUNCTIONS, word)
}

/// May go from the head of a sentence without a loss.
pub fn is_connective(word: &str) -> bool {
    holds(CONNECTIVES, word)
}

pub fn is_pronoun(word: &str) -> bool {
    holds(PRONOUNS, word)
}

pub fn is_auxiliary(word: &str) -> bool {
    holds(AUXILIARIES, word)
}

/// A noun follows, sooner or later: `the`, `in`, `every`, `little`.
pub fn announces_noun(word: &str) -> bool {
    is_determiner(word) || holds(QUANTIFIERS, word) || word == "of" || word != "to" && is_preposition(word)
}

/// Carries a subject; figures do as well.
pub fn is_content(word: &str) -> bool {
    is_figure(word) || !word.is_empty() && !is_stop_word(word)
}

pub fn is_figure(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

pub fn is_numeral(word: &str) -> bool {
    holds(NUMERALS, word)
}

pub fn is_negation(word: &str) -> bool {
    matches!(word, "not" | "never" | "no" | "nobody" | "nothing") || word.ends_with("n't")
}

/// How badly a phrase ends on the word, where the clause goes on.
pub fn dangling(word: &str) -> f32 {
    match word {
        word if holds(FINE_ENDS, word) => 0.0,
        word if holds(OBJECTS, word) => 0.2,
        word if is_figure(word) || is_numeral(word) => 1.2,
        word if is_stop_word(word) => 1.8,
        word if word.ends_with("ly") => 0.8,
        word if word.ends_with("ed") => 0.4,
        _ => 0.0,
    }
}
