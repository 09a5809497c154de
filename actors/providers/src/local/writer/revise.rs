//! What could be other in a script that fell short: for each part of its score a few changed scripts, each with what was
//! done. Which of them is better is for a judge to say; here nothing is scored.
//!
//! Every proposal keeps the rules of [`check`] and stays inside the length that was asked for. The same script, part and
//! material make the same proposals in the same order.

mod closing;
mod draft;
mod opening;
mod titles;
mod wording;

use ytempire_domain::{
    job::Job,
    production::{QualityPart, Script},
};

use self::draft::Draft;
use super::{
    EXTRACTIVE, check,
    sentences::{self, Candidate},
};
use crate::local::text::{shortened, spoken_ms};

/// Proposals for one part of one script.
const MOST: usize = 10;
/// Characters of a sentence that is named in a report.
const NAMED: usize = 70;

/// A script changed in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub script: Script,
    /// What was done, a sentence for people.
    pub done: String,
}

/// The material of one script: its brief, and what the channel's earlier videos said.
pub struct Reviser {
    job: Job,
    /// The brief's sentences; none for a script that is not made of one.
    candidates: Vec<Candidate>,
    earlier: Vec<Script>,
    /// Milliseconds that a script may take.
    shortest: u32,
    longest: u32,
}

impl Reviser {
    pub fn new(job: Job, first: &Script, earlier: Vec<Script>) -> Self {
        let brief = job.request.brief.as_deref().filter(|_| first.writer == EXTRACTIVE);
        let candidates = brief.map(|brief| sentences::of_brief(brief, job.language())).unwrap_or_default();
        let (wish, now) = (job.seconds().saturating_mul(1_000), length(first));
        // A short brief makes a short video: what is left of it is then most of what there was.
        let least = wish / 10 * 7;
        let shortest = if now >= least { least } else { now / 10 * 6 };
        Reviser { job, candidates, earlier, shortest, longest: wish.max(now) }
    }

    /// Ways to better the part, the likeliest first; none where nothing of it can be changed.
    pub fn proposals(&self, script: &Script, part: &QualityPart) -> Vec<Proposal> {
        let now = Draft::of(script);
        let changed = match part.name.as_str() {
            "title" => titles::other(self, &now),
            // A report's sentences are arithmetic that leans on its order.
            _ if self.candidates.is_empty() => vec![],
            "hook" => opening::other(self, &now),
            "structure" => closing::other(self, &now),
            "readability" => wording::easier(self, &now),
            "repetition" => wording::said_once(self, &now),
            "claims" => wording::sourced(self, &now, &part.reasons),
            "sameness" => wording::unlike(self, &now),
            _ => vec![],
        };
        let mut proposals: Vec<Proposal> = vec![];
        for (draft, done) in changed {
            let proposal = Proposal { script: self.script(draft, script), done };
            let is_new = proposal.script != *script && proposals.iter().all(|other| other.script != proposal.script);
            if is_new && self.keeps_the_rules(&proposal.script) {
                proposals.push(proposal);
            }
        }
        proposals.truncate(MOST);
        proposals
    }

    fn script(&self, draft: Draft, before: &Script) -> Script {
        let Draft { title, texts } = draft;
        Script { title, ..super::script(&self.job, texts, &before.language, &before.writer) }
    }

    fn keeps_the_rules(&self, script: &Script) -> bool {
        (self.shortest..=self.longest).contains(&length(script))
            && check(&self.job, script).checks.iter().all(|check| check.passed)
    }

    /// Sentences of the brief that are not said and stand on their own, in its order.
    fn unsaid(&self, draft: &Draft) -> Vec<&str> {
        let own = |candidate: &&Candidate| !crate::local::text::starts_with_reference(&candidate.text);
        let texts = self.candidates.iter().filter(own).map(|candidate| candidate.text.as_str());
        texts.filter(|text| !draft.says(text)).collect()
    }

    /// Place of a sentence in the brief; what is not of the brief comes first.
    fn place(&self, text: &str) -> usize {
        self.candidates.iter().position(|candidate| candidate.text == text).unwrap_or(0)
    }
}

fn length(script: &Script) -> u32 {
    script.sentences.iter().map(|sentence| spoken_ms(&sentence.text)).fold(0, u32::saturating_add)
}

/// A sentence in a report: in quotation marks, and not all of a long one.
fn quoted(text: &str) -> String {
    format!("“{}”", shortened(text, NAMED))
}

#[cfg(test)]
mod tests;
