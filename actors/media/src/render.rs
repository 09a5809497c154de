//! One video, start to end.

use std::ops::ControlFlow;

use ytempire_domain::production::Loudness;

use crate::{
    av, captions,
    disk::{Part, Scratch},
    encode::{
        aac::{self, Coded},
        film::Film,
        h264::{self, Shape},
    },
    error::MediaError,
    job::{RenderJob, RenderProgress, RenderReport},
    scene::{Illustrations, Storyboard, Typeface},
    sound::{self, RATE, Stereo, TARGET_LUFS, level},
};

/// Highest true peak of the decoded file, in dBTP.
const PEAK: f64 = -1.0;

/// Makes the video that `job` describes and writes it to `job.out`, whole or not at all. Calls `progress` before the first frame
/// and after each one; a break ends the work and leaves nothing on the disk.
pub fn render(
    job: &RenderJob,
    progress: &mut dyn FnMut(RenderProgress) -> ControlFlow<()>,
) -> Result<RenderReport, MediaError> {
    job.check()?;
    av::init()?;
    let frames = job.frames();
    let mut tell = |frame: u64| match progress(RenderProgress { frame, frames }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(MediaError::Cancelled),
    };
    tell(0)?;
    let illustrations = Illustrations::open(&job.illustrations)?;
    let mut board = Storyboard::prepare(&job.footage, (job.width, job.height), &illustrations, &job.files)?;
    let soundtrack = Soundtrack::make(job)?;
    tell(0)?;

    let part = Part::of(&job.out)?;
    let script = captions(job)?;
    let shape = Shape { width: job.width, height: job.height, fps: job.fps, threads: job.threads };
    let encoder = h264::name()?;
    let video = h264::open(encoder, shape)?;
    let mut film = Film::open(part.path(), video, shape, soundtrack.coded, script.as_ref().map(Scratch::path))?;
    let mut canvas = vec![0; job.width as usize * job.height as usize * 4];
    for frame in 0..frames {
        board.paint(frame as f64 * 1000.0 / f64::from(job.fps), &mut canvas)?;
        film.add(&canvas)?;
        tell(frame + 1)?;
    }
    film.finish()?;
    part.keep()?;
    Ok(RenderReport {
        path: job.out.clone(),
        width: job.width,
        height: job.height,
        fps: job.fps,
        frames,
        duration_ms: (frames * 1000).div_ceil(u64::from(job.fps)) as u32,
        encoder: encoder.to_owned(),
        loudness: soundtrack.loudness,
        ducking_db: soundtrack.ducking_db,
    })
}

/// The captions' script as a file beside the output, for as long as it is read.
fn captions(job: &RenderJob) -> Result<Option<Scratch>, MediaError> {
    if job.cues.is_empty() {
        return Ok(None);
    }
    let typeface = Typeface::load()?;
    let text = captions::ass::document(&job.cues, &job.footage, (job.width, job.height), &typeface)?;
    let mut name = job.out.file_name().unwrap_or_default().to_owned();
    name.push(".ass");
    Scratch::write(job.out.with_file_name(name), &text).map(Some)
}

struct Soundtrack {
    coded: Coded,
    loudness: Loudness,
    ducking_db: Option<f64>,
}

impl Soundtrack {
    /// Mixes, brings to loudness, codes, and listens to the decoded result: coding can raise peaks, so where it does the ceiling
    /// comes down and it is done again.
    fn make(job: &RenderJob) -> Result<Self, MediaError> {
        let frames = (job.frames() * u64::from(RATE)).div_ceil(u64::from(job.fps)) as usize;
        let music = job.music.then_some(job.seed);
        let mix = sound::mix(&sound::Parts { narration: &job.narration, music, frames })?;
        let (mut ceiling, mut target) = (PEAK - 0.7, TARGET_LUFS);
        loop {
            let mut sound: Stereo = mix.sound.clone();
            level::normalise(&mut sound, target, ceiling)?;
            let coded = aac::encode(&sound)?;
            let loudness = level::measure(&coded.decode()?)?;
            let over = loudness.true_peak_dbtp - PEAK;
            let missing = TARGET_LUFS - loudness.integrated_lufs;
            let is_silent = loudness.integrated_lufs <= -70.0;
            if over <= -0.05 && (missing.abs() < 0.2 || is_silent) || ceiling < PEAK - 6.0 {
                return Ok(Soundtrack { coded, loudness, ducking_db: mix.ducking_db });
            }
            target += if is_silent { 0.0 } else { missing.clamp(-1.0, 1.0) };
            ceiling -= (over + 0.15).max(0.1);
        }
    }
}
