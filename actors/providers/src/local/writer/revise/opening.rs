//! Another beginning: the topic as a question, another sentence of the brief, or the next one.

use super::{
    Reviser,
    draft::{Changed, Draft},
    quoted,
};
use crate::local::{
    text::{capitalised, is_stop_word, starts_with_reference, tokens},
    writer::hook,
};

/// Sentences of the brief that are tried as an opening.
const OTHERS: usize = 3;
/// With one of these behind it a question word asks by itself: `Why does honey last`.
const ASKING: &[&str] = &[
    "is", "are", "was", "were", "do", "does", "did", "can", "could", "will", "would", "should", "has", "have", "had",
    "may", "might", "must",
];
const WORDS: &[&str] = &["why", "how", "what", "where", "when", "who", "which"];

pub(super) fn other(reviser: &Reviser, now: &Draft) -> Vec<Changed> {
    let mut changed = vec![];
    let english = reviser.job.language().to_ascii_lowercase().starts_with("en");
    if let Some(question) = question(&reviser.job.request.topic).filter(|text| english && !now.says(text)) {
        changed.extend(before(now, &question));
        changed.extend(instead(now, &question));
    }
    for text in strongest(reviser, now) {
        changed.extend(moved(reviser, now, text));
    }
    if !now.is_leant_on(0)
        && let Some(draft) = now.without(0)
    {
        changed.push((draft, format!("The opening {} was left out.", quoted(&now.texts[0]))));
    }
    if let Some(draft) = now.cut(0) {
        changed.push((draft, format!("The opening {} became two sentences.", quoted(&now.texts[0]))));
    }
    changed
}

/// The topic in the words of the request as a question to the viewer. It claims nothing.
pub(super) fn question(topic: &str) -> Option<String> {
    let bare = topic.trim().trim_end_matches(|c: char| c.is_whitespace() || ".:!…".contains(c));
    if bare.ends_with('?') {
        return Some(capitalised(bare));
    }
    let words: Vec<String> = bare.split_whitespace().map(str::to_lowercase).collect();
    let (first, second) = (words.first()?, words.get(1).map_or("", String::as_str));
    Some(match WORDS.contains(&first.as_str()) && words.len() > 2 {
        true if ASKING.contains(&second) => format!("{}?", capitalised(bare)),
        true => format!("Do you know {first}{}?", &bare[bare.find(char::is_whitespace)?..]),
        false => format!("{}: what do you know about it?", capitalised(bare)),
    })
}

fn before(now: &Draft, opening: &str) -> Option<Changed> {
    // What stands first must not lean on the new opening, which says something else.
    let first = now.texts.first().filter(|first| !starts_with_reference(first))?;
    let mut draft = now.clone();
    draft.texts.insert(0, opening.to_owned());
    Some((draft, format!("It opens with {} before {}.", quoted(opening), quoted(first))))
}

fn instead(now: &Draft, opening: &str) -> Option<Changed> {
    let mut draft = now.clone();
    let first = std::mem::replace(draft.texts.first_mut()?, opening.to_owned());
    let done = format!("It opens with {} instead of {}.", quoted(opening), quoted(&first));
    (!now.is_leant_on(0)).then_some((draft, done))
}

/// The brief's best openings but for the present one.
fn strongest<'a>(reviser: &'a Reviser, now: &Draft) -> Vec<&'a str> {
    let topic: Vec<String> = tokens(&reviser.job.request.topic).filter(|word| !is_stop_word(word)).collect();
    let texts = reviser.candidates.iter().map(|candidate| candidate.text.as_str());
    let mut texts: Vec<&str> = texts
        .filter(|text| !starts_with_reference(text) && now.texts.first().is_none_or(|first| first != text))
        .collect();
    // Stable: the earlier one of two equals stays before the other.
    texts.sort_by(|a, b| hook::strength(b, &topic).total_cmp(&hook::strength(a, &topic)));
    texts.truncate(OTHERS);
    texts
}

/// The sentence to the front, the old opening to its place in the brief, or out.
fn moved(reviser: &Reviser, now: &Draft, text: &str) -> Vec<Changed> {
    let mut rest = now.clone();
    if let Some(at) = now.texts.iter().position(|said| said == text) {
        if now.is_leant_on(at) {
            return vec![];
        }
        rest.texts.remove(at);
    }
    let Some(first) = rest.texts.first().cloned() else { return vec![] };
    let mut changed: Vec<Changed> = instead(&rest, text).into_iter().collect();
    if rest.texts.len() > 1 && !rest.is_leant_on(0) {
        let mut kept = rest.clone();
        kept.texts[0] = text.to_owned();
        let done = format!("It opens with {}, and {} comes later.", quoted(text), quoted(&first));
        changed.insert(0, (kept.with(reviser, &first), done));
    } else {
        changed.splice(0..0, before(&rest, text));
    }
    changed
}
