//! One topic under several names: told by what the names mean.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::RankedTopic;

/// Likeness of meaning (a cosine) from which two names are one topic's. Chosen on pairs of headlines about the same and about
/// neighbouring things; see `models/inference/FIGURES.md`.
const SAME: f32 = 0.75;

/// Likeness from which a topic belongs to a niche rather than to none: the names of niches are short, and say little.
const FITS: f32 = 0.15;
/// By how much it has to be nearer to that one than to any other.
const CLEARLY: f32 = 0.03;

/// A name's meaning: numbers whose squares add up to one.
pub type Meaning = Vec<f32>;

/// Puts the topics of a ranking that are one under several names together. `ranked` is best first and stays so; a name without a
/// meaning stands alone.
///
/// The name that was observed first leads: what people decided about a topic holds on when another of its names becomes the
/// stronger one. The figures are those of the strongest name.
pub fn together(ranked: Vec<RankedTopic>, meanings: &HashMap<String, Meaning>) -> Vec<RankedTopic> {
    let mut oldest_first: Vec<usize> = (0..ranked.len()).collect();
    oldest_first.sort_by_key(|place| (first_seen(&ranked[*place]), ranked[*place].topic.clone()));
    let mut leaders: Vec<usize> = Vec::new();
    let mut led_by = vec![0; ranked.len()];
    for place in oldest_first {
        let same = |leader: &usize| are_one(&ranked[*leader].topic, &ranked[place].topic, meanings);
        led_by[place] = leaders.iter().copied().find(same).unwrap_or(place);
        if led_by[place] == place {
            leaders.push(place);
        }
    }
    let names: Vec<String> = ranked.iter().map(|topic| topic.topic.clone()).collect();
    let mut groups: Vec<(usize, RankedTopic)> = Vec::new();
    for (topic, leader) in ranked.into_iter().zip(led_by) {
        match groups.iter_mut().find(|(known, _)| *known == leader) {
            Some((_, strongest)) => strongest.join(&topic),
            None => groups.push((leader, topic)),
        }
    }
    groups.into_iter().map(|(leader, topic)| topic.named(&names[leader])).collect()
}

fn first_seen(topic: &RankedTopic) -> i64 {
    topic.observed_at.timestamp() - (topic.age_h * 3600.0) as i64
}

fn are_one(one: &str, other: &str, meanings: &HashMap<String, Meaning>) -> bool {
    let (Some(a), Some(b)) = (meanings.get(one), meanings.get(other)) else { return false };
    are_alike((one, a), (other, b))
}

/// Whether two names, with what they mean, are one topic's. "Season 2" and "Season 3" mean nearly the same and are not: the
/// numbers in both names have to be the same.
pub fn are_alike((one, a): (&str, &[f32]), (other, b): (&str, &[f32])) -> bool {
    likeness(a, b) >= SAME && numbers(one) == numbers(other)
}

/// Which of these niches a topic belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fit {
    pub niche: String,
    /// Of its meaning and the topic's, at most 1.
    pub likeness: f32,
}

/// The niche whose name is clearly the nearest in meaning; `None`: none is, or it is not known what the names mean.
pub fn fitting(topic: &str, niches: &[String], meanings: &HashMap<String, Meaning>) -> Option<Fit> {
    let topic = meanings.get(topic)?;
    let fit = |niche: &String| Some(Fit { niche: niche.clone(), likeness: likeness(topic, meanings.get(niche)?) });
    let mut fits: Vec<Fit> = niches.iter().filter_map(fit).collect();
    fits.sort_by(|one, other| other.likeness.total_cmp(&one.likeness));
    let next = fits.get(1).map_or(f32::NEG_INFINITY, |next| next.likeness);
    fits.into_iter().next().filter(|best| best.likeness >= FITS && best.likeness - next >= CLEARLY)
}

fn likeness(a: &[f32], b: &[f32]) -> f32 {
    if a.len() == b.len() { a.iter().zip(b).map(|(a, b)| a * b).sum() } else { 0.0 }
}

