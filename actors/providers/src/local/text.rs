//! What writer and pictures both know about running text: its words, its numbers, how long it takes to say.

mod numbers;
mod words;

pub use numbers::{Number, numbers};
pub use words::{fold, is_stop_word, starts_with_reference, tokens};

/// Milliseconds of one counted word and of what a sentence costs besides. Least squares over 46 sentences (570 counted
/// words, 187 s with the pauses) of the voice `af_heart` at its usual pace, in English; one sentence is off by 0.55 s
/// (standard deviation), their sum is not. Other voices and languages were not measured.
const WORD_MS: u32 = 318;
const PAUSE_MS: u32 = 130;

/// About how long a sentence takes to say, in milliseconds. Figures are read out, and cost more than one word.
pub fn spoken_ms(sentence: &str) -> u32 {
    let words: u32 = sentence.split_whitespace().map(spoken_words).fold(0, u32::saturating_add);
    words.saturating_mul(WORD_MS).saturating_add(PAUSE_MS)
}

fn spoken_words(word: &str) -> u32 {
    let digits = word.chars().filter(char::is_ascii_digit).count() as u32;
    let signs = word.chars().filter(|c| "$€£¥%°".contains(*c)).count() as u32;
    // Scripts without spaces: two or three characters are a word.
    let dense = word.chars().filter(|c| is_dense(*c)).count() as u32;
    match (digits, dense) {
        (0, 0) => 1,
        (0, dense) => dense.div_ceil(2),
        (digits, _) => digits.div_ceil(2).max(1) + signs + u32::from(digits > 4),
    }
}

/// Scripts that set no spaces between words: Thai to Khmer, Japanese, Chinese.
pub fn is_dense(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The text with its first letter as a capital, where its first word is all small letters (`iPhone` stays).
pub fn capitalised(text: &str) -> String {
    let small = |word: &str| word.chars().all(|c| !c.is_uppercase());
    let mut chars = text.chars();
    match (chars.next(), text.split_whitespace().next()) {
        (Some(first), Some(word)) if first.is_lowercase() && small(word) => first.to_uppercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}

/// At most `max` characters, cut between words where there are any.
pub fn shortened(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let cut: String = text.chars().take(max.saturating_sub(1)).collect();
    let whole = match cut.rfind(char::is_whitespace) {
        Some(at) if at * 2 > cut.len() => &cut[..at],
        _ => cut.as_str(),
    };
    format!("{}…", whole.trim_end_matches(|c: char| c.is_whitespace() || ",;:-–—".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speech_takes_its_time() {
        let sentence = "Honey never spoils, and archaeologists have found pots of it in ancient tombs.";
        assert!((4_000..6_000).contains(&spoken_ms(sentence)), "{}", spoken_ms(sentence));
        assert!(spoken_ms("It cost $3,400,000.") > spoken_ms("It cost a lot."));
        assert!(spoken_ms("蜂蜜は腐らない食べ物です。") > 1_500);
    }

    #[test]
    fn a_cut_falls_between_words() {
        assert_eq!(shortened("one two three", 9), "one two…");
        assert_eq!(shortened("one", 3), "one");
        assert_eq!(shortened("abcdefghij", 5), "abcd…");
    }

    #[test]
    fn names_keep_their_letters() {
        assert_eq!(capitalised("flour is cheap"), "Flour is cheap");
        assert_eq!(capitalised("iPhone sales"), "iPhone sales");
        assert_eq!(capitalised("éclair"), "Éclair");
    }
}
