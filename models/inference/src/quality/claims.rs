//! Numbers and names that the brief does not hold: whoever wrote them may have made them up.

use std::collections::BTreeSet;

use super::{
    Verdict,
    text::{sentences, words},
};

/// Whole numbers up to here count the script's own points ("3 steps") more often than they claim something.
const SMALL: f64 = 10.0;
/// Claims named in the reasons.
const NAMED: usize = 8;

pub(super) fn judge(text: &str, brief: &str) -> Verdict {
    let known: BTreeSet<String> = words(brief).into_iter().flat_map(|word| [plain(word), value(word)]).collect();
    let mut claims: Vec<(String, bool)> = Vec::new();
    for (claim, key) in numbers(text).into_iter().chain(names(text)) {
        if !claims.iter().any(|(seen, _)| *seen == claim) {
            claims.push((claim, key.iter().all(|key| known.contains(key))));
        }
    }
    let open: Vec<&String> = claims.iter().filter(|(_, held)| !held).map(|(claim, _)| claim).collect();
    let score = 1.0 - open.len() as f64 / claims.len().max(1) as f64;
    (score, open.into_iter().take(NAMED).map(|claim| format!("the brief does not hold “{claim}”")).collect())
}

/// Numbers with what must stand in the brief: their value.
fn numbers(text: &str) -> Vec<(String, Vec<String>)> {
    let claims = words(text).into_iter().filter(|word| word.contains(|c: char| c.is_ascii_digit()));
    let small = |word: &&str| word.parse::<f64>().is_ok_and(|value| value <= SMALL && value.fract() == 0.0);
    claims.filter(|word| !small(word)).map(|word| (word.to_owned(), vec![value(word)])).collect()
}

/// Runs of words with capitals, with their words. A name that begins a sentence is missed, for every first word is
/// written so.
fn names(text: &str) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for sentence in sentences(text) {
        let mut run: Vec<&str> = Vec::new();
        let mut end = |run: &mut Vec<&str>| {
            if !run.is_empty() {
                found.push((run.join(" "), run.iter().map(|word| plain(word)).collect()));
                run.clear();
            }
        };
        for (at, token) in sentence.split_whitespace().enumerate() {
            let word = token.trim_matches(|c: char| !c.is_alphanumeric());
            if at > 0 && is_name(word) {
                run.push(word);
                if !token.ends_with([',', ';', ':', ')']) {
                    continue;
                }
            }
            end(&mut run);
        }
        end(&mut run);
    }
    found
}

fn is_name(word: &str) -> bool {
    let first_person = matches!(word, "I" | "I'm" | "I've" | "I'll" | "I'd");
    word.chars().next().is_some_and(char::is_uppercase) && word.chars().count() > 1 && !first_person
}

/// A word without capitals and possession.
fn plain(word: &str) -> String {
    let lower = word.to_lowercase().replace('’', "'");
    lower.strip_suffix("'s").unwrap_or(&lower).to_owned()
}

/// `$3,500`, `3500` and `3,500%` have the same digits; whether dollars became percent is for a person to see.
fn value(word: &str) -> String {
    let digits: String = word.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    digits.trim_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BRIEF: &str = "Maria Novak, Brno, bakes 3500 loaves, 12 % rye, since 1998.";

    #[test]
    fn what_the_brief_holds_is_no_claim_however_it_is_written() {
        let (score, reasons) =
            judge("Meet Maria Novak's bakery in Brno. Since 1998 she baked 3,500 loaves, 12% rye.", BRIEF);
        assert_eq!((score, reasons.len()), (1.0, 0), "{reasons:?}");
    }

    #[test]
    fn each_number_and_name_without_a_source_is_named_once() {
        let (score, reasons) =
            judge("In Brno, Peter Smith sold 900 loaves. Then Peter Smith left, with 3 friends.", BRIEF);
        assert_eq!(reasons, ["the brief does not hold “900”", "the brief does not hold “Peter Smith”"]);
        assert!((score - 1.0 / 3.0).abs() < 1e-12, "{score}");
    }
}
