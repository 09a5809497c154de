//! `video_check`: the finished file decoded from end to end and measured, in a worker.

use ytempire_domain::{
    Whose,
    production::{Picture, Scene, VideoCheck},
};
use ytempire_media::{CheckJob, Shown};

use super::{Halt, StepCall, checks, files, input, local::LocalSteps, money::paid};
use crate::{slots::Role, worker::RenderTask};

/// Processor seconds for a second of video, and to begin with.
const ESTIMATE_PER_SECOND: f64 = 2.0;
const ESTIMATE_START: f64 = 5.0;

pub(crate) async fn check(steps: &LocalSteps, call: &StepCall<'_>) -> Result<VideoCheck, Halt> {
    let (cut, narration) = (input::cut(call.history)?, input::narration(call.history)?);
    let job = CheckJob {
        video: files::local(&steps.artefacts, &cut.video, &call.scratch).await?,
        width: cut.width,
        height: cut.height,
        fps: cut.fps,
        frames: cut.frames,
        cues: input::captions(call.history)?.cues.clone(),
        speech: narration.sentences.clone(),
        words: narration.words.clone(),
        shown: input::footage(call.history)?.scenes.iter().map(shown).collect(),
    };
    let estimate = ESTIMATE_START + ESTIMATE_PER_SECOND * f64::from(cut.duration_ms) / 1000.0;
    let task = RenderTask::Check(job);
    let work = steps.slots.run(Role::Render, call.job.video_id, &task, call.progress.clone());
    let read: VideoCheck = paid(&steps.journal, call, estimate, work).await?;
    checks::passed(&read.checks, Whose::Ours, "video_check_failed")?;
    say(call, &read);
    Ok(read)
}

/// The same drawing is the same picture whatever words stand on it; numbers and words alone are pictures of their own.
fn shown(scene: &Scene) -> Shown {
    let picture = match &scene.picture {
        Picture::Illustration { main, .. } => format!("drawing {}", main.icon),
        Picture::File { image } => format!("file {}", image.hash),
        Picture::Number { count, .. } => format!("number {}{}{}", count.prefix, count.value, count.suffix),
        Picture::Bars { bars, .. } => {
            bars.iter().fold("bars".to_owned(), |all, bar| all + " " + &bar.label + " " + &bar.shown)
        }
        Picture::Typography { .. } => format!("words {}", scene.headline),
    };
    Shown { start_ms: scene.start_ms, end_ms: scene.end_ms, picture }
}

/// A video that a person will be asked about is no failure, but worth a line.
fn say(call: &StepCall<'_>, read: &VideoCheck) {
    if let Some(quality) = read.quality.as_ref().filter(|quality| quality.is_below(call.job.settings.quality_threshold))
    {
        let (score, reasons) = (quality.total, quality.parts.iter().flat_map(|part| &part.reasons));
        let reasons = reasons.map(String::as_str).collect::<Vec<_>>().join("; ");
        tracing::info!(video_id = %call.job.video_id, score, reasons, "a video is below its channel's threshold");
    }
}
