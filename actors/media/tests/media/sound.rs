use crate::fixtures::{checked, failed, job, named, narration, rendered};

const SPEECH: [(u32, u32); 5] = [(100, 900), (1_200, 1_800), (2_100, 2_750), (3_050, 3_700), (4_000, 4_600)];

#[test]
fn a_finished_video_is_as_loud_as_it_should_be_and_its_music_lies_under_the_voice() {
    for seed in [1, 99] {
        let folder = tempfile::tempdir().unwrap();
        let mut job = job(folder.path(), 5_500);
        (job.music, job.seed) = (true, seed);
        job.narration = narration(folder.path(), &SPEECH, 4_700);
        let report = rendered(&job);
        assert!(report.ducking_db.is_some_and(|db| (8.0..=14.0).contains(&db)), "{report:?}");
        let seen = checked(&job, &SPEECH);
        assert!(failed(&seen).is_empty(), "seed {seed}: {:#?}", failed(&seen));
        assert!((seen.loudness.integrated_lufs + 14.0).abs() <= 0.5, "{:?}", seen.loudness);
        assert!(seen.loudness.true_peak_dbtp <= -1.0, "{:?}", seen.loudness);
        assert!(named(&seen, "music_under_speech").measured.contains("below the voice"));
        // What the render says of its sound is what a player hears.
        assert!((report.loudness.integrated_lufs - seen.loudness.integrated_lufs).abs() < 0.15);
        assert!((report.loudness.true_peak_dbtp - seen.loudness.true_peak_dbtp).abs() < 0.3);
    }
}

#[test]
fn without_music_there_is_none_to_duck() {
    let folder = tempfile::tempdir().unwrap();
    let mut job = job(folder.path(), 3_000);
    job.narration = narration(folder.path(), &SPEECH[..3], 3_000);
    assert_eq!(rendered(&job).ducking_db, None);
    assert_eq!(named(&checked(&job, &SPEECH[..3]), "music_under_speech").measured, "no music");
}

#[test]
fn clicks_do_not_pass_the_ceiling() {
    let folder = tempfile::tempdir().unwrap();
    let mut job = job(folder.path(), 3_000);
    let short: Vec<(u32, u32)> = (0..10).map(|i| (i * 300, i * 300 + 12)).collect();
    job.narration = narration(folder.path(), &short, 3_000);
    rendered(&job);
    let seen = checked(&job, &[]);
    assert!(seen.loudness.true_peak_dbtp <= -1.0, "{:?}", seen.loudness);
}
