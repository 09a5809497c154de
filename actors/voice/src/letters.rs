//! Letters to sounds: the names of letters, and a guess at words that no dictionary holds.

/// The names of A to Z, without stress.
const NAMES: [&str; 26] = [
    "^A",
    "b^i",
    "s^i",
    "d^i",
    "^i",
    "^ɛf",
    "ʤ^i",
    "^Aʧ",
    "^I",
    "ʤ^A",
    "k^A",
    "^ɛl",
    "^ɛm",
    "^ɛn",
    "^O",
    "p^i",
    "kj^u",
    "^ɑɹ",
    "^ɛs",
    "t^i",
    "j^u",
    "v^i",
    "d^ʌbᵊljˌu",
    "^ɛks",
    "w^I",
    "z^i",
];

/// An abbreviation letter by letter; the last is stressed.
pub(crate) fn spell(letters: &[&str]) -> String {
    let mut out = String::new();
    for (i, letter) in letters.iter().enumerate() {
        let stress = if i + 1 == letters.len() { "ˈ" } else { "ˌ" };
        if let Some(at) = letter.bytes().next().and_then(|b| b.to_ascii_lowercase().checked_sub(b'a'))
            && let Some(name) = NAMES.get(usize::from(at))
        {
            out.push_str(&name.replace('^', stress));
        }
    }
    out
}

/// Spellings at the end of a word, with their sounds; the longest wins.
const ENDS: &[(&str, &str)] = &[
    ("tion", "ʃən"),
    ("ation", "Aʃən"),
    ("ations", "Aʃənz"),
    ("ition", "ɪʃən"),
    ("ution", "uʃən"),
    ("tions", "ʃənz"),
    ("sion", "ʒən"),
    ("cian", "ʃən"),
    ("cial", "ʃəl"),
    ("tial", "ʃəl"),
    ("tious", "ʃəs"),
    ("cious", "ʃəs"),
    ("ous", "əs"),
    ("ture", "ʧəɹ"),
    ("sure", "ʒəɹ"),
    ("ing", "ɪŋ"),
    ("ings", "ɪŋz"),
    ("ism", "ɪzəm"),
    ("able", "əbᵊl"),
    ("ible", "əbᵊl"),
    ("le", "ᵊl"),
    ("les", "ᵊlz"),
    ("age", "ɪʤ"),
    ("er", "əɹ"),
    ("ers", "əɹz"),
    ("or", "əɹ"),
    ("ors", "əɹz"),
    ("ed", "d"),
    ("ted", "tᵻd"),
    ("ded", "dᵻd"),
    ("ly", "li"),
    ("ment", "mənt"),
    ("ness", "nəs"),
    ("ful", "fəl"),
    ("less", "ləs"),
    ("al", "ᵊl"),
    ("an", "ən"),
    ("on", "ən"),
    ("a", "ə"),
    ("as", "əz"),
    ("y", "i"),
    ("ies", "iz"),
    ("ey", "i"),
    ("o", "O"),
    ("os", "Oz"),
    ("i", "i"),
    ("is", "ɪs"),
    ("us", "əs"),
    ("um", "əm"),
    ("ize", "Iz"),
    ("ify", "əfI"),
    ("ity", "əTi"),
    ("ic", "ɪk"),
    ("ics", "ɪks"),
    ("ia", "iə"),
    ("io", "iO"),
    ("eau", "O"),
    ("que", "k"),
    ("gue", "ɡ"),
];

