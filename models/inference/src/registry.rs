//! Models on disk. A version is a folder that is written whole and never changed; `promoted` names the one in use and
//! is replaced by a rename, so a reader sees the old one or the new one.
//!
//! ```text
//! DIR/t1a.y_stay/v0001/{model.json, weights.safetensors, card.json, report.json, report.html}
//! DIR/t1a.y_stay/promoted                 v0001
//! DIR/t1a.y_stay/unfinished.jsonl         steps of a training that was not ended
//! ```

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use serde::{Serialize, de::DeserializeOwned};

use crate::{Card, InferenceError, Result, SHIPPED, Stored, Task, card::hash_of, shipped, tensors};

/// A folder of models.
#[derive(Clone, Debug)]
pub struct Registry {
    root: PathBuf,
}

/// One version of one task's model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Listed {
    pub task: Task,
    pub version: String,
    pub promoted: bool,
    pub card: Card,
}

const MODEL: &str = "model.json";
const WEIGHTS: &str = "weights.safetensors";
const CARD: &str = "card.json";
const PROMOTED: &str = "promoted";

impl Registry {
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Registry { root: root.into() }
    }

    /// Writes a new version: under a hidden name first, then renamed, so that no half of one is ever read. `files`
    /// are kept beside it as they are. Says the version's name.
    pub fn save(&self, stored: &Stored, mut card: Card, files: &[(&str, Vec<u8>)]) -> Result<String> {
        let folder = self.root.join(stored.task().name());
        fs::create_dir_all(&folder).map_err(InferenceError::file(&folder))?;
        let hidden = folder.join(format!(".writing-{}", std::process::id()));
        if hidden.exists() {
            fs::remove_dir_all(&hidden).map_err(InferenceError::file(&hidden))?;
        }
        fs::create_dir(&hidden).map_err(InferenceError::file(&hidden))?;
        let model = serde_json::to_vec(stored).map_err(|error| damaged(&hidden, &error))?;
        let weights = tensors::write(&stored.weights());
        card.model_hash = hash_of(&model);
        card.weights_hash = hash_of(&weights);
        write(&hidden.join(MODEL), &model)?;
        write(&hidden.join(WEIGHTS), &weights)?;
        for (name, content) in files {
            write(&hidden.join(name), content)?;
        }
        // A card may be read by people: lines, not one line.
        let card = serde_json::to_vec_pretty(&card).map_err(|error| damaged(&hidden, &error))?;
        write(&hidden.join(CARD), &card)?;
        self.publish(&folder, &hidden)
    }

    /// Gives the hidden folder the next free number; another process may take one at the same time.
    fn publish(&self, folder: &Path, hidden: &Path) -> Result<String> {
        let last = versions(folder)?.last().and_then(|name| name[1..].parse::<u32>().ok()).unwrap_or(0);
        for number in last + 1..last + 1000 {
            let version = format!("v{number:04}");
            let path = folder.join(&version);
            if path.exists() {
                continue;
            }
            match fs::rename(hidden, &path) {
                Ok(()) => return sync(folder).map(|()| version),
                Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {}
                Err(error) => return Err(InferenceError::file(path)(error)),
            }
        }
        Err(InferenceError::NotThere { path: folder.to_owned(), what: "free version number".to_owned() })
    }

    /// The version becomes the one in use, after its hashes were checked.
    pub fn promote(&self, task: Task, version: &str) -> Result<()> {
        self.load(task, version)?;
        let folder = self.root.join(task.name());
        let hidden = folder.join(format!(".promoted-{}", std::process::id()));
        write(&hidden, version.as_bytes())?;
        let path = folder.join(PROMOTED);
        fs::rename(&hidden, &path).map_err(InferenceError::file(path))?;
        sync(&folder)
    }

    /// The name of the version in use; none: the task runs on its rule.
    pub fn promoted(&self, task: Task) -> Result<Option<String>> {
        let path = self.root.join(task.name()).join(PROMOTED);
        match fs::read_to_string(&path) {
            Ok(version) => Ok(Some(version.trim().to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(InferenceError::file(path)(error)),
        }
    }

    /// The name of what answers: the promoted version, else the model that is part of the program, else none.
    pub fn in_use(&self, task: Task) -> Result<Option<String>> {
        Ok(self.promoted(task)?.or_else(|| shipped::has(task).then(|| SHIPPED.to_owned())))
    }

    /// Reads a version and refuses it where a file is not the one that was written.
    pub fn load(&self, task: Task, version: &str) -> Result<(Stored, Card)> {
        if version == SHIPPED {
            return shipped::load(task);
        }
        let folder = self.folder(task, version)?;
        let card: Card = parse(&folder.join(CARD), &bytes(&folder.join(CARD))?)?;
        let model = checked(&folder.join(MODEL), &card.model_hash)?;
        let weights = checked(&folder.join(WEIGHTS), &card.weights_hash)?;
        let mut stored: Stored = parse(&folder.join(MODEL), &model)?;
        if stored.task() != task {
            return Err(InferenceError::Damaged {
                path: folder,
                reason: format!("it is a model of {}", stored.task()),
            });
        }
        let path = folder.join(WEIGHTS);
        let weights = tensors::read(&weights).map_err(|reason| InferenceError::Damaged { path, reason })?;
        stored.put_weights(&weights)?;
        Ok((stored, card))
    }

    /// Where a training of this task keeps what it has worked out so far.
    pub fn unfinished(&self, task: Task) -> Result<PathBuf> {
        let folder = self.root.join(task.name());
        fs::create_dir_all(&folder).map_err(InferenceError::file(&folder))?;
        Ok(folder.join("unfinished.jsonl"))
    }

    /// The card alone.
    pub fn card(&self, task: Task, version: &str) -> Result<Card> {
        if version == SHIPPED {
            return shipped::card(task);
        }
        let path = self.folder(task, version)?.join(CARD);
        parse(&path, &bytes(&path)?)
    }

    /// The card of a version whose files are those that were written; cheaper than to load it.
    pub fn checked_card(&self, task: Task, version: &str) -> Result<Card> {
        if version == SHIPPED {
            return shipped::load(task).map(|(_, card)| card);
        }
        let (folder, card) = (self.folder(task, version)?, self.card(task, version)?);
        checked(&folder.join(MODEL), &card.model_hash)?;
        checked(&folder.join(WEIGHTS), &card.weights_hash)?;
        Ok(card)
    }

    /// All versions of all tasks, the newest of a task last; what is part of the program comes first.
    pub fn list(&self) -> Result<Vec<Listed>> {
        let mut all = Vec::new();
        for task in Task::ALL {
            let promoted = self.promoted(task)?;
            if shipped::has(task) {
                let (version, card) = (SHIPPED.to_owned(), shipped::card(task)?);
                all.push(Listed { task, promoted: promoted.is_none(), version, card });
            }
            for version in versions(&self.root.join(task.name()))? {
                let card = self.card(task, &version)?;
                all.push(Listed { task, promoted: promoted.as_ref() == Some(&version), version, card });
            }
        }
        Ok(all)
    }

    /// Where a version's files lie.
    pub fn folder(&self, task: Task, version: &str) -> Result<PathBuf> {
        let folder = self.root.join(task.name()).join(version);
        let plain = is_version(version) && folder.is_dir();
        let missing = || InferenceError::NotThere { path: self.root.clone(), what: format!("{version} of {task}") };
        plain.then_some(folder).ok_or_else(missing)
    }
}

fn is_version(name: &str) -> bool {
    name.strip_prefix('v').is_some_and(|number| number.len() >= 4 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn versions(folder: &Path) -> Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(InferenceError::file(folder)(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(InferenceError::file(folder))?.file_name();
        names.extend(name.to_str().filter(|name| is_version(name)).map(ToOwned::to_owned));
    }
    names.sort();
    Ok(names)
}

fn write(path: &Path, content: &[u8]) -> Result<()> {
    let all = || -> io::Result<()> {
        let mut file = fs::File::create(path)?;
        file.write_all(content)?;
        file.sync_all()
    };
    all().map_err(InferenceError::file(path))
}

fn sync(folder: &Path) -> Result<()> {
    fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(InferenceError::file(folder))
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(InferenceError::file(path))
}

fn checked(path: &Path, hash: &str) -> Result<Vec<u8>> {
    let content = bytes(path)?;
    match hash_of(&content) == hash {
        true => Ok(content),
        false => {
            Err(InferenceError::Damaged { path: path.to_owned(), reason: "its hash is not the card's".to_owned() })
        }
    }
}

fn parse<T: DeserializeOwned>(path: &Path, content: &[u8]) -> Result<T> {
    serde_json::from_slice(content).map_err(|error| damaged(path, &error))
}

fn damaged(path: &Path, error: &serde_json::Error) -> InferenceError {
    InferenceError::Damaged { path: path.to_owned(), reason: error.to_string() }
}

#[cfg(test)]
#[path = "registry_tests.rs"]
mod tests;
