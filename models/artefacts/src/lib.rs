#![doc = include_str!("../README.md")]

mod error;
mod put;
mod read;
mod sweep;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use object_store::local::LocalFileSystem;
use tokio::sync::RwLock;
use ytempire_domain::{ArtefactRef, ContentHash};

pub use error::ArtefactError;

/// A handle to the store; clones share it.
#[derive(Clone, Debug)]
pub struct Artefacts {
    store: Arc<LocalFileSystem>,
    root: Arc<Path>,
    /// Held for reading while content is put, for writing while one file is swept: a file that comes again at the
    /// moment of its removal stays. One process sweeps a folder; two of them would need the age limit alone.
    sweeping: Arc<RwLock<()>>,
}

impl Artefacts {
    /// Opens the store in `folder` and creates the folder where it is missing.
    pub fn open(folder: &Path) -> Result<Self, ArtefactError> {
        let unusable = |source| ArtefactError::File { path: folder.to_owned(), source };
        std::fs::create_dir_all(folder).map_err(unusable)?;
        let root = folder.canonicalize().map_err(unusable)?;
        let store = LocalFileSystem::new_with_prefix(&root)?.with_fsync(true);
        Ok(Artefacts { store: Arc::new(store), root: root.into(), sweeping: Arc::default() })
    }

    /// Where the file can be read on this machine; none where it is not, or not whole.
    pub fn local_path(&self, artefact: &ArtefactRef) -> Option<PathBuf> {
        let hash = artefact.hash.to_string();
        let path = self.root.join(&hash[..2]).join(hash);
        let metadata = std::fs::metadata(&path).ok()?;
        (metadata.is_file() && metadata.len() == artefact.bytes).then_some(path)
    }
}

/// The file's place in the store. Two digits of folder keep a folder's list short with millions of files.
fn key(hash: &ContentHash) -> object_store::path::Path {
    let hash = hash.to_string();
    object_store::path::Path::from_iter([&hash[..2], hash.as_str()])
}

#[cfg(test)]
mod tests;
