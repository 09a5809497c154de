//! `voice`: the script spoken, in a worker.

use ytempire_domain::production::{Narration, VoiceTier};
use ytempire_voice::VoiceJob;

use super::{
    Halt, StepCall, input,
    local::{LocalSteps, make_scratch},
    money::paid,
};
use crate::{
    slots::Role,
    worker::{Spoken, VoiceTask},
};

/// Processor seconds for a second of speech, and for loading the model; generous, so that a charge is rarely cut.
const ESTIMATE_PER_SECOND: f64 = 3.0;
const ESTIMATE_LOAD: f64 = 20.0;

pub(crate) async fn speak(steps: &LocalSteps, call: &StepCall<'_>) -> Result<Narration, Halt> {
    let script = input::script(call.history)?;
    make_scratch(&call.scratch).await?;
    let out = call.scratch.join("narration.wav");
    let job = VoiceJob {
        sentences: script.sentences.iter().map(|sentence| sentence.text.clone()).collect(),
        language: script.language.clone(),
        voice: call.job.voice().to_owned(),
        out: out.clone(),
        threads: std::thread::available_parallelism().map_or(1, usize::from),
    };
    let task = VoiceTask { assets: steps.config.assets.clone(), job };
    let estimate = ESTIMATE_LOAD + ESTIMATE_PER_SECOND * f64::from(call.job.seconds());
    let work = steps.slots.run(Role::Voice, call.job.video_id, &task, call.progress.clone());
    let spoken: Spoken = paid(&steps.journal, call, estimate, work).await?;
    say_tier(steps, spoken.tier);
    let audio = steps.artefacts.put_file(&out, "narration.wav", "audio/wav").await.map_err(|error| error.failure())?;
    Ok(Narration {
        audio,
        tier: spoken.tier,
        voice: spoken.voice,
        sample_rate: spoken.sample_rate,
        duration_ms: spoken.duration_ms,
        sentences: spoken.sentences,
        words: spoken.words,
    })
}

/// The plain voice is said so: in the status, and once in the log when it changes.
fn say_tier(steps: &LocalSteps, tier: VoiceTier) {
    steps.board.write(|status| {
        if status.voice_tier != Some(tier) && tier == VoiceTier::Flite {
            tracing::warn!("the plain voice speaks: install the natural one with the set-up");
        }
        status.voice_tier = Some(tier);
    });
}
