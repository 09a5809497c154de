use proptest::prelude::*;

use super::*;

/// `written -> spoken`, a sentence each.
const PAIRS: &str = include_str!("pairs.txt");

fn spoken(sentence: &str) -> String {
    let said: Vec<String> = read(sentence).into_iter().map(|word| word.said).filter(|said| !said.is_empty()).collect();
    said.join(" ")
}

#[test]
fn everything_written_is_said_as_people_say_it() {
    let rows: Vec<(&str, &str)> = PAIRS.lines().filter_map(|line| line.split_once(" -> ")).collect();
    assert!(rows.len() >= 120, "{} rows", rows.len());
    let wrong: Vec<String> = rows
        .into_iter()
        .filter(|(written, expected)| spoken(written) != *expected)
        .map(|(written, expected)| format!("{written}\n  said     {}\n  expected {expected}", spoken(written)))
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_displayed_word_stays_one_word_as_written() {
    let sentence = "  It cost\u{a0}$3.4 million — \u{1f41d} see https://a.example/b?c=1, <b>now</b>!\t";
    let words = read(sentence);
    let shown: Vec<&str> = words.iter().map(|word| word.shown.as_str()).collect();
    assert_eq!(shown, sentence.split_whitespace().collect::<Vec<_>>());
    assert_eq!(words[2].said, "three point four");
    assert_eq!(words[3].said, "million dollars");
    assert_eq!((words[4].said.as_str(), words[5].said.as_str()), ("—", ""));
    assert_eq!(words[7].said, "a dot example slash b question mark c equals one,");
}

#[test]
fn a_word_without_end_is_not_read_to_its_end() {
    let said = spoken(&"abcdefghij.com/".repeat(700));
    assert!(said.len() < 1000, "{}", said.len());
}

proptest! {
    #[test]
    fn no_text_says_more_than_words_and_stops(sentence in "\\PC{0,60}|[ -~]{0,60}|([0-9A-Za-z$€%.,:/'#@&+-]{1,9} ?){0,8}") {
        let words = read(&sentence);
        prop_assert_eq!(words.len(), sentence.split_whitespace().count());
        for (word, shown) in words.iter().zip(sentence.split_whitespace()) {
            prop_assert_eq!(&word.shown, shown);
            prop_assert!(word.said.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '\'' | '-' | ' ') || number::is_stop(c)), "{}", word.said);
        }
    }
}
