//! Roman numerals, where nothing else can be meant.

use super::{number, token::At};

/// Words after which a numeral counts.
const COUNTED: &[&str] = &[
    "war", "chapter", "part", "act", "phase", "type", "volume", "section", "book", "class", "bowl", "mark", "fantasy",
    "level", "stage", "title", "article", "scene", "episode", "season", "apollo", "saturn", "unit", "division",
    "group", "round",
];

/// Names whose numeral is an order: Henry VIII.
const RULERS: &[&str] = &[
    "henry",
    "louis",
    "elizabeth",
    "charles",
    "george",
    "james",
    "william",
    "edward",
    "richard",
    "philip",
    "napoleon",
    "paul",
    "benedict",
    "nicholas",
    "catherine",
    "frederick",
    "peter",
    "ramses",
    "ramesses",
    "alexander",
    "ivan",
    "leo",
    "pius",
    "francis",
    "mehmed",
    "friedrich",
    "wilhelm",
    "xerxes",
    "darius",
    "cleopatra",
    "ptolemy",
    "mary",
    "john",
    "thutmose",
    "amenhotep",
];

pub(super) fn say(core: &str, at: At) -> Option<String> {
    let n = value(core)?;
    let before = at.before()?;
    if core.len() == 1 && !before.is_capital() {
        return None;
    }
    let before = before.core.to_ascii_lowercase();
    if RULERS.contains(&before.as_str()) {
        return Some(format!("the {}", number::ordinal(n)));
    }
    let sure = matches!(core, "II" | "III" | "VII" | "VIII");
    (sure || COUNTED.contains(&before.as_str())).then(|| number::cardinal(n))
}

const PARTS: [(&str, u64); 9] =
    [("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];

/// The value of a numeral that is written as it should be.
fn value(text: &str) -> Option<u64> {
    if text.is_empty() || text.len() > 8 {
        return None;
    }
    let (mut rest, mut n) = (text, 0);
    for (part, value) in PARTS {
        while let Some(shorter) = rest.strip_prefix(part) {
            (rest, n) = (shorter, n + value);
        }
    }
    (rest.is_empty() && written(n) == text).then_some(n)
}

fn written(mut n: u64) -> String {
    let mut out = String::new();
    for (part, value) in PARTS {
        while n >= value {
            out.push_str(part);
            n -= value;
        }
    }
    out
}
