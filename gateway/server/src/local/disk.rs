//! A disk that fills up: no new requests while there is still room for the running ones, and a ballast file that is
//! given up at the last moment, so that PostgreSQL can write and a person can sign in and make room.

use std::{
    fs::File,
    io::ErrorKind,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::Context as _;
use nix::{
    fcntl::{FallocateFlags, fallocate},
    sys::statvfs::statvfs,
};
use tokio::task::JoinHandle;
use ytempire_journal::Journal;

const LOOK: Duration = Duration::from_secs(5);
const BALLAST_MIB: u64 = 256;
/// With less than this PostgreSQL may stop: the ballast goes.
const LAST_MIB: u64 = 96;

/// Watches the disk of a data folder as long as the value lives.
pub struct DiskWatch(JoinHandle<()>);

impl DiskWatch {
    /// The first look is taken before this returns.
    #[expect(clippy::disallowed_methods, reason = "owned by this value: drop ends it")]
    pub fn start(folder: &Path, hold_below_mib: u64, journal: Journal) -> anyhow::Result<Self> {
        look(folder, hold_below_mib, &journal)?;
        Ok(DiskWatch(tokio::spawn(watch(folder.to_owned(), hold_below_mib, journal))))
    }
}

impl Drop for DiskWatch {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn watch(folder: PathBuf, hold_below_mib: u64, journal: Journal) {
    loop {
        tokio::time::sleep(LOOK).await;
        if let Err(error) = look(&folder, hold_below_mib, &journal) {
            tracing::error!(error = format!("{error:#}"), "looking after the disk failed");
        }
    }
}

fn look(folder: &Path, hold_below_mib: u64, journal: &Journal) -> anyhow::Result<()> {
    let free = free_mib(folder)?;
    metrics::gauge!("ytempire_gateway_disk_free_bytes").set(free as f64 * f64::from(1 << 20));
    let held = journal.admission_is_held();
    let wanted = decide(Disk { free, held, ballast: ballast(folder).exists() }, hold_below_mib);
    if wanted.held != held {
        journal.hold_admission(wanted.held);
        match wanted.held {
            true => tracing::error!(free_mib = free, "the disk is nearly full: new requests wait until there is room"),
            false => tracing::info!(free_mib = free, "there is room on the disk again: requests are taken"),
        }
    }
    match (wanted.ballast, ballast(folder).exists()) {
        (true, false) => add_ballast(folder),
        (false, true) => {
            drop_ballast(folder).map(|_| tracing::error!("the disk is full: the ballast file is given up"))
        }
        _ => Ok(()),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Disk {
    /// MiB.
    free: u64,
    /// No new requests.
    held: bool,
    ballast: bool,
}

/// What should be, from what is. Between its thresholds a state stays as it is, so that nothing flutters.
fn decide(now: Disk, hold_below: u64) -> Disk {
    let held = now.free < hold_below || (now.held && now.free < hold_below + hold_below / 4);
    let ballast =
        if now.ballast { now.free >= LAST_MIB } else { now.free >= hold_below.max(LAST_MIB) + 2 * BALLAST_MIB };
    Disk { held, ballast, ..now }
}

fn ballast(folder: &Path) -> PathBuf {
    folder.join("ballast")
}

/// The space is taken, not only promised.
fn add_ballast(folder: &Path) -> anyhow::Result<()> {
    let file = File::create(ballast(folder)).context("making the ballast file")?;
    let taken = fallocate(&file, FallocateFlags::empty(), 0, (BALLAST_MIB << 20) as i64);
    if taken.is_err() {
        drop_ballast(folder)?;
    }
    taken.context("filling the ballast file")
}

/// Whether there was one.
pub fn drop_ballast(folder: &Path) -> anyhow::Result<bool> {
    match std::fs::remove_file(ballast(folder)) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error).context("giving up the ballast file"),
    }
}

/// Free for us on the file system of `folder`.
pub fn free_mib(folder: &Path) -> anyhow::Result<u64> {
    let stat = statvfs(folder).context("looking at the free space")?;
    Ok(stat.blocks_available() * stat.fragment_size() / (1 << 20))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filling_disk_holds_requests_first_and_gives_up_its_ballast_last() {
        let step = |free, held, ballast| {
            let wanted = decide(Disk { free, held, ballast }, 768);
            (wanted.held, wanted.ballast)
        };
        assert_eq!(step(5000, false, false), (false, true));
        assert_eq!(step(800, false, true), (false, true));
        assert_eq!(step(767, false, true), (true, true));
        assert_eq!(step(900, true, true), (true, true), "room for more than one request first");
        assert_eq!(step(960, true, true), (false, true));
        assert_eq!(step(95, true, true), (true, false));
        assert_eq!(step(351, true, false), (true, false), "the ballast's own room is no room");
        assert_eq!(step(1280, false, false), (false, true));
    }

    #[test]
    fn the_ballast_takes_real_space_and_gives_it_back() {
        use std::os::unix::fs::MetadataExt as _;
        let folder = tempfile::tempdir().expect("folder");
        add_ballast(folder.path()).expect("room");
        let taken = ballast(folder.path()).metadata().expect("a file").blocks() * 512;
        assert!(taken >= BALLAST_MIB << 20, "{taken}");
        assert!(drop_ballast(folder.path()).expect("dropped"));
        assert!(!drop_ballast(folder.path()).expect("none left"));
    }
}
