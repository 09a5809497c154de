//! What the score of a video is made of, and the same as lines that can be checked by hand. They are shown and fail nothing.

use std::collections::HashSet;

use ytempire_domain::{
    production::{Check, SpokenWord},
    video_quality::{self, Apart, Captions, Measured, Shot, Speech, Technical},
};

use super::{CheckJob, Watched, captions, line};

/// Of a sentence that begins after so long a pause the voice can be heard to begin, in milliseconds.
const PAUSE_MS: u32 = 200;

pub fn of(job: &CheckJob, watched: &Watched) -> Measured {
    Measured {
        technical: technical(job, watched),
        captions: (!job.cues.is_empty()).then(|| captions(job, watched)),
        shots: shots(job, watched),
        speech: speech(&job.words),
    }
}

fn technical(job: &CheckJob, watched: &Watched) -> Technical {
    let fps = u64::from(job.fps.max(1));
    let (width, height) = watched.pictures.size.unwrap_or_default();
    let pixels = f64::from(width) * f64::from(height) * watched.pictures.frames as f64;
    Technical {
        loudness: watched.loudness,
        clipped: watched.clipped as f64 / watched.samples.max(1) as f64,
        duration_ms: watched.pictures.duration_ms(job.fps).unsigned_abs(),
        black_ms: watched.pictures.black_frames() * 1000 / fps,
        frozen_ms: watched.pictures.still_frames() * 1000 / fps,
        short_side: width.min(height),
        bits_per_pixel: watched.picture_bytes as f64 * 8.0 / pixels.max(1.0),
    }
}

fn captions(job: &CheckJob, watched: &Watched) -> Captions {
    let shown = captions::shown(&job.cues, &job.words);
    let mut apart = vec![];
    for (index, pair) in job.speech.windows(2).enumerate() {
        let [before, sentence] = pair else { continue };
        let word = job.words.iter().position(|word| word.sentence as usize == index + 1);
        let stands = word.and_then(|word| shown[word]);
        if sentence.start_ms.saturating_sub(before.end_ms) >= PAUSE_MS
            && let (Some(stands), Some(heard)) = (stands, watched.powers.onset(sentence.start_ms))
        {
            apart.push(stands.abs_diff(heard));
        }
    }
    Captions {
        spoken_words: job.words.len(),
        shown_words: shown.iter().flatten().count(),
        apart: apart.iter().max().map(|worst| Apart {
            mean_ms: apart.iter().map(|ms| f64::from(*ms)).sum::<f64>() / apart.len() as f64,
            worst_ms: *worst,
            sentences: apart.len(),
        }),
        fastest: captions::fastest(&job.cues).0,
    }
}

/// The storyboard's pictures; whether each looks other than the one before it is seen in the decoded file.
fn shots(job: &CheckJob, watched: &Watched) -> Vec<Shot> {
    let mut known = HashSet::new();
    let places = job.shown.iter().enumerate();
    places
        .map(|(place, shown)| Shot {
            ms: shown.end_ms.saturating_sub(shown.start_ms),
            changes: watched.pictures.changes(place),
            repeats: !known.insert(&shown.picture),
        })
        .collect()
}

fn speech(words: &[SpokenWord]) -> Speech {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return Speech { words_a_minute: None, begins_ms: 0, silent_ms: 0 };
    };
    let spaced = words.iter().all(|word| word.text.chars().all(|c| !is_dense(c)));
    let minutes = f64::from(last.end_ms.saturating_sub(first.start_ms)) / 60_000.0;
    Speech {
        words_a_minute: (spaced && minutes > 0.0).then(|| words.len() as f64 / minutes),
        begins_ms: first.start_ms,
        silent_ms: words.windows(2).map(|two| two[1].start_ms.saturating_sub(two[0].end_ms)).max().unwrap_or(0),
    }
}

/// Thai to Khmer, Japanese, Chinese: no spaces between words.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}')
}

pub fn lines(measured: &Measured) -> Vec<Check> {
    let shown =
        |name: &str, measured: String, preferred: &str| line(name, true, measured, format!("preferred: {preferred}"));
    let (file, speech) = (&measured.technical, &measured.speech);
    let mut lines = vec![
        shown("clipping", format!("{:.4} % of the samples", file.clipped * 100.0), "none"),
        shown("bits_per_pixel", format!("{:.4}", file.bits_per_pixel), "at least 0.005"),
    ];
    if let Some(captions) = &measured.captions {
        let words = format!("{} of {} spoken words shown", captions.shown_words, captions.spoken_words);
        lines.push(shown("caption_words", words, "all"));
        let apart = captions.apart.map_or("no sentence begins clearly enough to tell".to_owned(), |apart| {
            format!(
                "{:.0} ms on average, {} ms at most, over {} sentences",
                apart.mean_ms, apart.worst_ms, apart.sentences
            )
        });
        lines.push(shown("caption_distance", apart, "at most 120 ms on average, from the voice as it is heard"));
    }
    if let Some((fresh, longest, repeated)) = video_quality::variety(&measured.shots) {
        let text = format!(
            "{fresh:.1} new pictures a minute, one for {:.1} s at most, {:.0} % shown before",
            f64::from(longest) / 1000.0,
            repeated * 100.0
        );
        lines.push(shown(
            "picture_variety",
            text,
            "at least 8 a minute, none longer than 8 s, at most 15 % shown before",
        ));
    }
    if let Some(pace) = speech.words_a_minute {
        let (begins, silent) = (f64::from(speech.begins_ms) / 1000.0, f64::from(speech.silent_ms) / 1000.0);
        let text = format!("{pace:.0} words a minute, from {begins:.1} s on, silent for {silent:.1} s at most");
        lines.push(shown("speech_pace", text, "125 to 195, from 1 s on, 1.5 s"));
    }
    lines
}
