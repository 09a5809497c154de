//! What is heard: the voice, and a bed of music that makes room for it. Everything happens in memory, in 32-bit floats, at 48 kHz.

mod bed;
mod duck;
pub mod level;
mod music;
mod resample;
mod voice;
pub mod wav;

use std::path::Path;

use ytempire_domain::production::Loudness;

use crate::error::MediaError;

pub use resample::resample;

/// Samples a second of everything that leaves this crate.
pub const RATE: u32 = 48_000;
/// Left and right in turn, -1..1.
pub type Stereo = Vec<f32>;

/// Integrated loudness of a finished video.
pub const TARGET_LUFS: f64 = -14.0;
/// Loudness of a bed that nobody speaks over.
const ALONE_LUFS: f64 = -18.0;

/// What goes into a mix.
pub struct Parts<'a> {
    pub narration: &'a Path,
    /// The seed of the music, where there is to be some.
    pub music: Option<u64>,
    /// Frames of sound to make: what is missing is silence, what is over is cut.
    pub frames: usize,
}

/// The voice and the bed, added up but not yet brought to their loudness.
pub struct Mix {
    pub sound: Stereo,
    /// How far the bed went down while somebody spoke, in decibels; nothing without a bed or without speech.
    pub ducking_db: Option<f64>,
}

pub fn mix(parts: &Parts<'_>) -> Result<Mix, MediaError> {
    let narration = wav::read(parts.narration)?;
    let mut voice = resample(&narration.samples, narration.rate, RATE);
    voice.resize(parts.frames, 0.0);
    let spoken = voice::polish(&mut voice)?;
    let mut sound: Stereo = voice.iter().flat_map(|&sample| [sample, sample]).collect();
    let Some(seed) = parts.music else { return Ok(Mix { sound, ducking_db: None }) };

    let mut bed = music::compose(seed, parts.frames);
    bed::even(&mut bed);
    music::fade(&mut bed);
    let ducking_db = if spoken.integrated_lufs > -60.0 {
        duck::Duck::over(&voice, spoken.integrated_lufs).apply(&mut bed)
    } else {
        settle(&mut bed, ALONE_LUFS)?;
        None
    };
    sound.iter_mut().zip(&bed).for_each(|(sample, bed)| *sample += bed);
    Ok(Mix { sound, ducking_db })
}

/// Brings a sound to a loudness by gain alone.
fn settle(sound: &mut Stereo, lufs: f64) -> Result<(), MediaError> {
    let Loudness { integrated_lufs, .. } = level::measure(sound)?;
    if integrated_lufs > -70.0 {
        let gain = level::ratio(lufs - integrated_lufs);
        sound.iter_mut().for_each(|sample| *sample *= gain);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two seconds of a tone like a voice, three of silence.
    fn narration(folder: &Path) -> std::path::PathBuf {
        let path = folder.join("narration.wav");
        let samples = (0..24_000 * 5).map(|i| {
            let t = i as f32 / 24_000.0;
            if t < 2.0 { (t * 1_382.3).sin() * 0.2 * (0.6 + 0.4 * (t * 25.0).sin()) } else { 0.0 }
        });
        wav::write(&path, &wav::Mono { rate: 24_000, samples: samples.collect() }).unwrap();
        path
    }

    #[test]
    fn a_mix_is_as_long_as_asked_for_and_the_same_every_time() {
        let folder = tempfile::tempdir().unwrap();
        let narration = narration(folder.path());
        for frames in [48_000, 48_000 * 6] {
            let parts = Parts { narration: &narration, music: Some(7), frames };
            let (first, second) = (mix(&parts).unwrap(), mix(&parts).unwrap());
            assert_eq!(first.sound.len(), frames * 2);
            assert_eq!(first.sound, second.sound);
        }
    }

    #[test]
    fn the_bed_goes_down_for_the_voice_and_comes_back_after_it() {
        let folder = tempfile::tempdir().unwrap();
        let narration = narration(folder.path());
        let with = mix(&Parts { narration: &narration, music: Some(7), frames: RATE as usize * 7 }).unwrap();
        let without = mix(&Parts { narration: &narration, music: None, frames: RATE as usize * 7 }).unwrap();
        assert!(with.ducking_db.is_some_and(|db| (8.0..=14.0).contains(&db)), "{:?}", with.ducking_db);
        let bed: Stereo = with.sound.iter().zip(&without.sound).map(|(a, b)| a - b).collect();
        let power = |from: f64, to: f64| {
            let part = &bed[(from * 96_000.0) as usize..(to * 96_000.0) as usize];
            10.0 * (part.iter().map(|s| f64::from(s * s)).sum::<f64>() / part.len() as f64).log10()
        };
        let (under, after) = (power(0.5, 2.0), power(3.3, 5.0));
        assert!(after - under > 6.0, "{under} under speech, {after} after it");
        assert_eq!(without.ducking_db, None);
    }
}
