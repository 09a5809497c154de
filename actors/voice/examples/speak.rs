//! Speaks a text file, one sentence a line, and writes what a caption needs beside it.
//!
//!   cargo run --release -p ytempire-voice --example speak -- ASSETS TEXT OUT.wav [VOICE] [THREADS]

use std::{error::Error, fs, ops::ControlFlow, path::Path};

use ytempire_voice::{Speaker, VoiceJob};

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [assets, text, out, rest @ ..] = given.as_slice() else {
        return Err("give ASSETS TEXT OUT.wav [VOICE] [THREADS]".into());
    };
    let job = VoiceJob {
        sentences: fs::read_to_string(text)?
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(str::to_owned)
            .collect(),
        language: "en".to_owned(),
        voice: rest.first().map_or("af_heart", String::as_str).to_owned(),
        out: out.into(),
        threads: rest.get(1).map_or(Ok(1), |threads| threads.parse())?,
    };
    let started = std::time::Instant::now();
    let report = Speaker::load(Path::new(assets))?.speak(&job, &mut |_| ControlFlow::Continue(()))?;
    fs::write(Path::new(out).with_extension("json"), serde_json::to_vec_pretty(&report)?)?;
    println!("{} ms of speech in {} ms", report.duration_ms, started.elapsed().as_millis());
    Ok(())
}
