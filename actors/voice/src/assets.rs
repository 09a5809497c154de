//! The installed files: which voices there are, the model's alphabet, a voice's styles.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::error::VoiceError;

/// The numbers that describe a voice for one length of text.
pub(crate) const STYLE_LEN: usize = 256;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    Female,
    Male,
}

/// A voice that is installed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceInfo {
    pub name: String,
    /// `en-US` or `en-GB`.
    pub language: String,
    pub gender: Gender,
}

impl VoiceInfo {
    /// The pack names accent and gender in the first two letters: `bf_emma`.
    fn of(name: &str) -> Option<VoiceInfo> {
        let (kind, own) = name.split_once('_')?;
        let (language, gender) = match kind {
            "af" => ("en-US", Gender::Female),
            "am" => ("en-US", Gender::Male),
            "bf" => ("en-GB", Gender::Female),
            "bm" => ("en-GB", Gender::Male),
            _ => return None,
        };
        let plain = !own.is_empty() && own.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        plain.then(|| VoiceInfo { name: name.to_owned(), language: language.to_owned(), gender })
    }
}

/// The voices installed under `assets`, by name.
pub fn voices(assets: &Path) -> Result<Vec<VoiceInfo>, VoiceError> {
    let folder = Folder::open(assets)?;
    let list = folder.0.join("voices");
    let mut found = vec![];
    for entry in fs::read_dir(&list).map_err(|_| missing(&list))? {
        let path = entry.map_err(VoiceError::io("read", &list))?.path();
        if path.extension().is_some_and(|e| e == "bin") {
            found.extend(path.file_stem().and_then(|stem| stem.to_str()).and_then(VoiceInfo::of));
        }
    }
    if found.is_empty() {
        return Err(missing(&list));
    }
    found.sort_by(|a: &VoiceInfo, b| a.name.cmp(&b.name));
    Ok(found)
}

fn missing(path: &Path) -> VoiceError {
    VoiceError::Missing(format!("{} is not there", path.display()))
}

/// The folder `voice/` of the assets, with every part that is not a voice.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub fn open(assets: &Path) -> Result<Folder, VoiceError> {
        let folder = Folder(assets.join("voice"));
        for path in [folder.model(), folder.library(), folder.0.join("vocab.json")] {
            if !path.is_file() {
                return Err(missing(&path));
            }
        }
        Ok(folder)
    }

    pub fn model(&self) -> PathBuf {
        self.0.join("kokoro.onnx")
    }

    pub fn library(&self) -> PathBuf {
        self.0.join("libonnxruntime.so")
    }

    /// The model's number for each phoneme symbol.
    pub fn alphabet(&self) -> Result<HashMap<char, i64>, VoiceError> {
        #[derive(Deserialize)]
        struct File {
            vocab: HashMap<char, i64>,
        }
        let path = self.0.join("vocab.json");
        let bytes = fs::read(&path).map_err(VoiceError::io("read", &path))?;
        let file: File =
            serde_json::from_slice(&bytes).map_err(|error| VoiceError::format(&path, error.to_string()))?;
        Ok(file.vocab)
    }

    /// A voice of the list: its name never comes from outside unchecked.
    pub fn style(&self, voice: &VoiceInfo) -> Result<Style, VoiceError> {
        let path = self.0.join("voices").join(format!("{}.bin", voice.name));
        let bytes = fs::read(&path).map_err(VoiceError::io("read", &path))?;
        let (numbers, rest) = bytes.as_chunks::<4>();
        let numbers: Vec<f32> = numbers.iter().map(|b| f32::from_le_bytes(*b)).collect();
        if !rest.is_empty() || numbers.is_empty() || !numbers.len().is_multiple_of(STYLE_LEN) {
            return Err(VoiceError::format(&path, "it is not a table of styles"));
        }
        Ok(Style(numbers))
    }
}

/// How a voice sounds, for each number of symbols in a sentence.
pub(crate) struct Style(Vec<f32>);

impl Style {
    pub fn of_length(&self, symbols: usize) -> &[f32] {
        let row = symbols.min(self.0.len() / STYLE_LEN - 1);
        &self.0[row * STYLE_LEN..][..STYLE_LEN]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voice_is_known_by_its_first_letters_and_never_by_a_path() {
        let emma = VoiceInfo::of("bf_emma").unwrap();
        assert_eq!((emma.language.as_str(), emma.gender), ("en-GB", Gender::Female));
        for name in ["jf_alpha", "af_", "af", "af_../x", "af_Heart", ""] {
            assert_eq!(VoiceInfo::of(name), None, "{name}");
        }
    }

    #[test]
    fn a_folder_without_the_model_is_missing_not_broken() {
        let folder = tempfile::tempdir().unwrap();
        assert!(voices(folder.path()).unwrap_err().is_missing());
        fs::create_dir_all(folder.path().join("voice/voices")).unwrap();
        for file in ["kokoro.onnx", "libonnxruntime.so", "vocab.json"] {
            assert!(voices(folder.path()).unwrap_err().is_missing(), "before {file}");
            fs::write(folder.path().join("voice").join(file), b"x").unwrap();
        }
        assert!(voices(folder.path()).unwrap_err().is_missing(), "no voice");
        fs::write(folder.path().join("voice/voices/am_adam.bin"), [0; 1024]).unwrap();
        let found = voices(folder.path()).unwrap();
        assert_eq!(found.iter().map(|v| v.name.as_str()).collect::<Vec<_>>(), ["am_adam"]);
    }

    #[test]
    fn the_style_of_a_very_long_sentence_is_the_last_one() {
        let style = Style((0..2 * STYLE_LEN).map(|i| i as f32).collect());
        assert_eq!(style.of_length(0)[0], 0.0);
        assert_eq!(style.of_length(1)[0], 256.0);
        assert_eq!(style.of_length(500)[0], 256.0);
    }
}
