//! Numbers worth a picture of their own: one that counts up, or several side by side.

use ytempire_domain::production::{Bar, CountUp};

use super::{cut::Part, lookup::bare};
use crate::local::text::{Number, is_stop_word, numbers, shortened};

/// Longest label of a bar in characters: half of the narrowest picture holds it.
const LABEL: usize = 18;
/// Longest words below a counting number.
const BELOW: usize = 22;

/// The number that counts, where the part holds one that matters. Years stand as words.
pub fn count(part: &Part) -> Option<CountUp> {
    let text = part.text();
    let figures: Vec<Number> =
        numbers(&text).into_iter().filter(|number| !number.is_year() && !is_era(&text, number)).collect();
    let has_unit = |number: &&Number| !number.prefix.is_empty() || !number.suffix.is_empty();
    let number = match figures.as_slice() {
        [only] => only,
        several => {
            let mut units = several.iter().filter(has_unit);
            units.next().filter(|_| units.next().is_none())?
        }
    };
    // "2 things" is a word, not a figure; a thousand million digits would not fit.
    let counts = has_unit(&number) || number.value >= 5.0 || number.decimals > 0;
    if !counts || number.value > 1e12 || is_name(&text, number) {
        return None;
    }
    Some(CountUp {
        value: number.value,
        decimals: number.decimals,
        separator: number.separator.clone(),
        prefix: number.prefix.clone(),
        suffix: format!("{}{}", number.suffix, counted(&text, number)),
        spoken_ms: part.words.get(part.word_at(number.start))?.start_ms,
    })
}

/// `490 BC`: a year as well.
fn is_era(text: &str, number: &Number) -> bool {
    let next = text[number.end..].split_whitespace().next().unwrap_or_default();
    matches!(bare(next), "BC" | "AD" | "BCE" | "CE")
}

/// `Apollo 11`, `chapter 7`: a number that names something counts nothing.
fn is_name(text: &str, number: &Number) -> bool {
    let bare_number = number.prefix.is_empty() && number.suffix.is_empty() && number.separator.is_empty();
    let Some(before) = text[..number.start].split_whitespace().next_back() else { return false };
    let plain = before.to_lowercase();
    let naming = [
        "number", "no.", "chapter", "version", "page", "type", "vitamin", "step", "part", "line", "gate", "route",
        "highway",
    ];
    let capital = before.starts_with(char::is_uppercase) && !is_stop_word(&plain);
    bare_number && number.decimals == 0 && (naming.contains(&plain.as_str()) || capital && number.value < 1_000.0)
}

/// What is counted: the words right behind the number (` bees`), up to a mark or a word of grammar.
fn counted(text: &str, number: &Number) -> String {
    let sign = number.suffix == "%" || number.suffix.ends_with("percent") || number.suffix.starts_with('°');
    let mut counted = String::new();
    if sign || number.suffix.chars().next().is_some_and(char::is_alphabetic) {
        return counted;
    }
    for word in text[number.end..].split_whitespace().take(2) {
        let plain = bare(word);
        let subject = word.starts_with(plain) && plain.chars().all(|c| c.is_alphabetic() || c == '-');
        let unit = matches!(plain, "years" | "year" | "days" | "day" | "times");
        let long = number.suffix.chars().count() + counted.chars().count() + plain.chars().count() + 1 > BELOW;
        if !subject || long || is_stop_word(&plain.to_lowercase()) && !unit {
            break;
        }
        counted.push(' ');
        counted.push_str(plain);
        if plain != word {
            break;
        }
    }
    counted
}

/// Two to six numbers of one unit, each with a label of its own.
pub fn bars(part: &Part) -> Option<(Vec<Bar>, String)> {
    let text = part.text();
    let all = numbers(&text);
    let values: Vec<usize> = (0..all.len()).filter(|index| !all[*index].is_year()).collect();
    if !(2..=6).contains(&values.len()) {
        return None;
    }
    let unit = |number: &Number| match number.prefix.is_empty() {
        true => number.suffix.trim().to_owned(),
        false => number.prefix.clone(),
    };
    let first = unit(&all[*values.first()?]);
    if first.is_empty() || values.iter().any(|index| unit(&all[*index]) != first) {
        return None;
    }
    let labels = years(&text, &all, &values).or_else(|| names(&text, &all, &values))?;
    let distinct: std::collections::HashSet<String> = labels.iter().map(|label| label.to_lowercase()).collect();
    if distinct.len() != labels.len() {
        return None;
    }
    let bar = |(index, label): (&usize, String)| {
        let number = &all[*index];
        Some(Bar {
            label: shortened(&label, LABEL),
            value: number.magnitude(),
            shown: text[number.start..number.end].to_owned(),
            spoken_ms: part.words.get(part.word_at(number.start))?.start_ms,
        })
    };
    Some((values.iter().zip(labels).map(bar).collect::<Option<_>>()?, first))
}

/// `$20 in 1970 and $400 in 2020`: the year behind each value.
fn years(text: &str, all: &[Number], values: &[usize]) -> Option<Vec<String>> {
    let year = |index: &usize| {
        let (number, next) = (&all[*index], all.get(index + 1)?);
        let between = text[number.end..next.start].trim();
        (next.is_year() && between == "in").then(|| text[next.start..next.end].to_owned())
    };
    values.iter().map(year).collect()
}

/// `Japan has 14%, Italy 9% and Spain 7%`: the subject before each value, up to the value before.
fn names(text: &str, all: &[Number], values: &[usize]) -> Option<Vec<String>> {
    let mut from = 0;
    let mut label = |index: &usize| {
        let before = &text[from..all[*index].start];
        from = all[*index].end;
        // Words of another clause are not this value's subject.
        let clause =
            before.rsplit([';', ':', ',']).find(|clause| clause.contains(char::is_alphabetic)).unwrap_or(before);
        let words: Vec<&str> = clause.split_whitespace().map(bare).collect();
        let kept: Vec<&str> = words.iter().copied().filter(|word| is_subject(word)).collect();
        ((1..=3).contains(&kept.len()) && words.len() <= kept.len() + 4).then(|| kept.join(" "))
    };
    values.iter().map(&mut label).collect()
}

fn is_subject(word: &str) -> bool {
    let lower = word.to_lowercase();
    let verbs = [
        "earns", "earn", "costs", "cost", "holds", "hold", "contains", "contain", "reached", "reaches", "gets",
        "weighs", "weigh", "runs", "grew", "fell", "rose", "adds", "added", "produces", "produced", "uses", "exactly",
        "roughly", "around", "only", "while", "compared", "covers", "pays", "paid", "scored", "whereas", "gained",
        "gain", "lost", "lose", "loses", "takes", "earned",
    ];
    !word.is_empty()
        && !is_stop_word(&lower)
        && !verbs.contains(&lower.as_str())
        && word.chars().any(char::is_alphabetic)
}
