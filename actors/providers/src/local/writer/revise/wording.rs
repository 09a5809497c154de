//! Other sentences: the hard, the repeated, the unsourced and the known ones go, and where the brief has more it is told.

use std::collections::{HashMap, HashSet};

use super::{
    Reviser,
    draft::{Changed, Draft},
    quoted,
};
use crate::local::text::tokens;

/// Sentences that are tried, the worst first.
const WORST: usize = 3;
/// Sentences of the brief that are tried in the place of one.
const OTHERS: usize = 2;
/// Words of a run that is said twice, and of one that an earlier video said.
const RUN: usize = 4;
const KNOWN: usize = 5;

/// Long sentences become two; the hardest one goes.
pub(super) fn easier(reviser: &Reviser, now: &Draft) -> Vec<Changed> {
    let worst = by(now, hardness);
    let mut changed: Vec<Changed> = vec![];
    let all = worst.iter().rev().fold(now.clone(), |draft, (text, _)| {
        let at = draft.texts.iter().position(|said| said == text);
        at.and_then(|at| draft.cut(at)).unwrap_or(draft)
    });
    if all.texts.len() > now.texts.len() + 1 {
        changed.push((all, "Its long sentences became two each.".to_owned()));
    }
    for (text, at) in &worst {
        changed.extend(now.cut(*at).map(|draft| (draft, format!("{} became two sentences.", quoted(text)))));
    }
    changed.extend(replaced(reviser, now, worst.iter().map(|(_, at)| *at)));
    changed
}

/// How hard a sentence is to follow: letters to a word, and words.
fn hardness(text: &str) -> usize {
    let words: Vec<String> = tokens(text).collect();
    let letters: usize = words.iter().map(|word| word.chars().count()).sum();
    letters * 10 / words.len().max(1) + words.len()
}

/// A sentence goes that says again what one before it said, or begins like the two before it.
pub(super) fn said_once(reviser: &Reviser, now: &Draft) -> Vec<Changed> {
    let words: Vec<Vec<String>> = now.texts.iter().map(|text| tokens(text).collect()).collect();
    let mut counts: HashMap<&[String], usize> = HashMap::new();
    words.iter().flat_map(|words| words.windows(RUN)).for_each(|run| *counts.entry(run).or_default() += 1);
    let again = |at: usize| words[at].windows(RUN).filter(|run| counts[run] > 1).count();
    let alike = |at: usize| at >= 2 && (1..=2).all(|back| words[at - back].first() == words[at].first());
    let mut worst: Vec<usize> = (0..words.len()).filter(|at| again(*at) > 0 || alike(*at)).collect();
    // The later one of two that say the same.
    worst.sort_by_key(|at| std::cmp::Reverse((again(*at), *at)));
    replaced(reviser, now, worst.into_iter().take(WORST))
}

/// Sentences go that hold a number or a name which the brief does not.
pub(super) fn sourced(reviser: &Reviser, now: &Draft, reasons: &[String]) -> Vec<Changed> {
    let claims: Vec<&str> = reasons.iter().filter_map(|reason| claim(reason)).collect();
    let holds = |text: &String| claims.iter().any(|claim| text.contains(claim));
    let worst: Vec<usize> = (0..now.texts.len()).filter(|at| holds(&now.texts[*at])).collect();
    let mut changed: Vec<Changed> = left_out(now, &worst).into_iter().collect();
    changed.extend(replaced(reviser, now, worst.into_iter().take(WORST)));
    changed
}

/// What a reason names between quotation marks.
fn claim(reason: &str) -> Option<&str> {
    let (_, rest) = reason.split_once('“')?;
    rest.split_once('”').map(|(claim, _)| claim).filter(|claim| !claim.is_empty())
}

/// Sentences go that earlier videos of the channel said.
pub(super) fn unlike(reviser: &Reviser, now: &Draft) -> Vec<Changed> {
    let earlier: Vec<Vec<String>> = reviser
        .earlier
        .iter()
        .map(|script| script.sentences.iter().flat_map(|sentence| tokens(&sentence.text)).collect())
        .collect();
    let known: HashSet<&[String]> = earlier.iter().flat_map(|words| words.windows(KNOWN)).collect();
    let runs = |text: &str| {
        let words: Vec<String> = tokens(text).collect();
        words.windows(KNOWN).filter(|run| known.contains(run)).count()
    };
    let worst: Vec<usize> = by(now, runs).into_iter().map(|(_, at)| at).collect();
    let fresh: Vec<&str> = reviser.unsaid(now).into_iter().filter(|text| runs(text) == 0).collect();
    let told = fresh.iter().fold(now.clone(), |draft, text| draft.with(reviser, text));
    let all = (0..now.texts.len()).filter(|at| runs(&now.texts[*at]) > 0);
    let mut changed: Vec<Changed> = vec![];
    if !fresh.is_empty() {
        let gone = all.clone().rev().fold(told.clone(), |draft, at| {
            let at = draft.texts.iter().position(|said| *said == now.texts[at]);
            at.and_then(|at| draft.without(at)).unwrap_or(draft)
        });
        changed.push((gone, "What earlier videos said was left out, and the rest of the brief is told.".to_owned()));
        changed.push((told, format!("{} more of the brief that no earlier video said.", count(fresh.len()))));
    }
    changed.extend(left_out(now, &all.collect::<Vec<_>>()));
    changed.extend(replaced(reviser, now, worst.into_iter()));
    changed
}

fn count(sentences: usize) -> String {
    if sentences == 1 { "It tells 1 sentence".to_owned() } else { format!("It tells {sentences} sentences") }
}

/// The worst sentences by a measure that is above zero, with their places; the earlier one of two equals first.
fn by(now: &Draft, measure: impl Fn(&str) -> usize) -> Vec<(String, usize)> {
    let mut all: Vec<(usize, usize)> = now.texts.iter().map(|text| measure(text)).zip(0..).collect();
    all.retain(|(value, _)| *value > 0);
    all.sort_by_key(|(value, at)| (std::cmp::Reverse(*value), *at));
    all.into_iter().take(WORST).map(|(_, at)| (now.texts[at].clone(), at)).collect()
}

/// Without all of several sentences.
fn left_out(now: &Draft, places: &[usize]) -> Option<Changed> {
    if places.len() < 2 {
        return None;
    }
    let draft = places
        .iter()
        .rev()
        .try_fold(now.clone(), |draft, at| if *at < draft.texts.len() { draft.without(*at) } else { Some(draft) })?;
    let named: Vec<String> = places.iter().map(|at| quoted(&now.texts[*at])).collect();
    Some((draft, format!("{} were left out.", named.join(" and "))))
}

/// Each sentence left out, and with another of the brief instead.
fn replaced(reviser: &Reviser, now: &Draft, places: impl Iterator<Item = usize>) -> Vec<Changed> {
    let unsaid = reviser.unsaid(now);
    let mut changed = vec![];
    for at in places {
        let Some(draft) = now.without(at) else { continue };
        let gone = quoted(&now.texts[at]);
        for other in unsaid.iter().take(OTHERS) {
            let done = format!("{gone} was left out, and {} of the brief is told.", quoted(other));
            changed.push((draft.with(reviser, other), done));
        }
        changed.push((draft, format!("{gone} was left out.")));
    }
    changed
}
