//! Publishes a finished video into a folder: `ROOT/<channel>/<number>-<title>-<video id>/`.
//!
//! Everything is first written into a staging folder beside the target and forced to the disk; one rename publishes
//! it. So a folder under its final name is always whole, and a repeated publication finds itself by the video's id.

mod credits;
mod metadata;
mod slug;
mod stage;

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use ytempire_domain::{
    ArtefactRef, ChannelId, Failure, Retry, VideoId, Whose,
    production::{Publication, Script},
};

pub use credits::{Credit, local_credits};
pub use metadata::Metadata;

/// The destination's name in a [`Publication`].
pub const DESTINATION: &str = "library";

/// One finished video and what people are told about it.
#[derive(Clone, Debug)]
pub struct Work<'a> {
    pub video_id: VideoId,
    pub channel_id: &'a ChannelId,
    /// Place in its channel's order, from 1.
    pub channel_seq: i64,
    pub request_id: &'a str,
    pub script: &'a Script,
    pub duration_ms: u32,
    pub video: WorkFile<'a>,
    pub thumbnail: WorkFile<'a>,
    pub captions: WorkFile<'a>,
    pub credits: Vec<Credit>,
    /// The time of this publication; a repeat answers with the first one's.
    pub now: DateTime<Utc>,
}

/// A stored file and where its bytes can be read now.
#[derive(Clone, Copy, Debug)]
pub struct WorkFile<'a> {
    pub artefact: &'a ArtefactRef,
    pub path: &'a Path,
}

impl<'a> Work<'a> {
    /// Each file with its name in the folder.
    fn files(&self) -> [(&'static str, WorkFile<'a>); 3] {
        [("video.mp4", self.video), ("thumbnail.jpg", self.thumbnail), ("captions.srt", self.captions)]
    }

    fn folder_name(&self) -> String {
        format!("{:06}-{}-{}", self.channel_seq, slug::slug(&self.script.title), self.video_id)
    }
}

/// The publication of this very cut, where it has happened.
pub fn find(root: &Path, work: &Work<'_>) -> Result<Option<Publication>, Failure> {
    let found = folder_of(&channel_folder(root, work), work.video_id).map_err(|error| failure(root, &error))?;
    Ok(found.and_then(|folder| published(root, &folder, work)))
}

/// Publishes the work, once: two calls for the same work, also at the same time, make one folder and one answer.
/// Another cut of a video that is there already takes its place.
pub fn publish(root: &Path, work: &Work<'_>) -> Result<Publication, Failure> {
    whole(work)?;
    let channel = channel_folder(root, work);
    let outcome = (|| {
        stage::create_folders(&channel)?;
        // Held until the end: a second publisher into this channel waits here, then finds the first one's folder.
        let lock = File::open(&channel)?;
        lock.lock()?;
        stage::clear(&channel)?;
        let before = folder_of(&channel, work.video_id)?;
        if let Some(publication) = before.as_deref().and_then(|folder| published(root, folder, work)) {
            return Ok(Some(publication));
        }
        let staged = stage::write(&channel, work)?;
        let target = channel.join(work.folder_name());
        if let Some(before) = before {
            stage::set_aside(&channel, &before)?;
        }
        stage::commit(&staged, &target)?;
        stage::clear(&channel)?;
        Ok(published(root, &target, work))
    })();
    let missing =
        || Failure::new(Whose::Ours, Retry::Backoff, "library_unreadable", "the published folder cannot be read back");
    outcome.map_err(|error| failure(root, &error))?.ok_or_else(missing)
}

fn channel_folder(root: &Path, work: &Work<'_>) -> PathBuf {
    root.join(work.channel_id.as_str())
}

/// Refuses a file that is not as long as the store says, before anybody can see it.
fn whole(work: &Work<'_>) -> Result<(), Failure> {
    for (name, file) in work.files() {
        let found = fs::metadata(file.path).map(|metadata| metadata.len());
        if !matches!(found, Ok(bytes) if bytes == file.artefact.bytes) {
            let found = found.map_or_else(|error| error.kind().to_string(), |bytes| format!("{bytes} bytes"));
            let message = format!("{name} should have {} bytes: {found}", file.artefact.bytes);
            return Err(Failure::new(Whose::Ours, Retry::Backoff, "artefact_unusable", message));
        }
    }
    Ok(())
}

/// The folder whose name ends in the video's id: title and number may have changed since.
fn folder_of(channel: &Path, video_id: VideoId) -> io::Result<Option<PathBuf>> {
    let entries = match fs::read_dir(channel) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let ending = format!("-{video_id}");
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        if name.to_str().is_some_and(|name| name.ends_with(&ending) && !name.starts_with('.')) {
            return Ok(Some(entry.path()));
        }
    }
    Ok(None)
}

/// What the folder says of itself, if it holds this cut of this video.
fn published(root: &Path, folder: &Path, work: &Work<'_>) -> Option<Publication> {
    let metadata = Metadata::read(folder).ok()?;
    let same = metadata.video_id == work.video_id
        && metadata.files.first().is_some_and(|video| video.hash == work.video.artefact.hash)
        && work.files().iter().all(|(name, _)| folder.join(name).is_file());
    let location = folder.strip_prefix(root).ok()?.to_str()?.to_owned();
    same.then(|| Publication {
        destination: DESTINATION.to_owned(),
        location,
        published_at: metadata.published_at,
        files: metadata.files,
    })
}

/// A library that cannot be written is the operator's to mend; the work waits and tries again.
fn failure(root: &Path, error: &io::Error) -> Failure {
    let root = root.display();
    let (code, message) = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            ("disk_full", format!("the disk of the library {root} is full: make room"))
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            ("library_forbidden", format!("the library {root} may not be written: {error}; give it to the service"))
        }
        _ => ("library_unusable", format!("the library {root} cannot be used: {error}; look at the folder")),
    };
    Failure::new(Whose::Operator, Retry::Backoff, code, message)
}

#[cfg(test)]
mod tests;
