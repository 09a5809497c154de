//! Text to the numbers that BERT models read: lower case, accents dropped, marks apart, then the longest known pieces.

use std::{collections::HashMap, path::Path};

use unicode_normalization::UnicodeNormalization as _;

use crate::{InferenceError, Result};

/// The vocabulary of a sentence model.
#[derive(Debug)]
pub(crate) struct WordPiece {
    pieces: HashMap<String, i64>,
    unknown: i64,
    begin: i64,
    end: i64,
}

/// Most letters of a word that is taken apart.
const LONGEST: usize = 100;

impl WordPiece {
    /// `vocab.txt`: one piece a line.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(InferenceError::file(path))?;
        WordPiece::of(text.lines()).ok_or_else(|| InferenceError::Damaged {
            path: path.to_owned(),
            reason: "it has no [UNK], [CLS] or [SEP]".to_owned(),
        })
    }

    fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Self> {
        let pieces: HashMap<String, i64> = lines.enumerate().map(|(at, piece)| (piece.to_owned(), at as i64)).collect();
        let special = |name| pieces.get(name).copied();
        let (unknown, begin, end) = (special("[UNK]")?, special("[CLS]")?, special("[SEP]")?);
        Some(WordPiece { pieces, unknown, begin, end })
    }

    /// At most `most` numbers, the first and last marking begin and end.
    pub fn numbers(&self, text: &str, most: usize) -> Vec<i64> {
        let mut numbers = vec![self.begin];
        for word in words(text) {
            self.word(&word, &mut numbers);
        }
        numbers.truncate(most - 1);
        numbers.push(self.end);
        numbers
    }

    fn word(&self, word: &str, numbers: &mut Vec<i64>) {
        let letters: Vec<char> = word.chars().collect();
        let (mut start, mut found) = (0, Vec::new());
        while start < letters.len() && letters.len() <= LONGEST {
            let piece = (start + 1..=letters.len()).rev().find_map(|end| {
                let text: String = letters[start..end].iter().collect();
                let text = if start > 0 { format!("##{text}") } else { text };
                self.pieces.get(&text).map(|number| (end, *number))
            });
            let Some((end, number)) = piece else { break };
            found.push(number);
            start = end;
        }
        if start == letters.len() { numbers.extend(found) } else { numbers.push(self.unknown) }
    }
}

fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let plain =
        text.chars().flat_map(char::to_lowercase).nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    for c in plain {
        if c.is_whitespace() {
            words.push(String::new());
        } else if c.is_control() || c == '\u{fffd}' || is_format(c) {
            // Not text.
        } else if is_mark(c) || is_ideograph(c) {
            words.extend([c.to_string(), String::new()]);
        } else if let Some(word) = words.last_mut() {
            word.push(c);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Zero-width signs and the like.
const fn is_format(c: char) -> bool {
    matches!(c as u32, 0xad | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x2064 | 0xfeff)
}

const fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c as u32, 0xa1 | 0xa7 | 0xab | 0xb6 | 0xb7 | 0xbb | 0xbf | 0x2010..=0x2027 | 0x2030..=0x205e | 0x3001..=0x3003 | 0x3008..=0x3011 | 0x3014..=0x301f | 0xff01..=0xff0f | 0xff1a..=0xff20 | 0xff3b..=0xff3d | 0xff3f | 0xff5b..=0xff65)
}

const fn is_ideograph(c: char) -> bool {
    matches!(c as u32, 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x2ceaf | 0x2f800..=0x2fa1f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_apart_into_the_longest_known_pieces() {
        let vocabulary = ["[UNK]", "[CLS]", "[SEP]", "un", "##bel", "##ievable", "cafe", "!", "##be", "日"];
        let pieces = WordPiece::of(vocabulary.into_iter()).unwrap();
        assert_eq!(pieces.numbers("Unbelievable café!", 32), [1, 3, 4, 5, 6, 7, 2]);
        assert_eq!(pieces.numbers("日x", 32), [1, 9, 0, 2]);
        assert_eq!(pieces.numbers("cafe cafe cafe cafe", 4), [1, 6, 6, 2]);
        assert!(WordPiece::of(["a"].into_iter()).is_none());
    }
}
