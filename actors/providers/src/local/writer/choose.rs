//! Which sentences of a brief are spoken when there is not time for all.

use std::collections::HashSet;

use super::{hook, sentences::Candidate};
use crate::local::text::{is_stop_word, numbers, spoken_ms, starts_with_reference, tokens};

/// Openings of a sentence that sums up.
const SUMMARIES: &[&str] = &[
    "in short",
    "in the end",
    "remember",
    "the lesson",
    "bottom line",
    "the bottom line",
    "so next time",
    "next time",
    "that is why",
    "that's why",
    "in other words",
    "to sum up",
    "overall",
    "in conclusion",
    "finally",
    "the result",
    "all in all",
    "kurz gesagt",
];

/// Indexes of the chosen sentences in the order in which they are spoken: the opening, points in the brief's order, the
/// ending. Together they last about `seconds` at most, unless the opening alone is longer.
pub fn choose(candidates: &[Candidate], topic: &str, seconds: u32) -> Vec<usize> {
    let topic: Vec<String> = tokens(topic).filter(|word| !is_stop_word(word)).collect();
    let cost = |index: usize| spoken_ms(&candidates[index].text);
    let mut left = seconds.saturating_mul(1_000);
    let mut spend = |index: usize| match cost(index) {
        cost if cost <= left => {
            left -= cost;
            true
        }
        _ => false,
    };
    let Some(opening) = opening(candidates, &topic) else { return vec![] };
    if !spend(opening) {
        return vec![opening];
    }
    let mut chosen = HashSet::from([opening]);
    let ending = ending(candidates).filter(|ending| *ending != opening && spend(*ending));
    chosen.extend(ending);
    let mut blocks = HashSet::from([candidates[opening].block]);
    while let Some(next) = best(candidates, &topic, &chosen, &blocks, left, &cost) {
        left -= next.iter().map(|index| cost(*index)).sum::<u32>();
        blocks.extend(next.iter().map(|index| candidates[*index].block));
        chosen.extend(next);
    }
    let mut points: Vec<usize> =
        chosen.into_iter().filter(|index| *index != opening && Some(*index) != ending).collect();
    points.sort_unstable();
    std::iter::once(opening).chain(points).chain(ending).collect()
}

/// The strongest opening of the brief's first part; early sentences win a tie.
fn opening(candidates: &[Candidate], topic: &[String]) -> Option<usize> {
    let early = candidates.len().div_ceil(2).max(3).min(candidates.len());
    let strength = |index: usize| {
        let first = if index == 0 { 1.2 } else { 0.0 };
        let place = index as f32 / candidates.len() as f32;
        hook::strength(&candidates[index].text, topic) + first - 1.5 * place
    };
    (0..early).rev().max_by(|a, b| strength(*a).total_cmp(&strength(*b)))
}

/// The last sentence, or a later one that says that it sums up.
fn ending(candidates: &[Candidate]) -> Option<usize> {
    let sums_up = |index: &usize| sums_up(&candidates[*index].text);
    let late = candidates.len() - candidates.len().div_ceil(4);
    (late..candidates.len()).rev().find(sums_up).or(candidates.len().checked_sub(1))
}

/// Says that it is the end.
pub fn sums_up(sentence: &str) -> bool {
    let start = sentence.to_lowercase();
    SUMMARIES.iter().any(|summary| start.starts_with(summary))
}

/// The best sentence that still fits, with those before it on which it leans.
fn best(
    candidates: &[Candidate],
    topic: &[String],
    chosen: &HashSet<usize>,
    blocks: &HashSet<usize>,
    left: u32,
    cost: &impl Fn(usize) -> u32,
) -> Option<Vec<usize>> {
    let open = (0..candidates.len()).filter(|index| !chosen.contains(index));
    let groups = open.filter_map(|index| {
        let group = leaning(candidates, index, chosen);
        let cost: u32 = group.iter().map(|index| cost(*index)).sum();
        let worth: f32 = group.iter().map(|index| worth(&candidates[*index], topic, blocks)).sum();
        (cost <= left).then(|| (worth / group.len() as f32 - 0.02 * index as f32 / candidates.len() as f32, group))
    });
    groups.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, group)| group)
}

/// The sentence and, while it points back, the ones before it in its block that are not chosen yet.
fn leaning(candidates: &[Candidate], index: usize, chosen: &HashSet<usize>) -> Vec<usize> {
    let mut group = vec![index];
    let mut at = index;
    while at > 0 && group.len() < 4 && !candidates[at].opens && starts_with_reference(&candidates[at].text) {
        at -= 1;
        if chosen.contains(&at) {
            break;
        }
        group.push(at);
    }
    group
}

fn worth(candidate: &Candidate, topic: &[String], blocks: &HashSet<usize>) -> f32 {
    let words: Vec<String> = tokens(&candidate.text).filter(|word| !is_stop_word(word)).collect();
    let on_topic = words.iter().filter(|word| topic.contains(word)).count().min(2) as f32;
    let figures = numbers(&candidate.text).len().min(2) as f32;
    let fresh = if blocks.contains(&candidate.block) { 0.0 } else { 0.8 };
    let opens = if candidate.opens { 0.5 } else { 0.0 };
    let ms = spoken_ms(&candidate.text);
    let length = if (1_800..=7_500).contains(&ms) { 0.5 } else { 0.0 };
    0.4 * on_topic + 0.5 * figures + fresh + opens + length + 0.05 * words.len().min(12) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidates(texts: &[&str]) -> Vec<Candidate> {
        texts.iter().map(|text| Candidate { text: (*text).to_owned(), block: 0, opens: false, heading: None }).collect()
    }

    #[test]
    fn with_time_for_all_nothing_is_left_out() {
        let all =
            candidates(&["Bees dance for their sisters.", "It shows the way.", "They follow it.", "So the hive eats."]);
        assert_eq!(choose(&all, "bees", 60), [0, 1, 2, 3]);
    }

    #[test]
    fn with_little_time_the_opening_stays_and_a_reference_never_stands_alone() {
        let all = candidates(&[
            "Honey never spoils.",
            "Nectar is thin as water.",
            "It is dried by 1,000 wings.",
            "Bees seal it with wax.",
            "In short, bees know.",
        ]);
        assert_eq!(choose(&all, "honey", 1), [0]);
        for seconds in 4..12 {
            let chosen = choose(&all, "honey", seconds);
            assert!(chosen[0] == 0 && (!chosen.contains(&2) || chosen.contains(&1)), "{seconds}: {chosen:?}");
            let ms: u32 = chosen.iter().map(|index| spoken_ms(&all[*index].text)).sum();
            assert!(ms <= seconds * 1_000, "{seconds}: {ms}");
        }
    }

    #[test]
    fn a_sentence_that_sums_up_ends_the_video() {
        let all = candidates(&[
            "Bees dance.",
            "They fly far.",
            "Wax is warm.",
            "Wings hum.",
            "Hives grow.",
            "In short, bees work.",
            "Photo by Ann.",
        ]);
        assert_eq!(choose(&all, "bees", 8).last(), Some(&5));
    }
}
