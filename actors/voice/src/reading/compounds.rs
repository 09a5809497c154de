//! Everything else: words, capitals, letters and digits mixed, parts joined by signs.

use super::{number, said, tables, token::At};
use crate::names;

/// Written in capitals, said as words.
const WORDS: &[&str] = &[
    "NASA", "NATO", "COVID", "RAM", "JSON", "LASER", "SIM", "PIN", "SWAT", "UNESCO", "UNICEF", "OPEC", "FIFA", "RADAR",
    "GIF", "YOLO", "LIDAR", "RAID", "FOMO", "NAND", "SONAR", "SCUBA", "ROM", "BIOS", "CAPTCHA", "ICANN", "DRAM",
    "CERN", "AIDS", "SARS", "EBITDA", "THE", "AND", "NOT", "ALL", "BUT", "YOU", "NEW", "NOW", "HOW", "WHY", "WHO",
    "WHAT", "THIS", "THAT", "FREE", "BEST", "MUST", "STOP", "HUGE", "ONLY", "VERY", "WILL", "REAL", "EVER", "MORE",
    "MOST", "JUST", "LIKE", "WITH", "FROM", "YOUR", "HAVE", "BIG", "BAD", "GOOD", "TOP", "YES", "NO", "SO", "GO", "DO",
    "IS", "TO", "IN", "ON", "OF", "OR", "IF", "AS", "AT", "BY", "BE", "WE", "HE", "MY", "UP", "ME", "AN", "ARE", "CAN",
    "ONE", "TWO", "GET", "GOT", "HAS", "HAD", "HER", "HIS", "ITS", "OUR", "OUT", "OFF", "OWN", "SEE", "SHE", "WAS",
    "WAY", "WIN", "LOT", "OLD", "ALSO", "BACK", "EACH", "EVEN", "FACT", "FAST", "FIND", "FULL", "GIVE", "HELP", "HERE",
    "INTO", "KEEP", "KNOW", "LAST", "LESS", "LIVE", "LONG", "LOOK", "LOVE", "MADE", "MAKE", "MANY", "NEED", "NEXT",
    "OVER", "PART", "SAME", "SOME", "SUCH", "TAKE", "THAN", "THEM", "THEN", "THEY", "TIME", "TRUE", "WANT", "WELL",
    "WENT", "WERE", "WHEN", "WORK", "YEAR", "ZERO", "NEVER", "TODAY", "WOW", "OMG",
];

/// Words after which a single capital is a letter.
const LETTERED: &[&str] = &[
    "vitamin",
    "plan",
    "grade",
    "hepatitis",
    "type",
    "class",
    "point",
    "option",
    "team",
    "series",
    "section",
    "level",
    "and",
    "or",
    "to",
];

pub(super) fn say(core: &str, at: At) -> Option<String> {
    if core.bytes().all(|b| b.is_ascii_alphabetic() || b == b'\'') {
        return Some(word(core, at));
    }
    if number::all_digits(core) {
        return Some(group(core));
    }
    joined(core, at).or_else(|| Some(letters_and_digits(core, at)))
}

/// A word of letters alone.
fn word(core: &str, at: At) -> String {
    let (stem, end) = core.split_once('\'').map_or((core, ""), |(stem, _)| (stem, &core[stem.len()..]));
    let capitals = stem.bytes().filter(u8::is_ascii_uppercase).count();
    if stem == "A" {
        return article(at).to_owned();
    }
    if capitals == 0 || stem == "I" || names::sounds(core).is_some() {
        return core.to_owned();
    }
    if capitals == stem.len() {
        return capital_word(stem, end, at);
    }
    if let Some(single) = stem.strip_suffix('s').filter(|s| s.len() >= 2 && s.len() == capitals) {
        return format!("{}'s", spelled(single));
    }
    let humps = humps(stem);
    match humps.as_slice() {
        [_] => core.to_owned(),
        ["Mc" | "Mac" | "O" | "De" | "Di" | "Le" | "La" | "Van", ..] => core.to_owned(),
        humps => {
            let alone = |hump: &&str| if hump.len() == 1 { spelled(hump) } else { said(hump, at.alone()) };
            format!("{}{end}", humps.iter().map(alone).collect::<Vec<_>>().join(" "))
        }
    }
}

fn article(at: At) -> &'static str {
    let lettered = at.before().is_some_and(|t| LETTERED.contains(&t.core.to_ascii_lowercase().as_str()));
    let article = at.is_first() || at.is_shouted();
    if lettered || !article || at.is_last() { "A" } else { "a" }
}

