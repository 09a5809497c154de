//! The installed model speaks.

mod support;

use std::{fs, ops::ControlFlow};

use support::{check, job, on};
use ytempire_domain::Whose;
use ytempire_voice::VoiceError;

#[test]
fn words_stand_where_they_are_heard() {
    let Some(mut speaker) = support::speaker() else { return };
    let folder = tempfile::tempdir().unwrap();
    let job = job(
        &["It cost $3.4 million in 2024.", "See https://example.com today — \u{1f41d} really."],
        &folder.path().join("a.wav"),
    );
    let report = speaker.speak(&job, &mut on).unwrap();
    check(&report, &job);
    assert_eq!((report.sample_rate, report.voice.as_str()), (24_000, "af_heart"));
    let length = |text: &str| report.words.iter().find(|w| w.text == text).map(|w| w.end_ms - w.start_ms).unwrap();
    assert!(length("$3.4") > 400 && length("million") > 400, "{:?}", report.words);
    assert!(length("https://example.com") > 800, "an address is long");
    assert!(length("—") < 100 && length("\u{1f41d}") < 100);
    let gap = report.sentences[1].start_ms - report.sentences[0].end_ms;
    assert_eq!(gap, 150);
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["a.wav"]);
}

#[test]
fn the_same_job_makes_the_same_bytes_on_any_number_of_threads() {
    let Some(mut speaker) = support::speaker() else { return };
    let folder = tempfile::tempdir().unwrap();
    let sentences = ["One bee.", "Two more bees dance.", "Three.", "Nobody counts to ten thousand."];
    let mut bytes = vec![];
    for threads in [1, 3, 1] {
        let mut job = job(&sentences, &folder.path().join("a.wav"));
        job.threads = threads;
        speaker.speak(&job, &mut on).unwrap();
        bytes.push(fs::read(&job.out).unwrap());
    }
    assert_eq!(bytes[0], bytes[1]);
    assert_eq!(bytes[0], bytes[2]);
}

#[test]
fn a_sentence_longer_than_the_model_takes_is_spoken_whole() {
    let Some(mut speaker) = support::speaker() else { return };
    let folder = tempfile::tempdir().unwrap();
    let long = "The little bee flew over the old garden wall, past the pond and the apple trees, ".repeat(8);
    let job = job(&[long.trim()], &folder.path().join("a.wav"));
    let report = speaker.speak(&job, &mut on).unwrap();
    check(&report, &job);
    assert!(report.duration_ms > 20_000, "{} ms", report.duration_ms);
}

#[test]
fn hostile_text_is_spoken_or_skipped_but_never_ends_the_worker() {
    let Some(mut speaker) = support::speaker() else { return };
    let folder = tempfile::tempdir().unwrap();
    let endless = "x".repeat(10_000);
    let sentences = [
        "\u{0}\u{7}\u{1b}[31m bell",
        "\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{202e}abc\u{202c} \u{645}\u{631}",
        "\u{1f600}\u{1f600} ... !!! — ()",
        "<script>alert('x')</script> \"It's\" {so} [it](is) \\N %s $(rm)",
        &endless,
        "",
    ];
    let job = job(&sentences, &folder.path().join("a.wav"));
    let report = speaker.speak(&job, &mut on).unwrap();
    check(&report, &job);
}

#[test]
fn what_cannot_be_spoken_is_the_requests_fault() {
    let Some(mut speaker) = support::speaker() else { return };
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("a.wav");
    let mut silent = job(&["\u{1f600} !!", "...", ""], &out);
    assert!(matches!(speaker.speak(&silent, &mut on), Err(VoiceError::NothingToSay)));
    silent.sentences = vec![];
    assert!(matches!(speaker.speak(&silent, &mut on), Err(VoiceError::NothingToSay)));
    for (voice, language, code) in [
        ("af_nobody", "en", "voice_unknown"),
        ("../af_heart", "en-US", "voice_unknown"),
        ("", "en-US", "voice_unknown"),
        ("af_heart", "de-DE", "voice_language"),
        ("af_heart", "", "voice_language"),
    ] {
        let mut job = job(&["Hello."], &out);
        (job.voice, job.language) = (voice.into(), language.into());
        let failure = speaker.speak(&job, &mut on).unwrap_err().failure();
        assert_eq!((failure.whose, failure.code.as_str()), (Whose::Request, code));
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_cancelled_job_leaves_no_file_and_the_next_one_is_spoken() {
    let Some(mut speaker) = support::speaker() else { return };
    let folder = tempfile::tempdir().unwrap();
    let long = "The little bee flew over the old garden wall, past the pond. ".repeat(8);
    let mut job = job(&[&long, &long, &long, &long], &folder.path().join("a.wav"));
    let mut asked = 0;
    let told = speaker.speak(&job, &mut |share| {
        asked += 1;
        assert!(share < 0.5, "it was asked too late");
        if asked > 6 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(matches!(told, Err(VoiceError::Cancelled)), "{told:?}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    job.sentences = vec!["Still here.".into()];
    let report = speaker.speak(&job, &mut on).unwrap();
    check(&report, &job);
}

#[test]
fn progress_rises_to_the_whole() {
    let Some(mut speaker) = support::speaker() else { return };
    let folder = tempfile::tempdir().unwrap();
    let job = job(&["One.", "Two.", "Three."], &folder.path().join("a.wav"));
    let mut shares = vec![];
    speaker
        .speak(&job, &mut |share| {
            shares.push(share);
            ControlFlow::Continue(())
        })
        .unwrap();
    assert!(shares.is_sorted() && shares.last() == Some(&1.0), "{shares:?}");
}

#[test]
fn british_voices_speak_british() {
    let Some(mut speaker) = support::speaker() else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut job = job(&["Nobody can't dance."], &folder.path().join("a.wav"));
    (job.voice, job.language) = ("bm_george".into(), "en-GB".into());
    let report = speaker.speak(&job, &mut on).unwrap();
    check(&report, &job);
    assert_eq!(report.voice, "bm_george");
}

#[test]
fn every_installed_voice_is_told() {
    let Some(assets) = support::assets() else { return };
    let voices = ytempire_voice::voices(&assets).unwrap();
    assert!(voices.iter().any(|voice| voice.name == "af_heart" && voice.language == "en-US"), "{voices:?}");
}
