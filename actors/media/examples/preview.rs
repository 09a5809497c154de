//! Makes a video to look at: `preview OUT.mp4 [9:16|16:9|1:1] [ILLUSTRATIONS] [JOB.json]`.
//!
//! Without a job it tells a short story that uses every kind of scene. The folder of the illustrations comes from
//! `YTEMPIRE_TEST_ASSETS` where it is not given.

use std::{collections::BTreeMap, env, fs, ops::ControlFlow, path::PathBuf, time::Instant};

use ytempire_domain::{
    ContentHash,
    artefact::ArtefactRef,
    production::{Bar, CountUp, Footage, Motif, Palette, Picture, Scene},
    request::Aspect,
};
use ytempire_media::{PlainVoiceJob, RenderJob, cues, plain_voice, render};

/// A sentence, its kicker, its headline and what it shows.
type Line = (&'static str, &'static str, &'static str, Picture);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = env::args().skip(1);
    let out = PathBuf::from(args.next().ok_or("usage: preview OUT.mp4 [ASPECT] [ILLUSTRATIONS] [JOB.json]")?);
    let aspect: Aspect = args.next().unwrap_or_else(|| "9:16".to_owned()).parse()?;
    let assets = env::var("YTEMPIRE_TEST_ASSETS").map(PathBuf::from).unwrap_or_default();
    let illustrations = args.next().map_or_else(|| assets.join("illustrations"), PathBuf::from);
    let mut job = match args.next() {
        Some(path) => serde_json::from_str(&fs::read_to_string(path)?)?,
        None => story(&out, aspect)?,
    };
    job.illustrations = illustrations;
    job.out = out;
    let begun = Instant::now();
    let report = render(&job, &mut |_| ControlFlow::Continue(()))?;
    let seconds = f64::from(report.duration_ms) / 1000.0;
    println!("{report:#?}\n{:.2} x realtime", seconds / begun.elapsed().as_secs_f64());
    Ok(())
}

fn story(out: &std::path::Path, aspect: Aspect) -> Result<RenderJob, Box<dyn std::error::Error>> {
    let narration = out.with_extension("wav");
    let picture = out.with_extension("png");
    let mut files = BTreeMap::new();
    let image = match fs::read(&picture) {
        Ok(bytes) => {
            let hash = ContentHash::of(&bytes);
            files.insert(hash, picture);
            Some(ArtefactRef {
                hash,
                name: "own.png".into(),
                media_type: "image/png".into(),
                bytes: bytes.len() as u64,
            })
        }
        Err(_) => None,
    };
    let lines = lines(image);
    let sentences = lines.iter().map(|line| line.0.to_owned()).collect();
    let job = PlainVoiceJob { sentences, out: narration.clone() };
    let spoken = plain_voice(&job, &mut |_| ControlFlow::Continue(()))?;
    let duration_ms = spoken.duration_ms + 900;
    let palette =
        |from: &str, to: &str, accent: &str| Palette { from: from.into(), to: to.into(), accent: accent.into() };
    let palettes = [
        palette("#f59e0b", "#b45309", "#fff3b0"),
        palette("#0f766e", "#164e63", "#fde047"),
        palette("#4338ca", "#6d28d9", "#fcd34d"),
        palette("#be185d", "#7e22ce", "#fde68a"),
    ];
    let mut scenes = vec![];
    for (i, (_, kicker, headline, picture)) in lines.into_iter().enumerate() {
        let start_ms = if i == 0 { 0 } else { spoken.sentences[i].start_ms };
        let end_ms = spoken.sentences.get(i + 1).map_or(duration_ms, |next| next.start_ms);
        scenes.push(Scene {
            start_ms,
            end_ms,
            sentence: i as u32,
            kicker: kicker.into(),
            headline: headline.into(),
            reveal_ms: vec![],
            palette: palettes[i % palettes.len()].clone(),
            picture: at(picture, (start_ms + end_ms) / 2),
        });
    }
    let (width, height) = aspect.pixels();
    Ok(RenderJob {
        width,
        height,
        fps: 30,
        duration_ms,
        footage: Footage { palette: palettes[0].clone(), scenes },
        files,
        cues: cues(&spoken.words, aspect),
        narration,
        music: true,
        seed: 7,
        illustrations: PathBuf::new(),
        out: out.to_owned(),
        threads: 0,
    })
}

/// The same picture with its numbers spoken from `ms` on.
fn at(mut picture: Picture, ms: u32) -> Picture {
    match &mut picture {
        Picture::Number { count, .. } => count.spoken_ms = ms,
        Picture::Bars { bars, .. } => bars.iter_mut().zip(0..).for_each(|(bar, i)| bar.spoken_ms = ms + 400 * i),
        _ => {}
    }
    picture
}

fn lines(image: Option<ArtefactRef>) -> Vec<Line> {
    let motif = |icon: &str, word: &str| Motif { icon: icon.into(), word: word.into() };
    let bar =
        |label: &str, value: f64, shown: &str| Bar { label: label.into(), value, shown: shown.into(), spoken_ms: 0 };
    let count = |value, separator: &str, suffix: &str| CountUp {
        value,
        decimals: 0,
        separator: separator.into(),
        prefix: String::new(),
        suffix: suffix.into(),
        spoken_ms: 0,
    };
    let mut lines = vec![
        (
            "Honeybees tell each other where to fly, by dancing.",
            "The waggle dance",
            "Honeybees dance directions",
            Picture::Illustration {
                main: motif("honeybee", "Honeybees"),
                accents: vec![motif("sunflower", "fly"), motif("honey-pot", "honey")],
            },
        ),
        (
            "A single hive can hold 60,000 bees in summer.",
            "In one hive",
            "A city of workers",
            Picture::Number { count: count(60_000.0, ",", " bees"), motif: Some(motif("house", "hive")) },
        ),
        (
            "Clover gives 40 percent of the honey, fruit trees 25 and wild flowers 12.",
            "Where honey comes from",
            "Clover leads by far",
            Picture::Bars {
                bars: vec![
                    bar("Clover", 40.0, "40%"),
                    bar("Fruit trees and orchards", 25.0, "25%"),
                    bar("Wild flowers", 12.0, "12%"),
                ],
                unit: "percent".into(),
            },
        ),
        (
            "It's 100% {\\b1}real%{n}: 'quotes' [brackets] \u{1f41d} \u{202e}and שלום עולם too.",
            "Odd text: \u{5e9}\u{5dc}\u{5d5}\u{5dd} <b>&amp;",
            "It's {\\b1}100% real [really], a very long headline that nobody would ever want to read to its end",
            Picture::Illustration { main: motif("sun", "sun"), accents: vec![motif("rainbow", "rain")] },
        ),
        ("So be kind to them.", "Remember", "Be kind to bees", Picture::Typography { emphasis: vec!["kind".into()] }),
    ];
    if let Some(image) = image {
        lines.push(("This is my own picture.", "My own", "A picture from a folder", Picture::File { image }));
    }
    lines
}
