//! What the peers are made of, fetched on first use into the user's cache.

use std::path::PathBuf;

use anyhow::Context as _;

use crate::{
    programs::{cache, checkout, command, run},
    python::{Python, environment, fetched},
};

pub struct Streams {
    /// Folder of the jars.
    pub jars: PathBuf,
    pub program: PathBuf,
}

/// The packages of the Python peers, in an environment of their own.
pub fn python() -> anyhow::Result<Python> {
    environment("python", "requirements.txt", "30 MB")
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
