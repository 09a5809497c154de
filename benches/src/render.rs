//! Rendering against the ffmpeg program: the same frames, captions and sound through the same filters and encoders, in CPU seconds.

use std::{
    collections::BTreeMap,
    io::Write as _,
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::Stdio,
};

use anyhow::{Context as _, ensure};
use ytempire_domain::{
    production::{CaptionWord, CountUp, Cue, Footage, Motif, Palette, Picture, Scene},
    request::Aspect,
};
use ytempire_media::{
    PlainVoiceJob, RenderJob, caption_script, encoder, plain_voice, render,
    scene::{Illustrations, Storyboard},
};

use crate::{
    cpu, programs,
    scores::{Goal, Score, Scores, short},
};

const SECONDS: u32 = 8;
const FPS: u32 = 30;

/// Prints CPU seconds per second of video and the ratio. The ffmpeg program cannot paint our scenes: it gets the painted frames
/// through a pipe, and painting alone is measured too, so that like stands beside like.
pub fn run(scores: &mut Scores) -> anyhow::Result<()> {
    let folder = tempfile::Builder::new().prefix("ytempire-bench-").tempdir()?;
    let job = job(folder.path())?;
    let own = i64::from(std::process::id());
    let begun = cpu::seconds(own)?;
    render(&job, &mut |_| ControlFlow::Continue(()))?;
    let rendered = cpu::seconds(own)? - begun;

    let begun = cpu::seconds(own)?;
    paint(&job, |_| Ok(()))?;
    let painted = cpu::seconds(own)? - begun;
    let peer = ffmpeg(&job)?;

    let each = |seconds: f64| seconds / f64::from(SECONDS);
    println!("render: {SECONDS} s of {}x{}, {FPS} frames a second, {}", job.width, job.height, encoder()?);
    println!("  ours, whole               {:.2} CPU s per second of video", each(rendered));
    println!("  ours, painting            {:.2}", each(painted));
    scores.add(Score {
        bench: "render",
        what: "CPU s per second of video, captions to file".to_owned(),
        ours: short(each(rendered - painted)),
        beside: format!("ffmpeg {}", short(each(peer))),
        figure: (rendered - painted) / peer,
        unit: "x ffmpeg",
        goal: Goal::None,
    });
    Ok(())
}

fn paint(job: &RenderJob, mut each: impl FnMut(&[u8]) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let illustrations = Illustrations::open(&job.illustrations)?;
    let size = (job.width, job.height);
    let mut board = Storyboard::prepare(&job.footage, size, &illustrations, &job.files)?;
    let mut canvas = vec![0; job.width as usize * job.height as usize * 4];
    for frame in 0..job.frames() {
        board.paint(frame as f64 * 1000.0 / f64::from(FPS), &mut canvas)?;
        each(&canvas)?;
    }
    Ok(())
}

/// CPU seconds of the ffmpeg program over our frames. Its sound is what our render made, so that both carry the same.
fn ffmpeg(job: &RenderJob) -> anyhow::Result<f64> {
    let folder = job.out.parent().context("the output has a folder")?;
    std::fs::write(folder.join("captions.ass"), caption_script(&job.cues, &job.footage, (job.width, job.height))?)?;
    let size = format!("{}x{}", job.width, job.height);
    let filters = "ass=captions.ass,scale=flags=fast_bilinear:out_color_matrix=bt709:out_range=tv,format=yuv420p";
    let video = if encoder()? == "libx264" {
        "-c:v libx264 -preset veryfast -crf 21 -x264-params scenecut=0 -g 60"
    } else {
        "-c:v h264_nvenc -preset p5 -rc vbr -cq 22 -g 60"
    };
    let mut child = programs::command("ffmpeg")
        .current_dir(folder)
        .args([
            "-v",
            "error",
            "-y",
            "-f",
            "rawvideo",
            "-pix_fmt",
            "rgba",
            "-framerate",
            "30",
            "-s",
            &size,
            "-i",
            "pipe:0",
        ])
        .args(["-i", "ours.mp4", "-map", "0:v", "-map", "1:a", "-vf", filters])
        .args(video.split(' '))
        .args(["-c:a", "aac", "-b:a", "192k", "-movflags", "+faststart", "peer.mp4"])
        .stdin(Stdio::piped())
        .spawn()
        .context("start the ffmpeg program (Debian: apt-get install ffmpeg)")?;
    let mut pipe = child.stdin.take().context("the peer takes frames")?;
    paint(job, |canvas| Ok(pipe.write_all(canvas)?))?;
    drop(pipe);
    // Counted when it is reaped: by then it stands among our children's times.
    let children = || -> anyhow::Result<f64> {
        let usage = nix::sys::resource::getrusage(nix::sys::resource::UsageWho::RUSAGE_CHILDREN)?;
        let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
        Ok(seconds(usage.user_time()) + seconds(usage.system_time()))
    };
    let before = children()?;
    ensure!(child.wait()?.success(), "the ffmpeg program failed");
    Ok(children()? - before)
}

