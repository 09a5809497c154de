//! A finished file looked at and listened to from its first frame to its last.

mod captions;
mod decode;
mod measured;
mod picture;
mod speech;

use std::{ops::ControlFlow, path::PathBuf};

use serde::{Deserialize, Serialize};
use ytempire_domain::{
    production::{Check, Cue, Loudness, SpokenSentence, SpokenWord, VideoCheck},
    video_quality,
};

use crate::{
    av,
    error::MediaError,
    sound::{TARGET_LUFS, level::Meter},
};
use decode::Watched;
use picture::Pictures;
use speech::Powers;

/// What the file should be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckJob {
    pub video: PathBuf,
    pub width: u32,
    pub height: u32,
    pub fps: u32,
    /// As the render counted them; the length follows.
    pub frames: u64,
    /// The captions that were drawn; empty for none.
    pub cues: Vec<Cue>,
    /// When somebody speaks: says how far the music lies below.
    pub speech: Vec<SpokenSentence>,
    /// What is said: says how fast, and whether the captions show it.
    pub words: Vec<SpokenWord>,
    /// What is shown, without gaps.
    pub shown: Vec<Shown>,
}

/// One picture of the storyboard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    pub start_ms: u32,
    pub end_ms: u32,
    /// The same for the same picture: a drawing that comes again is no new one.
    pub picture: String,
}

impl CheckJob {
    /// The frames in the middle of the pictures.
    fn marks(&self) -> Vec<u64> {
        let middle = |shown: &Shown| (u64::from(shown.start_ms) + u64::from(shown.end_ms)) / 2;
        self.shown.iter().map(|shown| middle(shown) * u64::from(self.fps) / 1000).collect()
    }
}

/// Decodes the whole file. A file that is not as it should be makes checks that did not pass; only one that cannot be read makes an
/// error. `progress` hears the share decoded.
pub fn check(job: &CheckJob, progress: &mut dyn FnMut(f32) -> ControlFlow<()>) -> Result<VideoCheck, MediaError> {
    av::init()?;
    let watched = decode::watch(job, progress)?;
    let mut checks = container(job, &watched);
    checks.extend(sound(&watched.loudness));
    checks.push(speech::music(&watched.powers, &job.speech));
    checks.extend(watched.pictures.checks(job.fps));
    checks.extend(captions::checks(&job.cues, (job.width, job.height))?);
    let measured = measured::of(job, &watched);
    checks.extend(measured::lines(&measured));
    let quality = Some(video_quality::assess(&measured));
    Ok(VideoCheck { checks, loudness: watched.loudness, quality })
}

/// One line of a report.
fn line(name: &str, passed: bool, measured: impl Into<String>, expected: impl Into<String>) -> Check {
    Check { name: name.to_owned(), passed, measured: measured.into(), expected: expected.into() }
}

fn container(job: &CheckJob, watched: &Watched) -> Vec<Check> {
    const STREAMS: &str = "h264 yuv420p, aac 48000 Hz 2 channels";
    let frames = job.frames;
    let wanted_ms = (frames * 1000).div_ceil(u64::from(job.fps)) as i64;
    let frame_ms = 1000 / i64::from(job.fps.max(1)) + 1;
    let (pictures_ms, sound_ms) = (watched.pictures.duration_ms(job.fps), watched.sound_ms);
    let as_long = (pictures_ms - wanted_ms).abs() <= frame_ms && (sound_ms - wanted_ms).abs() <= frame_ms;
    let size = watched.pictures.size.map_or("none".to_owned(), |(w, h)| format!("{w}x{h}"));
    vec![
        line("streams", watched.streams == STREAMS, watched.streams.clone(), STREAMS),
        line(
            "size",
            watched.pictures.size == Some((job.width, job.height)),
            size,
            format!("{}x{}", job.width, job.height),
        ),
        line(
            "frame_rate",
            watched.fps == (job.fps as i32, 1),
            format!("{}/{}", watched.fps.0, watched.fps.1),
            format!("{}/1", job.fps),
        ),
        line("frame_count", watched.pictures.frames == frames, watched.pictures.frames.to_string(), frames.to_string()),
        line(
            "duration",
            as_long,
            format!("picture {pictures_ms} ms, sound {sound_ms} ms"),
            format!("{wanted_ms} ms, to a frame of {frame_ms} ms"),
        ),
        line("decoding", watched.errors == 0, format!("{} broken packets", watched.errors), "0 broken packets"),
    ]
}

fn sound(loudness: &Loudness) -> Vec<Check> {
    let (lufs, peak) = (loudness.integrated_lufs, loudness.true_peak_dbtp);
    vec![
        line("sound", lufs > -50.0, format!("{lufs:.1} LUFS"), "more than silence (-50 LUFS)"),
        line("loudness", (lufs - TARGET_LUFS).abs() <= 0.5, format!("{lufs:.2} LUFS"), "-14 LUFS, to 0.5"),
        line("true_peak", peak <= -1.0, format!("{peak:.2} dBTP"), "at most -1 dBTP"),
    ]
}
