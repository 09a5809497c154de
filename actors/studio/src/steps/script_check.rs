//! `script_check`: the rules' reading of the script, how good it is by parts that can be checked by hand, and its one
//! revision where it is below the channel's threshold.

use std::sync::Arc;

use futures_util::{FutureExt as _, future::BoxFuture};
use ytempire_domain::{
    Failure, Whose,
    job::Job,
    production::{Check, Quality, QualityPart, Revision, Script, ScriptCheck, SentenceRole},
};
use ytempire_providers::local::writer::{self, Proposal, Reviser};
use ytempire_worker::ScriptToJudge;

use super::{
    Halt, StepCall, checks, input,
    local::LocalSteps,
    money::{defect, paid},
    revision::{Desk, Writing, revise},
};
use crate::{metrics, model::Model, patience::patiently, progress::Gauge, slots::Answer};

/// Earlier videos of the channel that a script must not repeat.
const EARLIER: u32 = 20;
/// Processor seconds of a revision: of the writer's proposals; a judgement is free, as the first one is.
const ESTIMATE: f64 = 2.0;

pub(crate) async fn check(steps: &LocalSteps, call: &StepCall<'_>) -> Result<ScriptCheck, Halt> {
    let script = input::script(call.history)?.clone();
    let mut read = rules(steps, call.job, &script).await?;
    if !script.language.to_ascii_lowercase().starts_with("en") {
        read.checks.push(unjudged("the score knows English alone".to_owned()));
        return Ok(read);
    }
    let judge = Judge { model: &steps.model, job: call.job, earlier: earlier(steps, call.job).await? };
    let quality = match judge.of(&script).await {
        Ok(quality) => quality,
        Err(because) => {
            read.checks.push(unjudged(because));
            return Ok(read);
        }
    };
    if !quality.is_below(call.job.settings.quality_threshold) {
        return Ok(ScriptCheck { quality: Some(quality), ..read });
    }
    let (revision, quality) = revised(steps, call, judge, script, quality).await?;
    say(call, &revision, &quality);
    if let Some(script) = &revision.script {
        read = rules(steps, call.job, script).await?;
    }
    Ok(ScriptCheck { quality: Some(quality), revision: Some(revision), ..read })
}

async fn rules(steps: &LocalSteps, job: &Job, script: &Script) -> Result<ScriptCheck, Failure> {
    let (job, script) = (job.clone(), script.clone());
    let (read, _) = steps.pools.cpu.run(move || Ok(writer::check(&job, &script))).await?;
    checks::passed(&read.checks, Whose::Request, "script_check_failed")?;
    Ok(read)
}

/// What the channel's earlier videos said.
async fn earlier(steps: &LocalSteps, job: &Job) -> Result<Vec<Script>, Halt> {
    let (journal, workspace) = (&steps.journal, job.workspace_id);
    let known = || journal.earlier_scripts(workspace, &job.channel_id, job.video_id, EARLIER);
    patiently("reading earlier scripts", known).await.map_err(defect)
}

/// The revision, paid as the writing is.
async fn revised(
    steps: &LocalSteps,
    call: &StepCall<'_>,
    judge: Judge<'_>,
    script: Script,
    quality: Quality,
) -> Result<(Revision, Quality), Halt> {
    let reviser = Arc::new(Reviser::new(call.job.clone(), &script, judge.earlier.clone()));
    let writing = Writing { reviser, pool: steps.pools.cpu.clone(), used: 0.0 };
    let mut work = Work { judge, writing, progress: call.progress.clone() };
    let revision = async move {
        let outcome = revise(&mut work, script, quality).await;
        Answer { outcome, cpu_seconds: Some(work.writing.used) }
    };
    paid(&steps.journal, call, ESTIMATE, revision).await
}

fn say(call: &StepCall<'_>, revision: &Revision, quality: &Quality) {
    let outcome = match &revision.script {
        None => "unchanged",
        Some(_) if quality.is_below(call.job.settings.quality_threshold) => "better",
        Some(_) => "enough",
    };
    metrics::script_revised(outcome);
    let (before, after, tried) = (revision.first.total, quality.total, revision.tried);
    let changes = revision.changes.iter().map(|change| change.done.as_str()).collect::<Vec<_>>().join(" ");
    tracing::info!(video_id = %call.job.video_id, outcome, before, after, tried, changes, "a script below its channel's threshold was revised");
}

/// Asks the model's worker, always against the same.
struct Judge<'a> {
    model: &'a Model,
    job: &'a Job,
    earlier: Vec<Script>,
}

impl Judge<'_> {
    /// A report of signals has no brief: the signals are what its numbers stand on, so it is its own.
    async fn of(&self, script: &Script) -> Result<Quality, String> {
        let text = spoken(script);
        let asked = ScriptToJudge {
            title: script.title.clone(),
            brief: self.job.request.brief.clone().unwrap_or_else(|| text.clone()),
            text,
            rivals: self.earlier.iter().map(|script| script.title.clone()).collect(),
            others: self.earlier.iter().map(spoken).collect(),
        };
        self.model.judge(asked).await
    }
}

struct Work<'a> {
    judge: Judge<'a>,
    writing: Writing,
    progress: Gauge,
}

impl Desk for Work<'_> {
    fn propose<'a>(
        &'a mut self,
        script: &'a Script,
        part: &'a QualityPart,
    ) -> BoxFuture<'a, Result<Vec<Proposal>, Failure>> {
        self.writing.propose(script, part).boxed()
    }

    fn judge<'a>(&'a mut self, script: &'a Script) -> BoxFuture<'a, Result<Quality, String>> {
        self.judge.of(script).boxed()
    }

    fn report(&mut self, fraction: f32) {
        self.progress.report(fraction);
    }
}

/// Hook, points and close as paragraphs.
fn spoken(script: &Script) -> String {
    let of = |role| script.sentences.iter().filter(move |sentence| sentence.role == role);
    let roles = [SentenceRole::Hook, SentenceRole::Point, SentenceRole::Close];
    let paragraph = |role| of(role).map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" ");
    roles.map(paragraph).into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Shown and stops nothing: without a judge a script is taken as the rules read it.
fn unjudged(because: String) -> Check {
    Check {
        name: "script_quality".to_owned(),
        passed: true,
        measured: format!("not judged: {because}"),
        expected: "preferred: a score by the model's worker".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use ytempire_domain::production::Sentence;

    use super::*;

    #[test]
    fn a_script_is_judged_in_the_paragraphs_of_its_roles() {
        let sentence = |role, text: &str| Sentence { text: text.to_owned(), role };
        let script = Script {
            title: "Bees".into(),
            description: String::new(),
            tags: vec![],
            language: "en".into(),
            sentences: vec![
                sentence(SentenceRole::Hook, "Why?"),
                sentence(SentenceRole::Point, "One."),
                sentence(SentenceRole::Point, "Two."),
            ],
            writer: "test".into(),
        };
        assert_eq!(spoken(&script), "Why?\n\nOne. Two.");
    }
}
