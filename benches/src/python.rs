//! Python environments of the peers, each filled on first use into the user's cache.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

use crate::programs::{cache, checkout, command, run};

pub struct Python {
    pub program: PathBuf,
    /// Folder of the peers' own lines.
    pub scripts: PathBuf,
}

/// The packages that `list` (a file beside the peers) names, in an environment of that name. `size` is said beforehand.
pub fn environment(name: &str, list: &str, size: &str) -> anyhow::Result<Python> {
    let scripts = checkout()?.join("peers");
    let packages = scripts.join(list);
    let home = cache().join(name);
    let program = home.join("bin/python");
    fetched(&packages, &home, || {
        println!("fetching the Python peers from PyPI, some {size}, into {}", home.display());
        run(command("python3").args(["-m", "venv", "--clear"]).arg(&home)).context("python3-venv is missing")?;
        let mut pip = command(&program);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(&packages);
        run(&mut pip).context("is PyPI within reach?").map(drop)
    })?;
    Ok(Python { program, scripts })
}

/// Fetches what `list` names unless that very list was fetched to its end before.
pub fn fetched(list: &Path, home: &Path, fetch: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    let (wanted, stamp) = (fs::read_to_string(list)?, home.join("fetched"));
    if fs::read_to_string(&stamp).is_ok_and(|there| there == wanted) {
        return Ok(());
    }
    if home.exists() {
        fs::remove_dir_all(home)?;
    }
    fs::create_dir_all(home)?;
    fetch()?;
    Ok(fs::write(stamp, wanted)?)
}
