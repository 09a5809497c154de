//! Any text in the few characters that the rules know.

/// Signs that rules know besides ASCII.
const SIGNS: &str = "°€£¥¢—–½¼¾⅓⅔×÷±≈≤≥→²³µ…";

/// Accents go, typographic signs become plain ones, what has no reading here (emoji, other scripts) goes. Quotes are `"`, and the
/// apostrophe is `'`.
pub(super) fn fold(text: &str, most: usize) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if out.len() >= most {
            break;
        }
        match c {
            '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{ff07}' => out.push('\''),
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => out.push('"'),
            '\u{2212}' | '\u{2010}' | '\u{2011}' => out.push('-'),
            '\u{2013}' => out.push('–'),
            '\u{2014}' | '\u{2015}' => out.push('—'),
            '\u{ba}' => out.push('°'),
            '\u{3bc}' => out.push('µ'),
            c if c.is_ascii_graphic() || SIGNS.contains(c) => out.push(c),
            c => out.push_str(latin(c)),
        }
    }
    // A quote around a word is not an apostrophe in it.
    let quoted = out.len() > 2 && out.starts_with('\'') && !out[1..].starts_with(|c: char| c.is_ascii_digit());
    let out = if quoted { out[1..].to_owned() } else { out };
    let end = out.trim_end_matches(super::number::is_stop);
    match end.strip_suffix('\'') {
        Some(start) => format!("{start}{}", &out[end.len()..]),
        None => out,
    }
}

/// A Latin letter without its accent.
fn latin(c: char) -> &'static str {
    const LETTERS: &[(&str, &str)] = &[
        ("àáâãäåāăą", "a"),
        ("ÀÁÂÃÄÅĀĂĄ", "A"),
        ("çćčĉ", "c"),
        ("ÇĆČ", "C"),
        ("ďđð", "d"),
        ("ĎĐ", "D"),
        ("èéêëēėęě", "e"),
        ("ÈÉÊËĒĖĘĚ", "E"),
        ("ğĝģ", "g"),
        ("ĞĢ", "G"),
        ("ìíîïīįı", "i"),
        ("ÌÍÎÏĪĮİ", "I"),
        ("ķ", "k"),
        ("łļľ", "l"),
        ("ŁĻĽ", "L"),
        ("ñńňņ", "n"),
        ("ÑŃŇ", "N"),
        ("òóôõöøōő", "o"),
        ("ÒÓÔÕÖØŌŐ", "O"),
        ("řŕ", "r"),
        ("ŘŔ", "R"),
        ("śšşș", "s"),
        ("ŚŠŞȘ", "S"),
        ("ťţț", "t"),
        ("ŤŢȚ", "T"),
        ("ùúûüūůűų", "u"),
        ("ÙÚÛÜŪŮŰŲ", "U"),
        ("ýÿ", "y"),
        ("Ý", "Y"),
        ("źžż", "z"),
        ("ŹŽŻ", "Z"),
        ("æ", "ae"),
        ("Æ", "Ae"),
        ("œ", "oe"),
        ("Œ", "Oe"),
        ("ß", "ss"),
        ("þ", "th"),
        ("ﬁ", "fi"),
        ("ﬂ", "fl"),
    ];
    LETTERS.iter().find(|(accented, _)| accented.contains(c)).map_or("", |(_, plain)| plain)
}
