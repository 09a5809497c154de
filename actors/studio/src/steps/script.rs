//! `script`: what is said, written from the request and the signals about its topic.

use ytempire_domain::production::Script;
use ytempire_providers::local::writer;

use super::{
    Halt, StepCall,
    local::{LocalSteps, pooled},
    money::{defect, paid},
};
use crate::patience::patiently;

/// Processor seconds; a brief of full length takes a part of one.
const ESTIMATE: f64 = 2.0;

pub(crate) async fn write(steps: &LocalSteps, call: &StepCall<'_>) -> Result<Script, Halt> {
    let (journal, job) = (&steps.journal, call.job.clone());
    let known = || journal.signals_of(job.workspace_id, &job.request.topic);
    let signals = patiently("reading signals", known).await.map_err(defect)?;
    let work = pooled(&steps.pools.cpu, move || writer::write(&job, &signals));
    paid(&steps.journal, call, ESTIMATE, work).await
}
