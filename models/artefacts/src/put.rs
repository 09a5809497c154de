//! Files come in: hashed, written under a hidden name, forced to the disk, renamed.

use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

use bytes::Bytes;
use object_store::{MultipartUpload, ObjectStoreExt as _};
use sha2::{Digest as _, Sha256};
use ytempire_domain::{ArtefactRef, ContentHash};

use crate::{ArtefactError, Artefacts, key};

/// How much of a file is held in memory at once.
const PART: u64 = 4 << 20;

impl Artefacts {
    /// Copies the file into the store. Once it answers, the content outlives a power cut. The same content again is
    /// written again: that renews its age for [`Artefacts::sweep`] and mends a damaged file.
    pub async fn put_file(&self, path: &Path, name: &str, media_type: &str) -> Result<ArtefactRef, ArtefactError> {
        let unusable = |source| ArtefactError::File { path: path.to_owned(), source };
        let file = path.to_owned();
        let (hash, bytes) = blocking(move || hash_of(&file)).await?.map_err(unusable)?;
        let _turn = self.sweeping.read().await;
        let mut upload = self.store.put_multipart(&key(&hash)).await?;
        match self.copy(path, upload.as_mut()).await {
            Ok(copied) if copied == (hash, bytes) => {
                upload.complete().await?;
                Ok(ArtefactRef { hash, name: name.to_owned(), media_type: media_type.to_owned(), bytes })
            }
            outcome => {
                upload.abort().await?;
                Err(outcome.err().unwrap_or_else(|| ArtefactError::Changed(path.to_owned())))
            }
        }
    }

    /// As [`Artefacts::put_file`], for content in memory.
    pub async fn put_bytes(&self, content: Bytes, name: &str, media_type: &str) -> Result<ArtefactRef, ArtefactError> {
        let (hash, bytes) = (ContentHash::of(&content), content.len() as u64);
        let _turn = self.sweeping.read().await;
        self.store.put(&key(&hash), content.into()).await?;
        Ok(ArtefactRef { hash, name: name.to_owned(), media_type: media_type.to_owned(), bytes })
    }

    /// Copies into an upload and says what was copied: the file may have changed since it was hashed.
    async fn copy(&self, path: &Path, upload: &mut dyn MultipartUpload) -> Result<(ContentHash, u64), ArtefactError> {
        let unusable = |source| ArtefactError::File { path: path.to_owned(), source };
        let file = path.to_owned();
        let mut file = blocking(move || File::open(file)).await?.map_err(unusable)?;
        let (mut digest, mut bytes) = (Sha256::new(), 0);
        loop {
            let (rest, part) = blocking(move || {
                let mut part = Vec::new();
                let read = (&mut file).take(PART).read_to_end(&mut part);
                (file, read.map(|_| part))
            })
            .await?;
            file = rest;
            let part = part.map_err(unusable)?;
            if part.is_empty() {
                return Ok((ContentHash::from_bytes(digest.finalize().into()), bytes));
            }
            digest.update(&part);
            bytes += part.len() as u64;
            upload.put_part(part.into()).await?;
        }
    }
}

fn hash_of(path: &Path) -> io::Result<(ContentHash, u64)> {
    let mut file = File::open(path)?;
    let (mut digest, mut bytes, mut part) = (Sha256::new(), 0, vec![0; 1 << 18]);
    loop {
        match file.read(&mut part)? {
            0 => return Ok((ContentHash::from_bytes(digest.finalize().into()), bytes)),
            read => {
                digest.update(&part[..read]);
                bytes += read as u64;
            }
        }
    }
}

/// Runs what would hold up the runtime's own threads.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, ArtefactError> {
    tokio::task::spawn_blocking(work).await.map_err(ArtefactError::BrokenOff)
}
