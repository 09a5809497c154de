//! What the peers are made of, fetched on first use into the user's cache.

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

pub struct Streams {
    /// Folder of the jars.
    pub jars: PathBuf,
    pub program: PathBuf,
}

/// The packages of the Python peers, some 30 MB, in an environment of their own.
pub fn python() -> anyhow::Result<Python> {
    let scripts = checkout()?.join("peers");
    let packages = scripts.join("requirements.txt");
    let home = cache().join("python");
    let program = home.join("bin/python");
    fetched(&packages, &home, || {
        println!("fetching the Python peers from PyPI, some 30 MB, into {}", home.display());
        run(command("python3").args(["-m", "venv", "--clear"]).arg(&home)).context("python3-venv is missing")?;
        let mut pip = command(&program);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(&packages);
        run(&mut pip).context("is PyPI within reach?").map(drop)
    })?;
    Ok(Python { program, scripts })
}

/// The jars of Kafka Streams, some 80 MB, most of them RocksDB.
pub fn streams() -> anyhow::Result<Streams> {
    let project = checkout()?.join("peers/streams");
    let pom = project.join("pom.xml");
    let home = cache().join("streams");
    let jars = home.join("libs");
    fetched(&pom, &home, || {
        println!("fetching Kafka Streams through Maven, some 80 MB, into {}", home.display());
        let mut mvn = command("mvn");
        mvn.args(["-q", "-B", "-Dstyle.color=never", "dependency:copy-dependencies", "-f"]).arg(&pom);
        mvn.arg(format!("-DoutputDirectory={}", jars.display()));
        run(&mut mvn).context("Maven is missing, or its repository is out of reach").map(drop)
    })?;
    run(command("java").arg("-version")).context("Java is missing")?;
    Ok(Streams { jars, program: project.join("KeyedStreams.java") })
}

/// Fetches what `list` names unless that very list was fetched to its end before.
fn fetched(list: &Path, home: &Path, fetch: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
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