/// All in capitals: a word that is shouted or said, else letters.
fn capital_word(stem: &str, end: &str, at: At) -> String {
    let beside = |t: Option<&super::Token>| {
        t.is_some_and(|t| {
            t.core.len() > 1 && WORDS.contains(&t.core.as_str()) && t.core.bytes().all(|b| b.is_ascii_uppercase())
        })
    };
    let vowels = stem.bytes().filter(|b| b"AEIOUY".contains(b)).count();
    let shouted = at.is_shouted() || stem.len() <= 2 && beside(at.before()) && beside(at.after());
    let as_word = WORDS.contains(&stem) || stem.len() >= 6 && vowels >= 2 || shouted && stem.len() > 1 && vowels > 0;
    if as_word {
        format!("{}{end}", stem.to_ascii_lowercase())
    } else {
        format!("{}{}", spelled(stem), if end == "'s" { end } else { "" })
    }
}

fn spelled(letters: &str) -> String {
    letters.to_ascii_uppercase().chars().map(String::from).collect::<Vec<_>>().join(" ")
}

/// `JavaScript` into `Java` and `Script`, `OpenAI` into `Open` and `AI`.
fn humps(stem: &str) -> Vec<&str> {
    let bytes = stem.as_bytes();
    let upper = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_uppercase);
    let lower = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_lowercase);
    let (mut out, mut start) = (vec![], 0);
    for i in 1..bytes.len() {
        if upper(i) && (lower(i - 1) || upper(i - 1) && lower(i + 1)) {
            out.push(&stem[start..i]);
            start = i;
        }
    }
    out.push(&stem[start..]);
    out
}

/// Digits that belong to a name: 4090, 1080, 007.
fn group(digits: &str) -> String {
    match digits.parse() {
        Ok(n) if digits.len() == 4 && !digits.starts_with('0') => number::year(n),
        Ok(n) if digits.len() <= 3 && !digits.starts_with('0') => number::cardinal(n),
        _ => number::digits(digits),
    }
}

/// Parts with a sign between: R&D, TCP/IP, GPU-based, before—after.
fn joined(core: &str, at: At) -> Option<String> {
    const SIGNS: [(char, &str); 12] = [
        ('—', "—"),
        ('…', "…"),
        ('&', " and "),
        ('+', " plus "),
        ('=', " equals "),
        ('@', " at "),
        ('/', " "),
        ('_', " "),
        ('–', " "),
        ('→', " to "),
        ('×', " by "),
        ('-', " "),
    ];
    let plain = core.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'\'');
    if plain && !core.starts_with('-') {
        return Some(core.to_owned());
    }
    let sentence_end = core.split_once('.').filter(|(a, b)| {
        a.ends_with(|c: char| c.is_ascii_lowercase()) && b.starts_with(|c: char| c.is_ascii_uppercase())
    });
    if let Some((a, b)) = sentence_end {
        return Some(format!("{}. {}", said(a, at.alone()), said(b, at.alone())));
    }
    let (sign, name) = SIGNS.iter().find(|(sign, _)| core.contains(*sign))?;
    let parts = core.split(*sign).filter(|part| !part.is_empty());
    Some(
        parts
            .map(
                |part| {
                    if part == "A" || *sign == '&' && part.len() <= 2 { spelled(part) } else { said(part, at.alone()) }
                },
            )
            .collect::<Vec<_>>()
            .join(name),
    )
}

/// H100, 4K, MP3, B2B, and what is left of anything else.
fn letters_and_digits(core: &str, at: At) -> String {
    let mut out: Vec<String> = vec![];
    let mut rest = core;
    while let Some(first) = rest.chars().next() {
        let kind = |c: char| (c.is_ascii_digit(), c.is_ascii_alphabetic() || c == '\'');
        let end = rest.find(|c: char| kind(c) != kind(first)).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        if first.is_ascii_digit() {
            out.push(group(part));
        } else if first.is_ascii_alphabetic()
            && part.len() <= 2
            && !matches!(part, "th" | "st")
            && core.contains(|c: char| c.is_ascii_digit())
        {
            out.push(spelled(part));
        } else if first.is_ascii_alphabetic() {
            out.push(said(part, at.alone()));
        } else {
            let names = [
                ("%", "percent"),
                ("$", "dollar"),
                ("#", "number"),
                (".", "point"),
                ("°", "degrees"),
                ("€", "euros"),
                ("£", "pounds"),
            ];
            out.extend(tables::lookup(&names, part).filter(|_| core.len() > part.len()).map(str::to_owned));
        }
    }
    out.join(" ")
}
