//! The stages of a publication. Death between any two of them leaves hidden folders only, which the next call clears.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::{Metadata, Work, metadata};

const STAGING: &str = ".staging-";
const ASIDE: &str = ".aside-";

/// The channel's folder and those above it; a folder that was made is entered in its parent on the disk.
pub fn create_folders(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        create_folders(parent)?;
    }
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(error),
        Ok(()) => sync_parent(folder),
    }
}

/// Removes what an interrupted publication left; call it under the channel's lock.
pub fn clear(channel: &Path) -> io::Result<()> {
    for entry in fs::read_dir(channel)? {
        let entry = entry?;
        if entry.file_name().to_str().is_some_and(|name| name.starts_with(STAGING) || name.starts_with(ASIDE)) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// The whole folder under a hidden name, forced to the disk. Files are copied: a person may edit the library, and
/// what the artefact store holds under a content's hash must not change with it.
pub fn write(channel: &Path, work: &Work<'_>) -> io::Result<PathBuf> {
    let staged = channel.join(format!("{STAGING}{}", work.video_id));
    fs::create_dir(&staged)?;
    for (name, file) in work.files() {
        let mut source = File::open(file.path)?;
        let mut copy = File::create_new(staged.join(name))?;
        // Shares the blocks on file systems that can.
        let bytes = io::copy(&mut source, &mut copy)?;
        if bytes != file.artefact.bytes {
            return Err(io::Error::other(format!("{name} changed while it was copied")));
        }
        copy.sync_all()?;
    }
    let mut about = File::create_new(staged.join(metadata::FILE))?;
    about.write_all(&Metadata::of(work).json()?)?;
    about.sync_all()?;
    File::open(&staged)?.sync_all()?;
    Ok(staged)
}

/// Hides a former cut, so that its successor can take the name.
pub fn set_aside(channel: &Path, former: &Path) -> io::Result<()> {
    let name = former.file_name().unwrap_or_default().to_string_lossy();
    fs::rename(former, channel.join(format!("{ASIDE}{name}")))
}

/// Publishes: one rename, entered in the parent on the disk.
pub fn commit(staged: &Path, target: &Path) -> io::Result<()> {
    fs::rename(staged, target)?;
    sync_parent(target)
}

fn sync_parent(folder: &Path) -> io::Result<()> {
    match folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => File::open(parent)?.sync_all(),
        None => File::open(".")?.sync_all(),
    }
}
