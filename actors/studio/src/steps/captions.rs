//! `captions`: the spoken words cut into cues, and the same as a subtitle file.

use ytempire_domain::production::CaptionTrack;

use super::{Halt, StepCall, input, local::LocalSteps};

pub(crate) async fn cut(steps: &LocalSteps, call: &StepCall<'_>) -> Result<CaptionTrack, Halt> {
    let (words, aspect) = (input::narration(call.history)?.words.clone(), call.job.aspect());
    let cut = move || {
        let cues = ytempire_media::cues(&words, aspect);
        let text = ytempire_media::srt(&cues);
        Ok((cues, text))
    };
    let ((cues, text), _) = steps.pools.cpu.run(cut).await?;
    let stored = steps.artefacts.put_bytes(text.into_bytes().into(), "captions.srt", "application/x-subrip").await;
    Ok(CaptionTrack { cues, subtitles: stored.map_err(|error| error.failure())? })
}
