//! What the steps make of one another: each step's typed output, kept in the journal and read by the steps after it.

mod quality;
mod scene;
mod script;
mod sound;
mod video;

pub use quality::{Quality, QualityPart};
pub use scene::{Bar, CountUp, Footage, Motif, Palette, Picture, Scene};
pub use script::{Change, Revision, Script, ScriptCheck, Sentence, SentenceRole};
pub use sound::{CaptionTrack, CaptionWord, Cue, Narration, SpokenSentence, SpokenWord, VoiceTier};
pub use video::{Approval, Check, Cut, Loudness, Publication, Thumbnail, VideoCheck};

use serde::{Deserialize, Serialize};

use crate::{artefact::ArtefactRef, step::Step};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum StepOutput {
    Script(Script),
    ScriptCheck(ScriptCheck),
    Voice(Narration),
    Footage(Footage),
    Captions(CaptionTrack),
    Render(Cut),
    VideoCheck(VideoCheck),
    Thumbnail(Thumbnail),
    Approval(Approval),
    Publish(Publication),
}

impl StepOutput {
    pub const fn step(&self) -> Step {
        match self {
            StepOutput::Script(_) => Step::Script,
            StepOutput::ScriptCheck(_) => Step::ScriptCheck,
            StepOutput::Voice(_) => Step::Voice,
            StepOutput::Footage(_) => Step::Footage,
            StepOutput::Captions(_) => Step::Captions,
            StepOutput::Render(_) => Step::Render,
            StepOutput::VideoCheck(_) => Step::VideoCheck,
            StepOutput::Thumbnail(_) => Step::Thumbnail,
            StepOutput::Approval(_) => Step::Approval,
            StepOutput::Publish(_) => Step::Publish,
        }
    }

    /// The script that goes on after this step, where the step says so: what was written, and later what was made of it.
    pub fn script(&self) -> Option<&Script> {
        match self {
            StepOutput::Script(script) => Some(script),
            StepOutput::ScriptCheck(check) => check.revised(),
            _ => None,
        }
    }

    /// The files this output refers to, so that the artefact store keeps them.
    pub fn artefacts(&self) -> Vec<&ArtefactRef> {
        match self {
            StepOutput::Script(_)
            | StepOutput::ScriptCheck(_)
            | StepOutput::VideoCheck(_)
            | StepOutput::Approval(_) => vec![],
            StepOutput::Voice(narration) => vec![&narration.audio],
            StepOutput::Footage(footage) => footage.scenes.iter().filter_map(|scene| scene.picture.file()).collect(),
            StepOutput::Captions(track) => vec![&track.subtitles],
            StepOutput::Render(cut) => vec![&cut.video],
            StepOutput::Thumbnail(thumbnail) => vec![&thumbnail.image],
            StepOutput::Publish(publication) => publication.files.iter().collect(),
        }
    }
}
