//! A runtime that cannot be used counts as not installed. In a program of its own: a process opens one runtime only.

mod support;

use std::{fs, path::Path};

use ytempire_voice::Speaker;

fn link(from: &Path, to: &Path) {
    std::os::unix::fs::symlink(from, to).expect("a fresh folder takes a link");
}

#[test]
fn a_runtime_that_is_none_means_the_voice_is_missing() {
    let Some(assets) = support::assets() else { return };
    let folder = tempfile::tempdir().unwrap();
    let voice = folder.path().join("voice");
    fs::create_dir(&voice).unwrap();
    for file in ["kokoro.onnx", "vocab.json", "voices"] {
        link(&assets.join("voice").join(file), &voice.join(file));
    }
    let load = || Speaker::load(folder.path()).err().unwrap();
    assert!(load().is_missing(), "no runtime");
    fs::write(voice.join("libonnxruntime.so"), b"no library").unwrap();
    let error = load();
    assert!(error.is_missing(), "{error}");
    assert_eq!(error.failure().code, "voice_missing");
}
