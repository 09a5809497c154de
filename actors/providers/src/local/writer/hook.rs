//! Which sentence opens a video: one that makes a listener stay.

use crate::local::text::{is_stop_word, numbers, spoken_ms, starts_with_reference, tokens};

/// Words of surprise; each is in the sentence itself, nothing is made more exciting than it is.
const STRONG: &[&str] = &[
    "never",
    "secret",
    "only",
    "first",
    "biggest",
    "largest",
    "smallest",
    "fastest",
    "most",
    "impossible",
    "surprising",
    "surprisingly",
    "mistake",
    "wrong",
    "myth",
    "nobody",
    "almost",
    "oldest",
    "deadliest",
    "strange",
    "twice",
    "every",
    "lost",
    "hidden",
    "imagine",
    "discovered",
    "record",
    "forever",
    "worst",
    "best",
    "but",
    "yet",
    "without",
];

/// How well the sentence opens; higher is better.
pub fn strength(sentence: &str, topic: &[String]) -> f32 {
    let words: Vec<String> = tokens(sentence).collect();
    let mut strength = 0.0;
    if sentence.trim_end_matches(['"', '”', '»', ')']).ends_with(['?', '？', '؟']) {
        strength += 2.0;
    }
    if numbers(sentence).iter().any(|number| !number.is_year()) {
        strength += 1.5;
    }
    strength += words.iter().filter(|word| STRONG.contains(&word.as_str())).count().min(2) as f32 * 0.7;
    strength += words.iter().filter(|word| !is_stop_word(word) && topic.contains(word)).count().min(2) as f32 * 0.8;
    // About fifteen words at most: a listener decides within five seconds.
    let ms = spoken_ms(sentence);
    strength -= (ms.saturating_sub(5_500) as f32 / 1_500.0).min(3.0);
    if ms < 1_200 {
        strength -= 1.0;
    }
    if starts_with_reference(sentence) {
        strength -= 4.0;
    }
    strength
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_a_number_or_a_surprise_wins_over_a_plain_start() {
        let topic = ["honey".to_owned()];
        let best = |sentences: &[&'static str]| {
            *sentences.iter().max_by(|a, b| strength(a, &topic).total_cmp(&strength(b, &topic))).expect("one")
        };
        assert_eq!(best(&["Bees live in hives.", "Why does honey never spoil?"]), "Why does honey never spoil?");
        assert_eq!(
            best(&["Honey is food.", "One pound of honey takes 2 million flowers."]),
            "One pound of honey takes 2 million flowers."
        );
        assert_eq!(best(&["It takes 2 million flowers.", "Honey is sweet."]), "Honey is sweet.");
    }
}