fn job(folder: &Path) -> anyhow::Result<RenderJob> {
    let narration = folder.join("narration.wav");
    let sentences = ["Bees tell each other where to fly.", "One hive holds sixty thousand bees.", "Be kind to them."];
    let voice = PlainVoiceJob { sentences: sentences.map(str::to_owned).into(), out: narration.clone() };
    plain_voice(&voice, &mut |_| ControlFlow::Continue(()))?;
    let (width, height) = Aspect::Portrait.pixels();
    let word = |i: u32| CaptionWord { text: format!("word {i}"), start_ms: i * 400, end_ms: i * 400 + 400 };
    let cue = |i: u32| Cue { start_ms: i * 800, end_ms: i * 800 + 800, words: vec![word(2 * i), word(2 * i + 1)] };
    Ok(RenderJob {
        width,
        height,
        fps: FPS,
        duration_ms: SECONDS * 1000,
        footage: footage(),
        files: BTreeMap::new(),
        cues: (0..SECONDS * 1000 / 800).map(cue).collect(),
        narration,
        music: true,
        seed: 7,
        illustrations: illustrations(),
        out: folder.join("ours.mp4"),
        threads: 0,
    })
}

/// Where set-up put the drawings, or where the tests' variable says.
fn illustrations() -> PathBuf {
    let assets = std::env::var_os("YTEMPIRE_TEST_ASSETS").map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache/ytempire/assets"));
    assets.or_else(home).unwrap_or_default().join("illustrations")
}

fn footage() -> Footage {
    let palette = |from: &str, to: &str| Palette { from: from.into(), to: to.into(), accent: "#fde047".into() };
    let motif = |icon: &str| Motif { icon: icon.into(), word: icon.into() };
    let count = CountUp {
        value: 60_000.0,
        decimals: 0,
        separator: ",".into(),
        prefix: String::new(),
        suffix: " bees".into(),
        spoken_ms: 3_500,
    };
    let pictures = [
        Picture::Illustration { main: motif("honeybee"), accents: vec![motif("sunflower"), motif("honey-pot")] },
        Picture::Number { count, motif: Some(motif("house")) },
        Picture::Typography { emphasis: vec!["kind".into()] },
    ];
    let times = [(0, 2_800), (2_800, 5_600), (5_600, SECONDS * 1000)];
    let headlines = ["Honeybees dance directions", "A city of workers", "Be kind to bees"];
    let scene = |(i, (picture, ((start_ms, end_ms), headline)))| Scene {
        start_ms,
        end_ms,
        sentence: i,
        kicker: "In short".into(),
        headline: String::from(headline),
        reveal_ms: vec![],
        palette: palette("#0f766e", "#164e63"),
        picture,
    };
    let parts = pictures.into_iter().zip(times.into_iter().zip(headlines));
    Footage { palette: palette("#0f766e", "#164e63"), scenes: (0..).zip(parts).map(scene).collect() }
}
