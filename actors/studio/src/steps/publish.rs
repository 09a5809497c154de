//! `publish`: the finished video into the library, once: looked up before it is published, whatever died before.

use std::path::PathBuf;

use ytempire_domain::{
    ArtefactRef, Failure,
    job::Job,
    production::{Publication, Script, VoiceTier},
};
use ytempire_providers::local::library::{self, Work, WorkFile};

use super::{Halt, StepCall, files, input, local::LocalSteps};

/// A stored file and its path here.
type Held = (ArtefactRef, PathBuf);

pub(crate) async fn publish(steps: &LocalSteps, call: &StepCall<'_>) -> Result<Publication, Halt> {
    let cut = input::cut(call.history)?;
    let held = Finished {
        job: call.job.clone(),
        script: input::script(call.history)?.clone(),
        duration_ms: cut.duration_ms,
        tier: input::narration(call.history)?.tier,
        own_pictures: input::footage(call.history)?.scenes.iter().any(|scene| scene.picture.file().is_some()),
        now: call.now,
        video: held(steps, call, &cut.video).await?,
        thumbnail: held(steps, call, &input::thumbnail(call.history)?.image).await?,
        captions: held(steps, call, &input::captions(call.history)?.subtitles).await?,
    };
    let root = steps.config.library.clone();
    let publish = move || {
        let work = held.work();
        match library::find(&root, &work)? {
            Some(publication) => Ok(publication),
            None => library::publish(&root, &work),
        }
    };
    let (publication, _) = steps.pools.io.run(publish).await?;
    Ok(publication)
}

async fn held(steps: &LocalSteps, call: &StepCall<'_>, file: &ArtefactRef) -> Result<Held, Failure> {
    Ok((file.clone(), files::local(&steps.artefacts, file, &call.scratch).await?))
}

/// What a thread that publishes needs of its own.
struct Finished {
    job: Job,
    script: Script,
    duration_ms: u32,
    tier: VoiceTier,
    own_pictures: bool,
    now: chrono::DateTime<chrono::Utc>,
    video: Held,
    thumbnail: Held,
    captions: Held,
}

impl Finished {
    fn work(&self) -> Work<'_> {
        Work {
            video_id: self.job.video_id,
            channel_id: &self.job.channel_id,
            channel_seq: self.job.channel_seq,
            request_id: &self.job.request.request_id,
            script: &self.script,
            duration_ms: self.duration_ms,
            video: file(&self.video),
            thumbnail: file(&self.thumbnail),
            captions: file(&self.captions),
            credits: library::local_credits(self.tier, self.own_pictures, self.job.settings.music),
            now: self.now,
        }
    }
}

fn file((artefact, path): &Held) -> WorkFile<'_> {
    WorkFile { artefact, path }
}
