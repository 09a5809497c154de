//! The voice role: speaks a script, with the natural voice where it is installed, else with the plain one.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ytempire_domain::{
    Failure,
    production::{SpokenSentence, SpokenWord, VoiceTier},
};
use ytempire_media::PlainVoiceJob;
use ytempire_voice::{Speaker, VoiceJob};
use ytempire_worker::{Work, unreadable};

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct VoiceTask {
    /// Folder with `voice/`.
    pub assets: PathBuf,
    pub job: VoiceJob,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Spoken {
    pub tier: VoiceTier,
    pub voice: String,
    pub sample_rate: u32,
    pub duration_ms: u32,
    pub sentences: Vec<SpokenSentence>,
    pub words: Vec<SpokenWord>,
}

/// Keeps the loaded model from task to task.
#[derive(Default)]
pub(crate) struct Voice {
    speaker: Option<(PathBuf, Speaker)>,
}

impl Work for Voice {
    fn run(&mut self, task: Value, progress: &mut dyn FnMut(f32) -> ControlFlow<()>) -> Result<Value, Failure> {
        let VoiceTask { assets, job } = serde_json::from_value(task).map_err(|error| unreadable(&error))?;
        let spoken = match self.speaker(&assets)? {
            Some(speaker) => natural(speaker, &job, progress)?,
            None => plain(&job, progress)?,
        };
        serde_json::to_value(spoken).map_err(|error| unreadable(&error))
    }
}

impl Voice {
    /// `None`: the model is not installed, which is said in the log each time.
    fn speaker(&mut self, assets: &Path) -> Result<Option<&mut Speaker>, Failure> {
        if self.speaker.as_ref().is_none_or(|(loaded, _)| loaded != assets) {
            match Speaker::load(assets) {
                Ok(speaker) => self.speaker = Some((assets.to_owned(), speaker)),
                Err(error) if error.is_missing() => {
                    tracing::warn!(%error, "the natural voice is not installed: the plain voice speaks");
                    return Ok(None);
                }
                Err(error) => return Err(error.failure()),
            }
        }
        Ok(self.speaker.as_mut().map(|(_, speaker)| speaker))
    }
}

fn natural(
    speaker: &mut Speaker,
    job: &VoiceJob,
    progress: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<Spoken, Failure> {
    let report = speaker.speak(job, progress).map_err(|error| error.failure())?;
    Ok(Spoken {
        tier: VoiceTier::Natural,
        voice: report.voice,
        sample_rate: report.sample_rate,
        duration_ms: report.duration_ms,
        sentences: report.sentences,
        words: report.words,
    })
}

fn plain(job: &VoiceJob, progress: &mut dyn FnMut(f32) -> ControlFlow<()>) -> Result<Spoken, Failure> {
    let plain = PlainVoiceJob { sentences: job.sentences.clone(), out: job.out.clone() };
    let report = ytempire_media::plain_voice(&plain, progress).map_err(|error| error.failure())?;
    Ok(Spoken {
        tier: VoiceTier::Flite,
        voice: report.voice,
        sample_rate: report.sample_rate,
        duration_ms: report.duration_ms,
        sentences: report.sentences,
        words: report.words,
    })
}
