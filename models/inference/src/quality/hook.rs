//! The first seconds: do they speak to the viewer, open a question, and keep the title's promise?

use super::{
    Verdict, mean_of,
    text::{beginning, lower, says, sentences},
};

/// Words that are heard in the first ten seconds or so, at 150 words a minute.
const HEARD: usize = 30;
/// Most words of a first sentence.
const FIRST: usize = 18;

const VIEWER: &[&str] = &["you", "your", "you're", "you've", "imagine", "look"];
const OPEN: &[&str] = &[
    "why", "how", "what", "what if", "never", "but", "until", "secret", "mistake", "wrong", "nobody", "no one",
    "imagine",
];
const EMPTY: &[&str] = &[
    "hello",
    "hi",
    "hey",
    "welcome",
    "in this video",
    "today we",
    "today i",
    "my name is",
    "before we start",
    "don't forget to",
];
/// Words that say nothing about a title's subject.
const COMMON: &[&str] = &[
    "this", "that", "with", "your", "what", "when", "from", "have", "will", "they", "them", "these", "those", "does",
    "into", "about", "than", "then", "here", "just", "more", "most", "best",
];

pub(super) fn judge(text: &str, title: &str) -> Verdict {
    let heard: Vec<String> = lower(text).into_iter().take(HEARD).collect();
    let first = sentences(text).first().copied().unwrap_or_default();
    let length = lower(first).len().max(1);
    let opens = says(&heard, OPEN) || first.ends_with('?') || first.contains(char::is_numeric);
    let yes = |yes: bool| f64::from(u8::from(yes));
    mean_of(vec![
        (yes(says(&heard, VIEWER)), "the first words do not speak to the viewer".to_owned()),
        (yes(opens), "the first words open no question".to_owned()),
        (yes(!says(&heard, EMPTY)), format!("it begins with what can be cut: {}", beginning(text))),
        (FIRST as f64 / length as f64, format!("the first sentence has {length} words")),
        (yes(keeps(&heard, title)), "the first words name nothing of what the title promises".to_owned()),
    ])
}

/// Does a word of the title's subject come soon? Words are held to be the same by their first five letters.
fn keeps(heard: &[String], title: &str) -> bool {
    let stem = |word: &str| word.chars().take(5).collect::<String>();
    let subject: Vec<String> = lower(title)
        .into_iter()
        .filter(|word| word.chars().count() > 3 && !COMMON.contains(&&**word))
        .map(|word| stem(&word))
        .collect();
    subject.is_empty() || heard.iter().any(|word| subject.contains(&stem(word)))
}
