//! `thumbnail`: the first scene as a still with the title, drawn in a worker.

use std::collections::BTreeMap;

use ytempire_domain::{Failure, Retry, Whose, production::Thumbnail};
use ytempire_media::ThumbnailJob;

use super::{
    Halt, StepCall, files, input,
    local::{LocalSteps, make_scratch},
    money::paid,
};
use crate::{
    slots::Role,
    worker::{RenderTask, ThumbnailReport},
};

/// Processor seconds.
const ESTIMATE: f64 = 10.0;

pub(crate) async fn draw(steps: &LocalSteps, call: &StepCall<'_>) -> Result<Thumbnail, Halt> {
    make_scratch(&call.scratch).await?;
    let job = job(steps, call).await?;
    let (out, task) = (job.out.clone(), RenderTask::Thumbnail(job));
    let work = steps.slots.run(Role::Render, call.job.video_id, &task, call.progress.clone());
    let report: ThumbnailReport = paid(&steps.journal, call, ESTIMATE, work).await?;
    let image = steps.artefacts.put_file(&out, "thumbnail.jpg", "image/jpeg").await.map_err(|error| error.failure())?;
    Ok(Thumbnail { image, width: report.width, height: report.height })
}

async fn job(steps: &LocalSteps, call: &StepCall<'_>) -> Result<ThumbnailJob, Failure> {
    let no_scene = || Failure::new(Whose::Ours, Retry::Never, "input_missing", "the footage has no scene");
    let scene = input::footage(call.history)?.scenes.first().ok_or_else(no_scene)?.clone();
    let mut own = BTreeMap::new();
    if let Some(file) = scene.picture.file() {
        own.insert(file.hash, files::local(&steps.artefacts, file, &call.scratch).await?);
    }
    Ok(ThumbnailJob {
        scene,
        title: input::script(call.history)?.title.clone(),
        aspect: call.job.aspect(),
        files: own,
        illustrations: steps.illustrations(),
        out: call.scratch.join("thumbnail.jpg"),
    })
}
