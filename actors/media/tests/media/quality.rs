//! The score of a finished file follows from what is seen and heard in it.

use std::{ops::ControlFlow, path::Path};

use ytempire_domain::production::{Quality, QualityPart};
use ytempire_media::{CheckJob, RenderJob, check};

use crate::fixtures::{asked, cue, illustration, job, named, narration, rendered, scene};

const SPEECH: [(u32, u32); 4] = [(300, 1_100), (1_500, 2_300), (2_700, 3_500), (3_900, 4_700)];

/// Four sentences with their captions over these drawings.
fn film(folder: &Path, icons: [&str; 2]) -> RenderJob {
    let mut job = job(folder, 5_000);
    job.narration = narration(folder, &SPEECH, 5_000);
    job.cues = SPEECH.map(|(from, to)| cue(from, to, &["some", "words"])).into();
    job.footage.scenes = vec![
        scene(0, 2_500, 0, "All about bees", illustration(icons[0])),
        scene(2_500, 5_000, 2, "All about bees", illustration(icons[1])),
    ];
    rendered(&job);
    job
}

fn judged(asked: &CheckJob) -> Quality {
    let seen = check(asked, &mut |_| ControlFlow::Continue(())).unwrap();
    let quality = seen.quality.clone().expect("it was judged");
    // The same can be read in the checks, which fail nothing.
    for name in ["clipping", "bits_per_pixel", "caption_words", "caption_distance", "picture_variety", "speech_pace"] {
        assert!(named(&seen, name).passed, "{name}");
    }
    quality
}

fn part<'a>(quality: &'a Quality, name: &str) -> &'a QualityPart {
    quality.part(name).expect("a part")
}

fn says(part: &QualityPart, words: &str) -> bool {
    part.reasons.iter().any(|reason| reason.contains(words))
}

#[test]
fn captions_are_held_against_the_voice_as_it_is_heard() {
    let folder = tempfile::tempdir().unwrap();
    let film = film(folder.path(), ["honeybee", "sunflower"]);
    let good = judged(&asked(&film, &SPEECH));
    assert!(part(&good, "captions").reasons.is_empty(), "{:?}", part(&good, "captions"));
    let mut late = asked(&film, &SPEECH);
    let words = late.cues.iter_mut().flat_map(|cue| &mut cue.words);
    words.for_each(|word| word.start_ms += 500);
    let late = judged(&late);
    assert!(says(part(&late, "captions"), "ms from the voice, on average"), "{late:#?}");
    let mut silent = asked(&film, &SPEECH);
    silent.cues.remove(1);
    let silent = judged(&silent);
    assert!(says(part(&silent, "captions"), "2 of 8 spoken words are missing"), "{silent:#?}");
    assert!(part(&silent, "captions").score < part(&good, "captions").score);
}

#[test]
fn pictures_are_held_against_one_another_as_they_are_seen() {
    let folder = tempfile::tempdir().unwrap();
    let varied = asked(&film(folder.path(), ["honeybee", "sunflower"]), &SPEECH);
    assert!(part(&judged(&varied), "variety").reasons.is_empty(), "{:?}", judged(&varied));
    let mut again = varied.clone();
    again.shown[1].picture = again.shown[0].picture.clone();
    assert!(says(part(&judged(&again), "variety"), "50 % of its time show a picture again"));
    // The storyboard says that there are two, and nothing moves between their middles.
    let mut stuck = varied;
    let places = [(2_000, 2_033), (2_033, 2_066)];
    stuck.shown.iter_mut().zip(places).for_each(|(shown, place)| (shown.start_ms, shown.end_ms) = place);
    let seen = check(&stuck, &mut |_| ControlFlow::Continue(())).unwrap();
    assert!(named(&seen, "picture_variety").measured.contains("one for 0.1 s at most"), "{:?}", seen.checks);
}

#[test]
fn a_small_picture_and_a_hurried_voice_cost_their_parts() {
    let folder = tempfile::tempdir().unwrap();
    let quality = judged(&asked(&film(folder.path(), ["honeybee", "sunflower"]), &SPEECH));
    assert!(says(part(&quality, "technical"), "its shorter side has 180 pixels"), "{quality:#?}");
    assert!(says(part(&quality, "pace"), "109 words a minute are slow"), "{quality:#?}");
    assert!((quality.parts.iter().map(|part| part.weight * part.score).sum::<f64>() - quality.total).abs() < 1e-9);
}
