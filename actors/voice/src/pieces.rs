//! Sentences cut into what the model takes at once.

use std::{collections::HashMap, ops::Range};

use crate::{model::MOST_SYMBOLS, phonemes::Symbols};

/// What is spoken in one go: symbols as the model numbers them, and the word of each, the model's silent ends included.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub sentence: usize,
    pub symbols: Vec<i64>,
    pub owners: Vec<Option<usize>>,
}

/// The pieces of a sentence: one, unless it is longer than the model takes. None: it has no sound.
pub(crate) fn pieces(sentence: usize, symbols: &Symbols, alphabet: &HashMap<char, i64>) -> Vec<Piece> {
    let mut known = Symbols::default();
    for (symbol, owner) in symbols.symbols.iter().zip(&symbols.owners) {
        if alphabet.contains_key(symbol) {
            known.symbols.push(*symbol);
            known.owners.push(*owner);
        }
    }
    let mut out = vec![];
    let mut start = 0;
    while start < known.symbols.len() {
        let end = cut(&known, start);
        out.extend(piece(sentence, &known, start..end, alphabet));
        start = end;
    }
    out
}

fn piece(sentence: usize, known: &Symbols, range: Range<usize>, alphabet: &HashMap<char, i64>) -> Option<Piece> {
    let owners = &known.owners[range.clone()];
    owners.iter().flatten().next()?;
    let symbols = known.symbols[range].iter().filter_map(|symbol| alphabet.get(symbol)).copied().collect();
    Some(Piece { sentence, symbols, owners: [&[None], owners, &[None]].concat() })
}

/// Where the piece that begins at `start` ends: at the last clause that fits, else between words, else anywhere.
fn cut(known: &Symbols, start: usize) -> usize {
    let most = start + MOST_SYMBOLS;
    if known.symbols.len() <= most {
        return known.symbols.len();
    }
    let least = start + MOST_SYMBOLS / 4;
    let after = |ends: &[char]| (least..most).rev().find(|i| ends.contains(&known.symbols[*i])).map(|i| i + 1);
    after(&[';', ':', '.', '!', '?', '—', '…']).or_else(|| after(&[','])).or_else(|| after(&[' '])).unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbols(text: &str) -> Symbols {
        let mut word = 0;
        let owners = text
            .chars()
            .map(|c| {
                word += usize::from(c == ' ');
                c.is_alphabetic().then_some(word)
            })
            .collect();
        Symbols { symbols: text.chars().collect(), owners }
    }

    fn alphabet() -> HashMap<char, i64> {
        "abc ,;".chars().zip(1..).collect()
    }

    #[test]
    fn a_long_sentence_is_cut_after_a_clause_and_loses_nothing() {
        let text = format!("{}; {}, {}", "abc ".repeat(60), "abc ".repeat(60), "abc ".repeat(60));
        let pieces = pieces(7, &symbols(&text), &alphabet());
        let lengths: Vec<usize> = pieces.iter().map(|piece| piece.symbols.len()).collect();
        assert_eq!(lengths.iter().sum::<usize>(), text.len());
        assert_eq!(lengths[0], 241, "up to the semicolon");
        let owners: Vec<usize> = pieces.iter().flat_map(|piece| piece.owners.iter().flatten().copied()).collect();
        assert_eq!(owners.len(), 540);
        assert!(owners.is_sorted());
        assert!(pieces.iter().all(|piece| piece.sentence == 7 && piece.owners.len() == piece.symbols.len() + 2));
    }

    #[test]
    fn even_one_endless_word_is_cut() {
        let pieces = pieces(0, &symbols(&"a".repeat(1200)), &alphabet());
        assert_eq!(pieces.iter().map(|piece| piece.symbols.len()).collect::<Vec<_>>(), [509, 509, 182]);
    }

    #[test]
    fn what_has_no_sound_makes_no_piece() {
        assert_eq!(pieces(0, &symbols(",; "), &alphabet()), []);
        assert_eq!(pieces(0, &symbols("ß"), &alphabet()), []);
    }
}
