//! `script_check`: the rules' reading of the script, and how good it is by parts that can be checked by hand.

use ytempire_domain::{
    Whose,
    job::Job,
    production::{Check, Script, ScriptCheck, SentenceRole},
};
use ytempire_providers::local::writer;
use ytempire_worker::ScriptToJudge;

use super::{Halt, StepCall, checks, input, local::LocalSteps, money::defect};
use crate::patience::patiently;

/// Earlier videos of the channel that a script must not repeat.
const EARLIER: u32 = 20;

pub(crate) async fn check(steps: &LocalSteps, call: &StepCall<'_>) -> Result<ScriptCheck, Halt> {
    let (job, script) = (call.job.clone(), input::script(call.history)?.clone());
    let english = script.language.to_ascii_lowercase().starts_with("en");
    let asked = asked(steps, call.job, &script).await?;
    let (mut read, _) = steps.pools.cpu.run(move || Ok(writer::check(&job, &script))).await?;
    checks::passed(&read.checks, Whose::Request, "script_check_failed")?;
    let judged = if english { steps.model.judge(asked).await } else { Err("the score knows English alone".to_owned()) };
    match judged {
        Ok(quality) => read.quality = Some(quality),
        Err(because) => read.checks.push(unjudged(because)),
    }
    Ok(read)
}

/// With what the channel's earlier videos said. A report of signals has no brief: the signals are what its numbers stand on,
/// so it is its own.
async fn asked(steps: &LocalSteps, job: &Job, script: &Script) -> Result<ScriptToJudge, Halt> {
    let (journal, workspace) = (&steps.journal, job.workspace_id);
    let known = || journal.earlier_scripts(workspace, &job.channel_id, job.video_id, EARLIER);
    let earlier = patiently("reading earlier scripts", known).await.map_err(defect)?;
    let text = spoken(script);
    Ok(ScriptToJudge {
        title: script.title.clone(),
        brief: job.request.brief.clone().unwrap_or_else(|| text.clone()),
        text,
        rivals: earlier.iter().map(|script| script.title.clone()).collect(),
        others: earlier.iter().map(spoken).collect(),
    })
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
