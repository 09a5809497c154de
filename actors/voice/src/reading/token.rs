//! A displayed word taken apart: what is read, and the stop after it.

use super::{MOST_READ, fold, number::is_stop};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub shown: String,
    /// Without quotes, brackets and the stop; in the characters that [`fold`] leaves.
    pub core: String,
    /// The pause after the word: one stop, or nothing.
    pub stop: &'static str,
}

impl Token {
    pub fn of(shown: &str) -> Token {
        let folded = fold::fold(shown, MOST_READ);
        let opened = folded.trim_start_matches(|c: char| {
            is_quote(c) || "*_|<>;:,!?".contains(c) || is_dash(c) && folded.len() == c.len_utf8()
        });
        let closers = |c: char| is_quote(c) || is_stop(c) || "*_~|>".contains(c);
        let core = opened.trim_end_matches(closers);
        // `C++` and `5%` keep their signs; a possessive `s'` is no sound of its own.
        let tail = &opened[core.len()..];
        let stop = if core.is_empty() { stop_of(&folded) } else { stop_of(tail) };
        Token { shown: shown.to_owned(), core: core.to_owned(), stop }
    }

    pub fn is_capital(&self) -> bool {
        self.core.starts_with(|c: char| c.is_ascii_uppercase())
    }
}

/// A word among its neighbours.
#[derive(Clone, Copy)]
pub(super) struct At<'t> {
    pub tokens: &'t [Token],
    pub i: usize,
    /// Only a part of the word is read: its neighbours say nothing.
    pub part: bool,
}

impl<'t> At<'t> {
    /// For a part of the word, read as if it stood alone.
    pub fn alone(self) -> At<'t> {
        At { part: true, ..self }
    }

    pub fn token(self) -> &'t Token {
        &self.tokens[self.i]
    }

    /// The word before, unless a stop stands between.
    pub fn before(self) -> Option<&'t Token> {
        let before = self.tokens.get(self.i.checked_sub(1)?)?;
        (!self.part && (before.stop.is_empty() || before.stop == ".")).then_some(before)
    }

    /// The word after, unless a stop stands between.
    pub fn after(self) -> Option<&'t Token> {
        let after = self.tokens.get(self.i + 1)?;
        (!self.part && (self.token().stop.is_empty() || self.token().stop == ".")).then_some(after)
    }

    pub fn is_first(self) -> bool {
        self.i == 0 || matches!(self.tokens[self.i - 1].stop, "." | "!" | "?" | ":")
    }

    pub fn is_last(self) -> bool {
        self.i + 1 == self.tokens.len()
    }

    /// The whole sentence is in capitals.
    pub fn is_shouted(self) -> bool {
        let letters =
            |case: fn(&u8) -> bool| self.tokens.iter().map(|t| t.core.bytes().filter(case).count()).sum::<usize>();
        letters(u8::is_ascii_lowercase) == 0 && letters(u8::is_ascii_uppercase) > 8
    }
}

/// The strongest stop of a tail.
fn stop_of(tail: &str) -> &'static str {
    let stops = [
        ("...", "…"),
        ("…", "…"),
        ("?", "?"),
        ("!", "!"),
        (".", "."),
        (";", ";"),
        (":", ":"),
        (",", ","),
        ("—", "—"),
        ("–", "—"),
    ];
    match tail {
        "-" | "--" => "—",
        "|" | "/" => ",",
        _ => stops.iter().find(|(mark, _)| tail.contains(mark)).map_or("", |(_, stop)| stop),
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '(' | ')' | '[' | ']' | '{' | '}' | '`')
}
