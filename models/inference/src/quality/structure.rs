//! Does the text have an order that a listener can follow: parts, words that lead from one to the next, an end?

use super::{
    Verdict, mean_of,
    text::{count, lower, paragraphs, says, sentences},
};

/// Fewest words of a script.
const LEAST: usize = 40;
/// Words in which one sign of the way should stand.
const WAY: usize = 60;
/// Largest share of one paragraph.
const LARGEST: f64 = 0.6;

const SIGNS: &[&str] = &[
    "first",
    "second",
    "third",
    "next",
    "then",
    "now",
    "because",
    "but",
    "so",
    "finally",
    "for example",
    "that's why",
    "instead",
    "later",
    "before",
    "after",
];
const ENDS: &[&str] = &[
    "so",
    "remember",
    "in short",
    "in the end",
    "finally",
    "that's",
    "try",
    "tell us",
    "let me know",
    "next time",
    "subscribe",
    "see you",
    "now you know",
    "thanks",
    "thank you",
];

pub(super) fn judge(text: &str) -> Verdict {
    let all = lower(text);
    let parts = paragraphs(text);
    let longest = parts.iter().map(|part| lower(part).len()).max().unwrap_or(0);
    let share = longest as f64 / all.len().max(1) as f64;
    let signs = count(&all, SIGNS);
    let wanted = (all.len() as f64 / WAY as f64).max(1.0);
    let last = sentences(text).len().saturating_sub(3);
    let end: Vec<String> = sentences(text).into_iter().skip(last).flat_map(lower).collect();
    mean_of(vec![
        (all.len() as f64 / LEAST as f64, format!("it has too few words: {}", all.len())),
        (parts.len() as f64 / 3.0, format!("begin, middle and end take three paragraphs: it has {}", parts.len())),
        (
            1.0 - (share - LARGEST).max(0.0) / (1.0 - LARGEST),
            format!("one paragraph holds {:.0} % of it", share * 100.0),
        ),
        (signs as f64 / wanted, "few words lead from one thought to the next".to_owned()),
        (f64::from(u8::from(says(&end, ENDS))), "it stops without an end".to_owned()),
    ])
}