/// Spellings anywhere else; the longest wins.
const MIDS: &[(&str, &str)] = &[
    ("eigh", "A"),
    ("augh", "ɔ"),
    ("ough", "O"),
    ("igh", "I"),
    ("tch", "ʧ"),
    ("dge", "ʤ"),
    ("sch", "ʃ"),
    ("chr", "kɹ"),
    ("chl", "kl"),
    ("ch", "ʧ"),
    ("sh", "ʃ"),
    ("th", "θ"),
    ("ph", "f"),
    ("wh", "w"),
    ("ck", "k"),
    ("ng", "ŋ"),
    ("nk", "ŋk"),
    ("qu", "kw"),
    ("gh", "ɡ"),
    ("gn", "n"),
    ("rh", "ɹ"),
    ("kh", "k"),
    ("zh", "ʒ"),
    ("tz", "ts"),
    ("ee", "i"),
    ("ea", "i"),
    ("oo", "u"),
    ("ou", "W"),
    ("ow", "O"),
    ("oi", "Y"),
    ("oy", "Y"),
    ("ai", "A"),
    ("ay", "A"),
    ("au", "ɔ"),
    ("aw", "ɔ"),
    ("ew", "u"),
    ("eu", "ju"),
    ("ie", "i"),
    ("ei", "A"),
    ("oa", "O"),
    ("ue", "u"),
    ("ui", "u"),
    ("ia", "iə"),
    ("io", "iO"),
    ("eo", "iO"),
    ("oe", "O"),
    ("ae", "i"),
    ("ar", "ɑɹ"),
    ("er", "əɹ"),
    ("ir", "ɜɹ"),
    ("or", "ɔɹ"),
    ("ur", "ɜɹ"),
    ("air", "ɛɹ"),
    ("eer", "ɪɹ"),
    ("ear", "ɪɹ"),
    ("all", "ɔl"),
    ("alk", "ɔk"),
    ("old", "Old"),
    ("cc", "k"),
    ("x", "ks"),
    ("j", "ʤ"),
    ("r", "ɹ"),
    ("g", "ɡ"),
    ("y", "ɪ"),
    ("q", "k"),
    ("c", "k"),
    ("a", "æ"),
    ("e", "ɛ"),
    ("i", "ɪ"),
    ("o", "ɑ"),
    ("u", "ʌ"),
];

/// At the beginning of a word.
const STARTS: &[(&str, &str)] = &[
    ("kn", "n"),
    ("wr", "ɹ"),
    ("ps", "s"),
    ("pn", "n"),
    ("gn", "n"),
    ("x", "z"),
    ("y", "j"),
    ("mc", "mək"),
    ("re", "ɹi"),
    ("un", "ʌn"),
    ("hy", "hI"),
    ("uni", "junə"),
    ("bio", "bIO"),
    ("geo", "ʤiO"),
    ("micro", "mIkɹO"),
    ("cyber", "sIbəɹ"),
    ("crypto", "kɹɪptO"),
    ("auto", "ɔTO"),
    ("psy", "sI"),
];

const VOWELS: &str = "æɛɪɑʌʊiuAIOWYɔəɜᵊᵻ";
/// Vowels that never carry the stress.
const WEAK: &str = "əᵊᵻ";

/// A guess at a word's sounds. A word without a vowel is spelled.
pub(crate) fn sounds(word: &str) -> String {
    let word: String = word.to_ascii_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    if !word.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
        let letters: Vec<&str> = (0..word.len()).map(|i| &word[i..=i]).collect();
        return spell(&letters);
    }
    let mut parts: Vec<&str> = vec![];
    let mut at = 0;
    while at < word.len() {
        let (used, sound) = step(&word, at);
        parts.push(sound);
        at += used;
    }
    stressed(&parts.concat())
}

