//! The installed model, and jobs for it.

#![allow(dead_code, reason = "each test program uses a part of this")]

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, OnceLock, PoisonError},
};

use ytempire_voice::{Speaker, VoiceJob, VoiceReport};

/// The assets that the tests were given. Without them a test says loudly that it did not run; with broken ones it fails.
pub fn assets() -> Option<PathBuf> {
    let assets = std::env::var_os("YTEMPIRE_TEST_ASSETS").map(PathBuf::from);
    if assets.is_none() {
        eprintln!("NOT RUN: set YTEMPIRE_TEST_ASSETS to the folder with voice/ (infra/assets-voice fetches it)");
    }
    assets
}

/// One model for all tests of a program: it is large.
pub fn speaker() -> Option<MutexGuard<'static, Speaker>> {
    static ONLY: OnceLock<Mutex<Speaker>> = OnceLock::new();
    let load = |assets: PathBuf| Speaker::load(&assets).expect("YTEMPIRE_TEST_ASSETS is set, so the model must load");
    let only = assets().map(|assets| ONLY.get_or_init(|| Mutex::new(load(assets))))?;
    Some(only.lock().unwrap_or_else(PoisonError::into_inner))
}

pub fn job(sentences: &[&str], out: &Path) -> VoiceJob {
    VoiceJob {
        sentences: sentences.iter().map(|s| (*s).to_owned()).collect(),
        language: "en-US".into(),
        voice: "af_heart".into(),
        out: out.to_owned(),
        threads: 2,
    }
}

pub fn on(_: f32) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// What must be true of every report: each displayed word once and in order, times in order, sums equal to the file.
pub fn check(report: &VoiceReport, job: &VoiceJob) {
    let shown: Vec<(u32, &str)> =
        (0..).zip(&job.sentences).flat_map(|(i, s)| s.split_whitespace().map(move |word| (i, word))).collect();
    let told: Vec<(u32, &str)> = report.words.iter().map(|word| (word.sentence, word.text.as_str())).collect();
    assert_eq!(told, shown);
    assert_eq!(report.sentences.len(), job.sentences.len());
    let mut last = 0;
    for word in &report.words {
        let sentence = report.sentences[word.sentence as usize];
        assert!(last <= word.start_ms && word.start_ms <= word.end_ms, "{word:?} after {last}");
        assert!(sentence.start_ms <= word.start_ms && word.end_ms <= sentence.end_ms, "{word:?} outside {sentence:?}");
        last = word.end_ms;
    }
    let mut last = 0;
    for sentence in &report.sentences {
        assert!(last <= sentence.start_ms && sentence.start_ms <= sentence.end_ms);
        last = sentence.end_ms;
    }
    assert_eq!(last, report.duration_ms);
    let samples = (std::fs::metadata(&job.out).expect("the report says that the file is there").len() - 44) / 2;
    assert_eq!(samples, u64::from(report.duration_ms) * u64::from(report.sample_rate) / 1000);
}
