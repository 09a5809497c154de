//! The voice of the second tier: libavfilter's flite, where the natural voice is not installed.
//!
//! It speaks with `slt`: that voice sounds best of flite's, but two runs differ in single samples (`kal16` would not). flite tells no
//! word times. Each word is therefore spoken once more alone, and the sentence is laid over those words by what is heard: the times
//! are those of the sound.

mod align;
mod flite;

use std::{collections::HashMap, ops::ControlFlow, path::PathBuf};

use serde::{Deserialize, Serialize};
use ytempire_domain::production::{SpokenSentence, SpokenWord};

use crate::{
    av,
    error::MediaError,
    sound::wav::{self, Mono},
};
use flite::{Flite, RATE, VOICE};

/// Silence between sentences, in milliseconds.
const PAUSE_MS: usize = 180;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlainVoiceJob {
    pub sentences: Vec<String>,
    /// The 16-bit mono WAV to write.
    pub out: PathBuf,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlainVoiceReport {
    pub voice: String,
    pub sample_rate: u32,
    pub duration_ms: u32,
    /// One for every sentence of the job. A sentence without anything that can be spoken takes no time.
    pub sentences: Vec<SpokenSentence>,
    /// Every word of every sentence, as written.
    pub words: Vec<SpokenWord>,
}

/// Speaks sentences into a WAV file, whole or not at all. `progress` hears the share done after each sentence.
pub fn plain_voice(
    job: &PlainVoiceJob,
    progress: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<PlainVoiceReport, MediaError> {
    av::init()?;
    let mut speaker = Speaker { flite: Flite::beside(&job.out), alone: HashMap::new() };
    let mut report = PlainVoiceReport {
        voice: VOICE.to_owned(),
        sample_rate: RATE,
        duration_ms: 0,
        sentences: vec![],
        words: vec![],
    };
    let mut samples = vec![];
    let mut pause: &[f32] = &[];
    for (i, sentence) in job.sentences.iter().enumerate() {
        let (sound, words) = speaker.speak(sentence)?;
        if !sound.is_empty() {
            samples.extend_from_slice(pause);
            pause = &[0.0; RATE as usize * PAUSE_MS / 1000];
        }
        let start = samples.len();
        samples.extend(&sound);
        report.sentences.push(SpokenSentence { start_ms: ms(start), end_ms: ms(samples.len()) });
        report.words.extend(words.into_iter().map(|(text, from, to)| SpokenWord {
            sentence: i as u32,
            text,
            start_ms: ms(start + from),
            end_ms: ms(start + to),
        }));
        if progress((i + 1) as f32 / job.sentences.len() as f32).is_break() {
            return Err(MediaError::Cancelled);
        }
    }
    if samples.is_empty() {
        return Err(MediaError::Job("nothing in these sentences can be spoken".to_owned()));
    }
    report.duration_ms = ms(samples.len());
    wav::write(&job.out, &Mono { rate: RATE, samples })?;
    Ok(report)
}

fn ms(samples: usize) -> u32 {
    (samples as u64 * 1000 / u64::from(RATE)) as u32
}

struct Speaker {
    flite: Flite,
    /// Words spoken alone.
    alone: HashMap<String, Vec<f32>>,
}

/// A word as written, and its first and last sample.
type Timed = (String, usize, usize);

impl Speaker {
    fn speak(&mut self, sentence: &str) -> Result<(Vec<f32>, Vec<Timed>), MediaError> {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        let said: Vec<String> = words.iter().map(|word| flite::speakable(word)).collect();
        let sound = self.flite.speak(&said.join(" "))?;
        let mut parts = vec![];
        for word in &said {
            parts.push(self.word(word)?);
        }
        let spans = align::spans(&sound, &parts);
        Ok((sound, words.into_iter().zip(spans).map(|(word, (from, to))| (word.to_owned(), from, to)).collect()))
    }

    fn word(&mut self, word: &str) -> Result<Vec<f32>, MediaError> {
        let plain: String = word.trim_matches(|c: char| c.is_ascii_punctuation() && c != '$' && c != '%').to_owned();
        if let Some(sound) = self.alone.get(&plain) {
            return Ok(sound.clone());
        }
        let sound = self.flite.speak(&plain)?;
        self.alone.insert(plain, sound.clone());
        Ok(sound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_every_sentence_has_its_place_in_the_sound() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("plain's [1].wav");
        let sentences = vec![
            "Bees dance, and others follow.".to_owned(),
            "\u{1f41d} \u{5d0}".into(),
            "It's {100%}: 'real'!".into(),
        ];
        let report =
            plain_voice(&PlainVoiceJob { sentences, out: out.clone() }, &mut |_| ControlFlow::Continue(())).unwrap();
        let sound = wav::read(&out).unwrap();
        assert_eq!(ms(sound.samples.len()), report.duration_ms);
        assert_eq!(report.sentences.len(), 3);
        let texts: Vec<&str> = report.words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(
            texts,
            ["Bees", "dance,", "and", "others", "follow.", "\u{1f41d}", "\u{5d0}", "It's", "{100%}:", "'real'!"]
        );
        let loud = |from: u32, to: u32| {
            let part = &sound.samples[from as usize * 16..to as usize * 16];
            (part.iter().map(|s| s * s).sum::<f32>() / part.len() as f32).sqrt()
        };
        for pair in report.words.windows(2) {
            assert!(pair[0].end_ms <= pair[1].start_ms && pair[0].start_ms <= pair[0].end_ms, "{pair:?}");
        }
        for word in report.words.iter().filter(|word| word.text.is_ascii()) {
            assert!(word.end_ms - word.start_ms >= 60, "{word:?}");
            assert!(loud(word.start_ms, word.end_ms) > 0.01, "nothing is heard at {word:?}");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn words_are_found_where_they_are_heard_after_a_pause() {
        let folder = tempfile::tempdir().unwrap();
        let job = PlainVoiceJob { sentences: vec!["Yesterday, nobody came.".into()], out: folder.path().join("a.wav") };
        let report = plain_voice(&job, &mut |_| ControlFlow::Continue(())).unwrap();
        let sound = wav::read(&job.out).unwrap().samples;
        // The comma is a silence: find its longest run by ear alone, without the aligner.
        let step = RATE as usize / 100;
        let quiet: Vec<bool> = sound.chunks(step).map(|part| part.iter().all(|s| s.abs() < 0.012)).collect();
        let (mut best, mut run) = ((0, 0), 0);
        for (i, quiet) in quiet.iter().enumerate() {
            run = if *quiet { run + 1 } else { 0 };
            best = best.max((run, i));
        }
        let (long, last) = best;
        assert!(long >= 5, "no pause is heard at the comma: {long}");
        let ends = (last as i64 + 1) * 10;
        let starts = i64::from(report.words[1].start_ms);
        assert!((starts - ends).abs() <= 60, "nobody starts at {ends} ms by ear, at {starts} ms by the aligner");
    }

    #[test]
    fn a_cancelled_voice_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let job = PlainVoiceJob { sentences: vec!["One.".into(), "Two.".into()], out: folder.path().join("a.wav") };
        let told = plain_voice(&job, &mut |_| ControlFlow::Break(()));
        assert!(matches!(told, Err(MediaError::Cancelled)));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
