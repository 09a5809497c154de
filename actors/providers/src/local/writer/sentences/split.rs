//! Where sentences end.

/// A full stop after one of these rarely ends a sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "e.g", "i.e", "fig", "no", "approx", "dept", "est", "gen", "gov",
    "sen", "rep", "rev", "hon", "sgt", "capt", "lt", "col", "mt", "ft", "vol", "pp", "ca", "cf", "al", "jan", "feb",
    "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "bzw", "z.b", "d.h", "usw", "nr", "bspw",
    "u.a",
];

/// These may end a sentence as well: then the next one starts with a usual opening.
const SOMETIMES: &[&str] =
    &["etc", "u.s", "u.k", "u.n", "e.u", "d.c", "a.m", "p.m", "inc", "ltd", "co", "corp", "jr", "sr", "b.c", "a.d"];

const OPENINGS: &[&str] = &[
    "The", "A", "An", "It", "In", "On", "At", "He", "She", "They", "We", "You", "I", "This", "That", "These", "Those",
    "There", "But", "And", "So", "If", "When", "While", "For", "From", "By", "As", "To", "One", "Its", "Their", "His",
    "Her", "Our", "Your", "My", "What", "Why", "How", "Who", "Where", "Not", "No", "Now", "Then", "Today", "Some",
    "Most", "Many", "After", "Before", "Because", "Even", "Only", "With", "Without", "Yet", "However",
];

/// The sentences of one paragraph, trimmed, with their marks.
pub fn split<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let (mut sentences, mut start, mut i) = (vec![], 0, 0);
    while i < chars.len() {
        if !is_mark(chars[i].1) {
            i += 1;
            continue;
        }
        let first = i;
        while i < chars.len() && (is_mark(chars[i].1) || is_closing(chars[i].1)) {
            i += 1;
        }
        let end = chars.get(i).map_or(text.len(), |(at, _)| *at);
        let (before, mark, after) = (&text[start..chars[first].0], &text[chars[first].0..end], &text[end..]);
        if ends(before, mark, after, language) && (is_whole(&text[start..end]) || after.trim().is_empty()) {
            sentences.push(text[start..end].trim());
            start = end;
        }
    }
    sentences.push(text[start..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn is_mark(c: char) -> bool {
    ".!?…。！？．؟۔।".contains(c)
}

fn is_closing(c: char) -> bool {
    "\"'”’»)]」』）".contains(c)
}

fn ends(before: &str, mark: &str, after: &str, language: &str) -> bool {
    if mark.starts_with(['。', '！', '？', '．']) || after.trim().is_empty() {
        return true;
    }
    if !after.starts_with(char::is_whitespace) {
        return false;
    }
    let next = after.trim_start().trim_start_matches(|c: char| "\"'“‘«([「¿¡".contains(c));
    let Some(letter) = next.chars().next() else { return true };
    if letter.is_lowercase() {
        return false;
    }
    if !mark.starts_with('.') || mark.starts_with("..") {
        return true;
    }
    let word = before.rsplit(|c: char| c.is_whitespace() || "(\"“‘'".contains(c)).next().unwrap_or_default();
    let plain = word.to_lowercase();
    let opening = next.split(|c: char| !c.is_alphanumeric()).next().is_some_and(|word| OPENINGS.contains(&word));
    if ABBREVIATIONS.contains(&plain.as_str()) {
        // "No." also is an answer, "Mar." and its like stand before a number.
        return plain == "no" && !letter.is_numeric();
    }
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if initial || SOMETIMES.contains(&plain.as_str()) {
        return opening;
    }
    // German and its neighbours write "3. Oktober".
    let ordinal = (1..=2).contains(&word.len()) && word.bytes().all(|c| c.is_ascii_digit());
    !(ordinal && !language.starts_with("en") && letter.is_uppercase())
}

/// Quotes and brackets that were opened are closed again; a long one may stay open.
fn is_whole(sentence: &str) -> bool {
    let count = |mark: char| sentence.matches(mark).count();
    let pairs = [('“', '”'), ('«', '»'), ('(', ')'), ('「', '」')];
    let open = count('"') % 2 == 1 || pairs.iter().any(|(open, close)| count(*open) > count(*close));
    !open || sentence.chars().count() > 240
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_says_so() {
        let table: &[(&str, &[&str])] = &[
            ("Bees dance. They fly!  Why?", &["Bees dance.", "They fly!", "Why?"]),
            ("Dr. Smith paid $3.50. He left.", &["Dr. Smith paid $3.50.", "He left."]),
            (
                "J. R. R. Tolkien wrote it. C. S. Lewis read it.",
                &["J. R. R. Tolkien wrote it.", "C. S. Lewis read it."],
            ),
            ("It grew in the U.S. The rest waited.", &["It grew in the U.S.", "The rest waited."]),
            ("The U.S. Army came at 5 p.m. on foot.", &["The U.S. Army came at 5 p.m. on foot."]),
            ("He said “Stop. Go.” Then he ran.", &["He said “Stop. Go.”", "Then he ran."]),
            ("Wait... what? Yes… Really.", &["Wait... what?", "Yes…", "Really."]),
            ("蜂蜜は甘い。腐らない！本当？", &["蜂蜜は甘い。", "腐らない！", "本当？"]),
            ("शहद मीठा है। यह अच्छा है।", &["शहद मीठा है।", "यह अच्छा है।"]),
            ("Version 1.2.3 is out. 42 people saw it.", &["Version 1.2.3 is out.", "42 people saw it."]),
            ("See e.g. Paris (i.e. France). Then go.", &["See e.g. Paris (i.e. France).", "Then go."]),
            ("no mark at all", &["no mark at all"]),
            ("Is node.js fast? It is.", &["Is node.js fast?", "It is."]),
            ("In 2020. The end.", &["In 2020.", "The end."]),
        ];
        for (text, expected) in table {
            assert_eq!(split(text, "en"), *expected, "{text}");
        }
        assert_eq!(
            split("Am 3. Oktober fiel sie. Alle sahen zu.", "de"),
            ["Am 3. Oktober fiel sie.", "Alle sahen zu."]
        );
    }
}
