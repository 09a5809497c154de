//! A linear model of the words and letter groups of a title, weighed by rarity (TF-IDF). Of a pair of titles it sees
//! the difference.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::linear::{Fit, Sparse, SparseLinear};

/// Which terms are counted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Terms {
    /// Words in a row, up to so many.
    pub words: usize,
    /// Letters in a row inside a word and its ends: from, to; 0 for none.
    pub letters: (usize, usize),
    /// Fewest titles that a term stands in.
    pub titles: usize,
}

/// Terms, their rarity and their weights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Words {
    terms: Terms,
    /// In an order: the same model is the same file.
    vocabulary: BTreeMap<String, (u32, f32)>,
    linear: SparseLinear,
}

impl Words {
    pub fn fit(texts: &[Vec<String>], terms: Terms, what: &Fit<'_>) -> Self {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut titles = 0;
        for title in texts.iter().flatten() {
            titles += 1;
            for term in tally(title, terms).into_keys() {
                *counts.entry(term).or_default() += 1;
            }
        }
        let mut kept: Vec<(String, usize)> = counts.into_iter().filter(|(_, count)| *count >= terms.titles).collect();
        // A fixed order, or the same data would give other weights.
        kept.sort();
        let rarity = |count: usize| ((1.0 + titles as f32) / (1.0 + count as f32)).ln() + 1.0;
        let place = |(at, (term, count)): (usize, (String, usize))| (term, (at as u32, rarity(count)));
        let vocabulary: BTreeMap<_, _> = kept.into_iter().enumerate().map(place).collect();
        let linear = SparseLinear::fit(&rows(texts, terms, &vocabulary), what);
        Words { terms, vocabulary, linear }
    }

    pub fn logits(&self, texts: &[Vec<String>]) -> Vec<f64> {
        self.linear.logits(&rows(texts, self.terms, &self.vocabulary))
    }

    /// What each known term of one row's titles added to its logit, in quotes; letter groups have a dot before them. Of a
    /// pair the second title's terms count against.
    pub fn reasons(&self, titles: &[String]) -> Vec<(String, f64)> {
        let mut all = Vec::new();
        for (title, sign) in titles.iter().zip([1.0, -1.0]) {
            let weighed: HashMap<u32, f32> = weighed(title, self.terms, &self.vocabulary).into_iter().collect();
            for term in tally(title, self.terms).into_keys() {
                let Some((at, _)) = self.vocabulary.get(&term) else { continue };
                let adds = sign * f64::from(weighed[at]) * self.linear.weight(*at);
                all.push((format!("“{}”", term.replace('\u{1}', "·")), adds));
            }
        }
        all
    }
}

fn rows(texts: &[Vec<String>], terms: Terms, vocabulary: &BTreeMap<String, (u32, f32)>) -> Sparse {
    let row = |titles: &Vec<String>| {
        let mut sums: HashMap<u32, f32> = HashMap::new();
        for (title, sign) in titles.iter().zip([1.0, -1.0]) {
            for (at, value) in weighed(title, terms, vocabulary) {
                *sums.entry(at).or_default() += sign * value;
            }
        }
        let mut sorted: Vec<(u32, f32)> = sums.into_iter().filter(|(_, value)| *value != 0.0).collect();
        sorted.sort_by_key(|(at, _)| *at);
        sorted
    };
    Sparse { width: vocabulary.len(), rows: texts.iter().map(row).collect() }
}

/// Known terms of one title, scaled to length one.
fn weighed(title: &str, terms: Terms, vocabulary: &BTreeMap<String, (u32, f32)>) -> Vec<(u32, f32)> {
    let known = tally(title, terms).into_iter().filter_map(|(term, count)| {
        let (at, rarity) = vocabulary.get(&term)?;
        Some((*at, (1.0 + (count as f32).ln()) * rarity))
    });
    let mut known: Vec<(u32, f32)> = known.collect();
    known.sort_by_key(|(at, _)| *at);
    let length = known.iter().map(|(_, value)| value * value).sum::<f32>().sqrt().max(1e-6);
    known.iter_mut().for_each(|(_, value)| *value /= length);
    known
}

/// How often each term stands in the title.
fn tally(title: &str, terms: Terms) -> HashMap<String, usize> {
    let lower = title.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).collect();
    let mut counts = HashMap::new();
    for length in 1..=terms.words {
        for group in words.windows(length) {
            *counts.entry(group.join(" ")).or_default() += 1;
        }
    }
    let (from, to) = terms.letters;
    if from == 0 {
        return counts;
    }
    // Letter groups see marks and capitals too: they are taken from the title as it stands.
    for word in title.split_whitespace() {
        let letters: Vec<char> = std::iter::once('^').chain(word.chars()).chain(std::iter::once('$')).collect();
        for length in from..=to {
            for group in letters.windows(length) {
                *counts.entry(format!("\u{1}{}", group.iter().collect::<String>())).or_default() += 1;
            }
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMS: Terms = Terms { words: 2, letters: (3, 4), titles: 1 };

    fn one(titles: &[&str]) -> Vec<Vec<String>> {
        titles.iter().map(|title| vec![(*title).to_owned()]).collect()
    }

    #[test]
    fn words_that_bait_are_learned_and_read_back_from_json() {
        let texts =
            one(&["you won't believe this", "this will shock you", "budget passes senate", "senate votes on tax"]);
        let what = Fit { labels: &[1.0, 1.0, 0.0, 0.0], weights: &[1.0; 4], l2: 0.1, intercept: true };
        let model = Words::fit(&texts, TERMS, &what);
        let logits = model.logits(&one(&["believe you this", "senate budget"]));
        assert!(logits[0] > logits[1], "{logits:?}");
        let written = serde_json::to_string(&model).unwrap();
        let back: Words = serde_json::from_str(&written).unwrap();
        assert_eq!(back.logits(&texts), model.logits(&texts));
        assert_eq!(serde_json::to_string(&Words::fit(&texts, TERMS, &what)).unwrap(), written, "learned twice");
    }

    #[test]
    fn a_pair_of_equal_titles_weighs_nothing() {
        let same = vec![vec!["one title".to_owned(), "one title".to_owned()]];
        let what = Fit { labels: &[1.0], weights: &[1.0], l2: 0.1, intercept: false };
        assert_eq!(Words::fit(&same, TERMS, &what).logits(&same), [0.0]);
    }
}
