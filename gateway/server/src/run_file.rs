//! `run.json`: tells programs on this machine where everything is, while it runs.

use std::{
    collections::BTreeMap,
    io::ErrorKind,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use crate::local::private_file;

/// Readable by its owner only: it holds the operator's password.
#[derive(Serialize)]
pub struct RunFile {
    pub gateway: String,
    pub kafka: String,
    pub metrics: String,
    pub library: PathBuf,
    pub channel: String,
    pub operator: Login,
    pub pids: BTreeMap<&'static str, i64>,
}

#[derive(Serialize)]
pub struct Login {
    pub email: String,
    pub password: String,
}

pub fn http(address: SocketAddr) -> String {
    format!("http://{address}")
}

impl RunFile {
    pub fn write(&self, data: &Path) -> anyhow::Result<()> {
        private_file(&data.join("run.json"), &serde_json::to_vec_pretty(self)?).context("writing run.json")
    }
}

/// Kafka's address of the instance that runs on the data folder.
pub fn kafka(data: &Path) -> anyhow::Result<String> {
    #[derive(Deserialize)]
    struct Running {
        kafka: String,
    }
    let file = data.join("run.json");
    let bytes = std::fs::read(&file)
        .with_context(|| format!("nothing runs on {}: start it, or name --brokers", data.display()))?;
    Ok(serde_json::from_slice::<Running>(&bytes).with_context(|| format!("reading {}", file.display()))?.kafka)
}

/// Nothing runs here any more.
pub fn remove(data: &Path) -> anyhow::Result<()> {
    match std::fs::remove_file(data.join("run.json")) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error).context("removing run.json"),
        _ => Ok(()),
    }
}
