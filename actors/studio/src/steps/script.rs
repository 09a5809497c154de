//! `script`: what is said, written from the request and the signals about its topic.

use ytempire_domain::{production::Script, trend::TrendSignal};
use ytempire_providers::local::writer;

use super::{
    Halt, StepCall,
    local::{LocalSteps, pooled},
    money::paid,
};

/// Processor seconds; a brief of full length takes a part of one.
const ESTIMATE: f64 = 2.0;

pub(crate) async fn write(steps: &LocalSteps, call: &StepCall<'_>) -> Result<Script, Halt> {
    let signals: Vec<TrendSignal> = Vec::new();
    let job = call.job.clone();
    let work = pooled(&steps.pools.cpu, move || writer::write(&job, &signals));
    paid(&steps.journal, call, ESTIMATE, work).await
}
