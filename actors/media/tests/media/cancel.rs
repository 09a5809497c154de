use std::ops::ControlFlow;

use ytempire_media::{MediaError, render};

use crate::fixtures::{job, names};

#[test]
fn a_cancelled_render_leaves_nothing_on_the_disk_wherever_it_is_stopped() {
    for stop_at in [0, 1, 20] {
        let folder = tempfile::tempdir().unwrap();
        let job = job(folder.path(), 1_500);
        let mut last = 0;
        let told = render(&job, &mut |progress| {
            last = progress.frame;
            if progress.frame >= stop_at { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(matches!(told, Err(MediaError::Cancelled)), "{told:?}");
        assert_eq!(last, stop_at);
        assert_eq!(names(folder.path()), ["narration.wav"]);
    }
}

#[test]
fn a_render_that_fails_leaves_the_last_good_file_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut job = job(folder.path(), 200);
    std::fs::write(&job.out, b"the last good one").unwrap();
    job.narration = folder.path().join("missing.wav");
    assert!(render(&job, &mut |_| ControlFlow::Continue(())).is_err());
    assert_eq!(std::fs::read(&job.out).unwrap(), b"the last good one");
    assert_eq!(names(folder.path()), ["narration.wav", "out.mp4"]);
}
