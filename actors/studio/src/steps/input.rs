//! What earlier steps made, typed. A step runs after all before it have completed, so what is missing is a defect.

use ytempire_domain::{
    Failure, Retry, Step, Whose,
    job::History,
    production::{CaptionTrack, Cut, Footage, Narration, Script, StepOutput, Thumbnail},
};

macro_rules! output {
    ($name:ident, $step:ident, $made:ty) => {
        pub(crate) fn $name(history: &History) -> Result<&$made, Failure> {
            match history.output(Step::$step) {
                Some(StepOutput::$step(made)) => Ok(made),
                _ => Err(missing(Step::$step)),
            }
        }
    };
}

/// The script in force: what was written, or what its check made of it.
pub(crate) fn script(history: &History) -> Result<&Script, Failure> {
    let mut newest_first = [Step::ScriptCheck, Step::Script].into_iter();
    newest_first.find_map(|step| history.output(step)?.script()).ok_or_else(|| missing(Step::Script))
}

output!(narration, Voice, Narration);
output!(footage, Footage, Footage);
output!(captions, Captions, CaptionTrack);
output!(cut, Render, Cut);
output!(thumbnail, Thumbnail, Thumbnail);

fn missing(step: Step) -> Failure {
    Failure::new(Whose::Ours, Retry::Never, "input_missing", format!("the history holds no output of {step}"))
}
