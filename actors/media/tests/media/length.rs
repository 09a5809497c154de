use crate::fixtures::{checked, failed, job, rendered};

#[test]
fn a_video_has_exactly_the_frames_and_the_sound_that_were_asked_for() {
    for (duration_ms, fps, frames) in [(1, 30, 1), (500, 30, 15), (1_001, 30, 31), (1_234, 30, 38), (700, 24, 17)] {
        let folder = tempfile::tempdir().unwrap();
        let mut job = job(folder.path(), duration_ms);
        job.fps = fps;
        let report = rendered(&job);
        assert_eq!(report.frames, frames, "{duration_ms} ms at {fps}");
        let seen = checked(&job, &[]);
        let names = ["streams", "size", "frame_rate", "frame_count", "duration", "decoding", "black_frames"];
        let wrong: Vec<_> = failed(&seen).into_iter().filter(|check| names.contains(&check.name.as_str())).collect();
        assert!(wrong.is_empty(), "{duration_ms} ms at {fps}: {wrong:?}");
    }
}

#[test]
fn progress_counts_every_frame_once_and_ends_at_the_last() {
    let folder = tempfile::tempdir().unwrap();
    let job = job(folder.path(), 500);
    let mut told = vec![];
    ytempire_media::render(&job, &mut |progress| {
        told.push((progress.frame, progress.frames));
        std::ops::ControlFlow::Continue(())
    })
    .unwrap();
    told.dedup();
    assert_eq!(told, (0..=15).map(|frame| (frame, 15)).collect::<Vec<_>>());
}

#[test]
fn what_cannot_be_made_is_refused_before_any_work() {
    let folder = tempfile::tempdir().unwrap();
    for (width, height, fps, duration_ms) in
        [(181, 320, 30, 100), (180, 0, 30, 100), (180, 320, 0, 100), (180, 320, 30, 0)]
    {
        let job = ytempire_media::RenderJob { width, height, fps, duration_ms, ..job(folder.path(), 100) };
        let refused = ytempire_media::render(&job, &mut |_| std::ops::ControlFlow::Continue(()));
        assert!(matches!(refused, Err(ytempire_media::MediaError::Job(_))), "{refused:?}");
    }
    assert_eq!(crate::fixtures::names(folder.path()), ["narration.wav"]);
}
