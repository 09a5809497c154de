//! Sentences, words and paragraphs of spoken English.

/// Sentences without their marks' blanks; a line break ends one too.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let blank_next = letters.peek().is_none_or(|(_, next)| next.is_whitespace());
        if letter == '\n'
            || (matches!(letter, '.' | '!' | '?' | '…') && blank_next)
            || matches!(letter, '。' | '！' | '？')
        {
            found.push(&text[start..at + letter.len_utf8()]);
            start = at + letter.len_utf8();
        }
    }
    found.push(&text[start..]);
    found.into_iter().map(str::trim).filter(|sentence| sentence.chars().any(char::is_alphanumeric)).collect()
}

/// Words as they stand: letters, digits, and what joins them (`don't`, `3,500`, `1.5`).
pub(super) fn words(text: &str) -> Vec<&str> {
    let apart = |c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | ',' | '.' | '%' | '$' | '€' | '£'));
    let bare = |word: &str| -> bool { word.chars().any(char::is_alphanumeric) };
    let trim = |c: char| matches!(c, '\'' | '’' | '-' | ',' | '.');
    text.split(apart).map(|word| word.trim_matches(trim)).filter(|word| bare(word)).collect()
}

/// As [`words`], in lower case.
pub(super) fn lower(text: &str) -> Vec<String> {
    words(text).into_iter().map(str::to_lowercase).collect()
}

/// Paragraphs: what empty lines part.
pub(super) fn paragraphs(text: &str) -> Vec<&str> {
    let mut found = vec![];
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            found.push(&text[start..at]);
            start = at + line.len();
        }
        at += line.len();
    }
    found.push(&text[start..]);
    found.into_iter().filter(|paragraph| !words(paragraph).is_empty()).collect()
}

/// How often one of the phrases stands among the words, whole words only.
pub(super) fn count(words: &[String], phrases: &[&str]) -> usize {
    let times = |phrase: &&str| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        words.windows(phrase.len()).filter(|run| run.iter().zip(&phrase).all(|(word, wanted)| word == wanted)).count()
    };
    phrases.iter().map(times).sum()
}

pub(super) fn says(words: &[String], phrases: &[&str]) -> bool {
    count(words, phrases) > 0
}

/// The first words of a text, for a reason.
pub(super) fn beginning(text: &str) -> String {
    let all: Vec<&str> = text.split_whitespace().collect();
    let end = if all.len() > 6 { " …" } else { "" };
    format!("“{}{end}”", all[..all.len().min(6)].join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_whole_and_sentences_end_where_they_end() {
        assert_eq!(sentences("It costs $3.50. Why?\nNo one knows…"), ["It costs $3.50.", "Why?", "No one knows…"]);
        assert_eq!(words("It's 3,500 (or 12%), 'really'."), ["It's", "3,500", "or", "12%", "really"]);
        assert_eq!(paragraphs("one\ntwo\n\n \nthree\n"), ["one\ntwo\n", "three\n"]);
        assert!(says(&lower("so, for example, this"), &["for example"]) && !says(&lower("forexample"), &["for"]));
    }
}
