//! One loaded model that speaks jobs, one after the other.

use std::{
    collections::HashMap,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use ort::session::Session;

use crate::{
    assets::{self, Folder, VoiceInfo},
    error::VoiceError,
    job::{VoiceJob, VoiceReport},
    model::{Model, RATE, Sound},
    narration::Narration,
    phonemes::Accent,
    pieces::{Piece, pieces},
    pool,
    reading::{Word, read},
    wav,
};

/// A session costs a few hundred megabytes.
const MOST_SESSIONS: usize = 8;

/// The loaded model. Loading takes about a second; a worker keeps it.
pub struct Speaker {
    folder: Folder,
    path: PathBuf,
    voices: Vec<VoiceInfo>,
    alphabet: HashMap<char, i64>,
    accents: HashMap<String, Accent>,
    model: Model,
    sessions: Vec<Session>,
}

impl Speaker {
    /// Loads the model under `assets`/voice. The runtime is opened once in a process: later loads share the first one's.
    pub fn load(assets: &Path) -> Result<Speaker, VoiceError> {
        let folder = Folder::open(assets)?;
        let mut speaker = Speaker {
            path: folder.model(),
            voices: assets::voices(assets)?,
            alphabet: folder.alphabet()?,
            accents: HashMap::new(),
            model: Model::open(&folder)?,
            sessions: vec![],
            folder,
        };
        speaker.grow(1)?;
        Ok(speaker)
    }

    /// Speaks the sentences into a WAV file, whole or not at all; the same job makes the same bytes. `progress` hears the share
    /// done several times a second and can stop the work, which leaves no file.
    pub fn speak(
        &mut self,
        job: &VoiceJob,
        progress: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> Result<VoiceReport, VoiceError> {
        let voice = self.voice(job)?;
        let style = self.folder.style(&voice)?;
        let words: Vec<Vec<Word>> = job.sentences.iter().map(|sentence| read(sentence)).collect();
        let pieces = self.pieces(&voice.language, &words, progress)?;
        if pieces.is_empty() {
            return Err(VoiceError::NothingToSay);
        }
        let threads = job.threads.clamp(1, MOST_SESSIONS).min(pieces.len());
        self.grow(threads)?;
        let sounds = pool::run(&mut self.sessions[..threads], &pieces, &style, progress)?;
        let narration = joined(&words, &pieces, &sounds);
        wav::write(&job.out, &narration.samples)?;
        Ok(VoiceReport {
            voice: voice.name,
            sample_rate: RATE,
            duration_ms: narration.duration_ms(),
            sentences: narration.sentences,
            words: narration.words,
        })
    }

    fn voice(&self, job: &VoiceJob) -> Result<VoiceInfo, VoiceError> {
        let primary = job.language.split(['-', '_']).next().unwrap_or("");
        if !primary.eq_ignore_ascii_case("en") {
            return Err(VoiceError::NoVoiceFor(job.language.clone()));
        }
        let found = self.voices.iter().find(|voice| voice.name == job.voice);
        found.cloned().ok_or_else(|| VoiceError::UnknownVoice(job.voice.clone()))
    }

    fn pieces(
        &mut self,
        language: &str,
        sentences: &[Vec<Word>],
        progress: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> Result<Vec<Piece>, VoiceError> {
        let accent = self.accents.entry(language.to_owned()).or_insert_with(|| Accent::load(language));
        let mut all = vec![];
        for (i, words) in sentences.iter().enumerate() {
            if progress(0.0).is_break() {
                return Err(VoiceError::Cancelled);
            }
            all.extend(pieces(i, &accent.symbols(words), &self.alphabet));
        }
        Ok(all)
    }

    fn grow(&mut self, sessions: usize) -> Result<(), VoiceError> {
        while self.sessions.len() < sessions {
            self.sessions.push(self.model.session(&self.path)?);
        }
        Ok(())
    }
}

fn joined(sentences: &[Vec<Word>], pieces: &[Piece], sounds: &[Sound]) -> Narration {
    let mut narration = Narration::default();
    for (i, words) in sentences.iter().enumerate() {
        let own: Vec<(&Piece, &Sound)> = pieces.iter().zip(sounds).filter(|(piece, _)| piece.sentence == i).collect();
        narration.add(words, &own);
    }
    narration
}
