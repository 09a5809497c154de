//! The data folder and the lock that names its living instance.

use std::{
    fs::{File, OpenOptions, Permissions, TryLockError},
    io::{Read as _, Write as _},
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use ytempire_domain::InstanceId;

use super::disk;
use crate::{config, exit::Stop};

/// PostgreSQL's write-ahead log alone takes some hundred MiB; a 60 s video about 20.
const NEEDED_AT_FIRST: u64 = 1024;
/// To run on: finish what is in work, and let a person make room.
const NEEDED_AGAIN: u64 = 192;

/// A locked data folder; the lock goes with the value, `kill -9` included.
pub struct DataFolder {
    path: PathBuf,
    /// Identity of this folder's instance: the same after a restart, so that it can free its own leases at once.
    pub instance: InstanceId,
    _lock: File,
}

impl DataFolder {
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let path = config::absolute(path).with_context(|| format!("opening the data folder {}", path.display()))?;
        // Open to passers-by: PostgreSQL and Redis run as other users below it. Secrets have a folder of their own.
        std::fs::set_permissions(&path, Permissions::from_mode(0o755))?;
        let mut lock = lock(&path)?;
        enough_room(&path)?;
        lock.set_len(0)?;
        writeln!(lock, "{}", std::process::id())?;
        let instance = instance(&path.join("instance"))?;
        Ok(DataFolder { path, instance, _lock: lock })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A folder below it, made where it is missing.
    pub fn below(&self, name: &str) -> anyhow::Result<PathBuf> {
        config::absolute(&self.path.join(name)).with_context(|| format!("creating {name} in the data folder"))
    }
}

fn enough_room(path: &Path) -> anyhow::Result<()> {
    let needed_mib = if path.join("instance").exists() { NEEDED_AGAIN } else { NEEDED_AT_FIRST };
    let mut free_mib = disk::free_mib(path)?;
    if free_mib < needed_mib && disk::drop_ballast(path)? {
        free_mib = disk::free_mib(path)?;
    }
    if free_mib < needed_mib {
        return Err(Stop::DiskFull { folder: path.display().to_string(), free_mib, needed_mib }.into());
    }
    Ok(())
}

fn lock(folder: &Path) -> anyhow::Result<File> {
    let path = folder.join("lock");
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            file.read_to_string(&mut holder)?;
            return Err(Stop::Locked { folder: folder.display().to_string(), holder: holder.trim().to_owned() }.into());
        }
        Err(TryLockError::Error(error)) => return Err(error).context("locking the data folder"),
    }
    Ok(file)
}

fn instance(file: &Path) -> anyhow::Result<InstanceId> {
    match std::fs::read_to_string(file) {
        Ok(text) => text.trim().parse().with_context(|| format!("reading {}", file.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let instance = InstanceId::generate();
            std::fs::write(file, instance.to_string())?;
            Ok(instance)
        }
        Err(error) => Err(error).with_context(|| format!("reading {}", file.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_living_instance_with_a_lasting_name() {
        let folder = tempfile::tempdir().expect("folder");
        let first = DataFolder::open(folder.path()).expect("free");
        let second = DataFolder::open(folder.path()).err().expect("in use");
        let stop = second.downcast_ref::<Stop>().expect("a stop");
        assert!(matches!(stop, Stop::Locked { holder, .. } if *holder == std::process::id().to_string()), "{stop}");
        let instance = first.instance;
        drop(first);
        assert_eq!(DataFolder::open(folder.path()).expect("free again").instance, instance);
    }
}
