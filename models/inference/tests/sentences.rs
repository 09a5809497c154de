//! The sentence model of the assets folder: what it says of texts, and what it says where its files are not its own.

#![cfg(feature = "torch")]

use std::{fs, path::PathBuf};

use ytempire_inference::Meaning;

fn folder() -> PathBuf {
    let assets =
        std::env::var_os("YTEMPIRE_TEST_ASSETS").expect("YTEMPIRE_TEST_ASSETS names the assets folder: run infra/test");
    PathBuf::from(assets).join("sentences")
}

#[test]
fn texts_that_mean_the_same_lie_near_each_other_however_they_are_worded() {
    let meaning = Meaning::read(&folder()).unwrap();
    let near = meaning.likeness("The rocket was launched into orbit", "A spacecraft took off for space").unwrap();
    let far = meaning.likeness("The rocket was launched into orbit", "Bake the bread for forty minutes").unwrap();
    assert!(near > 0.5 && far < 0.2 && meaning.likeness("honey", "honey").unwrap() > 0.999, "{near} {far}");
    let alone = &meaning.of(&["honey"]).unwrap()[0];
    let together = &meaning.of(&["a much longer text about something else entirely", "honey"]).unwrap()[1];
    let apart: f32 = alone.iter().zip(together).map(|(a, b)| (a - b).abs()).sum();
    assert!(alone.len() == 384 && apart < 1e-3, "a text is read alone as in a batch: {apart}");
}

#[test]
fn a_cut_file_is_an_error_that_names_it() {
    let broken = tempfile::tempdir().unwrap();
    fs::copy(folder().join("vocab.txt"), broken.path().join("vocab.txt")).unwrap();
    let whole = fs::read(folder().join("model.safetensors")).unwrap();
    fs::write(broken.path().join("model.safetensors"), &whole[..whole.len() / 2]).unwrap();
    let error = Meaning::read(broken.path()).map(drop).unwrap_err().to_string();
    assert!(!error.is_empty());
    let missing = Meaning::read(&broken.path().join("nowhere")).map(drop).unwrap_err().to_string();
    assert!(missing.contains("nowhere"), "{missing}");
}
