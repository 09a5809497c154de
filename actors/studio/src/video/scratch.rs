//! Work in progress on this disk: `SCRATCH/<video>/<step>-<attempt>-g<generation>/`.

use std::{
    io,
    path::{Path, PathBuf},
};

use ytempire_domain::{Step, id::VideoId};

pub(crate) fn of_video(root: &Path, video_id: VideoId) -> PathBuf {
    root.join(video_id.to_string())
}

pub(crate) fn of_try(root: &Path, video_id: VideoId, step: Step, attempt: u32, generation: i64) -> PathBuf {
    of_video(root, video_id).join(format!("{step}-{attempt}-g{generation}"))
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
