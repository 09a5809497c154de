//! A check that finds nothing wrong with anything would be no check.

use std::ops::ControlFlow;

use ytempire_media::{CheckJob, MediaError, check};

use crate::fixtures::{asked, checked, cue, failed, job, named, narration, rendered};

fn failed_names(report: &ytempire_domain::production::VideoCheck) -> Vec<&str> {
    failed(report).iter().map(|check| check.name.as_str()).collect()
}

#[test]
fn what_is_not_as_asked_for_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut job = job(folder.path(), 1_500);
    rendered(&job);
    assert_eq!(failed_names(&checked(&job, &[])), Vec::<&str>::new());
    (job.width, job.fps, job.duration_ms) = (360, 25, 4_000);
    assert_eq!(failed_names(&checked(&job, &[])), ["size", "frame_rate", "frame_count", "duration"]);
}

#[test]
fn a_silent_video_fails_its_sound() {
    let folder = tempfile::tempdir().unwrap();
    let mut job = job(folder.path(), 1_000);
    job.narration = narration(folder.path(), &[], 1_000);
    rendered(&job);
    assert_eq!(failed_names(&checked(&job, &[])), ["sound", "loudness"]);
}

#[test]
fn captions_too_fast_to_read_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut job = job(folder.path(), 1_000);
    rendered(&job);
    job.cues = vec![cue(0, 200, &["extraordinarily", "incomprehensible"]), cue(150, 900, &["words"])];
    let seen = checked(&job, &[]);
    assert_eq!(failed_names(&seen), ["caption_reading_speed", "caption_overlap"]);
    assert!(named(&seen, "caption_reading_speed").measured.contains("at 0 ms"));
}

#[test]
fn a_broken_file_fails_its_checks_and_rubbish_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let mut job = job(folder.path(), 1_500);
    rendered(&job);
    let mut bytes = std::fs::read(&job.out).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].iter_mut().step_by(3).for_each(|byte| *byte = !*byte);
    std::fs::write(&job.out, &bytes).unwrap();
    assert!(!failed(&checked(&job, &[])).is_empty());
    std::fs::write(&job.out, b"no video at all").unwrap();
    job.cues.clear();
    let asked = CheckJob { frames: 45, ..asked(&job, &[]) };
    let told = check(&asked, &mut |_| ControlFlow::Continue(()));
    assert!(matches!(told, Err(MediaError::Format { .. })), "{told:?}");
    std::fs::remove_file(&job.out).unwrap();
    assert!(matches!(check(&asked, &mut |_| ControlFlow::Continue(())), Err(MediaError::Io { .. })));
}
