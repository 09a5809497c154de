//! What a training has worked out so far, line by line on disk: a run that was killed goes on where it stopped.
//!
//! The first line says what is learned from what, by which build. Notes under another first line are of no use and are
//! begun anew; a last line that was torn by a kill is cut off and worked out again.

use std::{
    collections::HashMap,
    fs::{self, File, OpenOptions, TryLockError},
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{Effort, InferenceError, Recipe, Result, Task, card::hash_of};

/// All that decides what a step gives: where one of these differs, nothing noted may be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    pub task: Task,
    pub seed: u64,
    pub effort: Effort,
    /// SHA-256 of everything read: the training file, the one beside it, the sentence model.
    pub hashes: Vec<String>,
    /// SHA-256 of the program itself: other code may give other figures.
    pub build: String,
}

impl About {
    pub fn of(task: Task, seed: u64, effort: Effort, hashes: Vec<String>) -> Result<Self> {
        let program = std::env::current_exe().map_err(InferenceError::file("the program itself"))?;
        let build = hash_of(&fs::read(&program).map_err(InferenceError::file(program))?);
        Ok(About { task, seed, effort, hashes, build })
    }
}

/// What one step gave: logits of the judged rows, and the recipe with the length that it grew to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Noted {
    pub recipe: Recipe,
    pub logits: Vec<f64>,
}

#[derive(Serialize, Deserialize)]
struct Line<'a> {
    key: std::borrow::Cow<'a, str>,
    noted: std::borrow::Cow<'a, Noted>,
}

/// The notes of one training, held by one process at a time.
#[derive(Debug)]
pub struct Notes {
    path: PathBuf,
    file: File,
    done: HashMap<String, Noted>,
}

impl Notes {
    /// Opens the notes at `path`, or begins them.
    pub fn open(path: &Path, about: &About) -> Result<Self> {
        let wrong = || InferenceError::file(path);
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(path).map_err(wrong())?;
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => InferenceError::Busy { path: path.to_owned() },
            TryLockError::Error(error) => wrong()(error),
        })?;
        let mut content = Vec::new();
        file.read_to_end(&mut content).map_err(wrong())?;
        let (done, kept) = read(&content, about);
        file.set_len(kept as u64).map_err(wrong())?;
        let mut notes = Notes { path: path.to_owned(), file, done };
        if kept == 0 {
            notes.append(serde_json::to_vec(about))?;
        }
        Ok(notes)
    }

    /// Steps that need not be done again.
    pub fn len(&self) -> usize {
        self.done.len()
    }

    pub fn is_empty(&self) -> bool {
        self.done.is_empty()
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Noted> {
        self.done.get(key)
    }

    /// A step is on disk before the next one begins.
    pub(crate) fn put(&mut self, key: &str, noted: &Noted) -> Result<()> {
        let line = Line { key: key.into(), noted: std::borrow::Cow::Borrowed(noted) };
        self.append(serde_json::to_vec(&line))
    }

    /// The model is saved: the notes have done their work.
    pub fn finish(self) -> Result<()> {
        fs::remove_file(&self.path).map_err(InferenceError::file(self.path))
    }

    fn append(&mut self, line: serde_json::Result<Vec<u8>>) -> Result<()> {
        let damaged =
            |error: serde_json::Error| InferenceError::Damaged { path: self.path.clone(), reason: error.to_string() };
        let mut line = line.map_err(damaged)?;
        line.push(b'\n');
        let written = self.file.write_all(&line).and_then(|()| self.file.sync_data());
        written.map_err(InferenceError::file(&self.path))
    }
}

/// The steps under a fitting first line, and how many bytes of the file are whole.
fn read(content: &[u8], about: &About) -> (HashMap<String, Noted>, usize) {
    let mut lines = content.split_inclusive(|byte| *byte == b'\n').take_while(|line| line.ends_with(b"\n"));
    let mut done = HashMap::new();
    let first = lines.next().unwrap_or_default();
    if serde_json::from_slice::<About>(first).ok().as_ref() != Some(about) {
        return (done, 0);
    }
    let mut kept = first.len();
    for line in lines {
        let Ok(Line { key, noted }) = serde_json::from_slice(line) else { break };
        done.insert(key.into_owned(), noted.into_owned());
        kept += line.len();
    }
    (done, kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(seed: u64) -> About {
        About::of(Task::Lecture, seed, Effort::Quick, vec!["a".to_owned()]).unwrap()
    }

    /// Two steps, with a number that a careless reader of decimals would change.
    fn noted() -> (tempfile::TempDir, PathBuf, Noted) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.jsonl");
        let noted = Noted { recipe: Recipe::Linear { l2: 0.1 }, logits: vec![0.1 + 0.2, -1.0 / 3.0, 5e-324] };
        let mut notes = Notes::open(&path, &about(1)).unwrap();
        notes.put("one", &noted).unwrap();
        notes.put("two", &noted).unwrap();
        (folder, path, noted)
    }

    #[test]
    fn what_was_noted_is_there_after_a_restart_bit_by_bit() {
        let (_folder, path, noted) = noted();
        let notes = Notes::open(&path, &about(1)).unwrap();
        assert_eq!((notes.len(), notes.get("two"), notes.get("three")), (2, Some(&noted), None));
        notes.finish().unwrap();
        assert!(!path.exists());
    }

    #[test]
    fn a_torn_line_is_cut_off_and_the_next_one_follows_the_last_whole_one() {
        let (_folder, path, noted) = noted();
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() - 9]).unwrap();
        let mut notes = Notes::open(&path, &about(1)).unwrap();
        assert_eq!((notes.len(), notes.get("two")), (1, None));
        notes.put("two", &noted).unwrap();
        assert_eq!(fs::read(&path).unwrap(), whole);
    }

    #[test]
    fn notes_of_another_seed_are_begun_anew() {
        let (_folder, path, _) = noted();
        assert!(Notes::open(&path, &about(2)).unwrap().is_empty());
        assert!(Notes::open(&path, &about(1)).unwrap().is_empty());
    }

    #[test]
    fn a_second_training_of_the_same_task_is_refused() {
        let (_folder, path, _) = noted();
        let first = Notes::open(&path, &about(1)).unwrap();
        let said = Notes::open(&path, &about(1)).unwrap_err().to_string();
        assert!(said.contains("in use"), "{said}");
        assert_eq!(first.len(), 2);
    }
}
