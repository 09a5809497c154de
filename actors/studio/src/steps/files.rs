//! Stored files where a worker can read them.

use std::path::{Path, PathBuf};

use ytempire_artefacts::Artefacts;
use ytempire_domain::{ArtefactRef, Failure, Retry, Whose};

use super::local::make_scratch;

/// The file's path on this machine; one that is stored elsewhere is brought into `scratch` first.
pub(crate) async fn local(artefacts: &Artefacts, file: &ArtefactRef, scratch: &Path) -> Result<PathBuf, Failure> {
    if let Some(path) = artefacts.local_path(file) {
        return Ok(path);
    }
    let bytes = artefacts.get(file).await.map_err(|error| error.failure())?;
    make_scratch(scratch).await?;
    let path = scratch.join(file.hash.to_string());
    tokio::fs::write(&path, bytes).await.map_err(|error| {
        let message = format!("{} cannot be written: {error}", path.display());
        Failure::new(Whose::Operator, Retry::Backoff, "scratch_unusable", message)
    })?;
    Ok(path)
}
