//! `video_check`: the finished file decoded from end to end and measured, in a worker.

use ytempire_domain::{Whose, production::VideoCheck};
use ytempire_media::CheckJob;

use super::{Halt, StepCall, checks, files, input, local::LocalSteps, money::paid};
use crate::{slots::Role, worker::RenderTask};

/// Processor seconds for a second of video, and to begin with.
const ESTIMATE_PER_SECOND: f64 = 2.0;
const ESTIMATE_START: f64 = 5.0;

pub(crate) async fn check(steps: &LocalSteps, call: &StepCall<'_>) -> Result<VideoCheck, Halt> {
    let cut = input::cut(call.history)?;
    let job = CheckJob {
        video: files::local(&steps.artefacts, &cut.video, &call.scratch).await?,
        width: cut.width,
        height: cut.height,
        fps: cut.fps,
        frames: cut.frames,
        cues: input::captions(call.history)?.cues.clone(),
        speech: input::narration(call.history)?.sentences.clone(),
    };
    let estimate = ESTIMATE_START + ESTIMATE_PER_SECOND * f64::from(cut.duration_ms) / 1000.0;
    let task = RenderTask::Check(job);
    let work = steps.slots.run(Role::Render, call.job.video_id, &task, call.progress.clone());
    let read: VideoCheck = paid(&steps.journal, call, estimate, work).await?;
    checks::passed(&read.checks, Whose::Ours, "video_check_failed")?;
    Ok(read)
}
