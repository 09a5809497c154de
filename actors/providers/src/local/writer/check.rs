//! The rules' reading of a script.
//!
//! Three rules stop a video, because no later step can mend what they find: `script_not_empty`, `script_length_limit`
//! and `numbers_from_brief`. All others are measured and shown, and always pass: a short brief makes a short video, and
//! a brief's own style is its sender's. Their expectation says `preferred`.

use std::collections::HashSet;

use ytempire_domain::{
    job::Job,
    production::{Check, Script, Sentence, SentenceRole},
    request::SECONDS,
};

use super::EXTRACTIVE;
use crate::local::text::{spoken_ms, tokens};

/// Reads the script against its request.
pub fn check(job: &Job, script: &Script) -> ytempire_domain::production::ScriptCheck {
    let sentences = &script.sentences;
    let ms: u32 = sentences.iter().map(|sentence| spoken_ms(&sentence.text)).fold(0, u32::saturating_add);
    let mut checks = vec![not_empty(sentences), length_limit(ms)];
    checks.extend(numbers_from_brief(job, script));
    checks.extend([
        length(job, ms),
        hook(sentences),
        sentence_length(sentences),
        repetition(sentences),
        plain_text(sentences),
        reading_grade(sentences),
    ]);
    ytempire_domain::production::ScriptCheck { checks, quality: None, revision: None }
}

fn rule(name: &str, passed: bool, measured: String, expected: String) -> Check {
    Check { name: name.to_owned(), passed, measured, expected }
}

/// A measure that is shown and stops nothing.
fn shown(name: &str, measured: String, preferred: &str) -> Check {
    rule(name, true, measured, format!("preferred: {preferred}"))
}

fn not_empty(sentences: &[Sentence]) -> Check {
    let spoken = sentences.iter().filter(|sentence| sentence.text.chars().any(char::is_alphanumeric)).count();
    let passed = spoken > 0 && spoken == sentences.len();
    rule("script_not_empty", passed, format!("{spoken} of {} sentences", sentences.len()), "all, at least 1".into())
}

fn length_limit(ms: u32) -> Check {
    let limit = *SECONDS.end();
    rule("script_length_limit", ms <= limit * 1_000, format!("about {} s", ms / 1_000), format!("at most {limit} s"))
}

/// Every figure of an extractive script stands in its brief.
fn numbers_from_brief(job: &Job, script: &Script) -> Option<Check> {
    let brief = job.request.brief.as_deref().filter(|_| script.writer == EXTRACTIVE)?;
    let figures: HashSet<&str> = figures(brief).collect();
    let strange: Vec<&str> =
        script.sentences.iter().flat_map(|s| self::figures(&s.text)).filter(|f| !figures.contains(f)).collect();
    let measured =
        if strange.is_empty() { "none is new".to_owned() } else { format!("not there: {}", strange.join(", ")) };
    Some(rule("numbers_from_brief", strange.is_empty(), measured, "every number stands in the brief".into()))
}

/// Runs of digits with the marks inside them: `3.4`, `10,000`.
pub(super) fn figures(text: &str) -> impl Iterator<Item = &str> {
    let digit = |c: char| c.is_numeric();
    text.split(move |c: char| !digit(c) && c != '.' && c != ',')
        .map(move |part| part.trim_matches(|c: char| !digit(c)))
        .filter(|part| !part.is_empty())
}

fn length(job: &Job, ms: u32) -> Check {
    let wish = job.seconds();
    shown(
        "script_length",
        format!("about {} s", ms.div_ceil(1_000)),
        &format!("{} to {} s", wish * 7 / 10, wish * 115 / 100),
    )
}

fn hook(sentences: &[Sentence]) -> Check {
    let hook = sentences.first().filter(|sentence| sentence.role == SentenceRole::Hook);
    let measured = hook.map_or("none".to_owned(), |hook| format!("{} words", hook.text.split_whitespace().count()));
    shown("hook", measured, "at most 15 words")
}

fn sentence_length(sentences: &[Sentence]) -> Check {
    let longest = sentences.iter().map(|sentence| sentence.text.split_whitespace().count()).max().unwrap_or(0);
    shown("sentence_length", format!("at most {longest} words"), "at most 30 words")
}

fn repetition(sentences: &[Sentence]) -> Check {
    let mut said = HashSet::new();
    let twice = sentences.iter().filter(|s| !said.insert(tokens(&s.text).collect::<Vec<_>>())).count();
    shown("repetition", format!("{twice} sentences come twice"), "0")
}

fn plain_text(sentences: &[Sentence]) -> Check {
    let odd = |sentence: &&Sentence| {
        let text = &sentence.text;
        text.contains(char::is_control)
            || ["http://", "https://", "**", "](", "</"].iter().any(|mark| text.contains(mark))
    };
    shown("plain_text", format!("{} sentences with markup or addresses", sentences.iter().filter(odd).count()), "0")
}

/// Automated Readability Index: characters per word and words per sentence; made for English.
fn reading_grade(sentences: &[Sentence]) -> Check {
    let words = sentences.iter().flat_map(|sentence| sentence.text.split_whitespace());
    let (count, letters) = words.fold((0_u32, 0_u32), |(count, letters), word| {
        (count + 1, letters + word.chars().filter(|c| c.is_alphanumeric()).count() as u32)
    });
    let (count, letters, lines) = (f64::from(count.max(1)), f64::from(letters), sentences.len().max(1) as f64);
    let grade = (4.71 * letters / count + 0.5 * count / lines - 21.43).max(0.0);
    shown("reading_grade", format!("{grade:.1}"), "at most 12 years of school (for English)")
}
