//! `render`: pictures, captions, voice and music become one file, in a worker.

use std::collections::BTreeMap;

use ytempire_domain::{
    Failure,
    production::{Cut, Footage, Scene},
};
use ytempire_media::{RenderJob, RenderReport};

use super::{
    Halt, StepCall, files, input,
    local::{LocalSteps, make_scratch},
    money::paid,
};
use crate::{slots::Role, worker::RenderTask};

pub(crate) const FPS: u32 = 30;
/// Processor seconds for a second of video, and to begin with; generous, so that a charge is rarely cut.
const ESTIMATE_PER_SECOND: f64 = 5.0;
const ESTIMATE_START: f64 = 15.0;

pub(crate) async fn render(steps: &LocalSteps, call: &StepCall<'_>) -> Result<Cut, Halt> {
    make_scratch(&call.scratch).await?;
    let job = job(steps, call).await?;
    let out = job.out.clone();
    let estimate = ESTIMATE_START + ESTIMATE_PER_SECOND * f64::from(job.duration_ms) / 1000.0;
    let task = RenderTask::Render(job);
    let work = steps.slots.run(Role::Render, call.job.video_id, &task, call.progress.clone());
    let report: RenderReport = paid(&steps.journal, call, estimate, work).await?;
    let video = steps.artefacts.put_file(&out, "video.mp4", "video/mp4").await.map_err(|error| error.failure())?;
    Ok(Cut {
        video,
        width: report.width,
        height: report.height,
        fps: report.fps,
        frames: report.frames,
        duration_ms: report.duration_ms,
        encoder: report.encoder,
    })
}

async fn job(steps: &LocalSteps, call: &StepCall<'_>) -> Result<RenderJob, Failure> {
    let (footage, narration) = (input::footage(call.history)?.clone(), input::narration(call.history)?);
    let (width, height) = call.job.aspect().pixels();
    let mut own = BTreeMap::new();
    for file in footage.scenes.iter().filter_map(|scene| scene.picture.file()) {
        own.insert(file.hash, files::local(&steps.artefacts, file, &call.scratch).await?);
    }
    Ok(RenderJob {
        width,
        height,
        fps: FPS,
        duration_ms: length(&footage).max(narration.duration_ms),
        cues: input::captions(call.history)?.cues.clone(),
        narration: files::local(&steps.artefacts, &narration.audio, &call.scratch).await?,
        files: own,
        footage,
        music: call.job.settings.music,
        // The same video gets the same music, however often it is rendered.
        seed: call.job.video_id.uuid().as_u64_pair().1,
        illustrations: steps.illustrations(),
        out: call.scratch.join("video.mp4"),
        threads: 0,
    })
}

fn length(footage: &Footage) -> u32 {
    footage.scenes.last().map_or(0, |scene: &Scene| scene.end_ms)
}
