//! Writes a script of what it is given, and invents nothing: every sentence and number of it stands in the brief or in
//! the trend signals.
//!
//! With a brief the script is extractive: an opening, points in the brief's order, an ending, each a sentence of the
//! brief word for word. Shorter means fewer sentences, or a long one cut where a clause ends. Without a brief but with
//! signals about the topic it is a short report of these figures. With neither there is nothing to say, and it fails.
//!
//! A script that somebody judged and found weak is revised by the same rule: [`Reviser`] proposes other sentences, cuts and
//! titles of the same material. The one thing that it may add is the request's topic as a question, and a word that says
//! that the last sentence is the last.

mod check;
mod choose;
mod hook;
mod markup;
mod packaging;
mod report;
mod revise;
mod sentences;

use ytempire_domain::{
    Failure, Retry, Whose,
    job::Job,
    production::{Script, Sentence, SentenceRole},
    trend::{TrendSignal, folded},
};

pub use check::check;
pub use revise::{Proposal, Reviser};

/// [`Script::writer`] of a script made of a brief.
pub const EXTRACTIVE: &str = "local-extractive";
/// [`Script::writer`] of a script made of trend signals, in English whatever the request's language is.
pub const REPORT: &str = "local-report";

/// The script of a job. Signals about other topics are passed over.
pub fn write(job: &Job, signals: &[TrendSignal]) -> Result<Script, Failure> {
    let topic = folded(&job.request.topic);
    let signals: Vec<_> = signals.iter().filter(|signal| folded(&signal.topic) == topic).collect();
    let brief = job.request.brief.as_deref().map(|brief| sentences::of_brief(brief, job.language()));
    match brief.filter(|sentences| !sentences.is_empty()) {
        Some(sentences) => Ok(extract(job, &sentences)),
        None if !signals.is_empty() => Ok(report(job, &signals)),
        None => Err(Failure::new(Whose::Request, Retry::Never, "no_material", no_material(job))),
    }
}

/// The heading of the brief under which each sentence of the script stands, where there is one.
pub fn headings(job: &Job, script: &Script) -> Vec<Option<String>> {
    let brief = job.request.brief.as_deref().unwrap_or_default();
    let known = sentences::of_brief(brief, job.language());
    let heading = |text: &str| known.iter().find(|candidate| candidate.text == text)?.heading.clone();
    script.sentences.iter().map(|sentence| heading(&sentence.text)).collect()
}

fn no_material(job: &Job) -> String {
    let given = match job.request.brief {
        Some(_) => "the brief holds no sentence that can be spoken",
        None => "there is no brief, and there are no trend signals about this topic",
    };
    format!(
        "{given}: send the request with a `brief` of a few sentences or notes to tell, or send records about the topic \
         to `trend-signals` first; the local writer invents nothing"
    )
}

fn extract(job: &Job, sentences: &[sentences::Candidate]) -> Script {
    let chosen = choose::choose(sentences, &job.request.topic, job.seconds());
    let texts = chosen.into_iter().map(|index| sentences[index].text.clone()).collect();
    script(job, texts, job.language(), EXTRACTIVE)
}

fn report(job: &Job, signals: &[&TrendSignal]) -> Script {
    script(job, report::sentences(&job.request.topic, signals, job.seconds()), "en", REPORT)
}

fn script(job: &Job, texts: Vec<String>, language: &str, writer: &str) -> Script {
    let last = texts.len().saturating_sub(1);
    let role = |index| match index {
        0 => SentenceRole::Hook,
        index if index == last => SentenceRole::Close,
        _ => SentenceRole::Point,
    };
    Script {
        title: packaging::title(&job.request.topic),
        description: packaging::description(&texts),
        tags: packaging::tags(job, &texts),
        language: language.to_owned(),
        sentences: texts.into_iter().enumerate().map(|(i, text)| Sentence { text, role: role(i) }).collect(),
        writer: writer.to_owned(),
    }
}

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;
