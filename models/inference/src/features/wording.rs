//! The shape of a title: length, capitals, digits, marks, and words that bait.

use crate::{Matrix, Table};

/// Words that promise instead of telling.
const BAIT: &[&str] = &[
    "this",
    "these",
    "you",
    "your",
    "how",
    "why",
    "what",
    "will",
    "ever",
    "never",
    "amazing",
    "insane",
    "crazy",
    "epic",
    "best",
    "worst",
    "most",
    "top",
    "things",
    "secret",
    "shocking",
    "unbelievable",
    "actually",
    "real",
    "wow",
    "won't",
];

/// Names and values, in a fixed order.
pub(crate) fn shape(title: &str) -> Vec<(&'static str, f64)> {
    let letters = title.chars().filter(|c| c.is_alphabetic()).count().max(1) as f64;
    let words: Vec<&str> = title.split_whitespace().collect();
    let count = words.len().max(1) as f64;
    let share = |of: &dyn Fn(&str) -> bool| words.iter().filter(|word| of(word)).count() as f64 / count;
    let lower = title.to_lowercase();
    let marks = |mark: char| title.matches(mark).count() as f64;
    let bait = lower.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| BAIT.contains(word)).count();
    vec![
        ("title_chars", title.chars().count() as f64),
        ("title_words", words.len() as f64),
        ("title_capitals", title.chars().filter(|c| c.is_uppercase()).count() as f64 / letters),
        ("title_shouted", share(&|word| word.chars().filter(|c| c.is_uppercase()).count() > 1 && is_upper(word))),
        ("title_capitalised", share(&|word| word.chars().next().is_some_and(char::is_uppercase))),
        ("title_digits", title.chars().filter(char::is_ascii_digit).count() as f64),
        ("title_begins_with_number", f64::from(u8::from(title.starts_with(|c: char| c.is_ascii_digit())))),
        ("title_exclaims", marks('!')),
        ("title_asks", marks('?')),
        ("title_dots", lower.matches("...").count() as f64 + marks('…')),
        ("title_brackets", marks('(') + marks('[')),
        ("title_bars", marks('|')),
        ("title_quotes", marks('"') + marks('“') + marks('\'')),
        ("title_colons", marks(':') + marks(';')),
        ("title_hashes", marks('#')),
        ("title_pictures", title.chars().filter(|c| *c as u32 >= 0x2190 && !c.is_alphanumeric()).count() as f64),
        ("title_bait", bait as f64),
        ("title_word_length", letters / count),
    ]
}

fn is_upper(word: &str) -> bool {
    !word.chars().any(char::is_lowercase)
}

/// One row of shapes for each title.
pub(crate) fn wording(titles: &[String]) -> Matrix {
    let shapes: Vec<_> = titles.iter().map(|title| shape(title)).collect();
    let mut m = Matrix::default();
    for (at, (name, _)) in shape("").into_iter().enumerate() {
        m.push(name, shapes.iter().map(|shape| shape[at].1));
    }
    m
}

pub(super) fn titles(table: &Table) -> Matrix {
    wording(table.text("video_title"))
}

/// The first headline's shape less the second's: with the headlines swapped all signs turn.
pub(super) fn pairs(table: &Table) -> Matrix {
    difference(table.text("headline_a"), table.text("headline_b"))
}

pub(crate) fn difference(a: &[String], b: &[String]) -> Matrix {
    let (a, b) = (wording(a), wording(b));
    let mut m = Matrix::default();
    for (name, (a, b)) in a.names.iter().zip(a.columns.iter().zip(&b.columns)) {
        m.push(name.clone(), a.iter().zip(b).map(|(a, b)| f64::from(*a) - f64::from(*b)));
    }
    m
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shouting_title_has_another_shape_than_a_plain_one() {
        let value = |title: &str, name| shape(title).into_iter().find(|part| part.0 == name).map(|part| part.1);
        assert_eq!(value("10 THINGS you WON'T believe!!", "title_exclaims"), Some(2.0));
        assert_eq!(value("10 THINGS you WON'T believe!!", "title_begins_with_number"), Some(1.0));
        assert_eq!(value("10 THINGS you WON'T believe!!", "title_bait"), Some(3.0));
        assert_eq!(value("Senate passes the budget", "title_bait"), Some(0.0));
        assert_eq!(value("🚗 cars", "title_pictures"), Some(1.0));
    }
}
