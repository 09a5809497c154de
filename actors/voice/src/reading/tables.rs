//! Words that several rules look up.

pub(super) const MONTHS: &[(&str, &str)] = &[
    ("jan", "january"),
    ("feb", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("may", "may"),
    ("jun", "june"),
    ("jul", "july"),
    ("aug", "august"),
    ("sep", "september"),
    ("sept", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
];

pub(super) const SCALES: &[&str] = &["hundred", "thousand", "million", "billion", "trillion", "quadrillion"];

pub(super) fn lookup<'t>(table: &[(&str, &'t str)], key: &str) -> Option<&'t str> {
    table.iter().find(|(name, _)| *name == key).map(|(_, said)| *said)
}

/// The month that a word names, in full or short.
pub(super) fn month(word: &str) -> Option<&'static str> {
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    let word = word.to_ascii_lowercase();
    let found = MONTHS.iter().find(|(short, full)| word == *short || word == *full);
    found.map(|(_, full)| *full).filter(|_| capital)
}