/// The letters that the next sound uses, and the sound.
fn step(word: &str, at: usize) -> (usize, &str) {
    let rest = &word[at..];
    let next = |n: usize| rest.as_bytes().get(n).copied().unwrap_or(0);
    let before = &word[..at];
    if at == 0
        && let Some(start) = longest(STARTS, |spelling| rest.len() > spelling.len() && rest.starts_with(spelling))
    {
        return start;
    }
    if before.contains(is_vowel)
        && let Some(end) = longest(ENDS, |spelling| rest == spelling)
    {
        return end;
    }
    match rest {
        "e" if before.contains(is_vowel) => return (1, ""),
        "es" if before.contains(is_vowel) => {
            return (2, if before.ends_with(['s', 'x', 'z', 'h', 'c', 'g']) { "ᵻz" } else { "z" });
        }
        _ => {}
    }
    if let Some(long) = long_vowel(rest) {
        return (1, long);
    }
    let first = next(0);
    if first == next(1) && !is_vowel(char::from(first)) {
        return (1, "");
    }
    let soft = matches!(next(1), b'e' | b'i' | b'y');
    match first {
        b'c' if soft => return (1, "s"),
        b'g' if soft && at > 0 => return (1, "ʤ"),
        b's' if rest == "s" && before.ends_with(['b', 'd', 'g', 'l', 'm', 'n', 'r', 'v', 'a', 'e', 'i', 'o', 'u']) => {
            return (1, "z");
        }
        _ => {}
    }
    longest(MIDS, |spelling| rest.starts_with(spelling)).unwrap_or((1, &rest[..1]))
}

/// `ake`, `ine`, `ome` at the end: the vowel says its name.
fn long_vowel(rest: &str) -> Option<&'static str> {
    let end = rest.strip_suffix('s').filter(|end| end.len() == 3).unwrap_or(rest);
    let [vowel, consonant, b'e'] = end.as_bytes() else { return None };
    if is_vowel(char::from(*consonant)) || matches!(consonant, b'r' | b'x' | b'w') {
        return None;
    }
    match vowel {
        b'a' => Some("A"),
        b'e' => Some("i"),
        b'i' | b'y' => Some("I"),
        b'o' => Some("O"),
        b'u' => Some("u"),
        _ => None,
    }
}

fn longest<'t>(table: &[(&'t str, &'t str)], fits: impl Fn(&str) -> bool) -> Option<(usize, &'t str)> {
    let found = table.iter().filter(|(spelling, _)| fits(spelling)).max_by_key(|(spelling, _)| spelling.len());
    found.map(|(spelling, sound)| (spelling.len(), *sound))
}

fn is_vowel(c: char) -> bool {
    "aeiouy".contains(c)
}

/// Puts the stress on the vowel before `-tion`, else on the first full vowel of two syllables, on the last but two of more.
fn stressed(sounds: &str) -> String {
    let full: Vec<usize> = sounds.char_indices().filter(|(_, c)| VOWELS.contains(*c)).map(|(i, _)| i).collect();
    let strong = |i: &&usize| !WEAK.contains(sounds[**i..].chars().next().unwrap_or('ə'));
    let from = if sounds.contains("ʃən") { full.len().saturating_sub(2) } else { full.len().saturating_sub(3) };
    let Some(at) = full[from..].iter().find(strong).or_else(|| full.iter().find(strong)).or(full.first()) else {
        return sounds.to_owned();
    };
    format!("{}ˈ{}", &sounds[..*at], &sounds[*at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_names() {
        assert_eq!(spell(&["G", "P", "U"]), "ʤˌipˌijˈu");
        assert_eq!(spell(&["é", "1", ""]), "");
    }

    #[test]
    fn unknown_words_are_guessed_as_english_would_read_them() {
        for (word, expected) in [
            ("florbing", "flˈɔɹbɪŋ"),
            ("zorblake", "zˈɔɹblAk"),
            ("vexation", "vɛksˈAʃən"),
            ("snizzle", "snˈɪzᵊl"),
            ("trendify", "tɹˈɛndəfI"),
            ("brr", "bˌiˌɑɹˈɑɹ"),
        ] {
            assert_eq!(sounds(word), expected, "{word}");
        }
    }

    #[test]
    fn nothing_makes_the_rules_fail() {
        for word in ["", "'", "e", "aaaaaaaa", "yyyy", "ü", "qqq", "xes", "es", "e\u{301}"] {
            assert!(sounds(word).chars().all(|c| !c.is_ascii_digit()), "{word}");
        }
    }
}
