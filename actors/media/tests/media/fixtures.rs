//! A small video with everything in it.

use std::{
    collections::BTreeMap,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use ffmpeg_next as ff;
use ytempire_domain::production::{
    CaptionWord, Check, Cue, Footage, Motif, Palette, Picture, Scene, SpokenSentence, SpokenWord, VideoCheck,
};
use ytempire_media::{CheckJob, RenderJob, Shown, check, render};

/// The illustrations that set-up fetched.
pub fn illustrations() -> PathBuf {
    let assets = std::env::var_os("YTEMPIRE_TEST_ASSETS")
        .expect("YTEMPIRE_TEST_ASSETS names the folder that infra/setup filled");
    Path::new(&assets).join("illustrations")
}

pub fn palette() -> Palette {
    Palette { from: "#0f766e".into(), to: "#164e63".into(), accent: "#fde047".into() }
}

pub fn scene(start_ms: u32, end_ms: u32, sentence: u32, headline: &str, picture: Picture) -> Scene {
    let kicker = "In short".into();
    Scene {
        start_ms,
        end_ms,
        sentence,
        kicker,
        headline: headline.into(),
        reveal_ms: vec![],
        palette: palette(),
        picture,
    }
}

pub fn illustration(icon: &str) -> Picture {
    Picture::Illustration { main: Motif { icon: icon.into(), word: "bees".into() }, accents: vec![] }
}

pub fn cue(start_ms: u32, end_ms: u32, words: &[&str]) -> Cue {
    let step = (end_ms - start_ms) / words.len() as u32;
    let word = |(i, text): (usize, &&str)| {
        let start_ms = start_ms + step * i as u32;
        CaptionWord { text: (*text).to_owned(), start_ms, end_ms: start_ms + step }
    };
    Cue { start_ms, end_ms, words: words.iter().enumerate().map(word).collect() }
}

/// A voice in syllables: sound from each start to each end, silence in between.
pub fn narration(folder: &Path, spoken: &[(u32, u32)], duration_ms: u32) -> PathBuf {
    let path = folder.join("narration.wav");
    let samples = (0..duration_ms * 24).flat_map(|i| {
        let (t, ms) = (f64::from(i) / 24_000.0, i / 24);
        let is_spoken = spoken.iter().any(|&(from, to)| (from..to).contains(&ms));
        let voice = (1..12).map(|n| (t * f64::from(n) * 1_005.0).sin() / f64::from(n)).sum::<f64>();
        let loud = if is_spoken { 0.16 * (0.65 + 0.35 * (t * 28.0).sin()) } else { 0.0 };
        ((voice * loud * 32_767.0) as i16).to_le_bytes()
    });
    let data: Vec<u8> = samples.collect();
    let mut bytes = b"RIFF".to_vec();
    bytes.extend((36 + data.len() as u32).to_le_bytes());
    bytes.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    bytes.extend(24_000_u32.to_le_bytes());
    bytes.extend(48_000_u32.to_le_bytes());
    bytes.extend(b"\x02\0\x10\0data");
    bytes.extend((data.len() as u32).to_le_bytes());
    bytes.extend(data);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// One illustration and one caption for as long as the video lasts.
pub fn job(folder: &Path, duration_ms: u32) -> RenderJob {
    RenderJob {
        width: 180,
        height: 320,
        fps: 30,
        duration_ms,
        footage: Footage {
            palette: palette(),
            scenes: vec![scene(0, duration_ms, 0, "All about bees", illustration("honeybee"))],
        },
        files: BTreeMap::new(),
        cues: vec![cue(0, duration_ms, &["All", "about", "bees"])],
        narration: narration(folder, &[(0, duration_ms)], duration_ms),
        music: false,
        seed: 1,
        illustrations: illustrations(),
        out: folder.join("out.mp4"),
        threads: 1,
    }
}

pub fn rendered(job: &RenderJob) -> ytempire_media::RenderReport {
    render(job, &mut |_| ControlFlow::Continue(())).unwrap_or_else(|error| panic!("{}", error.chain()))
}

pub fn checked(job: &RenderJob, speech: &[(u32, u32)]) -> VideoCheck {
    check(&asked(job, speech), &mut |_| ControlFlow::Continue(())).unwrap()
}

/// What is asked of the rendered file; each scene is a picture of its own, and each caption's words are said.
pub fn asked(job: &RenderJob, speech: &[(u32, u32)]) -> CheckJob {
    CheckJob {
        video: job.out.clone(),
        width: job.width,
        height: job.height,
        fps: job.fps,
        frames: job.frames(),
        cues: job.cues.clone(),
        speech: speech.iter().map(|&(start_ms, end_ms)| SpokenSentence { start_ms, end_ms }).collect(),
        words: words(job, speech),
        shown: job.footage.scenes.iter().zip(0..).map(shown).collect(),
    }
}

fn shown((scene, place): (&Scene, usize)) -> Shown {
    Shown { start_ms: scene.start_ms, end_ms: scene.end_ms, picture: place.to_string() }
}

/// The captions' words, each in the sentence that is spoken then.
fn words(job: &RenderJob, speech: &[(u32, u32)]) -> Vec<SpokenWord> {
    let sentence = |ms: u32| speech.iter().rposition(|&(start, _)| start <= ms).unwrap_or(0) as u32;
    let words = job.cues.iter().flat_map(|cue| &cue.words);
    let spoken = |word: &CaptionWord| SpokenWord {
        sentence: sentence(word.start_ms),
        text: word.text.clone(),
        start_ms: word.start_ms,
        end_ms: word.end_ms,
    };
    words.map(spoken).collect()
}

pub fn failed(report: &VideoCheck) -> Vec<&Check> {
    report.checks.iter().filter(|check| !check.passed).collect()
}

pub fn named<'a>(report: &'a VideoCheck, name: &str) -> &'a Check {
    report.checks.iter().find(|check| check.name == name).unwrap()
}

/// What stands in a folder, by name.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Brightness of a file's pictures, row by row.
pub fn pictures(path: &Path) -> Vec<Vec<u8>> {
    ff::init().unwrap();
    let mut input = ff::format::input(path).unwrap();
    let stream = input.streams().best(ff::media::Type::Video).unwrap();
    let index = stream.index();
    let mut decoder = ff::codec::Context::from_parameters(stream.parameters()).unwrap().decoder().video().unwrap();
    let mut seen = vec![];
    let mut frame = ff::frame::Video::empty();
    let mut take = |decoder: &mut ff::decoder::Video| {
        while decoder.receive_frame(&mut frame).is_ok() {
            let width = frame.width() as usize;
            seen.push(
                frame
                    .data(0)
                    .chunks(frame.stride(0))
                    .take(frame.height() as usize)
                    .flat_map(|r| &r[..width])
                    .copied()
                    .collect(),
            );
        }
    };
    for (stream, packet) in input.packets() {
        if stream.index() == index {
            decoder.send_packet(&packet).unwrap();
            take(&mut decoder);
        }
    }
    decoder.send_eof().unwrap();
    take(&mut decoder);
    seen
}
