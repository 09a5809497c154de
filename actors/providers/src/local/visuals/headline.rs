//! The few words of a part that are set large: its gist, word for word and next to each other. A clause from its first
//! word on is preferred, then a phrase that matters; none starts or ends in the middle of one.

use std::ops::Range;

use ytempire_domain::production::Picture;

use super::{
    cut::Part,
    grammar::{
        dangling, is_auxiliary, is_conjunction, is_connective, is_content, is_determiner, is_figure, is_negation,
        is_preposition, is_pronoun,
    },
    lookup::Hit,
};
use crate::local::text::{capitalised, fold};

/// What a headline may be: most words, most characters, how many words of content it gains by.
struct Room {
    words: usize,
    chars: usize,
    content: usize,
}

const ALONE: Room = Room { words: 10, chars: 64, content: 7 };
const BESIDE: Room = Room { words: 7, chars: 40, content: 4 };
const ABOVE_FIGURES: Room = Room { words: 6, chars: 34, content: 4 };

/// A part's words with what the choice looks at.
struct Phrase<'a> {
    part: &'a Part,
    /// Each word in plain small letters.
    folded: Vec<String>,
    /// Where the drawing is named.
    named: Vec<Range<usize>>,
    /// The word of the number that counts.
    counted: Option<usize>,
    bars: bool,
    room: Room,
}

/// Which words of the part make the headline.
pub fn words(part: &Part, picture: &Picture, hits: &[Hit]) -> Range<usize> {
    let main = match picture {
        Picture::Illustration { main, .. } | Picture::Number { motif: Some(main), .. } => Some(&main.icon),
        _ => None,
    };
    let named = hits.iter().filter(|hit| Some(&hit.drawing) == main).map(|hit| hit.first..hit.last + 1).collect();
    let phrase = Phrase {
        part,
        folded: part.words.iter().map(|word| fold(&word.text)).collect(),
        named,
        counted: match picture {
            Picture::Number { count, .. } => part.words.iter().position(|word| word.start_ms == count.spoken_ms),
            _ => None,
        },
        bars: matches!(picture, Picture::Bars { .. }),
        room: match picture {
            Picture::Typography { .. } => ALONE,
            Picture::Number { .. } | Picture::Bars { .. } => ABOVE_FIGURES,
            _ => BESIDE,
        },
    };
    let most = phrase.room.words;
    let windows = (0..part.words.len()).flat_map(|start| (1..=most).map(move |length| start..start + length));
    let fits = |window: &Range<usize>| {
        window.end <= part.words.len() && text(part, window.clone()).chars().count() <= phrase.room.chars
    };
    let scored = windows.filter(fits).map(|window| (phrase.worth(&window), window));
    // Of equal ones the first.
    scored.reduce(|best, next| if next.0 > best.0 { next } else { best }).map_or(0..0, |(_, window)| window)
}

