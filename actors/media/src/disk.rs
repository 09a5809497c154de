//! Files appear whole or not at all.

use std::{
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
};

use crate::error::MediaError;

/// A file being written beside its final place. Dropped before [`Part::keep`], it leaves nothing.
pub struct Part {
    path: PathBuf,
    out: PathBuf,
    kept: bool,
}

impl Part {
    pub fn of(out: &Path) -> Result<Part, MediaError> {
        let Some(name) = out.file_name() else {
            return Err(MediaError::Job(format!("{} names no file", out.display())));
        };
        let mut part = name.to_owned();
        part.push(".part");
        Ok(Part { path: out.with_file_name(part), out: out.to_owned(), kept: false })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file its name, after its bytes are on the disk.
    pub fn keep(mut self) -> Result<(), MediaError> {
        let file = File::open(&self.path).map_err(MediaError::io("open", &self.path))?;
        file.sync_all().map_err(MediaError::io("write", &self.path))?;
        fs::rename(&self.path, &self.out).map_err(MediaError::io("write", &self.out))?;
        self.kept = true;
        if let Some(folder) = self.out.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            File::open(folder).and_then(|folder| folder.sync_all()).map_err(MediaError::io("write", folder))?;
        }
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.kept
            && let Err(error) = fs::remove_file(&self.path)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(path = %self.path.display(), %error, "an unfinished file stays behind");
        }
    }
}

/// A helper file that goes when the work ends, however it ends.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn write(path: PathBuf, text: &str) -> Result<Scratch, MediaError> {
        fs::write(&path, text).map_err(MediaError::io("write", &path))?;
        Ok(Scratch(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(&self.0) {
            tracing::warn!(path = %self.0.display(), %error, "a helper file stays behind");
        }
    }
}

pub fn write_whole(out: &Path, bytes: &[u8]) -> Result<(), MediaError> {
    let part = Part::of(out)?;
    let write = |path: &Path| File::create(path)?.write_all(bytes);
    write(part.path()).map_err(MediaError::io("write", out))?;
    part.keep()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_kept_leaves_nothing_and_what_is_kept_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("a.bin");
        let part = Part::of(&out).unwrap();
        fs::write(part.path(), b"half").unwrap();
        drop(part);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        write_whole(&out, b"whole").unwrap();
        assert_eq!(fs::read(&out).unwrap(), b"whole");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
