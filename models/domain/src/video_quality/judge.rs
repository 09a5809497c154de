//! The parts, one function each.

use super::{Captions, Shot, Speech, Technical, variety as measures};

/// A score and what took from it.
type Verdict = (f64, Vec<String>);

/// How much of the way `value` is from where nothing is left of a score to where all of it is.
fn between(value: f64, none: f64, all: f64) -> f64 {
    ((value - none) / (all - none)).clamp(0.0, 1.0)
}

/// Checks that fell short, with the mean of all.
fn mean_of(checks: Vec<(f64, String)>) -> Verdict {
    let mean = checks.iter().map(|(score, _)| score).sum::<f64>() / checks.len().max(1) as f64;
    (mean, short_of(checks))
}

fn short_of(checks: Vec<(f64, String)>) -> Vec<String> {
    checks.into_iter().filter(|(score, _)| *score < 1.0).map(|(_, reason)| reason).collect()
}

fn seconds(ms: impl Into<f64>) -> f64 {
    ms.into() / 1000.0
}

/// The worst check decides: a clipped sound is not mended by many pixels.
pub(super) fn technical(file: &Technical) -> Verdict {
    let (lufs, peak) = (file.loudness.integrated_lufs, file.loudness.true_peak_dbtp);
    let black = file.black_ms as f64 / file.duration_ms.max(1) as f64;
    let frozen = file.frozen_ms as f64 / 1000.0;
    let checks = vec![
        (between((lufs + 14.0).abs(), 4.0, 0.5), format!("its loudness is {lufs:.1} LUFS; platforms play at -14")),
        (between(peak, 1.0, -1.0), format!("its loudest peak is {peak:.1} dBTP; above -1 it may crackle")),
        (between(file.clipped, 0.001, 0.00001), format!("{:.3} % of the sound is clipped", file.clipped * 100.0)),
        (between(black, 0.1, 0.0), format!("{:.1} s of it are black", file.black_ms as f64 / 1000.0)),
        (between(frozen, 8.0, 4.0), format!("nothing moves for {frozen:.1} s")),
        (
            between(f64::from(file.short_side), 240.0, 1080.0),
            format!("its shorter side has {} pixels", file.short_side),
        ),
        (
            between(file.bits_per_pixel, 0.001, 0.005),
            format!("its picture has {:.4} bits a pixel: detail is lost", file.bits_per_pixel),
        ),
    ];
    (checks.iter().map(|(score, _)| *score).fold(1.0, f64::min), short_of(checks))
}

pub(super) fn captions(captions: Option<&Captions>) -> Verdict {
    let Some(captions) = captions else { return (0.0, vec!["it has no captions".to_owned()]) };
    let missing = captions.spoken_words.saturating_sub(captions.shown_words);
    let shown = captions.shown_words as f64 / captions.spoken_words.max(1) as f64;
    let mut checks = vec![
        (
            if captions.spoken_words == 0 { 1.0 } else { between(shown, 0.5, 1.0) },
            format!("{missing} of {} spoken words are missing in the captions", captions.spoken_words),
        ),
        (
            between(captions.fastest, 45.0, 30.0),
            format!("the fastest caption has {:.0} characters a second: hard to read", captions.fastest),
        ),
    ];
    if let Some(apart) = captions.apart {
        let (mean, worst) = (apart.mean_ms, f64::from(apart.worst_ms));
        checks.push((between(mean, 600.0, 120.0), format!("captions stand {mean:.0} ms from the voice, on average")));
        checks.push((between(worst, 1200.0, 300.0), format!("one caption stands {worst:.0} ms from the voice")));
    }
    mean_of(checks)
}

pub(super) fn variety(shots: &[Shot]) -> Verdict {
    let Some((fresh, longest, repeated)) = measures(shots) else {
        return (0.0, vec!["it shows nothing".to_owned()]);
    };
    let longest = seconds(longest);
    mean_of(vec![
        (between(fresh, 0.0, 8.0), format!("it shows {fresh:.1} new pictures a minute: few")),
        (between(longest, 20.0, 8.0), format!("one picture stands for {longest:.1} s")),
        (between(repeated, 0.6, 0.15), format!("{:.0} % of its time show a picture again", repeated * 100.0)),
    ])
}

pub(super) fn pace(speech: &Speech) -> Verdict {
    let Some(pace) = speech.words_a_minute else { return (1.0, Vec::new()) };
    let (begins, silent) = (seconds(speech.begins_ms), seconds(speech.silent_ms));
    let steady = between(pace, 80.0, 125.0).min(between(pace, 250.0, 195.0));
    let word = if pace < 160.0 { "slow" } else { "fast" };
    mean_of(vec![
        (steady, format!("{pace:.0} words a minute are {word} to listen to")),
        (between(begins, 3.0, 1.0), format!("the first word comes after {begins:.1} s")),
        (between(silent, 4.0, 1.5), format!("nobody speaks for {silent:.1} s")),
    ])
}
