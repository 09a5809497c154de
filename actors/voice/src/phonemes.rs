//! Words as they are said become the model's symbols; every symbol knows its word.

use std::panic::{AssertUnwindSafe, catch_unwind};

use misaki_rs::{Fallback, G2P, Language, fallback::FallbackError};

use crate::{
    letters, names,
    reading::{Word, number},
};

/// Phonemes of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Symbols {
    pub symbols: Vec<char>,
    /// The word that each symbol belongs to; none: a space or a pause.
    pub owners: Vec<Option<usize>>,
}

/// Pronunciation of one accent.
pub(crate) struct Accent(G2P);

struct ByRule;

impl Fallback for ByRule {
    fn phonemize(&self, word: &str) -> Result<String, FallbackError> {
        Ok(letters::sounds(word))
    }
}

impl Accent {
    pub fn load(language: &str) -> Accent {
        let language = if language == "en-GB" { Language::EnglishGB } else { Language::EnglishUS };
        Accent(G2P::with_fallback(language, Some(Box::new(ByRule))))
    }

    pub fn symbols(&self, words: &[Word]) -> Symbols {
        let text = Text::of(words);
        // The dictionary's crate unwraps in places; no sentence may end the worker.
        match catch_unwind(AssertUnwindSafe(|| self.0.g2p(&text.marked))) {
            Ok(Ok((_, tokens))) => {
                let tokens = tokens.iter().map(|t| (t.text.as_str(), t.phonemes.as_deref(), !t.whitespace.is_empty()));
                text.owned(tokens)
            }
            Ok(Err(_)) | Err(_) => spelled(words),
        }
    }
}

/// All words by the letter rules: what is left when the dictionary fails.
fn spelled(words: &[Word]) -> Symbols {
    let mut out = Symbols::default();
    for (i, word) in words.iter().enumerate() {
        for part in word.said.split_whitespace() {
            out.push(&letters::sounds(part), Some(i));
            out.push(" ", None);
        }
    }
    out
}

impl Symbols {
    fn push(&mut self, phonemes: &str, owner: Option<usize>) {
        let sound = phonemes.chars().any(char::is_alphabetic);
        for c in phonemes.chars() {
            self.symbols.push(c);
            self.owners.push(owner.filter(|_| sound));
        }
    }
}

/// The text that the dictionary reads. `marked` holds `[word](/phonemes/)` where we know better; `plain` is the same without marks.
struct Text {
    marked: String,
    plain: String,
    /// Where each word ends in `plain`.
    ends: Vec<usize>,
}

impl Text {
    fn of(words: &[Word]) -> Text {
        let mut text = Text { marked: String::new(), plain: String::new(), ends: vec![] };
        for word in words {
            let parts: Vec<&str> = word.said.split_whitespace().collect();
            let mut at = 0;
            while at < parts.len() {
                let run = parts[at..].iter().take_while(|part| is_letter(bare(part).0)).count();
                let lone_pronoun = run == 1 && bare(parts[at]).0 == "I";
                if run > 0 && !lone_pronoun {
                    text.letters(&parts[at..at + run]);
                    at += run;
                } else {
                    text.word(parts[at]);
                    at += 1;
                }
            }
            text.ends.push(text.plain.len());
        }
        text
    }

    fn space(&mut self) {
        if !self.plain.is_empty() {
            self.plain.push(' ');
            self.marked.push(' ');
        }
    }

    fn letters(&mut self, run: &[&str]) {
        let (names, last): (Vec<&str>, _) = (run.iter().map(|part| bare(part).0).collect(), run.last());
        self.mark(&names.concat(), &letters::spell(&names), last.map_or("", |part| bare(part).1));
    }

    fn word(&mut self, part: &str) {
        let (word, tail) = bare(part);
        match names::sounds(word) {
            Some(sounds) => self.mark(word, sounds, tail),
            None => {
                self.space();
                self.plain.push_str(part);
                self.marked.push_str(part);
            }
        }
    }

    fn mark(&mut self, word: &str, sounds: &str, tail: &str) {
        self.space();
        self.plain.push_str(&format!("{word}{tail}"));
        self.marked.push_str(&format!("[{word}](/{sounds}/){tail}"));
    }

    /// Lays the tokens over the words: they follow each other as the text does.
    fn owned<'t>(&self, tokens: impl Iterator<Item = (&'t str, Option<&'t str>, bool)>) -> Symbols {
        let mut out = Symbols::default();
        let mut at = 0;
        for (token, phonemes, space) in tokens {
            let start = self.plain[at..].find(token).map_or(at, |found| at + found);
            at = start + if self.plain[start..].starts_with(token) { token.len() } else { 0 };
            out.push(phonemes.unwrap_or(""), Some(self.ends.partition_point(|end| *end <= start)));
            if space {
                out.push(" ", None);
            }
        }
        out
    }
}

fn is_letter(part: &str) -> bool {
    matches!(part.as_bytes(), [letter] if letter.is_ascii_uppercase())
}

/// A word, and the punctuation that ends it.
fn bare(part: &str) -> (&str, &str) {
    let word = part.trim_end_matches(number::is_stop);
    (word, &part[word.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::read;

    fn sounds(sentence: &str) -> (String, Symbols, Vec<Word>) {
        let words = read(sentence);
        let symbols = Accent::load("en-US").symbols(&words);
        (symbols.symbols.iter().collect(), symbols, words)
    }

    #[test]
    fn every_symbol_belongs_to_the_word_that_is_displayed() {
        let (_, symbols, words) = sounds("It cost $3.4 million, says https://example.com/a today.");
        let of = |i: usize| -> String {
            let of = symbols.symbols.iter().zip(&symbols.owners);
            of.filter(|(_, owner)| **owner == Some(i)).map(|(c, _)| c).collect()
        };
        assert_eq!(words[2].shown, "$3.4");
        assert!(of(2).starts_with("θɹ") && of(2).contains("pˈYnt"), "{}", of(2));
        assert!(of(3).contains("mˈɪlj") && of(3).contains("dˈɑləɹz"), "{}", of(3));
        assert!(of(5).contains("slˈæʃ"), "{}", of(5));
        assert!(of(6).starts_with('t'), "{}", of(6));
    }

    #[test]
    fn letters_are_named_and_words_read() {
        assert_eq!(sounds("GPU").0, "ʤˌipˌijˈu");
        assert!(sounds("A cat").0.starts_with("ɐ k"), "{}", sounds("A cat").0);
        assert!(sounds("Kubernetes runs.").0.contains("nˈɛTiz"), "{}", sounds("Kubernetes runs.").0);
    }
}
