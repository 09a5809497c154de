//! Work in progress on this disk: `SCRATCH/<video>/g<generation>/<step>-<attempt>/`.
//!
//! A turn removes its own generation's folder and no other: where this instance claims a job again that it has just
//! lost, two turns of one video are here for a moment.

use std::{
    io,
    path::{Path, PathBuf},
};

use ytempire_domain::Step;
use ytempire_journal::ClaimKey;

pub(crate) fn of_turn(root: &Path, key: ClaimKey) -> PathBuf {
    root.join(key.video_id.to_string()).join(format!("g{}", key.generation))
}

pub(crate) fn of_try(root: &Path, key: ClaimKey, step: Step, attempt: u32) -> PathBuf {
    of_turn(root, key).join(format!("{step}-{attempt}"))
}

/// Removes what a turn left, and the video's folder if no other turn has one in it.
pub(crate) async fn remove_turn(root: &Path, key: ClaimKey) {
    let folder = of_turn(root, key);
    remove(folder.clone()).await;
    if let Some(video) = folder.parent()
        && let Err(error) = tokio::fs::remove_dir(video).await
    {
        tracing::trace!(%error, "the scratch folder of a video stays");
    }
}

/// Removes a folder with all that is in it. What cannot be removed is logged and stays until the next start.
pub(crate) async fn remove(folder: PathBuf) {
    match tokio::fs::remove_dir_all(&folder).await {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => tracing::warn!(%error, folder = %folder.display(), "a scratch folder cannot be removed"),
    }
}

/// Empties the scratch folder of an earlier life of this process.
pub(crate) async fn empty(root: &Path) -> io::Result<()> {
    tokio::fs::create_dir_all(root).await?;
    let mut entries = tokio::fs::read_dir(root).await?;
    while let Some(entry) = entries.next_entry().await? {
        if entry.file_type().await?.is_dir() {
            remove(entry.path()).await;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ytempire_domain::id::{InstanceId, VideoId};

    #[tokio::test]
    async fn a_turn_that_ends_leaves_the_next_ones_folder() {
        let root = tempfile::tempdir().expect("a folder");
        let old = ClaimKey { video_id: VideoId::generate(), generation: 1, holder: InstanceId::generate() };
        let new = ClaimKey { generation: 2, ..old };
        let folder = |key| of_try(root.path(), key, Step::Render, 1);
        std::fs::create_dir_all(folder(old)).expect("a folder");
        std::fs::create_dir_all(folder(new)).expect("a folder");
        remove_turn(root.path(), old).await;
        assert!(folder(new).is_dir() && !folder(old).exists());
        remove_turn(root.path(), new).await;
        assert_eq!(std::fs::read_dir(root.path()).expect("a folder").count(), 0);
    }
}
