//! Sentences too long for a listener become several, cut where a clause ends; no word is lost.

use super::LONGEST_MS;
use crate::local::text::{is_dense, spoken_ms};

/// Words that open a clause which can stand behind a pause.
const OPENERS: &[&str] =
    &["and", "but", "which", "while", "because", "so", "although", "where", "when", "who", "or", "und", "aber", "weil"];

/// The sentence, or its parts where it is too long.
pub fn speakable(sentence: &str) -> Vec<String> {
    let (mut parts, mut rest) = (vec![], sentence.trim());
    while spoken_ms(rest) > LONGEST_MS {
        let at = clause_end(rest).unwrap_or_else(|| word_end(rest));
        let (part, next) = rest.split_at(at);
        if next.trim().is_empty() || part.trim().is_empty() {
            break;
        }
        parts.push(part.trim().to_owned());
        rest = next.trim_start();
    }
    parts.push(rest.to_owned());
    parts
}

/// The last place within the limit where a clause ends: the stronger the mark, the better.
fn clause_end(text: &str) -> Option<usize> {
    let ends = |strength: u8| {
        text.char_indices()
            .filter(move |(at, c)| strength_of(*c, &text[at + c.len_utf8()..]) == Some(strength))
            .map(|(at, c)| at + c.len_utf8())
            .take_while(|end| spoken_ms(&text[..*end]) <= LONGEST_MS)
            .filter(|end| spoken_ms(&text[..*end]) >= LONGEST_MS / 4)
            .last()
    };
    (0..3).find_map(ends)
}

fn strength_of(mark: char, after: &str) -> Option<u8> {
    let spaced = after.starts_with(char::is_whitespace);
    match mark {
        ';' | '—' | '–' if spaced => Some(0),
        '；' | '，' | '、' => Some(1),
        ':' | ')' if spaced => Some(1),
        ',' if spaced => {
            let word = after.split_whitespace().next().unwrap_or_default();
            Some(if OPENERS.contains(&word) { 1 } else { 2 })
        }
        _ => None,
    }
}

/// No clause ends in time: the last whole word that does, or the last character of a script without spaces.
fn word_end(text: &str) -> usize {
    let fits = |end: &usize| spoken_ms(&text[..*end]) <= LONGEST_MS;
    let ends = text.char_indices().filter(|(_, c)| c.is_whitespace() || is_dense(*c)).map(|(at, c)| at + c.len_utf8());
    ends.take_while(fits).last().unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_is_cut_where_a_clause_ends_and_loses_no_word() {
        let long = "The old lighthouse on the northern cape was built by hand in the cold winter of a year that nobody in the village remembers any more, and its lamp, which burned whale oil at first, could be seen by sailors from a great distance; today it runs by itself.";
        let parts = speakable(long);
        assert_eq!(parts.len(), 2, "{parts:#?}");
        assert_eq!(parts.join(" "), long);
        assert!(parts.iter().all(|part| spoken_ms(part) <= LONGEST_MS));
    }

    #[test]
    fn text_without_any_mark_still_comes_in_breaths() {
        let endless = "word ".repeat(500);
        let parts = speakable(&endless);
        assert!(parts.len() > 10 && parts.iter().all(|part| spoken_ms(part) <= LONGEST_MS));
        assert_eq!(parts.join(" "), endless.trim());
        assert!(speakable(&"蜜".repeat(400)).len() > 3);
        assert_eq!(speakable(&"x".repeat(9_000)).len(), 1);
    }
}