fn numbers(name: &str) -> BTreeSet<&str> {
    name.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};

    use super::*;
    use crate::trend::{Measure, Scored, SignalRow, Sparkline};

    fn topic(name: &str, age_h: f64, source: &str, rank: Option<u32>) -> RankedTopic {
        RankedTopic {
            topic: name.to_owned(),
            scored: Scored::by_rule(&SignalRow::default(), "test"),
            sparkline: Sparkline { measure: Measure::Rank, points: vec![] },
            sources: vec![source.to_owned()],
            regions: vec![],
            also: vec![],
            fits: None,
            rank,
            age_h,
            observed_at: DateTime::UNIX_EPOCH + TimeDelta::hours(50),
            made_at: DateTime::UNIX_EPOCH,
        }
    }

    fn meanings(of: &[(&str, [f32; 2])]) -> HashMap<String, Meaning> {
        of.iter().map(|(name, meaning)| ((*name).to_owned(), meaning.to_vec())).collect()
    }

    #[test]
    fn names_that_mean_the_same_are_one_topic_under_the_name_that_was_there_first() {
        let ranked = vec![
            topic("GPT release", 2.0, "hn", Some(4)),
            topic("Bees", 9.0, "wiki", Some(1)),
            topic("OpenAI shows GPT", 5.0, "search", Some(2)),
            topic("openai gpt launch", 1.0, "hn", None),
        ];
        let meanings = meanings(&[
            ("GPT release", [1.0, 0.0]),
            ("Bees", [0.0, 1.0]),
            ("OpenAI shows GPT", [0.8, 0.6]),
            ("openai gpt launch", [0.9, 0.435_889_9]),
        ]);
        let together = together(ranked, &meanings);
        assert_eq!(together.len(), 2);
        let (gpt, bees) = (&together[0], &together[1]);
        assert_eq!(
            (gpt.topic.as_str(), gpt.also.clone()),
            ("OpenAI shows GPT", vec!["GPT release".to_owned(), "openai gpt launch".to_owned()])
        );
        assert_eq!(
            (gpt.sources.clone(), gpt.rank, gpt.age_h),
            (vec!["hn".to_owned(), "search".to_owned()], Some(2), 5.0)
        );
        assert_eq!((bees.topic.as_str(), bees.also.len()), ("Bees", 0));
    }

    #[test]
    fn numbers_tell_names_apart_and_a_name_without_a_meaning_stands_alone() {
        let ranked = vec![
            topic("Season 2", 2.0, "a", None),
            topic("Season 3", 1.0, "a", None),
            topic("The season", 1.0, "a", None),
        ];
        let meanings = meanings(&[("Season 2", [1.0, 0.0]), ("Season 3", [1.0, 0.0])]);
        let names: Vec<String> = together(ranked, &meanings).into_iter().map(|topic| topic.topic).collect();
        assert_eq!(names, ["Season 2", "Season 3", "The season"]);
    }

    #[test]
    fn a_topic_belongs_to_the_nearest_niche_or_to_none() {
        let niches = ["gardens".to_owned(), "rockets".to_owned(), "unread".to_owned()];
        let meanings = meanings(&[
            ("gardens", [1.0, 0.0]),
            ("rockets", [0.0, 1.0]),
            ("roses", [0.8, 0.6]),
            ("taxes", [-0.9, 0.1]),
            ("both", [0.7, 0.7]),
        ]);
        let fit = fitting("roses", &niches, &meanings).expect("a niche");
        assert_eq!((fit.niche.as_str(), fit.likeness), ("gardens", 0.8));
        for none in ["taxes", "both", "unknown"] {
            assert_eq!(fitting(none, &niches, &meanings), None, "{none}");
        }
    }

    #[test]
    fn the_leader_stays_when_another_name_becomes_the_stronger_one() {
        let (old, new) = (topic("Old name", 8.0, "a", None), topic("New name", 1.0, "b", None));
        let meanings = meanings(&[("Old name", [1.0, 0.0]), ("New name", [1.0, 0.0])]);
        for ranked in [vec![old.clone(), new.clone()], vec![new, old]] {
            let together = together(ranked, &meanings);
            assert_eq!(
                (together.len(), together[0].topic.as_str(), together[0].also.as_slice()),
                (1, "Old name", &["New name".to_owned()][..])
            );
        }
    }
}
