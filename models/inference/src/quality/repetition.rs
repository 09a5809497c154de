//! Does it say the same thing twice: runs of words that come again, and sentences that begin alike.

use std::collections::HashMap;

use super::{
    Verdict, mean_of,
    text::{lower, sentences},
};

/// Words of a run.
const RUN: usize = 4;
/// Share of repeated runs at which nothing is left of the score.
const ALL: f64 = 0.25;

pub(super) fn judge(text: &str) -> Verdict {
    let all = lower(text);
    let mut counts: HashMap<&[String], usize> = HashMap::new();
    all.windows(RUN).for_each(|run| *counts.entry(run).or_default() += 1);
    let again: usize = counts.values().map(|count| count - 1).sum();
    let share = again as f64 / all.len().saturating_sub(RUN - 1).max(1) as f64;
    // The most frequent run, the first by letters among equals.
    let most =
        counts.iter().filter(|(_, count)| **count > 1).max_by_key(|(run, count)| (**count, std::cmp::Reverse(**run)));
    let named = most.map(|(run, count)| format!("“{}” comes {count} times", run.join(" "))).unwrap_or_default();
    let begins: Vec<String> =
        sentences(text).into_iter().filter_map(|sentence| lower(sentence).into_iter().next()).collect();
    let alike = begins.windows(3).filter(|three| three[0] == three[1] && three[1] == three[2]).count();
    mean_of(vec![
        (1.0 - share / ALL, named),
        (1.0 - alike as f64 / 2.0, "three sentences in a row begin with the same word".to_owned()),
    ])
}
