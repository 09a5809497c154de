//! Files go out: whole into memory, or a range as a stream.

use std::{io, ops::Range};

use bytes::Bytes;
use futures_util::{StreamExt as _, TryStreamExt as _, stream, stream::BoxStream};
use object_store::{GetOptions, GetRange, ObjectStore as _, ObjectStoreExt as _};
use ytempire_domain::{ArtefactRef, ContentHash};

use crate::{ArtefactError, Artefacts, key};

impl Artefacts {
    /// The whole content, verified against its hash. For small files: subtitles, thumbnails, pictures.
    pub async fn get(&self, artefact: &ArtefactRef) -> Result<Bytes, ArtefactError> {
        let found = self.store.get(&key(&artefact.hash)).await.map_err(|error| missing(artefact, error))?;
        let content = found.bytes().await?;
        match ContentHash::of(&content) == artefact.hash {
            true => Ok(content),
            false => Err(ArtefactError::Damaged { name: artefact.name.clone(), hash: artefact.hash }),
        }
    }

    /// The bytes of `range`, read piece by piece as they are asked for. A range that is not within the artefact is
    /// refused; an empty one is an empty stream.
    pub async fn range(
        &self,
        artefact: &ArtefactRef,
        range: Range<u64>,
    ) -> Result<BoxStream<'static, io::Result<Bytes>>, ArtefactError> {
        if range.start > range.end || range.end > artefact.bytes {
            return Err(ArtefactError::Range { range, bytes: artefact.bytes });
        }
        if range.is_empty() {
            return Ok(stream::empty().boxed());
        }
        let options = GetOptions { range: Some(GetRange::Bounded(range)), ..GetOptions::default() };
        let found = self.store.get_opts(&key(&artefact.hash), options).await;
        let found = found.map_err(|error| missing(artefact, error))?;
        Ok(found.into_stream().map_err(io::Error::other).boxed())
    }
}

fn missing(artefact: &ArtefactRef, error: object_store::Error) -> ArtefactError {
    match error {
        object_store::Error::NotFound { .. } => {
            ArtefactError::Missing { name: artefact.name.clone(), hash: artefact.hash }
        }
        error => ArtefactError::Store(error),
    }
}
