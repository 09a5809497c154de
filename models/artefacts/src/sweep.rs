//! What nobody refers to leaves, after it had time to be referred to.

use std::{collections::HashSet, fs, io, path::Path};

use chrono::{DateTime, Utc};
use futures_util::TryStreamExt as _;
use object_store::{Error as StoreError, ObjectMeta, ObjectStore as _, ObjectStoreExt as _};
use ytempire_domain::ContentHash;

use crate::{ArtefactError, Artefacts, put::blocking};

impl Artefacts {
    /// Removes the files that are not in `keep` and were last put before `older_than`, and answers with their number.
    /// A file is stored before the journal refers to it: `older_than` must lie before the start of every running step.
    /// Names that are no hash are left alone: somebody else put them there.
    pub async fn sweep(&self, keep: &HashSet<ContentHash>, older_than: DateTime<Utc>) -> Result<u64, ArtefactError> {
        let goes = |file: &ObjectMeta| {
            let hash = file.location.filename().and_then(|name| name.parse().ok());
            file.last_modified < older_than && hash.is_some_and(|hash| !keep.contains(&hash))
        };
        let mut listed = self.store.list(None);
        let mut removed = 0;
        while let Some(file) = listed.try_next().await? {
            if goes(&file) {
                removed += u64::from(self.remove(&file.location, &goes).await?);
            }
        }
        let root = self.root.clone();
        blocking(move || remove_half_written(&root, older_than))
            .await?
            .map_err(|source| ArtefactError::File { path: self.root.to_path_buf(), source })?;
        Ok(removed)
    }

    /// Removes one file unless it was put again since it was listed.
    async fn remove(
        &self,
        location: &object_store::path::Path,
        goes: impl Fn(&ObjectMeta) -> bool,
    ) -> Result<bool, ArtefactError> {
        let _alone = self.sweeping.write().await;
        let file = match self.store.head(location).await {
            Err(StoreError::NotFound { .. }) => return Ok(false),
            file => file?,
        };
        if !goes(&file) {
            return Ok(false);
        }
        match self.store.delete(location).await {
            Err(StoreError::NotFound { .. }) => Ok(false),
            outcome => outcome.map(|()| true).map_err(ArtefactError::Store),
        }
    }
}

/// Removes what a process left that died while it stored: `<hash>#<number>`, which the store itself never lists.
fn remove_half_written(root: &Path, older_than: DateTime<Utc>) -> io::Result<()> {
    for folder in fs::read_dir(root)? {
        let folder = folder?;
        if !folder.file_type()?.is_dir() {
            continue;
        }
        for file in fs::read_dir(folder.path())? {
            let file = file?;
            let name = file.file_name();
            let half = name.to_str().and_then(|name| name.split_once('#')).is_some_and(|(hash, number)| {
                hash.parse::<ContentHash>().is_ok() && number.bytes().all(|digit| digit.is_ascii_digit())
            });
            let old = |file: &fs::DirEntry| Ok(DateTime::<Utc>::from(file.metadata()?.modified()?) < older_than);
            match half && old(&file).or_else(gone)? {
                true => fs::remove_file(file.path()).map(|()| true).or_else(gone)?,
                false => false,
            };
        }
    }
    Ok(())
}

/// A file that left meanwhile needs no removing.
fn gone(error: io::Error) -> io::Result<bool> {
    if error.kind() == io::ErrorKind::NotFound { Ok(false) } else { Err(error) }
}
