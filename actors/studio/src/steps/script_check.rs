//! `script_check`: the rules' reading of the script.

use ytempire_domain::{Whose, production::ScriptCheck};
use ytempire_providers::local::writer;

use super::{Halt, StepCall, checks, input, local::LocalSteps};

pub(crate) async fn check(steps: &LocalSteps, call: &StepCall<'_>) -> Result<ScriptCheck, Halt> {
    let (job, script) = (call.job.clone(), input::script(call.history)?.clone());
    let (read, _) = steps.pools.cpu.run(move || Ok(writer::check(&job, &script))).await?;
    checks::passed(&read.checks, Whose::Request, "script_check_failed")?;
    Ok(read)
}
