//! The few words of a part that are set large, always word for word and next to each other.

use std::ops::Range;

use ytempire_domain::production::Picture;

use super::{
    cut::Part,
    lookup::{Hit, bare},
};
use crate::local::text::{fold, is_stop_word, numbers, shortened, tokens};

/// Most characters of a headline beside a picture, and of words that stand alone.
const BESIDE: usize = 34;
const ALONE: usize = 64;
/// Most characters of the words above the headline.
const KICKER: usize = 26;

/// Which words of the part make the headline.
pub fn words(part: &Part, picture: &Picture, hits: &[Hit]) -> Range<usize> {
    let (most, chars) = match picture {
        Picture::Typography { .. } => (8, ALONE),
        _ => (5, BESIDE),
    };
    let counted = match picture {
        Picture::Number { count, .. } => part.words.iter().position(|word| word.start_ms == count.spoken_ms),
        _ => None,
    };
    let named: Vec<Range<usize>> = match picture {
        Picture::Illustration { main, .. } | Picture::Number { motif: Some(main), .. } => {
            hits.iter().filter(|hit| hit.drawing == main.icon).map(|hit| hit.first..hit.last + 1).collect()
        }
        _ => vec![],
    };
    let fits = |window: &Range<usize>| text(part, window.clone()).chars().count() <= chars;
    let windows = (0..part.words.len()).flat_map(|start| (1..=most).map(move |length| start..start + length));
    let windows = windows.filter(|window| window.end <= part.words.len() && fits(window));
    // Bars show the numbers already.
    let figures = if matches!(picture, Picture::Bars { .. }) { -1.2 } else { 0.0 };
    let digits = |window: &Range<usize>| {
        part.words[window.clone()].iter().filter(|word| word.text.contains(|c: char| c.is_ascii_digit())).count() as f32
    };
    let scored =
        windows.map(|window| (worth(part, &window, &named, counted, most) + figures * digits(&window), window));
    // Of equal ones the first.
    scored.reduce(|best, next| if next.0 > best.0 { next } else { best }).map_or(0..0, |(_, window)| window)
}

fn worth(part: &Part, window: &Range<usize>, named: &[Range<usize>], counted: Option<usize>, most: usize) -> f32 {
    let words = &part.words[window.clone()];
    let folded: Vec<String> = words.iter().map(|word| fold(&word.text)).collect();
    let mut worth = 0.0;
    for (word, folded) in words.iter().zip(&folded) {
        worth += match is_stop_word(folded) {
            _ if folded.is_empty() => -1.0,
            true => -0.1,
            false => 0.8 + 0.03 * folded.chars().count().min(10) as f32,
        };
        worth += if word.text.contains(|c: char| c.is_ascii_digit()) { 0.4 } else { 0.0 };
    }
    let inside = |range: &Range<usize>| range.start >= window.start && range.end <= window.end;
    worth += if named.iter().any(inside) { 2.0 } else { 0.0 };
    // A mark inside divides what belongs together.
    let marks =
        words.iter().rev().skip(1).filter(|word| word.text.ends_with([',', ';', ':', '—', '.', '?', '!'])).count();
    worth -= 1.6 * marks as f32;
    let starts = window.start == 0 || part.words[window.start - 1].text.ends_with([',', ';', ':', '—']);
    worth += if starts { 0.5 } else { 0.0 };
    let ends =
        window.end == part.words.len() || words.last().is_some_and(|word| word.text.ends_with([',', ';', ':', '.']));
    worth += if ends { 0.4 } else { 0.0 };
    let weak = |word: Option<&String>| word.is_some_and(|word| is_stop_word(word) && word != "never" && word != "not");
    worth -= if weak(folded.first()) && !starts { 1.3 } else { 0.0 };
    worth -= if weak(folded.last()) && !ends { 1.3 } else { 0.0 };
    // The number is on the screen already.
    worth -= if counted.is_some_and(|at| window.contains(&at)) { 1.5 } else { 0.0 };
    // A number ends no phrase, and a year does not start one behind its "in".
    let digits = |word: Option<&String>| word.is_some_and(|word| is_number(word));
    worth -= if digits(folded.last()) && !ends { 1.2 } else { 0.0 };
    worth -= if digits(folded.first()) && !starts { 0.7 } else { 0.0 };
    worth -= match words.len() {
        1 => 1.7,
        2 => 0.5,
        _ => 0.0,
    };
    worth - 0.35 * words.len().saturating_sub(most.saturating_sub(1)) as f32
}

fn is_number(word: &str) -> bool {
    let words = [
        "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "hundred", "thousand",
        "million",
    ];
    word.starts_with(|c: char| c.is_ascii_digit()) || words.contains(&word)
}

/// The headline's words as one text, without the marks around it.
pub fn text(part: &Part, window: Range<usize>) -> String {
    let Some(words) = part.words.get(window) else { return String::new() };
    let joined = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    let ends = |c: char| ",;:.—–\"'“”‘’«»".contains(c) || c.is_whitespace();
    let open = |c: char| ends(c) || "([".contains(c);
    let trimmed = joined.trim_start_matches(open).trim_end_matches(ends);
    if trimmed.contains('(') { trimmed.to_owned() } else { trimmed.trim_end_matches([')', ']']).to_owned() }
}

/// Words that are marked where words stand alone: figures and years, names, then the longest word.
pub fn emphasis(part: &Part) -> Vec<String> {
    let text = part.text();
    let mut marked: Vec<String> = numbers(&text)
        .iter()
        .filter_map(|number| part.words.get(part.word_at(number.start)))
        .map(|w| bare(&w.text).to_owned())
        .collect();
    let subjects = part.words.iter().enumerate().filter(|(_, word)| !is_stop_word(&fold(&word.text)));
    let names = subjects.clone().filter(|(at, word)| *at > 0 && bare(&word.text).starts_with(char::is_uppercase));
    marked.extend(names.map(|(_, word)| bare(&word.text).to_owned()));
    if marked.is_empty() {
        let any = part.words.iter().enumerate().filter(|_| subjects.clone().next().is_none());
        let longest = subjects.clone().chain(any).rev().max_by_key(|(_, word)| bare(&word.text).chars().count());
        marked.extend(longest.map(|(_, word)| bare(&word.text).to_owned()));
    }
    marked.dedup();
    marked.truncate(3);
    marked
}

/// The topic in small; empty where the headline says the same.
pub fn kicker(topic: &str, headline: &str) -> String {
    let topic = topic.split_whitespace().collect::<Vec<_>>().join(" ");
    let short = match topic.chars().count() {
        length if length <= KICKER => topic,
        _ => {
            let subjects = topic.split(' ').filter(|word| !is_stop_word(&fold(word))).map(bare);
            shortened(&subjects.take(3).collect::<Vec<_>>().join(" "), KICKER)
        }
    };
    let same = tokens(&short).eq(tokens(headline));
    if same { String::new() } else { short }
}