impl Phrase<'_> {
    fn worth(&self, window: &Range<usize>) -> f32 {
        self.start(window.start) + self.end(window) + self.content(window)
    }

    fn word(&self, at: usize) -> &str {
        self.folded.get(at).map_or("", String::as_str)
    }

    /// A mark behind the word ends a clause.
    fn marked(&self, at: usize) -> bool {
        self.part.words.get(at).is_some_and(|word| word.text.ends_with([',', ';', ':', '—', '–', '?', '!', ')']))
    }

    fn is_clause_start(&self, at: usize) -> bool {
        at == 0 || self.marked(at - 1) || at == self.after_date()
    }

    /// Behind `In 2012` or `Around 490 BC` at the start: the clause proper; else 0.
    fn after_date(&self) -> usize {
        let year = |word: &str| word.len() == 4 && word.bytes().all(|c| c.is_ascii_digit());
        match is_preposition(self.word(0)) && is_figure(self.word(1)) && !self.marked(1) {
            true if matches!(self.word(2), "bc" | "ad" | "bce" | "ce") => 3,
            true if !is_content(self.word(2)) || year(self.word(1)) => 2,
            _ => 0,
        }
    }

    fn start(&self, at: usize) -> f32 {
        let (word, before) = (self.word(at), at.checked_sub(1).map_or("", |before| self.word(before)));
        let behind_connective = at > 0 && is_connective(before) && self.is_clause_start(at - 1);
        let weight = if self.part.opens || at > 1 { 2.0 } else { 1.2 };
        if self.is_clause_start(at) || behind_connective {
            let late = if at > 2 && at != self.after_date() { 0.8 } else { 0.0 };
            return weight
                - late
                - match word {
                    word if is_connective(word) => 0.9,
                    word if is_preposition(word) || is_conjunction(word) && !is_pronoun(word) => 0.7,
                    word if is_pronoun(word) => 0.3,
                    _ => 0.0,
                };
        }
        let per = at > 1 && is_content(self.word(at - 2)) && matches!(before, "a" | "an");
        match word {
            _ if is_conjunction(before) && !is_auxiliary(word) => 0.3,
            "a" | "an" if is_content(before) => -2.0,
            _ if before == "of" => -1.5,
            word if is_determiner(word) => -0.2,
            word if is_content(word) && is_determiner(before) && !per => -0.4,
            word if is_content(word) && !is_content(before) && !is_auxiliary(before) && before != "to" && !per => -0.2,
            _ => -2.0,
        }
    }

    fn end(&self, window: &Range<usize>) -> f32 {
        let (last, next) = (self.word(window.end - 1), self.word(window.end));
        let closes = !self.part.words[window.end - 1].text.ends_with(char::is_alphanumeric);
        if self.marked(window.end - 1) || window.end == self.part.words.len() && closes {
            return 1.0;
        }
        // The figure follows in large.
        if self.counted == Some(window.end) && !is_preposition(last) && !is_determiner(last) && !is_auxiliary(last) {
            return 0.6;
        }
        let goes_on = match next {
            _ if self.cuts_amount(window.end) => -2.6,
            "" => 0.3,
            "of" | "than" | "to" => -0.8,
            next if is_auxiliary(next) || is_preposition(next) || is_conjunction(next) => 0.4,
            next if next.ends_with("ly") => -0.2,
            next if is_determiner(next) || is_pronoun(next) => -2.2,
            _ => -1.2,
        };
        goes_on - dangling(last)
    }

    /// `2 hours | and 35 seconds`, `2 minutes | before it is done`: half of an amount is another amount.
    fn cuts_amount(&self, end: usize) -> bool {
        let amount = (end.saturating_sub(2)..end).any(|at| is_figure(self.word(at)));
        let more = matches!(self.word(end), "and" | "to" | "or") && is_figure(self.word(end + 1));
        amount && (more || matches!(self.word(end), "before" | "after"))
    }

    fn content(&self, window: &Range<usize>) -> f32 {
        let (mut worth, mut content) = (0.0, 0);
        for at in window.clone() {
            let word = self.word(at);
            let figure = word.contains(|c: char| c.is_ascii_digit());
            content += usize::from(is_content(word));
            worth += match word {
                "" => -2.0,
                word if !is_content(word) => -0.05,
                _ if content > self.room.content => 0.1,
                word => 0.8 + 0.03 * word.chars().count().min(10) as f32,
            };
            // Bars show the numbers already.
            worth += if figure { if self.bars { -0.8 } else { 0.4 } } else { 0.0 };
        }
        let inside = |range: &Range<usize>| range.start >= window.start && range.end <= window.end;
        worth += if self.named.iter().any(inside) { 0.8 } else { 0.0 };
        let joins = window.clone().skip(1).any(|at| is_connective(self.word(at)));
        worth -= if joins && self.start(window.start) < 0.0 { 1.2 } else { 0.0 };
        // Somebody does something.
        let says = window.clone().skip(1).any(|at| is_auxiliary(self.word(at)) && at + 1 < window.end);
        worth += if says && self.is_clause_start(window.start) { 0.4 } else { 0.0 };
        // Without its "not" a clause says the opposite.
        let negated = (0..window.start).rev().take_while(|at| !self.marked(*at)).any(|at| is_negation(self.word(at)));
        worth -= if negated { 2.5 } else { 0.0 };
        // A mark inside divides what belongs together.
        worth -= 1.6 * (window.start..window.end - 1).filter(|at| self.marked(*at)).count() as f32;
        // The number is on the screen already.
        worth -= if self.counted.is_some_and(|at| window.contains(&at)) { 2.0 } else { 0.0 };
        worth
            - match window.len() {
                1 => 1.7,
                2 => 0.5,
                _ => 0.0,
            }
    }
}

/// The headline's words as one text, without the marks around it, with a capital.
pub fn text(part: &Part, window: Range<usize>) -> String {
    let Some(words) = part.words.get(window) else { return String::new() };
    let joined = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    let ends = |c: char| ",;:.—–\"'“”‘’«»".contains(c) || c.is_whitespace();
    let open = |c: char| ends(c) || "([".contains(c);
    let trimmed = joined.trim_start_matches(open).trim_end_matches(ends);
    let trimmed = if trimmed.contains('(') { trimmed } else { trimmed.trim_end_matches([')', ']']) };
    capitalised(trimmed)
}
