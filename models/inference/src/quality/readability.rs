//! Can it be understood when it is heard once? Reading ease after Flesch (1948), and sentences that are too long to say.

use super::{
    Verdict, mean_of,
    text::{beginning, sentences, words},
};

/// Ease at which the score is 0 and 1: a law, and plain English for thirteen-year-olds.
const HARD: f64 = 30.0;
const PLAIN: f64 = 65.0;
/// Words that fit into a breath.
const BREATH: usize = 28;

pub(super) fn judge(text: &str) -> Verdict {
    let sentences = sentences(text);
    if sentences.is_empty() {
        return (0.0, vec!["there is no text".to_owned()]);
    }
    let ease = ease(&sentences);
    let long: Vec<&&str> = sentences.iter().filter(|sentence| words(sentence).len() > BREATH).collect();
    let share = long.len() as f64 / sentences.len() as f64;
    let which = long.first().map(|sentence| beginning(sentence)).unwrap_or_default();
    let checks = [
        ((ease - HARD) / (PLAIN - HARD), format!("reading ease is {ease:.0}: shorter words and sentences")),
        (1.0 - 2.0 * share, format!("sentences too long to say: {}, such as {which}", long.len())),
    ];
    // The worse one decides: short sentences of long words are not understood either.
    let worst = checks.iter().map(|check| check.0.clamp(0.0, 1.0)).fold(1.0, f64::min);
    (worst, mean_of(checks.into()).1)
}

/// 206.835 - 1.015 words per sentence - 84.6 syllables per word.
fn ease(sentences: &[&str]) -> f64 {
    let all: Vec<&str> = sentences.iter().flat_map(|sentence| words(sentence)).collect();
    let count = all.len().max(1) as f64;
    let syllables: usize = all.iter().map(|word| syllables(word)).sum();
    206.835 - 1.015 * count / sentences.len() as f64 - 84.6 * syllables as f64 / count
}

/// Groups of vowels, less a mute e.
fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.to_lowercase().chars().collect();
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let groups = (0..letters.len()).filter(|at| vowel(letters[*at]) && (*at == 0 || !vowel(letters[*at - 1]))).count();
    let mute = matches!(letters[..], [.., before, 'e'] if !vowel(before) && before != 'l');
    groups.saturating_sub(usize::from(mute)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_they_are_said() {
        for (word, count) in [("bread", 1), ("habit", 2), ("table", 2), ("make", 1), ("understanding", 4), ("3", 1)] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn plain_speech_scores_above_the_language_of_offices() {
        let plain = judge("Heat the pan. Add the oil. Wait until it shines, then add the fish.");
        let stiff = judge(
            "Notwithstanding aforementioned considerations regarding organisational responsibilities, implementation of the \
             recommendations necessitates comprehensive interdepartmental communication, documentation, evaluation and \
             authorisation by appropriately qualified representatives of participating administrative institutions.",
        );
        assert!(plain.0 > 0.95 && stiff.0 < 0.2, "{plain:?} {stiff:?}");
    }
}
