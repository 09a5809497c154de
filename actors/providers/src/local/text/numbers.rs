//! Numbers as a text writes them.

use std::sync::LazyLock;

use regex::Regex;

/// A number in a text, with what belongs to it. `start..end` are bytes of the text and hold all of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    pub value: f64,
    pub decimals: u8,
    /// `,` where thousands are set apart, else empty.
    pub separator: String,
    /// A currency sign, or empty.
    pub prefix: String,
    /// `%`, ` million`, `°C` or a unit that follows at once; or empty.
    pub suffix: String,
    pub start: usize,
    pub end: usize,
}

impl Number {
    /// Four digits alone, as years are written.
    pub fn is_year(&self) -> bool {
        let bare = self.prefix.is_empty() && self.suffix.is_empty() && self.separator.is_empty() && self.decimals == 0;
        bare && (1000.0..2100.0).contains(&self.value)
    }

    /// Size in plain units: `3.4 million` is 3,400,000.
    pub fn magnitude(&self) -> f64 {
        let scale = match self.suffix.split_whitespace().next().unwrap_or_default() {
            "thousand" => 1e3,
            "million" => 1e6,
            "billion" => 1e9,
            "trillion" => 1e12,
            _ => 1.0,
        };
        self.value * scale
    }
}

static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<prefix>[$€£¥]?)",
        r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)",
        r"(?P<suffix>\s?(?:percent\b|thousand\b|million\b|billion\b|trillion\b)|\s?%|\s?°[CF]?|(?:km|kg|mph|m|cm|mm|g|x|k|M|B|bn)\b)?",
    ))
    .ok()
});

/// The numbers of a text, in order. Digits inside a word (`B12`, `MP3`), of a version or a date (`1.2.3`, `2/3`) are none.
pub fn numbers(text: &str) -> Vec<Number> {
    let Some(pattern) = NUMBER.as_ref() else { return vec![] };
    pattern.captures_iter(text).filter_map(|found| number(text, &found)).collect()
}

fn number(text: &str, found: &regex::Captures<'_>) -> Option<Number> {
    let whole = found.get(0)?;
    let digits = found.name("digits")?.as_str();
    let part = |name| found.name(name).map_or("", |part| part.as_str());
    let before = text[..whole.start()].chars().next_back();
    let mut after = text[whole.end()..].chars();
    let (next, second) = (after.next(), after.next());
    let joined = |c: char| c.is_alphanumeric() || "_/.,:-–".contains(c);
    let tail = |c: char| c.is_alphanumeric() || "_/:".contains(c);
    let more = next.is_some_and(|c| ".,-–".contains(c)) && second.is_some_and(|c| c.is_ascii_digit());
    if before.is_some_and(joined) || next.is_some_and(tail) || more || digits.len() > 20 {
        return None;
    }
    let plain = digits.replace(',', "");
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let suffix = part("suffix");
    let suffix = if suffix.trim() == "%" || suffix.trim_start().starts_with('°') { suffix.trim() } else { suffix };
    Some(Number {
        value: plain.parse().ok()?,
        decimals: u8::try_from(decimals).ok().filter(|decimals| *decimals <= 6)?,
        separator: if digits.contains(',') { ",".to_owned() } else { String::new() },
        prefix: part("prefix").to_owned(),
        suffix: suffix.replace(char::is_whitespace, " "),
        start: whole.start(),
        end: whole.end(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        let table = [
            ("It cost $3.4 million.", 3.4, 1, "$", " million"),
            ("About 10,000 bees", 10_000.0, 0, "", ""),
            ("a rise of 25%", 25.0, 0, "", "%"),
            ("at 36.6 °C", 36.6, 1, "", "°C"),
            ("60 percent of it", 60.0, 0, "", " percent"),
            ("ran 42km.", 42.0, 0, "", "km"),
        ];
        for (text, value, decimals, prefix, suffix) in table {
            let found = numbers(text);
            assert_eq!(found.len(), 1, "{text}");
            let n = &found[0];
            assert_eq!(
                (n.value, n.decimals, n.prefix.as_str(), n.suffix.as_str()),
                (value, decimals, prefix, suffix),
                "{text}"
            );
        }
    }

    #[test]
    fn parts_of_words_versions_dates_and_scores_are_no_numbers() {
        for text in ["B12", "MP3 files", "1.2.3", "2026-11-25", "3/4", "10:30", "3-2", "21st", "COVID-19"] {
            assert_eq!(numbers(text), [], "{text}");
        }
    }

    #[test]
    fn a_year_is_four_digits_alone() {
        assert!(numbers("in 1969, they")[0].is_year());
        assert!(!numbers("1,969 people")[0].is_year() && !numbers("$1969")[0].is_year());
        assert_eq!(numbers("2 billion")[0].magnitude(), 2e9);
    }
}
